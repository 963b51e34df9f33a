"""How a month stands on a day, with the letter that offices write (A3, D7, D8, G1)."""

import datetime as dt
from typing import Any

import pytest
from django.template.loader import render_to_string

from evaluations.months import MonthState, Standing, month_state
from evaluations.workflow import Status
from registrations.workflow import Status as RegistrationStatus

pytestmark = pytest.mark.once

DUE = dt.date(2026, 2, 10)


def state(**changes: Any) -> MonthState:
    facts: dict[str, Any] = {
        "alive": True,
        "standing": Standing.SETTLED,
        "passes": True,
        "no_meeting": False,
        "due_on": DUE,
        "today": DUE,
    }
    return month_state(**(facts | changes))


@pytest.mark.parametrize(
    ("changes", "expected", "letter"),
    [
        ({}, MonthState.PASSED, "Đ"),
        ({"passes": False}, MonthState.FAILED, "K"),
        ({"passes": False, "no_meeting": True}, MonthState.NO_MEETING, "KSH"),
        ({"standing": Standing.WAITING}, MonthState.AWAITING, "CX"),
        ({"standing": Standing.WAITING, "no_meeting": True}, MonthState.AWAITING, "CX"),
        ({"standing": Standing.RETURNED}, MonthState.RETURNED, "TL"),
        ({"standing": Standing.NONE}, MonthState.NOT_DUE, "–"),
        (
            {"standing": Standing.NONE, "today": DUE + dt.timedelta(days=1)},
            MonthState.MISSING,
            "CG",
        ),
        ({"alive": False}, MonthState.NOT_ALIVE, "×"),
        ({"alive": False, "standing": Standing.NONE}, MonthState.NOT_ALIVE, "×"),
    ],
)
def test_a_month_has_one_state_and_its_letter(
    changes: dict[str, Any], expected: MonthState, letter: str
) -> None:
    assert state(**changes) is expected
    assert expected.letter == letter


def test_every_state_has_its_own_letter_and_name() -> None:
    assert len({each.letter for each in MonthState}) == len(MonthState) == 8
    assert len({each.label for each in MonthState}) == 8


def test_a_month_is_confirmed_or_waits_or_neither() -> None:
    assert [each for each in MonthState if each.confirmed] == [
        MonthState.PASSED,
        MonthState.FAILED,
        MonthState.NO_MEETING,
    ]
    assert [each for each in MonthState if each.waits] == [
        MonthState.AWAITING,
        MonthState.RETURNED,
    ]


def test_every_status_of_a_registration_and_a_sheet_has_its_standing() -> None:
    assert {status: Standing.of(status) for status in Status} == {
        Status.DRAFT: Standing.NONE,
        Status.SUBMITTED: Standing.WAITING,
        Status.RETURNED: Standing.RETURNED,
        Status.CONFIRMED: Standing.SETTLED,
    }
    assert Standing.of(RegistrationStatus.ACCEPTED) is Standing.SETTLED
    assert {Standing.of(status) for status in RegistrationStatus} == set(Standing)
    assert Standing.of(None) is Standing.NONE
    assert [each for each in Standing if each.waits] == [Standing.WAITING, Standing.RETURNED]


def test_the_legend_names_every_letter():
    shown = render_to_string("components/months_legend.html")
    for one in MonthState:
        assert f"{one.letter} {one.label}" in shown
