"""Runs a program and says what it cost: processor time and memory.

Processor time, because the time on the clock depends on what else the machine does. Needs a Unix:
Windows does not tell a parent what its children used.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit the system counts a process's memory in."""

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """cpu: seconds in the program and in the system for it; memory: bytes at the highest point."""

    cpu: float
    memory: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One line of the report. target: the most that is allowed, in the same unit as measured.

    at_least: the target is the least that is wanted instead.
    """

    name: str
    measured: float
    target: float
    unit: str
    note: str = ""
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the target is reached, or kept to."""
        return self.measured >= self.target if self.at_least else self.measured <= self.target


class BrokenError(Exception):
    """A measurement could not be made; the text holds what the program said."""


def run(command: Sequence[str]) -> Cost:
    """Run a Python module or program text: ``("-m", …)`` or ``("-c", …)``, and wait for its end.

    Memory includes this process's own before the other starts, so keep that small. Raises
    BrokenError when the program fails or warns.
    """
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace")
    if child.returncode or "WARNING" in words:
        raise BrokenError(f"{' '.join(command)}\n{words[-2000:]}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss * KILOBYTE)
