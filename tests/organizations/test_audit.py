"""The audit trail is appended to and nothing else; the database itself sees to it."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from organizations import audit
from organizations.actors import import_actor, operator
from organizations.models import AuditEvent, ImportRun, Role, User
from organizations.services import DecisionRef, move
from tests.append_only import triggers_off
from tests.factories import FOUNDED, a_committee, a_person, as_of, moment, signed_in

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


def test_a_former_authority_keeps_what_happened_below_it_and_reads_nothing_later(client):
    made, other = a_committee(), a_committee("DBKHAC", cells=0)
    cell, moved_on = made.cells[0], TODAY - dt.timedelta(days=60)
    audit.record("test.act", "Việc cũ.", by=made.office, now=moment(FOUNDED), organization=cell)
    move(
        cell,
        parent=other.organization,
        effective_on=moved_on,
        decision=DecisionRef("05-QĐ/TU", moved_on),
        by=as_of(made.administrator, moved_on),
        now=moment(moved_on),
    )
    there = as_of(other.office, TODAY)
    a_person(Role.SECRETARY, cell, by=there, username="nguoimoi", from_date=TODAY)
    audit.record("test.act", "Việc mới.", by=there, now=NOW, organization=cell)
    late = as_of(made.office, TODAY)
    audit.record("test.act", "Việc muộn.", by=late, now=NOW, organization=cell)

    def read_by(actor):
        events = AuditEvent.objects.visible_to(actor).filter(act="test.act")
        return set(events.values_list("sentence", flat=True))

    assert read_by(late) == {"Việc cũ.", "Việc muộn."}  # its own act too
    assert read_by(there) == {"Việc mới.", "Việc muộn."}

    def accounts_of(actor):
        return set(User.objects.visible_to(actor).values_list("username", flat=True))

    before = made.secretaries[cell.code].user.username
    assert "nguoimoi" not in accounts_of(late)
    assert before in accounts_of(late)
    assert {"nguoimoi", before} <= accounts_of(there)

    with time_machine.travel(NOW, tick=False):
        assert (
            "Người phụ trách" not in signed_in(client, late).get("/to-chuc/CB01/").content.decode()
        )
        assert "Người phụ trách" in signed_in(client, there).get("/to-chuc/CB01/").content.decode()
