"""Two people who add a scan at once: one is kept, the other sees it first."""

import threading

import pytest
from django.db import connections

from documents import services
from documents.models import Scan
from organizations.refusals import Refusal
from tests.factories import a_committee, moment

from .factories import DAY, a_new_scan, an_issued

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("drawn_at_once")]


def test_of_scans_added_at_once_one_is_kept_and_the_others_are_refused(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = a_committee(today=DAY)
    document = an_issued(made)
    together = threading.Barrier(4)
    refused: list[frozenset[str]] = []
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            together.wait()
            services.add_scan(
                document,
                a_new_scan(f"%PDF {number}".encode()),
                seen=0,
                by=made.office,
                now=moment(DAY),
            )
        except Refusal as refusal:
            refused.append(refusal.codes)
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert refused == [{"changed_meanwhile"}] * 3
    assert Scan.objects.get().number == 1
