"""What only tests do to rows that are there for ever: change them unseen, and delete them all."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest import mock

from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import TransactionTestCase

# what the migrations wrote, and no test changes
_FROM_MIGRATIONS = {"django_migrations", "django_content_type", "auth_permission"}


@contextmanager
def triggers_off(of: Collection[str] | None = None) -> Iterator[None]:
    """Without the project's own triggers, and with exactly the same ones again afterwards.

    ``of``: at least those of these tables. PostgreSQL also leaves the checks of foreign keys out
    meanwhile; no other connection sees a difference there.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = [row for row in cursor.fetchall() if of is None or row[1] in of]
            for name, _, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("SET session_replication_role = replica")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for _, _, sql in triggers:
                cursor.execute(sql)
        else:
            cursor.execute("SET session_replication_role = origin")


def empty_the_database() -> None:
    """Delete all rows that came after the migrations, and let all counters begin again.

    Deleting the few rows of a test takes a hundredth of what truncating the tables takes, and of
    what Django's flush does besides.
    """
    with transaction.atomic(), triggers_off(), connection.cursor() as cursor:
        for statement in _emptying():
            cursor.execute(statement)


@cache
def _emptying() -> tuple[str, ...]:
    tables = sorted(
        set(connection.introspection.django_table_names(only_existing=True, include_views=False))
        - _FROM_MIGRATIONS
    )
    counters = [
        counter
        for counter in connection.introspection.sequence_list()
        if counter["table"] in tables
    ]
    statements = [f'DELETE FROM "{table}"' for table in tables]  # noqa: S608 - names of our own
    statements += connection.ops.sequence_reset_by_name_sql(no_style(), counters)
    return ("; ".join(statements),) if connection.vendor == "postgresql" else tuple(statements)


@contextmanager
def emptied_after_each() -> Iterator[None]:
    """Every test that commits leaves the database empty; the triggers allow it to nothing else."""

    def teardown(_self: Any) -> None:
        empty_the_database()

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", teardown):
        yield
