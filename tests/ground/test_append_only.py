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
