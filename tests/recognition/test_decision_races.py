"""Many at once, and killed in the middle: the limit holds, nothing is half issued (E8, §4)."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from documents import services as documents
from documents.archive import verify
from documents.models import Document, NumberEntry
from organizations.models import AuditEvent
from organizations.refusals import Refusal
from recognition import services
from recognition.models import Commendation, Decision, Meeting, Recognition, Review
from recognition.services import Issue
from recognition.workflow import Question
from tests.evaluations.factories import AYear
from tests.recognition.decisions import (
    ISSUED,
    a_finished_year,
    by,
    compiled,
    recognised,
    voted,
)
from tests.shared_rows import kept_rows

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("drawn_at_once", "archive"),
]
ROUNDS = 50
PATIENCE = 60
"""Seconds."""
LOST = {"changed_meanwhile", "limit_reached", "issuing_busy", "nothing_waits"}


class Crowd:
    """People in threads of their own, each on a connection kept until all have finished."""

    def __init__(self, people: int) -> None:
        self._people = people
        self._threads = ThreadPoolExecutor(people)
        self._start = threading.Barrier(people)

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *raised: object) -> None:
        self.at_once([connections.close_all] * self._people)
        self._threads.shutdown()

    def at_once(self, acts: list[Callable[[], Any]]) -> list[BaseException]:
        """Everybody performs one of the acts at the same moment; returns what was raised."""

        def work(act: Callable[[], Any]) -> None:
            self._start.wait()
            act()

        performed = [self._threads.submit(work, act) for act in acts]
        return [error for one in performed if (error := one.exception()) is not None]


def a_race(people: int) -> tuple[AYear, Meeting, list[str]]:
    """One place left, and as many chosen for it as there are people."""
    year = a_finished_year(max(people, 5), excellent=range(people))
    codes = [cell.code for cell in year.committee.cells]
    recognised(year, codes[:5] if people <= 5 else codes)
    return year, choose(year, codes[:people]), codes[:people]


def choose(year: AYear, codes: list[str]) -> Meeting:
    return voted(year, Question.CHOOSE, dict.fromkeys(codes, 5))


def commending(year: AYear, meeting: Meeting, version: int, code: str) -> Callable[[], Any]:
    return lambda: services.issue_decision(
        Meeting.objects.select_related("review__authority").get(pk=meeting.pk),
        Issue(dated=ISSUED),
        version=version,
        chosen=[code],
        **by(year),
    )


@pytest.mark.parametrize("people", [2, 8])
def test_racing_for_the_last_place_none_is_too_many(people):
    year, meeting, codes = a_race(people)
    version = Review.objects.get().version
    as_before = kept_rows()
    acts = [commending(year, meeting, version, code) for code in codes]
    with Crowd(people) as crowd:
        for _ in range(ROUNDS):
            raised = crowd.at_once(acts)
            assert all(isinstance(one, Refusal) and one.codes <= LOST for one in raised), raised
            assert Commendation.objects.in_force().count() == 1
            assert len(raised) == people - 1
            assert list(verify()) == []
            as_before()


def test_the_control_without_the_guard_exceeds_the_limit(monkeypatch):
    """What the guard in the transaction is for: without it both offices get the place."""
    year, meeting, codes = a_race(2)
    issue = documents.issue
    both_looked = threading.Barrier(2)

    def unguarded(*args: Any, **options: Any) -> Any:
        both_looked.wait()
        return issue(*args, **options | {"guard": lambda: None})

    monkeypatch.setattr("documents.services.issue", unguarded)
    version = Review.objects.get().version
    with Crowd(2) as crowd:
        assert crowd.at_once([commending(year, meeting, version, code) for code in codes]) == []
    assert Commendation.objects.in_force().count() == 2


def test_two_tabs_issuing_the_same_recognition_give_one_decision():
    year = a_finished_year(1)
    compiled(year)
    meeting = voted(year)
    version = Review.objects.get().version

    def act() -> None:
        services.issue_decision(
            Meeting.objects.select_related("review__authority").get(pk=meeting.pk),
            Issue(dated=ISSUED),
            version=version,
            **by(year),
        )

    with Crowd(4) as crowd:
        raised = crowd.at_once([act] * 4)
    assert len(raised) == 3
    assert all(isinstance(error, Refusal) for error in raised), raised
    assert Decision.objects.count() == Document.objects.count() == 1


def test_killed_while_issuing_a_decision_is_whole_or_not_there():
    year = a_finished_year(1)
    compiled(year)
    meeting = voted(year)
    version = Review.objects.get().version
    not_issued = kept_rows()
    begun = time.monotonic()
    assert not _killed(year, meeting, version, after=None)
    took = time.monotonic() - begun  # on this machine, as busy as it is
    assert Decision.objects.count() == 1
    chance = random.Random(7)  # noqa: S311 - when to kill, not a secret
    killed = 0
    for _ in range(ROUNDS):
        if _whole():
            not_issued()  # otherwise the next one shows whether a killed one left a gap
        killed += _killed(year, meeting, version, after=chance.uniform(0.0, 1.2 * took))
    _whole()
    assert killed
    assert list(verify()) == []


def _killed(year: AYear, meeting: Meeting, version: int, *, after: float | None) -> bool:
    """Issue in another process and kill it ``after`` seconds; whether it was still at work."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            services.issue_decision(
                Meeting.objects.select_related("review__authority").get(pk=meeting.pk),
                Issue(dated=ISSUED),
                version=version,
                **by(year),
            )
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    _wait_for_the_database()
    return os.WIFSIGNALED(status)


def _wait_for_the_database() -> None:
    """A server may still be ending what a killed process had asked of it."""
    if connection.vendor != "postgresql":
        return
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                " AND datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.005)
    raise AssertionError("the server goes on with what a killed process asked")


def _whole() -> bool:
    """Every decision has document, number and audit, and no number stands alone; whether there
    is one."""
    decisions = list(Decision.objects.select_related("document__number_entry"))
    assert Document.objects.count() == NumberEntry.objects.count() == len(decisions)
    numbers = sorted(decision.document.number for decision in decisions if decision.document)
    assert numbers == list(range(1, len(decisions) + 1))
    acts = AuditEvent.objects.filter(act__startswith="decision.").count()
    assert acts == len(decisions)
    issued_events = AuditEvent.objects.filter(act="document.issue").count()
    assert issued_events == len(decisions)
    assert Recognition.objects.in_force().count() <= 1
    return bool(decisions)
