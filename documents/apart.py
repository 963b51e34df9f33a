"""Files that people upload are opened in a process of its own, with bounded memory and time.

Whatever opens a hostile file may be led astray by it, for ever or into all the memory there is. The
process is ended then, and whoever serves people goes on. Pure: no Django, no database.
"""

import resource
import subprocess
import sys
from pathlib import Path

REFUSED = 3
"""Exit code of a process that answers with why it does not take the file."""

_ROOT = Path(__file__).resolve().parent.parent


class Ended(Exception):
    """The process was ended by a limit, or by the file itself."""


def run_apart(
    module: str, *arguments: str, content: bytes, seconds: int
) -> "subprocess.CompletedProcess[bytes]":
    """Give ``content`` to ``module`` of our own in a new process and wait for its answer.

    Its exit code is 0 or ``REFUSED``; ``Ended`` otherwise, and after ``seconds``, when it is
    killed.
    """
    command = [sys.executable, "-B", "-E", "-s", "-m", module, *arguments]
    try:
        child = subprocess.run(  # noqa: S603 - our own module, nothing of the file in the command
            command,
            input=content,
            capture_output=True,
            cwd=_ROOT,
            env={"LANG": "C.UTF-8"},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Ended(f"after {seconds} s") from error
    if child.returncode not in (0, REFUSED):
        raise Ended(f"with {child.returncode}: {child.stderr[-500:]!r}")
    return child


def bound(*, memory: int, seconds: int) -> None:
    """Bound this process before it reads a byte: memory in bytes, seconds of processor time.

    It writes no file and leaves no core.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
