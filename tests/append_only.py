"""Lets the flush after a transactional test pass the triggers that make tables append-only."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def triggers_off(of: Collection[str] | None = None) -> Iterator[None]:
    """Without the project's own triggers, and with exactly the same ones again afterwards.

    ``of``: only those of these tables.
    """
    _check_what_was_put_off()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = [row for row in cursor.fetchall() if of is None or row[1] in of]
            for name, _, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute(
                "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
            )
            tables = [row[0] for row in cursor.fetchall() if of is None or row[0] in of]
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    _check_what_was_put_off()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for _, _, sql in triggers:
                cursor.execute(sql)
        else:
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _check_what_was_put_off() -> None:
    """PostgreSQL changes no table of which checks wait for the end of the transaction."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        connection.check_constraints()


@contextmanager
def flush_allowed() -> Iterator[None]:
    """Every flush of a transactional test runs with the triggers off; nothing else does."""
    teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush(self: Any) -> None:
        with triggers_off():
            teardown(self)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", flush):
        yield
