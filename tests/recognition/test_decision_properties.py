"""Whatever an office does in whatever order: the limit holds, nothing issued changes (E8)."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizations.refusals import Refusal
from recognition.limits import limits_of
from recognition.models import Commendation, Decision, Meeting, Recognition
from recognition.services.issuing import waiting_votes
from recognition.workflow import Question
from tests.evaluations.factories import YEAR, AYear
from tests.recognition.decisions import (
    a_finished_year,
    compiled,
    issued,
    regrade,
    reopen_month,
    voted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("drawn_at_once", "archive")]

CELLS = 6
codes = st.integers(1, CELLS).map(lambda number: f"CB{number:02d}")
some = st.lists(codes, min_size=1, max_size=CELLS, unique=True)
ACTS = st.one_of(
    st.tuples(st.just("compile")),
    st.tuples(st.just("recognise"), some, st.integers(2, 5)),
    st.tuples(st.just("choose"), some),
    st.tuples(st.just("revoke"), codes),
    st.tuples(st.just("withdraw"), codes),
    st.tuples(st.just("issue"), st.integers(0, 9)),
    st.tuples(st.just("regrade"), codes, st.sampled_from(["excellent", "good", "completed"])),
    st.tuples(st.just("reopen"), codes, st.integers(1, 12)),
)


def _vote(question: Question) -> Callable[..., Any]:
    def act(year: AYear, chosen: str | list[str], votes: int = 5) -> None:
        those = [chosen] if isinstance(chosen, str) else chosen
        voted(year, question, dict.fromkeys(those, votes), reason="phát hiện sai")

    return act


def _issue(year: AYear, which: int) -> None:
    meetings = list(Meeting.objects.select_related("review__authority"))
    if not meetings:
        return
    meeting = meetings[which % len(meetings)]
    before = Commendation.objects.in_force().count()
    if meeting.question == Question.CHOOSE and (waiting := waiting_votes(meeting)):
        chosen = [waiting[which % len(waiting)].candidate.organization.code]
        issued(year, meeting, chosen=chosen)
    else:
        issued(year, meeting)
    after = Commendation.objects.in_force().count()
    if after > before:
        for limit in limits_of(year.committee.organization, YEAR).values():
            assert limit.commended <= limit.cap


PERFORM: dict[str, Callable[..., Any]] = {
    "compile": compiled,
    "recognise": _vote(Question.RECOGNISE),
    "choose": _vote(Question.CHOOSE),
    "revoke": _vote(Question.REVOKE),
    "withdraw": _vote(Question.WITHDRAW),
    "issue": _issue,
    "regrade": lambda year, code, grade: regrade(year, code, grade),
    "reopen": lambda year, code, month: reopen_month(year, code, month),
}


def _issued_so_far() -> dict[int, Any]:
    """All that was ever issued, as it must stay."""
    return {
        decision.pk: (
            decision.symbol,
            decision.decided_on,
            decision.document.pdf_sha256 if decision.document else "",
            decision.document.context if decision.document else "",
            sorted(
                (given.pk, given.organization_id, given.frozen)
                for items in (decision.recognitions, decision.commendations)
                for given in items.all()
            ),
        )
        for decision in Decision.objects.select_related("document").prefetch_related(
            "recognitions", "commendations"
        )
    }


class _Undo(Exception):
    """Puts the rows back for the next example."""


START = [
    ("compile",),
    ("recognise", [f"CB{number:02d}" for number in range(1, CELLS)]),
    ("issue", 0),
    ("choose", ["CB01", "CB02"]),
]


def _perform(
    year: AYear, acts: Iterable[tuple[Any, ...]], issued_before: dict[int, Any]
) -> dict[int, Any]:
    """Perform acts, looking after each at all that was ever issued; returns that."""
    for name, *how in acts:
        try:
            with transaction.atomic():
                PERFORM[name](year, *how)
        except Refusal:
            pass
        after = _issued_so_far()
        assert {pk: after[pk] for pk in issued_before} == issued_before
        issued_before = after
        in_force = Recognition.objects.in_force().values_list("organization_id", flat=True)
        commended = Commendation.objects.in_force().values_list("organization_id", flat=True)
        assert set(commended) <= set(in_force)
    return issued_before


@pytest.fixture
def started() -> tuple[AYear, dict[int, Any]]:
    """Where every sequence goes on from: all but one recognised, two chosen for one place."""
    year = a_finished_year(CELLS, excellent=[0, 1, 2])
    return year, _perform(year, START, {})


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=4, max_size=14))
def test_no_sequence_of_acts_exceeds_the_limit_or_changes_what_was_issued(started, acts):
    year, issued_before = started
    try:
        with transaction.atomic():
            _perform(year, acts, issued_before)
            raise _Undo
    except _Undo:
        pass
