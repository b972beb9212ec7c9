"""Make Rasa silent. Import this before anything of Rasa: embedded, it prints what the person typed.

Threat: Rasa logs messages through structlog (to standard output unless configured) and through logging;
it reports telemetry and errors to others unless told not to. Here all of it is off, and what remains
goes nowhere.
"""

from __future__ import annotations

import logging
import os
import warnings
from typing import Any


def _drop(*_: Any) -> Any:
    import structlog

    raise structlog.DropEvent


def be_quiet() -> None:
    """Switch off telemetry, error reports and every log line of Rasa and what it brings."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["RASA_TELEMETRY_WRITE_KEY"] = ""
    os.environ["RASA_EXCEPTION_WRITE_KEY"] = ""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["CUDA_VISIBLE_DEVICES"] = ""
    os.environ["LOG_LEVEL"] = "ERROR"
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    # Libraries below set filters of their own when they are imported; nobody sets this.
    warnings.showwarning = lambda *_, **__: None
    logging.disable(logging.CRITICAL)
    import structlog

    structlog.configure(processors=[_drop], cache_logger_on_first_use=True)
    # Rasa calls structlog.configure again in its own set-up; ours must stay.
    structlog.configure = lambda *_, **__: None
