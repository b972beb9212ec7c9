"""Choose fast arithmetic for this processor, before numpy is first imported.

The OpenBLAS inside numpy 1.22 does not know newer processors and falls back to its slowest kernels:
measured here, a sentence takes three times as long. Import this first in a process.
"""

from __future__ import annotations

import os
from pathlib import Path


def fast_kernel(flags: set[str]) -> str | None:
    """Name the OpenBLAS kernel for the processor's flags, or None to leave the choice to OpenBLAS."""
    if {"avx512f", "avx512bw", "avx512vl", "avx512dq"} <= flags:
        return "SkylakeX"
    return "Haswell" if {"avx2", "fma"} <= flags else None


def prefer_fast_arithmetic(cpuinfo: Path = Path("/proc/cpuinfo")) -> None:
    """Set the kernel and one thread for this process, unless somebody has set them already."""
    # One thread a worker: more workers serve more people better than more threads do one.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if not cpuinfo.is_file():
        return
    lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    flags = next((set(line.split(":", 1)[1].split()) for line in lines if line.startswith("flags")), set())
    kernel = fast_kernel(flags)
    if kernel:
        os.environ.setdefault("OPENBLAS_CORETYPE", kernel)
