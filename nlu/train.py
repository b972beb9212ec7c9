"""Train the model, once for each state of its inputs, and say how far it is.

The model's name is a fingerprint of everything that goes into it, so a model that fits is never trained
again and one that does not fit is never used. Words and flows are no inputs: they are read at run time.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import sys
import threading
import time
from pathlib import Path

from nlu.components.kinds import MPNET, is_there

NLU = Path(__file__).resolve().parent
MODELS = NLU / "models"
INPUTS = (
    "config.yml",
    "domain/*.yml",
    "data/**/*.yml",
    "data/**/*.tsv",
    "data/*.npz",
    "components/*.py",
    "requirements.lock",
)


def fingerprint() -> str:
    """Return twelve hexadecimal digits that change whenever an input of the model changes."""
    digest = hashlib.sha256()
    for pattern in INPUTS:
        for path in sorted(NLU.glob(pattern)):
            digest.update(f"{path.relative_to(NLU).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    # Where the larger model could not be had, messages are read with the small one alone.
    digest.update(b"larger" if is_there(MPNET) else b"")
    return digest.hexdigest()[:12]


def model_path() -> Path:
    """Return where the model for the present inputs is, or will be."""
    return MODELS / f"fingerpost-{fingerprint()}.tar.gz"


def _show_progress(done: threading.Event) -> None:
    started, at_keyboard = time.monotonic(), sys.stderr.isatty()
    sys.stderr.write("Training the model, two or three minutes ...\n")
    while not done.wait(1):
        if at_keyboard:
            seconds = int(time.monotonic() - started)
            sys.stderr.write(f"\r[{'#' * min(30, seconds // 2):<30}] {seconds} s ")
            sys.stderr.flush()
    start = "\r" if at_keyboard else ""
    sys.stderr.write(f"{start}Training the model took {time.monotonic() - started:.0f} s.{' ' * 20}\n")


def train() -> Path:
    """Train the model if there is none for these inputs, and return its path."""
    path = model_path()
    if path.exists():
        return path
    done = threading.Event()
    watcher = threading.Thread(target=_show_progress, args=(done,), daemon=True)
    watcher.start()
    try:
        _train_to(path)
    finally:
        done.set()
        watcher.join()
    for old in MODELS.glob("fingerpost-*.tar.gz"):
        if old != path:
            old.unlink()
    return path


def _train_to(path: Path) -> None:
    from nlu.processor import prefer_fast_arithmetic
    from nlu.worker.quiet import be_quiet

    prefer_fast_arithmetic()
    be_quiet()
    import rasa.model_training as training

    MODELS.mkdir(exist_ok=True)
    # Rasa writes under the name it is given; renaming afterwards means a killed training leaves no model.
    with contextlib.redirect_stdout(io.StringIO()):
        result = training.train(
            domain=str(NLU / "domain"),
            config=str(NLU / "config.yml"),
            training_files=str(NLU / "data"),
            output=str(MODELS),
            fixed_model_name="unfinished",
            force_training=True,
        )
    if result.code != 0 or result.model is None:
        raise SystemExit("The model could not be trained. Run `make validate` to see why.")
    Path(result.model).replace(path)


def main() -> None:
    """Train when needed and print the model's path."""
    parser = argparse.ArgumentParser(prog="nlu.train", description=__doc__)
    parser.add_argument("--force", action="store_true", help="train even if a fitting model is there")
    if parser.parse_args().force:
        model_path().unlink(missing_ok=True)
    sys.stdout.write(f"{train()}\n")


if __name__ == "__main__":
    main()
