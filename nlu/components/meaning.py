"""Rank the meanings of a message by its whole and by its clearest sentences. No Rasa here."""

from __future__ import annotations

from typing import Any

import numpy as np

from nlu.components.bare import bare_fact, bare_meaning
from nlu.components.seen import Looks, Seen
from nlu.gates import GATES

UNSURE = 0.25
# Training gives every meaning this share of a line, so that none gets too sure; here it is taken off again.
SHARED_OUT = 0.1
WHOLE_SHARE = 0.6
# Where a message is as surely as this in another language, a gate less likely than that is chance: the model
# learned English.
FOREIGN, HEARD_THERE = 0.9, 0.25


def see(encoder: Looks, parts: list[str]) -> Seen:
    """Read each sentence of a message, and the whole message last."""
    return encoder.read(parts if len(parts) == 1 else [*parts, ". ".join(parts)])


def best_meaning(labels: list[str], parts: list[str], meanings: np.ndarray) -> list[dict[str, Any]]:
    """Rank the meanings that are no gate, the surest first."""
    kept = [at for at, label in enumerate(labels) if label not in GATES]
    own = np.maximum(meanings[:, kept] - SHARED_OUT / len(labels), 1e-5)
    own /= own.sum(axis=1, keepdims=True)
    blend = own[-1]
    if len(parts) > 1:
        blend = WHOLE_SHARE * blend + (1 - WHOLE_SHARE) * _clearest(own[:-1], parts)
    names = [labels[at] for at in kept]
    if (known := bare_meaning(parts)) in names:
        blend = np.where(np.array(names) == known, 1.0, blend * 0.01)
    elif bare_fact(parts):
        # An answer to a question: no meaning is sure enough to be acted on by itself.
        blend = blend * min(1.0, UNSURE / float(blend.max()))
    order = np.argsort(-blend, kind="stable")
    return [{"name": names[i], "confidence": round(float(blend[i]), 4)} for i in order]


def _clearest(each: np.ndarray, parts: list[str]) -> np.ndarray:
    """Blend the sentences, each by how sure it is and how much it says."""
    said = np.array([min(len(part.split()), 12) for part in parts], dtype=np.float32)
    weight = each.max(axis=1) ** 2 * said
    return np.asarray((each * weight[:, None]).sum(axis=0) / weight.sum())


def gate_chances(
    parts: list[str], gates: np.ndarray, ranking: list[dict[str, Any]]
) -> dict[str, list[float]]:
    """Give for each gate the chance by sentence, and by the whole message last; none that is only chance."""
    is_foreign = ranking[0]["name"] == "other_language" and ranking[0]["confidence"] >= FOREIGN
    if is_foreign and gates.max() < HEARD_THERE:
        return {}
    both = gates if len(parts) > 1 else np.repeat(gates, 2, axis=0)
    return {gate: [float(chance) for chance in both[:, at]] for at, gate in enumerate(GATES)}
