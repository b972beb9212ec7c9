"""The system call filter as a small classic BPF program: an allow-list, everything else kills the process.

Written by hand because it needs no system library. The order of the checks: right architecture (another one
has other numbers), no 32-bit doorway, the list, no memory that can be executed, threads only where asked.
"""

from __future__ import annotations

import struct

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENT_AT = 0, 4, 16
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_ENOSYS, _EPERM = 38, 1
_CLONE_THREAD, _PROT_EXEC = 0x00010000, 0x4
_FOREIGN_NUMBERS = 0x40000000  # x32 calls on x86-64

_ALLOWED = [
    *("read", "write", "close", "fstat", "lseek", "exit", "exit_group", "restart_syscall", "rt_sigreturn"),
    *("brk", "munmap", "mremap", "madvise", "futex", "sched_yield", "sched_getaffinity"),
    *("getrandom", "clock_gettime", "gettimeofday", "getpid", "gettid"),
]
_THREADS = ["set_robust_list", "rseq", "rt_sigprocmask", "clock_nanosleep"]
_WITH_PROTECTION = ("mmap", "mprotect")

_NUMBERS: dict[str, tuple[int, dict[str, int]]] = {
    "x86_64": (
        0xC000003E,
        {
            "read": 0, "write": 1, "close": 3, "fstat": 5, "lseek": 8, "mmap": 9, "mprotect": 10,
            "munmap": 11, "brk": 12, "rt_sigprocmask": 14, "rt_sigreturn": 15, "sched_yield": 24,
            "mremap": 25, "madvise": 28, "getpid": 39, "clone": 56, "exit": 60, "gettimeofday": 96,
            "gettid": 186, "futex": 202, "sched_getaffinity": 204, "restart_syscall": 219,
            "clock_gettime": 228, "clock_nanosleep": 230, "exit_group": 231, "set_robust_list": 273,
            "getrandom": 318, "rseq": 334, "clone3": 435,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {
            "close": 57, "lseek": 62, "read": 63, "write": 64, "fstat": 80, "exit": 93, "exit_group": 94,
            "futex": 98, "set_robust_list": 99, "clock_gettime": 113, "clock_nanosleep": 115,
            "sched_getaffinity": 123, "sched_yield": 124, "restart_syscall": 128, "rt_sigprocmask": 135,
            "rt_sigreturn": 139, "gettimeofday": 169, "getpid": 172, "gettid": 178, "brk": 214,
            "munmap": 215, "mremap": 216, "clone": 220, "mmap": 222, "mprotect": 226, "madvise": 233,
            "getrandom": 278, "rseq": 293, "clone3": 435,
        },
    ),
}  # fmt: skip


def program(machine: str, *, threads: bool) -> bytes | None:
    """Build the filter for this kind of machine, or None where its call numbers are not known."""
    if machine not in _NUMBERS:
        return None
    architecture, numbers = _NUMBERS[machine]
    lines = [
        _do(_LOAD, _ARCHITECTURE_AT),
        *_unless(_EQUAL, architecture, _KILL),
        _do(_LOAD, _NUMBER_AT),
        *_when(_AT_LEAST, _FOREIGN_NUMBERS, _KILL),
    ]
    for name in _ALLOWED + (_THREADS if threads else []):
        lines += _when(_EQUAL, numbers[name], _ALLOW)
    for name in _WITH_PROTECTION:
        lines += _checked(numbers[name], 2, _PROT_EXEC, with_bit=_ERROR | _EPERM, without=_ALLOW)
    if threads:
        lines += _checked(numbers["clone"], 0, _CLONE_THREAD, with_bit=_ALLOW, without=_KILL)
        lines += _when(
            _EQUAL, numbers["clone3"], _ERROR | _ENOSYS
        )  # its flags are out of sight; libc falls back
    return b"".join([*lines, _do(_RETURN, _KILL)])


def _do(code: int, value: int, jump_true: int = 0, jump_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, jump_true, jump_false, value)


def _when(test: int, value: int, verdict: int) -> list[bytes]:
    return [_do(test, value, 0, 1), _do(_RETURN, verdict)]


def _unless(test: int, value: int, verdict: int) -> list[bytes]:
    return [_do(test, value, 1, 0), _do(_RETURN, verdict)]


def _checked(number: int, argument: int, bit: int, *, with_bit: int, without: int) -> list[bytes]:
    return [
        _do(_EQUAL, number, 0, 4),
        _do(_LOAD, _ARGUMENT_AT + 8 * argument),  # the low half; both machines are little-endian
        _do(_ANY_BIT, bit, 0, 1),
        _do(_RETURN, with_bit),
        _do(_RETURN, without),
    ]
