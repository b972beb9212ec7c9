"""Look a second time, with the larger model, where the small one is in doubt.

The small model reads every sentence in a few milliseconds. The larger one is four times as slow and misses
half as much, so it is asked about the message as a whole, and only where its word can change something.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nlu.components.seen import Looks, Seen

# How much the larger model's word counts beside the small one's.
SHARE = 0.6
# A gate less likely than this, or likelier than that, is left as it is; so is a meaning that is sure.
UNLIKELY, CERTAIN, SURE = 0.035, 0.95, 0.6
# A message may take a tenth of a second; for longer ones there is no time to look twice.
MOST_WORDS = 80


class TwoLooks:
    """The small model, and behind it the larger one."""

    def __init__(self, first: Looks, second: Looks) -> None:
        """Hold both."""
        self._first, self._second = first, second

    def read(self, sentences: Sequence[str]) -> Seen:
        """Give the chances for each sentence, in order; the last is the whole message."""
        seen = self._first.read(sentences)
        if in_doubt(seen) and len(sentences[-1].split()) <= MOST_WORDS:
            return _both(seen, self._second.read(sentences[-1:]))
        return seen


def in_doubt(seen: Seen) -> bool:
    """Say whether a gate may be raised, or no meaning is sure."""
    gates = seen.gates[-1]
    return bool(((gates > UNLIKELY) & (gates < CERTAIN)).any() or seen.meanings[-1].max() < SURE)


def _both(seen: Seen, second: Seen) -> Seen:
    """Blend what both saw in the whole message: chances by their log-odds, meanings by their shares."""
    meanings, gates = seen.meanings.copy(), seen.gates.copy()
    meanings[-1] = (1 - SHARE) * meanings[-1] + SHARE * second.meanings[-1]
    gates[-1] = _chance((1 - SHARE) * _odds(gates[-1]) + SHARE * _odds(second.gates[-1]))
    return Seen(meanings, gates)


def _odds(chances: np.ndarray) -> np.ndarray:
    kept = np.clip(chances, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(kept / (1 - kept)))


def _chance(odds: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-odds)))
