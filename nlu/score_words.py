"""The words of docs/scores.md that are no figures: how each set was made, and what was compared."""

from __future__ import annotations

HOW_MADE = """\
How each set was written, and how far it may be trusted:

- **Held-out lines, stories and conversations**: written by the same author as many training lines, in
  styles of their own (hurried, formal, rambling, dialect, new to English, lookalike), and kept out of
  training by a test that also refuses near copies. Rules of the word net and further training lines were
  written while looking at their misses. These figures flatter us: read them as a guard against getting
  worse, no more. Three gate labels that can be read either way are marked `any` and count for neither side.
- **Blind lines**: same author; only totals were looked at while the present lines, rules and thresholds
  were made. Better, still one hand.
- **Outside set**: written by a third person who saw neither the training lines nor the rules. Its lines are
  never printed, and no line, rule or threshold was taken from it. It has been measured twice: after the
  first time more training lines were written, without having seen one of its lines. The most honest of the
  three, and well under our aims: believe these figures, not the ones above them.
- **Thresholds** of the gates were chosen by five-fold cross-validation on the training lines; the last small
  change of two of them came after the totals of the held-out and blind lines had been seen.

Nobody who has lived through this has written a line here; strangers will write things none of us thought of.
"""
READERS = """\
## Which reader, compared by five-fold cross-validation on the training lines

Intent accuracy over all 42 meanings, and recall of each gate where one in thirty-three other lines rings
(2,977 training lines and 117 lookalikes, each read by models that had not seen it):

| reader | accuracy | danger | crisis | under 18 |
| --- | --- | --- | --- | --- |
| logistic regression, all meanings | 0.795 | 0.867 | 0.812 | 0.962 |
| seven nearest lines | 0.740 | 0.874 | 0.778 | 0.934 |
| one logistic regression a gate | | 0.851 | 0.750 | 0.950 |
| all three, averaged (used) | 0.820 | 0.893 | 0.840 | 0.978 |

These lines hold many that only sound like a gate, so the figures are lower than on ordinary messages.
DIET has not been compared: one fold did not finish in seven minutes beside other work, while these readers
fit in about one. That is a measure of its cost, not of how well it reads.
"""
