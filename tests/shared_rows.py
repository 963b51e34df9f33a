"""Settings that many tests begin with: built once by the services, then written again row by row.

What a builder wrote into an empty database, and the files of its documents, is kept for as long as
the worker runs; each later call with the same arguments writes exactly those rows and files and
returns a copy of what the builder returned.
A test that has rows already builds anew. So no test sees another's rows, and none waits for them.
"""

import copy
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from documents import storage
from documents.models import Document
from tests.append_only import triggers_off

P = ParamSpec("P")
R = TypeVar("R")

OURS = (
    "organizations",
    "documents",
    "plans",
    "registrations",
    "evaluations",
    "recognition",
    "oversight",
)
_PLAIN = (str, int, float, dt.date, type(None))


@dataclass(frozen=True)
class _Kept:
    rows: dict[str, Any]
    files: list[bytes]
    result: Any


def shared(build: Callable[P, R]) -> Callable[P, R]:
    """Let a builder write what it wrote before, wherever it starts on an empty database."""
    kept: dict[tuple[Any, ...], _Kept] = {}

    @wraps(build)
    def built(*args: P.args, **kwargs: P.kwargs) -> R:
        key = _key(args, kwargs)
        if key is None or not _empty():
            return build(*args, **kwargs)
        if key not in kept:
            result = build(*args, **kwargs)
            kept[key] = _Kept(rows_of_ours(), _archived(), copy.deepcopy(result))
            return result
        _write(kept[key].rows)
        for content in kept[key].files:
            storage.store(content)
        found: R = copy.deepcopy(kept[key].result)
        return found

    return built


def _key(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...] | None:
    """The arguments and today, of which builders may make use; None where rows are among them."""
    values = [*args, *kwargs.values()]
    parts = [part for value in values for part in (value if _many(value) else [value])]
    if not all(isinstance(part, _PLAIN) or _many(part) for part in parts):
        return None
    return (timezone.localdate(), repr(args), repr(sorted(kwargs.items())))


def _many(value: object) -> bool:
    return isinstance(value, (tuple, list, set, frozenset, range))


def _archived() -> list[bytes]:
    """The files of the documents that are there."""
    hashes = Document.objects.values_list("pdf_sha256", flat=True).distinct()
    return [storage.read(sha256) for sha256 in hashes]


def kept_rows() -> Callable[[], None]:
    """Keep the rows of ours as they are now; the function brings exactly these back.

    Tables that hold the same rows as then are left alone.
    """
    rows = rows_of_ours()

    def back() -> None:
        now = rows_of_ours()
        changed = [table for table in _tables() if now.get(table) != rows.get(table)]
        with transaction.atomic(), triggers_off(changed):
            with connection.cursor() as cursor:
                for table in changed:
                    cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - names of our own
            _write({table: rows[table] for table in changed if table in rows})

    return back


@cache
def _tables() -> dict[str, list[str]]:
    """Our tables with their columns."""
    found: dict[str, type[models.Model]] = {}
    for label in OURS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            found[model._meta.db_table] = model
    return {
        table: [field.column for field in model._meta.local_concrete_fields]
        for table, model in found.items()
    }


@cache
def _counters_after(tables: frozenset[str]) -> tuple[str, ...]:
    """Statements that let the numbers of these tables go on after their rows."""
    there = [model for model in apps.get_models() if model._meta.db_table in tables]
    statements = connection.ops.sequence_reset_sql(no_style(), there)
    return ("; ".join(one.rstrip(";") for one in statements),) if statements else ()


def _empty() -> bool:
    each = (f'EXISTS (SELECT 1 FROM "{table}")' for table in _tables())  # noqa: S608 - names of our own
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + " OR ".join(each))
        return not cursor.fetchone()[0]


def rows_of_ours() -> dict[str, Any]:
    """All rows of ours as the database has them; tables without rows are left out."""
    rows: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table, columns in _tables().items():
            if connection.vendor == "postgresql":
                names = ", ".join(f'"{column}"' for column in columns)
                with cursor.copy(f'COPY "{table}" ({names}) TO STDOUT') as out:
                    found: Any = b"".join(bytes(part) for part in out)
            else:
                # the sign keeps the values as they are stored, without Python's types
                names = ", ".join(f'+"{column}"' for column in columns)
                cursor.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608 - likewise
                found = cursor.fetchall()
            if found:
                rows[table] = found
    return rows


def _write(rows: dict[str, Any]) -> None:
    """Write rows that were read before; numbers that the database gives go on after them."""
    with connection.cursor() as cursor:
        for table, found in rows.items():
            columns = _tables()[table]
            names = ", ".join(f'"{column}"' for column in columns)
            if connection.vendor == "postgresql":
                with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as into:
                    into.write(found)
            else:
                marks = ", ".join(["%s"] * len(columns))
                statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - likewise
                cursor.executemany(statement, found)
        # a test that restored a backup leaves the counters where that backup ended
        for statement in _counters_after(frozenset(rows)):
            cursor.execute(statement)
