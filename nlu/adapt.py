"""Tune every layer of the sentence model on our lines, and write the adapter that `make train` starts from.

Needed when many lines are new; takes half an hour and more on two cores. Run by `make adapter`.
"""

from __future__ import annotations

# ruff: noqa: E402 - the kernel must be chosen before numpy is imported
from nlu.processor import prefer_fast_arithmetic

prefer_fast_arithmetic()

import sys
import time

from nlu.components.adapter import PATH, write_adapter
from nlu.components.examples import all_lines, examples_of, mark_of
from nlu.components.sentence_model import shared_model
from nlu.components.tuning import ALL_LAYERS, tune


def main() -> None:
    """Tune, write, and say how long it took."""
    started = time.monotonic()
    lines, model = all_lines(), shared_model()
    examples = examples_of(lines)
    sys.stderr.write(f"Tuning all layers on {len(examples.texts)} lines, half an hour or more ...\n")
    tuned = tune(examples, model, model.weights, ALL_LAYERS)
    write_adapter(model.weights, tuned, examples.labels, map(mark_of, lines))
    sys.stderr.write(f"Wrote {PATH.name} in {time.monotonic() - started:.0f} s. Now run `make train`.\n")


if __name__ == "__main__":
    main()
