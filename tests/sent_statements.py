"""Each kind of statement that the program sends to SQLite is sent to PostgreSQL too.

That is what lets tests of pages run on SQLite alone: both runs of script/test note the kinds of
statements that our own code sends, and ``python -m tests.sent_statements`` fails with those that
PostgreSQL was never sent. A kind is what the statement does, its tables, the columns it asks for
and the words in which the engines could differ; values and the lengths of lists do not matter.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

from django.db import connection
from django.db.backends.utils import CursorWrapper

FOLDER = "SENT_STATEMENTS"
"""The variable that names the folder in which script/test gathers what was sent."""
_WORDS = re.compile(
    r'\b(?:FROM|JOIN|INTO|UPDATE) "(\w+)"'
    r"|\b(DISTINCT|GROUP BY|HAVING|UNION|EXISTS|CASE|OVER|COUNT|SUM|MAX|MIN|COALESCE"
    r"|LEFT OUTER|ORDER BY|LIMIT|OFFSET|NULLS)\b"
)
_COLUMN = re.compile(r'\w+"?\."(\w+)"')
_KINDS = ("SELECT", "INSERT", "UPDATE", "DELETE")
_TESTS = str(Path(__file__).parent)
_OURS = str(Path(__file__).parent.parent)
_LIBRARIES = f"{_OURS}/.venv"


def kind_of(sql: str) -> str:
    """For example ``SELECT LIMIT plans_plan | committee_id status``."""
    words = sorted({table or word for table, word in _WORDS.findall(sql)})
    asked = sorted(set(_COLUMN.findall(sql.partition(" WHERE ")[2])))
    return " ".join([sql.split(" ", 1)[0], *words, "|", *asked])


class Sent:
    """The kinds of statements that our code has sent, each with the test that sent it first."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self._noted: set[int] = set()

    def note(self, sql: str) -> None:
        """Note a statement that was sent from where this is called."""
        key = hash(sql)
        if key in self._noted or not sql.startswith(_KINDS) or not _sent_by_us():
            return
        self._noted.add(key)
        test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" (")[0]
        self.kinds.setdefault(kind_of(sql), test)


def _sent_by_us() -> bool:
    """Whether of our files the nearest on the way here is one of the program, not of a test."""
    frame: FrameType | None = sys._getframe(1)
    while frame:
        name = frame.f_code.co_filename
        if name.startswith(_OURS) and not name.startswith(_LIBRARIES) and name != __file__:
            return not name.startswith(_TESTS)
        frame = frame.f_back
    return False


@contextmanager
def statements_noted() -> Iterator[Sent]:
    """Note what is sent in the block, on every connection and in every thread."""
    sent = Sent()
    one, many = CursorWrapper._execute, CursorWrapper._executemany  # type: ignore[attr-defined]

    def execute(self: CursorWrapper, sql: Any, *args: Any) -> Any:
        sent.note(str(sql))
        return one(self, sql, *args)

    def executemany(self: CursorWrapper, sql: Any, *args: Any) -> Any:
        sent.note(str(sql))
        return many(self, sql, *args)

    with (
        mock.patch.object(CursorWrapper, "_execute", execute),
        mock.patch.object(CursorWrapper, "_executemany", executemany),
    ):
        yield sent


@contextmanager
def statements_gathered() -> Iterator[None]:
    """Write what this process sends into the folder of script/test, where there is one."""
    folder = os.environ.get(FOLDER)
    if not folder:
        yield
        return
    with statements_noted() as sent:
        yield
    name = f"{connection.vendor}-{os.getpid()}.json"
    (Path(folder) / name).write_text(json.dumps(sent.kinds), encoding="utf-8")


def missing(folder: Path) -> dict[str, str]:
    """The kinds that SQLite alone was sent, each with a test that sends it."""
    sent: dict[str, dict[str, str]] = {"sqlite": {}, "postgresql": {}}
    for file in sorted(folder.glob("*.json")):
        sent[file.name.partition("-")[0]].update(json.loads(file.read_text(encoding="utf-8")))
    return {
        kind: test
        for kind, test in sorted(sent["sqlite"].items())
        if kind not in sent["postgresql"]
    }


if __name__ == "__main__":
    found = missing(Path(sys.argv[1]))
    for statement, sender in found.items():
        print(f"never sent to PostgreSQL: {statement}\n  sent by {sender}")  # noqa: T201
    if found:
        print("Mark one test that sends it with @pytest.mark.both.")  # noqa: T201
    sys.exit(bool(found))
