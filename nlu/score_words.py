"""The words of docs/scores.md that are no figures: how each set was made, and what was compared."""

from __future__ import annotations

HOW_MADE = """\
How each set was written, and how far it may be trusted:

- **Held-out lines, stories and conversations**: written by the same author as most training lines, in
  styles of their own (hurried, formal, rambling, dialect, new to English, lookalike), and kept out of
  training by a test that also refuses near copies. Rules of the word net and further training lines were written while
  looking at its misses. These figures flatter us: read them as a guard against getting worse, no more.
- **Blind lines**: same author as the training lines, but their misses were not looked at while the
  present lines, rules and thresholds were made. Better, still one hand.
- **Outside set**: written by a third person who saw neither the training lines nor the rules. Its lines are
  never printed, and no threshold or line was chosen from it. The most honest of the three.
- **Thresholds** of the gates were chosen by five-fold cross-validation on the training lines alone.

Nobody who has lived through this has written a line here; strangers will write things none of us thought of.
"""
READERS = "@@READERS@@"
