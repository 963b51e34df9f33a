"""How long a workbook of 5,000 rows takes to bring in; exits 1 where a limit is broken.

script/bench import [--cells 384]

On SQLite and on PostgreSQL, each into an empty database: a year of that many cells is brought in,
brought in again, and written out. Time is that of our processor, the clock's beside it: what the
server of PostgreSQL does is on the clock alone. Memory is that of a process that does nothing else.
"""

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.measuring import Line, highest_memory, say, seconds, told

ROOT = Path(__file__).resolve().parents[2]
NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
ONLY = "--only-the-import"
# Each cell: twelve months and the self-review.
EVALUATIONS_OF_A_CELL = 13


def only_the_import(path: Path) -> None:
    """Bring in, bring in again, write out; say how long each took, and the memory of it all."""
    from django.db import connection

    from organizations.models import Organization
    from oversight.workbook.collecting import collect_workbook
    from oversight.workbook.importing import import_workbook
    from oversight.workbook.writing import workbook_bytes
    from tests.oversight.large_years import COMMITTEE

    asked = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*arguments)

    def bring_in() -> None:
        import_workbook(path, now=NOW)

    def write_out() -> None:
        workbook_bytes(collect_workbook(Organization.objects.get(code=COMMITTEE), 2025))

    found = {}
    with connection.execute_wrapper(count):
        for name, act in (("added", bring_in), ("again", bring_in), ("export", write_out)):
            asked, begun = 0, time.monotonic()
            took = seconds(act)
            found[name] = {
                "seconds": took,
                "clock": time.monotonic() - begun,
                "queries": asked,
            }
            found[name]["memory"] = highest_memory()
    say(json.dumps(found))


def measured(path: Path, rows: int) -> Iterator[Line]:
    """The figures of a process of its own."""
    said = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.bench.imports", ONLY, str(path)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    found = json.loads(said.splitlines()[-1])
    for name, what, limit in (
        ("added", f"{rows} rows brought in", 60),
        ("again", f"{rows} rows brought in again, all equal", 30),
        ("export", "written out", 30),
    ):
        took = found[name]
        yield Line(
            what,
            took["seconds"],
            limit,
            "s",
            f"{took['clock']:.1f} s on the clock, {took['queries']} queries",
        )
    yield Line("queries for each row", found["added"]["queries"] / rows, 0.5, "")
    yield Line("memory of bringing in", found["again"]["memory"], 250, "MB")
    yield Line("memory with writing out", found["export"]["memory"], 250, "MB")


def main() -> int:
    """Measure everything on the database of ``DATABASE_URL``; 1 where a limit is broken."""
    parser = argparse.ArgumentParser(prog="script/bench import")
    parser.add_argument("--cells", type=int, default=384, help="cells of the year")
    parser.add_argument(ONLY, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()

    import django

    if options.only_the_import:
        django.setup()
        only_the_import(options.only_the_import)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"APP_ENV": "development", "DATA_DIR": folder}
        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from oversight.workbook.writing import workbook_bytes
        from tests.oversight.large_years import a_year_of

        say(f"{connection.vendor}: a year of {options.cells} cells …")
        call_command("migrate", verbosity=0)
        path = Path(folder) / "nam.xlsx"
        path.write_bytes(workbook_bytes(a_year_of(options.cells)))
        return told(measured(path, options.cells * EVALUATIONS_OF_A_CELL))


if __name__ == "__main__":
    sys.exit(main())
