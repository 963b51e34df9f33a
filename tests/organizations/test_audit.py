"""The audit trail is appended to and nothing else; the database itself sees to it."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from organizations import audit
from organizations.actors import import_actor, operator
from organizations.models import AuditEvent, ImportRun
from tests.append_only import triggers_off
from tests.factories import a_committee, moment

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)
NOW = moment(TODAY)


@pytest.fixture
def event():
    return audit.record("test.act", "Một việc.", by=operator(TODAY), now=NOW)


def sql(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_event_is_never_changed(event):
    event.sentence = "Việc khác."
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.update(sentence="")
    with pytest.raises(DatabaseError, match="append-only"):
        sql("UPDATE organizations_auditevent SET sentence = ''")
    event.refresh_from_db()
    assert event.sentence == "Một việc."


def test_an_event_is_never_deleted(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"):
        sql("DELETE FROM organizations_auditevent")
    assert AuditEvent.objects.count() == 1


@pytest.mark.postgresql("SQLite knows no TRUNCATE")
@pytest.mark.django_db(transaction=True)
def test_the_table_of_events_is_never_truncated(event):
    with pytest.raises(DatabaseError, match="append-only"):
        sql("TRUNCATE organizations_auditevent CASCADE")
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_triggers_an_event_could_be_deleted(event):
    """The control: it is the triggers that refuse."""
    with triggers_off():
        sql("DELETE FROM organizations_auditevent")
    assert AuditEvent.objects.count() == 0


def test_an_event_names_who_acted_in_which_role():
    made = a_committee(cells=1, today=TODAY)
    event = audit.record(
        "test.act",
        "Một việc.",
        by=made.office,
        now=NOW,
        subject=made.cells[0],
        organization=made.cells[0],
        data={"n": 1},
    )
    assert (event.user, event.role) == (made.office.user, "office")
    assert (event.subject_type, event.subject_id) == (
        "organizations.organization",
        made.cells[0].pk,
    )
    run = ImportRun.objects.create(file_name="a.xlsx", sha256="0" * 64, at=NOW)
    imported = audit.record("test.act", "Nhập.", by=import_actor(run, TODAY), now=NOW)
    assert (imported.user, imported.import_run) == (None, run)
