"""What all measurements share: figures with their limits, processor time, memory."""

import re
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Line:
    """One measured figure with its limit."""

    what: str
    found: float
    limit: float
    unit: str
    aside: str = ""

    @property
    def holds(self) -> bool:
        return self.found <= self.limit


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def told(lines: Iterable[Line]) -> int:
    """Say each figure as soon as it is there; 1 where a limit is broken."""
    broken = 0
    for line in lines:
        mark = "ok " if line.holds else "NO "
        figure = f"{line.found:.2f} {line.unit}".strip()
        say(f"{mark} {line.what:<48} {figure:>12}  (≤ {line.limit:g})  {line.aside}")
        broken = broken if line.holds else 1
    return broken


def seconds(act: Callable[[], Any]) -> float:
    """Processor time: what others on the machine do meanwhile is not ours."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def highest_memory() -> float:
    """The most that this program alone held so far, in MB."""
    # what getrusage says counts what started it
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024
