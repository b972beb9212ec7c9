"""Tune the last layers of the sentence model, or all, on our lines; at training only.

The layers below stay as they are, so each line goes through them once. Two heads are taught together: which
meaning, and for each gate by itself whether it is raised, since a message may raise two.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from nlu.components.encoder import Session, session_of
from nlu.components.encoder_graph import lower_graph
from nlu.components.examples import Examples
from nlu.components.kinds import HEADS, MINILM
from nlu.components.sentence_model import SentenceModel

SEED, BATCH = 20261122, 64
LAYERS, WIDTH = MINILM.layers, MINILM.width
WARM, FADE = 0.1, 0.01
DROPPED, SMOOTH, GATE_SMOOTH = 0.1, 0.1, 0.02
SIZES = (12, 18, 26, 38, 56, 96, 128)
MATRICES = tuple(f"attention.self.{part}" for part in ("query", "key", "value"))
MATRICES = (*MATRICES, "attention.output.dense", "intermediate.dense", "output.dense")
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")
Weights = dict[str, Any]
Kept = Mapping[str, np.ndarray]
Pack = tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True, slots=True)
class Pace:
    """How many layers are tuned, how often each line is read, and how far a step goes, heads further."""

    layers: int
    rounds: int
    rate: float
    head_rate: float


# Once in a while, from the model as it comes; and at each training, from there on.
ALL_LAYERS, LAST_LAYERS = Pace(LAYERS, 4, 2e-4, 3e-3), Pace(2, 1, 3e-5, 5e-4)


def tune(
    examples: Examples, model: SentenceModel, start: Kept, pace: Pace = LAST_LAYERS
) -> dict[str, np.ndarray]:
    """Give all weights of the encoder, the last layers tuned from `start`, and those of its two heads."""
    tf.config.experimental.enable_op_determinism()
    tf.random.set_seed(SEED)
    lower = session_of(lower_graph(start, LAYERS - pace.layers), threads=os.cpu_count() or 1)
    packs = [(own, _below(rows, mask, lower), mask) for own, rows, mask in packed(examples.texts, model)]
    tuned = _Tuned(start, len(examples.labels), pace)
    steps = pace.rounds * sum(-(-len(own) // BATCH) for own, _, _ in packs)
    for done, (own, rows, mask, real) in enumerate(_batches(packs, pace.rounds), 1):
        wanted = [examples.meanings[own], examples.weights[own] * real]
        wanted += [examples.gates[own], examples.known[own] * real[:, None]]
        speed = min(done / (WARM * steps), (steps - done) / ((1 - WARM) * steps) + 1e-3)
        numbers = [np.float32(speed), np.float32(done), np.array([SEED, 100 * done], np.int32)]
        tuned.step(*(tf.constant(value) for value in (rows, mask, *wanted, *numbers)))
    kept = {name: np.array(value) for name, value in start.items()}
    return kept | {name: value.numpy() for name, value in tuned.weights.items()}


def packed(texts: list[str], model: SentenceModel) -> Iterator[Pack]:
    """Give the first rows of lines of about one length together, with which lines they are."""
    ids = model.token_ids(texts)
    fitting = np.array([next(size for size in SIZES if len(own) <= size) for own in ids])
    for size in sorted(set(fitting.tolist())):
        own = np.flatnonzero(fitting == size)
        yield (own, *model.first_rows([ids[at] for at in own], size))


def _batches(packs: list[Pack], rounds: int) -> Iterator[tuple[np.ndarray, ...]]:
    """Give the lines in a new order each round; the last of each length is filled up and does not count."""
    chance = np.random.default_rng(SEED)
    for _ in range(rounds):
        turns = [
            (at, order[start : start + BATCH])
            for at, (own, _, _) in enumerate(packs)
            for order in [chance.permutation(len(own))]
            for start in range(0, len(own), BATCH)
        ]
        for place in chance.permutation(len(turns)):
            at, picked = turns[place]
            filled = np.concatenate([picked, np.zeros(BATCH - len(picked), dtype=int)])
            real = (np.arange(BATCH) < len(picked)).astype(np.float32)
            own, rows, mask = packs[at]
            yield own[filled], rows[filled], mask[filled], real


def _below(rows: np.ndarray, mask: np.ndarray, lower: Session) -> np.ndarray:
    """Take rows through the layers that stay as they are, in the whole numbers they will be read with."""
    starts = range(0, len(rows), BATCH)
    parts = [{"hidden": rows[at : at + BATCH], "mask": mask[at : at + BATCH]} for at in starts]
    return np.concatenate([lower.run(["below"], part)[0] for part in parts])


class _Tuned:
    """What is tuned, and the moments of Adam."""

    def __init__(self, start: Kept, labels: int, pace: Pace) -> None:
        self._pace, self._numbers = pace, range(LAYERS - pace.layers, LAYERS)
        names = [f"encoder.layer.{n}.{part}" for n in self._numbers for part in MATRICES + NORMS]
        first = {f"{n}.{end}": start[f"{n}.{end}"] for n in names for end in ("weight", "bias")}
        chance = np.random.default_rng(SEED)
        for head, size, bias in (("intent", labels, 0.0), ("gate", 3, -2.0)):
            weight, even = f"{head}.weight", np.full(size, bias, dtype=np.float32)
            drawn = chance.normal(0, 0.02, (size, WIDTH)).astype(np.float32)
            first[weight], first[f"{head}.bias"] = start.get(weight, drawn), start.get(f"{head}.bias", even)
        self.weights: Weights = {name: tf.Variable(value) for name, value in first.items()}
        self._moments = [
            (tf.Variable(np.zeros_like(v)), tf.Variable(np.zeros_like(v))) for v in first.values()
        ]
        some, one = tf.TensorSpec([None], tf.float32), tf.TensorSpec([], tf.float32)
        table = tf.TensorSpec([None, None], tf.float32)
        rows, seed = tf.TensorSpec([None, None, WIDTH], tf.float32), tf.TensorSpec([2], tf.int32)
        whole = tf.TensorSpec([None], tf.int32)
        shapes = [rows, table, whole, some, table, table, one, one, seed]
        # One shape for all, so that the step is laid out only once.
        self.step = tf.function(self._step, input_signature=shapes, autograph=False)

    def _step(self, rows, mask, meaning, weight, gates, known, speed, done, seed):  # type: ignore[no-untyped-def]
        with tf.GradientTape() as tape:
            loss = self._loss(rows, mask, meaning, weight, gates, known, seed)
        slopes, _ = tf.clip_by_global_norm(tape.gradient(loss, list(self.weights.values())), 1.0)
        for (name, value), slope, moments in zip(self.weights.items(), slopes, self._moments, strict=True):
            self._move(name, value, slope, moments, speed, done)

    def _loss(self, rows, mask, meaning, weight, gates, known, seed):  # type: ignore[no-untyped-def]
        """Say how surprised both heads are; wanted shares are smoothed, so that none gets too sure."""
        for number in self._numbers:
            rows = _layer(
                rows, mask, self.weights, f"encoder.layer.{number}.", DROPPED, seed + [0, 2 * number]
            )
        vectors = tf.reduce_sum(rows * mask[:, :, None], 1) / tf.reduce_sum(mask, 1, keepdims=True)
        vectors = _drop(vectors, DROPPED, seed + [0, 99])
        intent, gate = (
            tf.matmul(vectors, self.weights[f"{head}.weight"], transpose_b=True)
            + self.weights[f"{head}.bias"]
            for head in ("intent", "gate")
        )
        labels = intent.shape[-1]
        wanted = tf.one_hot(meaning, labels) * (1 - SMOOTH) + SMOOTH / labels
        first = tf.nn.softmax_cross_entropy_with_logits(wanted, intent) * weight
        raised = gates * (1 - 2 * GATE_SMOOTH) + GATE_SMOOTH
        second = tf.nn.sigmoid_cross_entropy_with_logits(raised, gate) * known
        return (tf.reduce_sum(first) + tf.reduce_sum(second)) / BATCH

    def _move(self, name, value, slope, moments, speed, done):  # type: ignore[no-untyped-def]
        """Move one weight by Adam, with a little decay on the matrices."""
        mean, spread = moments
        mean.assign(0.9 * mean + 0.1 * slope)
        spread.assign(0.999 * spread + 0.001 * slope * slope)
        way = (mean / (1 - 0.9**done)) / (tf.sqrt(spread / (1 - 0.999**done)) + 1e-8)
        if name.endswith("weight") and "Norm" not in name:
            way += FADE * value
        rate = self._pace.head_rate if name.startswith(("intent", "gate")) else self._pace.rate
        value.assign_sub(rate * speed * way)


def _layer(rows, mask, weights, at, dropped, seed):  # type: ignore[no-untyped-def]
    """Take rows through one transformer layer."""
    size = tf.shape(rows)
    query, key, value = (
        tf.transpose(
            tf.reshape(_dense(rows, weights, at + part), (size[0], size[1], HEADS, WIDTH // HEADS)),
            (0, 2, 1, 3),
        )
        for part in MATRICES[:3]
    )
    scores = tf.matmul(query, key, transpose_b=True) * (WIDTH // HEADS) ** -0.5
    shares = tf.nn.softmax(scores + (1 - mask[:, None, None, :]) * -1e4)
    looked = tf.reshape(tf.transpose(tf.matmul(shares, value), (0, 2, 1, 3)), size)
    mixed = _drop(_dense(looked, weights, at + MATRICES[3]), dropped, seed)
    rows = _norm(rows + mixed, weights, at + NORMS[0])
    lit = tf.nn.gelu(_dense(rows, weights, at + MATRICES[4]), approximate=True)
    narrow = _drop(_dense(lit, weights, at + MATRICES[5]), dropped, None if seed is None else seed + [0, 1])
    return _norm(rows + narrow, weights, at + NORMS[1])


def _dense(rows, weights, name):  # type: ignore[no-untyped-def]
    """Multiply in half the digits, which a newer processor does three times faster."""
    matrix, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    size = tf.shape(rows)
    flat = tf.cast(tf.reshape(rows, (-1, matrix.shape[1])), tf.bfloat16)
    out = tf.cast(tf.matmul(flat, tf.cast(matrix, tf.bfloat16), transpose_b=True), tf.float32) + bias
    return tf.reshape(out, (size[0], size[1], matrix.shape[0]))


def _norm(rows, weights, name):  # type: ignore[no-untyped-def]
    rows -= tf.reduce_mean(rows, -1, keepdims=True)
    rows *= tf.math.rsqrt(tf.reduce_mean(rows * rows, -1, keepdims=True) + 1e-12)
    return rows * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _drop(rows, dropped, seed):  # type: ignore[no-untyped-def]
    return tf.nn.experimental.stateless_dropout(rows, dropped, seed=seed) if dropped else rows
