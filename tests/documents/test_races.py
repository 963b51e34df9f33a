"""Many issuing at once: no number twice, no gap, one chain."""

import threading

import pytest
from django.db import connections

from documents import services
from documents.archive import verify
from documents.models import Document, NumberEntry
from organizations.refusals import Refusal
from tests.factories import a_committee, moment

from .factories import DAY, a_draft

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
