"""Let the larger sentence model learn from our lines, and write what it learned for `make train`.

Only two thin matrices beside each of its own are taught, its biases and its norms (low-rank adaptation, Hu
and others 2021), so that a few megabytes hold it. An hour and more on two cores; run by `make second-look`,
in an environment of its own, since nothing else here needs torch.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import MPNetConfig, MPNetModel

from nlu.components.examples import Examples, all_lines, examples_of
from nlu.components.kinds import LONGEST, MPNET
from nlu.components.low_rank import DOWN, PATH, UP
from nlu.components.sentence_model import SentenceModel, shared_model

SEED, BATCH, ROUNDS = 1, 64, 2
RANK, SCALE = 16, 2.0
RATE, HEAD_RATE, WARM, FADE = 4e-4, 1e-3, 0.06, 0.01
DROPPED, SMOOTH, GATE_SMOOTH = 0.1, 0.1, 0.02
# Lines of about one length are read together: so many batches are sorted at a time.
SORTED = 40


class Thin(nn.Module):
    """A matrix that stays as it is, and two thin ones beside it that learn."""

    def __init__(self, base: nn.Linear) -> None:
        """Hold the matrix in half the digits; one thin one begins with noughts, so nothing changes yet."""
        super().__init__()
        self.whole = nn.Parameter(base.weight.data.to(torch.bfloat16), requires_grad=False)
        self.bias = nn.Parameter(base.bias.data.clone())
        self.down = nn.Parameter(torch.randn(RANK, base.in_features) / math.sqrt(base.in_features))
        self.up = nn.Parameter(torch.zeros(base.out_features, RANK))

    def forward(self, rows: Tensor) -> Tensor:
        """Multiply."""
        low = rows.to(torch.bfloat16)
        beside = functional.linear(
            functional.linear(low, self.down.to(torch.bfloat16)), self.up.to(torch.bfloat16)
        )
        return (functional.linear(low, self.whole) + beside * SCALE).float() + self.bias


class Learner(nn.Module):
    """The larger model and its two heads."""

    def __init__(self, labels: int) -> None:
        """Put thin matrices beside all that are in the layers."""
        super().__init__()
        shape = MPNetConfig(max_position_embeddings=514, layer_norm_eps=MPNET.epsilon)
        shape.update({"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0})
        self.encoder = MPNetModel.from_pretrained(MPNET.folder(), config=shape)
        self.encoder.requires_grad_(False)
        self.encoder.encoder.layer.apply(_thin)
        self.intent, self.gate = nn.Linear(MPNET.width, labels), nn.Linear(MPNET.width, 3)
        nn.init.constant_(self.gate.bias, -2.0)
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give the scores of both heads."""
        rows = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        there = mask[..., None]
        vectors = self.dropped((rows * there).sum(1) / there.sum(1))
        return self.intent(vectors), self.gate(vectors)


def _thin(module: nn.Module) -> None:
    for name, child in module.named_children():
        if isinstance(child, nn.Linear):
            setattr(module, name, Thin(child))
        elif isinstance(child, nn.LayerNorm):
            child.requires_grad_(True)


def learn(examples: Examples, model: SentenceModel) -> Learner:
    """Read every line twice."""
    torch.manual_seed(SEED)
    learner, ids = Learner(len(examples.labels)), model.token_ids(examples.texts)
    heads = [*learner.intent.parameters(), *learner.gate.parameters()]
    thin = [own for own in learner.encoder.parameters() if own.requires_grad]
    adam = torch.optim.AdamW(
        [
            {"params": thin, "lr": RATE, "weight_decay": 0.0},
            {"params": heads, "lr": HEAD_RATE, "weight_decay": FADE},
        ],
        fused=True,
    )
    steps, started = ROUNDS * math.ceil(len(ids) / BATCH), time.monotonic()
    pace = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: _speed(step, steps))
    for done, batch in enumerate(batches([len(own) for own in ids]), 1):
        loss = _loss(learner, examples, [ids[at] for at in batch], np.array(batch))
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
        adam.step()
        pace.step()
        if done % 50 == 0:
            sys.stderr.write(f"\r{done} of {steps} steps, {time.monotonic() - started:.0f} s ")
    return learner


def _speed(step: int, steps: int) -> float:
    return min((step + 1) / (WARM * steps + 1), max(0.0, (steps - step) / ((1 - WARM) * steps)))


def batches(lengths: list[int]) -> Iterator[list[int]]:
    """Give which lines are read together, in a new order each round."""
    chance = np.random.default_rng(SEED)
    for _ in range(ROUNDS):
        order = chance.permutation(len(lengths)).tolist()
        groups: list[list[int]] = []
        for start in range(0, len(order), BATCH * SORTED):
            near = sorted(order[start : start + BATCH * SORTED], key=lengths.__getitem__)
            groups += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        for place in chance.permutation(len(groups)):
            yield groups[place]


def _loss(learner: Learner, examples: Examples, ids: list[list[int]], own: np.ndarray) -> Tensor:
    """Say how surprised both heads are; wanted shares are smoothed, so that none gets too sure."""
    size = min(LONGEST, max(map(len, ids)))
    filled = torch.tensor([row + [1] * (size - len(row)) for row in ids])
    mask = torch.tensor([[1.0] * len(row) + [0.0] * (size - len(row)) for row in ids])
    intent, gate = learner(filled, mask)
    meanings, weights, gates, known = (
        torch.from_numpy(table[own])
        for table in (examples.meanings, examples.weights, examples.gates, examples.known)
    )
    first = functional.cross_entropy(intent, meanings.long(), reduction="none", label_smoothing=SMOOTH)
    raised = gates * (1 - 2 * GATE_SMOOTH) + GATE_SMOOTH
    second = functional.binary_cross_entropy_with_logits(gate, raised, reduction="none") * known
    return (first * weights).mean() + second.sum(1).mean()


def learned(learner: Learner, base: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Give what changed, under the names that the rest of the house has for the parts."""
    kept: dict[str, np.ndarray] = {}
    for head in ("intent", "gate"):
        for part in ("weight", "bias"):
            kept[f"{head}.{part}"] = _half(getattr(getattr(learner, head), part))
    for name, value in learner.encoder.named_parameters():
        if value.requires_grad:
            own = MPNET.known_name(name)
            if own.endswith((DOWN, UP)):
                part = own.rpartition(".")[2]
                kept[f"{own.removesuffix(part)}weight.{part}"] = _half(value * (SCALE if part == "up" else 1))
            else:
                kept[own] = _half(value - torch.from_numpy(np.array(base[own])))
    return kept


def _half(value: Tensor) -> np.ndarray:
    return np.asarray(value.detach().numpy(), dtype=np.float16)


def main(path: Path = PATH) -> None:
    """Learn, and write what was learned."""
    examples, model = examples_of(all_lines()), shared_model(MPNET)
    sys.stderr.write(f"The larger model reads {len(examples.texts)} lines, an hour or more ...\n")
    kept = learned(learn(examples, model), model.weights)
    np.savez_compressed(path, labels=np.array(examples.labels), **kept)
    sys.stderr.write(f"\nWrote {path.name}. Now run `make train`.\n")


if __name__ == "__main__":
    main()
