"""A stock Rasa project in a folder that is thrown away: default pipeline, REST channel, our training lines.

Its model takes many minutes to train, so it is kept beside ours and used again; `make clean` removes both.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
RASA = ROOT / "nlu" / ".venv" / "bin" / "rasa"
MODEL = ROOT / "nlu" / "models" / "stock" / "stock.tar.gz"
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
CONFIG = "recipe: default.v1\nassistant_id: stock\nlanguage: en\npipeline: null\npolicies: null\n"


class StockRasa:
    """Trains and runs a stock Rasa, and leaves nothing behind."""

    def __enter__(self) -> StockRasa:
        self._folder = Path(tempfile.mkdtemp(prefix="stock-"))
        self._write()
        environment = {**os.environ, **QUIET}
        if not MODEL.exists():
            self._call(environment, "train", "--quiet", "--fixed-model-name", MODEL.stem.removesuffix(".tar"))
            MODEL.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(self._folder / "models" / MODEL.name, MODEL)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        self._process = subprocess.Popen(
            [
                str(RASA),
                "run",
                "-m",
                str(MODEL),
                "-i",
                "127.0.0.1",
                "-p",
                str(port),
                "--credentials",
                "credentials.yml",
            ],
            cwd=self._folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.pid = self._process.pid
        self._wait(f"http://127.0.0.1:{port}/")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
        shutil.rmtree(self._folder)

    def _call(self, environment: dict[str, str], *words: str) -> None:
        subprocess.run(
            [str(RASA), *words],
            cwd=self._folder,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _write(self) -> None:
        shutil.copytree(ROOT / "nlu" / "data" / "nlu", self._folder / "data" / "nlu")
        intents = yaml.safe_load((ROOT / "nlu" / "domain" / "intents.yml").read_text(encoding="utf-8"))[
            "intents"
        ]
        names = [next(iter(intent)) if isinstance(intent, dict) else intent for intent in intents]
        domain = {
            "version": "3.1",
            "intents": names,
            "responses": {f"utter_{n}": [{"text": f"About {n}."}] for n in names},
        }
        rules = [{"rule": n, "steps": [{"intent": n}, {"action": f"utter_{n}"}]} for n in names]
        (self._folder / "domain.yml").write_text(yaml.safe_dump(domain), encoding="utf-8")
        (self._folder / "data" / "rules.yml").write_text(
            yaml.safe_dump({"version": "3.1", "rules": rules}), encoding="utf-8"
        )
        (self._folder / "config.yml").write_text(CONFIG, encoding="utf-8")
        (self._folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")

    def _wait(self, url: str) -> None:
        until = time.monotonic() + 180
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(url, timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise TimeoutError
