"""How much a token looks at another by how far apart they stand, as the larger model learned it."""

from __future__ import annotations

import numpy as np

from nlu.components.kinds import LONGEST

NEAR = "encoder.relative_attention_bias.weight"
# So many steps each way; those beyond the first half share a step, and beyond the farthest all do.
STEPS, FARTHEST = 16, 128


def nearness(table: np.ndarray) -> np.ndarray:
    """Lay out the table (steps, heads) as (1, heads, tokens, tokens), as T5 and MPNet count steps.

    Distances below half the steps count singly, longer ones by their logarithm; backwards first.
    """
    place = np.arange(LONGEST)
    far = place[None, :] - place[:, None]
    single = STEPS // 2
    shares = np.log(np.maximum(np.abs(far), 1) / single) / np.log(FARTHEST / single)
    long = np.minimum(single + (shares * (STEPS - single)).astype(int), STEPS - 1)
    step = np.where(np.abs(far) < single, np.abs(far), long) + STEPS * (far > 0)
    return np.asarray(table[step].transpose(2, 0, 1)[None], dtype=np.float32)
