"""Run by test_rule_index.py in the worker's environment: count where two ways to look up differ."""

from __future__ import annotations

# ruff: noqa: E402 - Rasa must be silent before it is imported; it is what this compares with
from nlu.worker.quiet import be_quiet

be_quiet()

import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine import loader
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from nlu.train import model_path
from nlu.worker.rule_index import IndexedRules


def trained_policy() -> Any:
    """Load the model as the worker does, and take its policy out."""
    with tempfile.TemporaryDirectory() as folder:
        _, runner = loader.load_predict_graph_runner(
            Path(folder), model_path(), LocalModelStorage, DaskGraphRunner
        )
    nodes = runner._instantiated_nodes.values()
    return next(node._component for node in nodes if isinstance(node._component, IndexedRules))


def talks(lookup: dict[str, str], chance: random.Random) -> list[list[Any]]:
    """Make talks of the states that rules are made of, whole, cut short, and mixed."""
    known = [json.loads(key) for key in lookup]
    loose = [state for states in known for state in states]
    mixed = [[chance.choice(loose) for _ in range(chance.randint(1, 4))] for _ in range(600)]
    return [*known, *mixed, [], [{}]]


def main() -> None:
    """Print how many looks there were, how many found something, and how many differed."""
    policy, chance = trained_policy(), random.Random(1)
    looks = found = differed = 0
    for lookup in (policy.lookup["rules"], policy.lookup["rules_for_loop_unhappy_path"]):
        for states in talks(lookup, chance):
            stock = RulePolicy._get_possible_keys(policy, lookup, states)
            looks, found = looks + 1, found + bool(stock)
            differed += policy._get_possible_keys(lookup, states) != stock
    sys.stdout.write(
        json.dumps({"indexes": len(policy._indexes), "looks": looks, "found": found, "differed": differed})
    )


if __name__ == "__main__":
    main()
