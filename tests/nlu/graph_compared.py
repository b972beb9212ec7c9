"""Say how far the graph in whole numbers is from the same weights in full; run by test_encoder_graph.py."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

import numpy as np

from nlu.components.encoder import session_of
from nlu.components.encoder_graph import encoder_graph
from nlu.components.kinds import HEADS, MINILM, MPNET, Kind
from nlu.components.nearness import NEAR, nearness

WIDTH, LAYERS, TOKENS = 96, 2, 9
CHANCE = np.random.default_rng(3)
MATRICES = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
Weights = dict[str, np.ndarray]


def weights_of(kind: Kind) -> Weights:
    """Draw weights; those of the larger model's kind have distances too."""
    out: Weights = {} if kind is not MPNET else {NEAR: CHANCE.normal(size=(32, HEADS)).astype(np.float32)}
    wide = {"intermediate.dense": (4 * WIDTH, WIDTH), "output.dense": (WIDTH, 4 * WIDTH)}
    for number in range(LAYERS):
        at = f"encoder.layer.{number}."
        for name, size in (dict.fromkeys(MATRICES, (WIDTH, WIDTH)) | wide).items():
            out[f"{at}{name}.weight"] = CHANCE.normal(0, WIDTH**-0.5, size).astype(np.float32)
            out[f"{at}{name}.bias"] = CHANCE.normal(0, 0.1, size[0]).astype(np.float32)
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            out[f"{at}{name}.weight"] = CHANCE.normal(1, 0.1, WIDTH).astype(np.float32)
            out[f"{at}{name}.bias"] = CHANCE.normal(0, 0.1, WIDTH).astype(np.float32)
    for head, size in (("intent", 5), ("gate", 3)):
        out[f"{head}.weight"] = CHANCE.normal(size=(size, WIDTH)).astype(np.float32)
        out[f"{head}.bias"] = CHANCE.normal(size=size).astype(np.float32)
    return out


def in_full(weights: Weights, rows: np.ndarray) -> np.ndarray:
    """Take one sentence (tokens, width) through the layers as the papers write them, to both heads."""

    def through(name: str, rows: np.ndarray) -> np.ndarray:
        return rows @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def normed(name: str, rows: np.ndarray) -> np.ndarray:
        even = (rows - rows.mean(-1, keepdims=True)) / np.sqrt(rows.var(-1, keepdims=True) + 1e-5)
        return even * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    near = nearness(weights[NEAR])[0, :, : len(rows), : len(rows)] if NEAR in weights else 0
    for number in range(LAYERS):
        at = f"encoder.layer.{number}."
        query, key, value = (
            through(at + name, rows).reshape(len(rows), HEADS, -1).transpose(1, 0, 2) for name in MATRICES[:3]
        )
        scores = query @ key.transpose(0, 2, 1) * (WIDTH // HEADS) ** -0.5 + near
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        looked = (scores / scores.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(rows.shape)
        rows = normed(f"{at}attention.output.LayerNorm", rows + through(at + MATRICES[3], looked))
        wide = through(f"{at}intermediate.dense", rows)
        lit = wide * 0.5 * (1 + np.tanh((2 / np.pi) ** 0.5 * (wide + 0.044715 * wide**3)))
        rows = normed(f"{at}output.LayerNorm", rows + through(f"{at}output.dense", lit))
    vector = rows.mean(axis=0)
    return np.concatenate(
        [vector @ weights[f"{h}.weight"].T + weights[f"{h}.bias"] for h in ("intent", "gate")]
    )


def main() -> None:
    """Print for both kinds how large the difference is beside what the scores differ by."""
    out = {}
    for name, kind in (("small", MINILM), ("larger", MPNET)):
        weights = weights_of(kind)
        session = session_of(encoder_graph(weights, replace(kind, layers=LAYERS, width=WIDTH)), threads=1)
        rows = CHANCE.normal(size=(TOKENS, WIDTH)).astype(np.float32)
        rows[2] *= 50 if kind is MPNET else 1
        # A sentence of another length beside it, so that what is not there has to be left out.
        both = np.stack([rows, rows])
        mask = np.ones((2, TOKENS), dtype=np.float32)
        mask[1, 6:] = 0
        found = np.concatenate(session.run(["intent", "gate"], {"hidden": both, "mask": mask}), axis=1)
        full = np.stack([in_full(weights, rows), in_full(weights, rows[:6])])
        out[name] = float(np.abs(found - full).max() / full.std())
    sys.stdout.write(json.dumps(out) + "\n")


if __name__ == "__main__":
    main()
