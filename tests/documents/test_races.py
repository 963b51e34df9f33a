"""Many issuing at once: no number twice, no gap, one chain.

Only numbering is raced here: drawing is proved elsewhere, so a stand-in takes its place, which
the forked processes inherit.
"""

import os
import threading
import traceback

import pytest
from django.db import connections

from documents import services
from documents.archive import verify
from documents.models import ChainHead, Document, NumberEntry
from documents.services import issuing
from organizations.actors import Actor
from organizations.refusals import Refusal
from tests.factories import a_committee, moment

from .factories import DAY, a_draft, an_issued

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("drawn_at_once")]


def test_offices_issuing_at_once_leave_no_gap_and_no_double(settings, tmp_path):
    settings.ARCHIVE_DIR = tmp_path
    made = a_committee(today=DAY)
    draft = a_draft(made)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                while True:
                    try:
                        services.issue(draft, by=made.office, now=moment(DAY))
                        break
                    except Refusal as refusal:
                        if refusal.codes != {"issuing_busy"}:
                            raise
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    numbers = Document.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 41))
    assert NumberEntry.objects.count() == 40
    assert list(verify()) == []


def test_four_processes_issuing_two_hundred_leave_no_gap_and_no_double(settings, tmp_path):
    settings.ARCHIVE_DIR = tmp_path
    made = a_committee(today=DAY)
    draft = a_draft(made)
    connections.close_all()
    children = [_process_issuing(draft, made.office, 50) for _ in range(4)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * 4
    numbers = Document.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 201))
    assert NumberEntry.objects.count() == 200
    assert list(verify()) == []


@pytest.mark.postgresql("SQLite's transactions take the whole database")
def test_without_holding_the_head_processes_meet_and_the_database_stops_them(
    settings, tmp_path, monkeypatch
):
    settings.ARCHIVE_DIR = tmp_path
    made = a_committee(today=DAY)
    an_issued(made)
    draft = a_draft(made)
    monkeypatch.setattr(
        issuing, "hold_head", lambda organization: ChainHead.objects.get(organization=organization)
    )
    connections.close_all()
    children = [_process_issuing(draft, made.office, 50) for _ in range(4)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert any(codes)
    numbers = list(Document.objects.order_by("number").values_list("number", flat=True))
    assert len(set(numbers)) == len(numbers)  # the control meets the constraints, never a double


def _process_issuing(draft: services.Draft, office: Actor, count: int) -> int:
    """Start a process that issues ``count`` documents, trying again when busy; its id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        left = count
        while left:
            try:
                services.issue(draft, by=office, now=moment(DAY))
                left -= 1
            except Refusal as refusal:
                if refusal.codes != {"issuing_busy"}:
                    raise
        connections.close_all()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)
