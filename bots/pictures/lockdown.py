"""Take every power from the process that decodes a picture: files, network, other programs, core dumps.

On Linux (x86-64, ARM64) a seccomp filter kills the process at the first forbidden call. Elsewhere only the
resource limits hold, which `sandbox_kind` says.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import sys
from pathlib import Path
from typing import Literal

from bots.pictures.seccomp import program

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_GET_SECCOMP = 21
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2

SandboxKind = Literal["seccomp", "limits"]
_LINUX = sys.platform.startswith("linux")
_libc = ctypes.CDLL(None, use_errno=True)


class LockdownError(OSError):
    """The kernel refused a part of the lockdown; nothing may be decoded."""


def sandbox_kind() -> SandboxKind:
    """Say how strong the sandbox is here: "seccomp", or "limits" where the kernel offers no more."""
    if not _LINUX or program(platform.machine(), threads=False) is None:
        return "limits"
    return "seccomp" if _libc.prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0 else "limits"


def harden() -> None:
    """Close the zygote to debuggers and core dumps, and to ever gaining a right."""
    _cap(resource.RLIMIT_CORE, 0)
    if _LINUX:
        _prctl(PR_SET_DUMPABLE, 0)
        _prctl(PR_SET_NO_NEW_PRIVS, 1)


def die_with_parent() -> None:
    """Let the kernel end this process when the zygote ends; an idle child must not stay behind."""
    if _LINUX:
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def limit(memory: int, seconds: float, *, threads: bool = False) -> None:
    """Set limits that a taken-over decoder cannot lift: memory, time, no file, no core, no new process."""
    harden()
    _cap(resource.RLIMIT_FSIZE, 0)
    _cap(resource.RLIMIT_CPU, int(seconds) + 1)
    if _LINUX:
        mapped = _mapped_bytes()
        _cap(resource.RLIMIT_AS, mapped + memory)
        if not threads:
            _cap(resource.RLIMIT_NPROC, 0)
    die_with_parent()
    _cap(resource.RLIMIT_NOFILE, 0)
    signal.setitimer(signal.ITIMER_REAL, seconds)  # the default action of SIGALRM ends the process


def seal(*, threads: bool = False) -> None:
    """Install the system call filter; from here on there is no open, socket, exec or fork."""
    code = program(platform.machine(), threads=threads)
    if sandbox_kind() == "limits" or code is None:
        return
    instructions = ctypes.create_string_buffer(code, len(code))
    whole = _Program(len(code) // 8, ctypes.addressof(instructions))
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(whole))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def _prctl(option: int, value: int, pointer: int = 0) -> None:
    arguments = (ctypes.c_ulong(value), ctypes.c_ulong(pointer), ctypes.c_ulong(0), ctypes.c_ulong(0))
    if _libc.prctl(option, *arguments) != 0:
        raise LockdownError(ctypes.get_errno(), "the kernel refused to lock down")


def _cap(kind: int, value: int) -> None:
    ceiling = resource.getrlimit(kind)[1]
    if ceiling != resource.RLIM_INFINITY:
        value = min(value, ceiling)
    resource.setrlimit(kind, (value, value))


def _mapped_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
