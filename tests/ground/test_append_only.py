"""The flush after a transactional test passes the append-only triggers, and nothing else does."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from organizations import audit
from organizations.actors import Actor
from organizations.models import AuditEvent


def _trigger_names() -> list[str]:
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return sorted(row[0] for row in cursor.fetchall())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "again"])
def test_a_row_that_nobody_can_delete_is_gone_for_the_next_test(time):
    """Runs twice: the second run starts from an empty table with the triggers back in place."""
    audit.record("test", "Đã thử.", by=Actor(today=dt.date(2026, 1, 5)), now=timezone.now())
    assert AuditEvent.objects.count() == 1
    assert _trigger_names()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.update(act="khác")


@pytest.mark.django_db
@pytest.mark.once  # PostgreSQL has no REPLACE
def test_a_row_is_not_replaced_either():
    """REPLACE deletes the row that stands in its way; by itself SQLite asks no trigger then."""
    audit.record("test", "Đã thử.", by=Actor(today=dt.date(2026, 1, 5)), now=timezone.now())
    table = AuditEvent._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE copy AS SELECT * FROM {table}")  # noqa: S608
        replace = f"REPLACE INTO {table} SELECT * FROM copy"  # noqa: S608
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(replace)
        cursor.execute("PRAGMA recursive_triggers=OFF")
        try:
            cursor.execute(replace)  # the control
        finally:
            cursor.execute("PRAGMA recursive_triggers=ON")
