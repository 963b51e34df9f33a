"""``script/server``: pages and the worker beside them, for as long as the command runs."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.factories import a_committee

from .processes import PATIENCE, environment

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")


def soon(find: Callable[[], T | None]) -> T:
    """What is found within our patience."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := find():
            return found
        time.sleep(0.1)
    raise AssertionError("not found in time")


def a_free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def below(process: int) -> dict[int, str]:
    """What a process started, with its command line."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    found = {}
    for child in children:
        try:
            said = Path(f"/proc/{child}/cmdline").read_bytes()
        except FileNotFoundError:  # ended meanwhile
            continue
        found[int(child)] = said.replace(b"\0", b" ").decode().strip()
    return found


def worker_of(server: subprocess.Popen[bytes], *, other_than: int = 0) -> int | None:
    of_the_server = below(server.pid).items()
    return next(
        (
            process
            for process, said in of_the_server
            if said.endswith("manage.py work") and process != other_than
        ),
        None,
    )


@pytest.fixture
def address() -> str:
    return f"http://127.0.0.1:{a_free_port()}"


@pytest.fixture
def server(address: str) -> Iterator[subprocess.Popen[bytes]]:
    """The command where an office is at work already, so that no demo year is built."""
    a_committee()
    port = address.rpartition(":")[2]
    with subprocess.Popen(
        ["script/server"],  # noqa: S607
        cwd=ROOT,
        env=environment(PORT=port, WEB_CONCURRENCY="1"),
        start_new_session=True,
    ) as process:
        yield process
        with contextlib.suppress(ProcessLookupError):  # all of them have ended
            os.killpg(process.pid, signal.SIGKILL)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def test_it_serves_and_works_starts_a_killed_worker_again_and_stops_both(server, address):
    soon(lambda: answers(address))
    first = soon(lambda: worker_of(server))
    os.kill(first, signal.SIGKILL)
    second = soon(lambda: worker_of(server, other_than=first))
    assert answers(address)

    started = below(server.pid)
    assert len(started) == 2
    assert second in started
    server.terminate()
    assert server.wait(PATIENCE) == 128 + signal.SIGTERM
    assert not answers(address)
    assert not [process for process in started if Path(f"/proc/{process}").exists()]
