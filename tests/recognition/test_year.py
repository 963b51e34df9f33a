"""From the rows to the answers: facts, report and JSON of a year (E2–E7, E13, E14)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import services as sheets
from evaluations.models import Evaluation
from evaluations.workflow import Status
from organizations import services as organizations
from organizations.refusals import Refusal
from recognition.facts import collect
from recognition.rules import Outcome
from recognition.year import as_json, year_of, year_report
from tests.evaluations.factories import (
    YEAR,
    AYear,
    a_year,
    at,
    evaluation_at,
    full_points,
    sheet_values,
)
from tests.factories import a_committee, as_of, moment
from tests.recognition.factories import AFTERWARDS, NOW, a_year_of, less

pytestmark = pytest.mark.django_db

DECISION = organizations.DecisionRef("05-QĐ/ĐU", dt.date(2025, 6, 1))


def report(year: AYear, date: dt.date = AFTERWARDS) -> Any:
    return year_report(year.committee.organization, YEAR, date)


def states(row: Any) -> dict[str, str]:
    return {check.code.value: check.state.value for check in row.assessment.checks}


def test_a_year_without_fault_is_eligible():
    year = a_year()
    a_year_of(year, year.cell, grade="excellent")
    (row,) = report(year).rows
    assert set(states(row).values()) == {"met"}
    assert row.assessment.outcome is Outcome.ELIGIBLE
    assert row.assessment.exemplary_eligible
    assert row.assessment.points == 100


def test_nothing_sent_is_open_before_the_deadlines_and_not_met_after_them():
    year = a_year()
    early = report(year, dt.date(YEAR, 1, 14)).rows[0]
    assert set(states(early).values()) == {"open"}
    late = report(year).rows[0]
    assert states(late) == {
        "registered": "not_met",
        "self_review": "not_met",
        "pass_months": "not_met",
        "points": "not_met",
        "grade": "open",
    }
    assert late.assessment.missing_months == tuple(range(1, 13))


def test_ten_passed_months_suffice_and_nine_do_not():
    year = a_year(cells=2)
    first, second = year.committee.cells
    a_year_of(year, first, failed=[4], no_meeting=[7])
    a_year_of(year, second, failed=[4, 5], no_meeting=[7])
    ten, nine = report(year).rows
    assert ten.assessment.outcome is Outcome.ELIGIBLE
    assert states(nine)["pass_months"] == "not_met"
    assert nine.assessment.fail_months == 3


def test_what_waits_for_the_office_leaves_the_year_open_and_confirming_settles_it():
    year = a_year()
    a_year_of(year, year.cell, months=range(1, 11), waiting=[3, 7])
    row = report(year).rows[0]
    assert states(row)["pass_months"] == "open"
    assert row.assessment.awaiting_months == (3, 7)
    assert row.assessment.missing_months == (11, 12)
    for month in (3, 7):
        waiting = Evaluation.objects.get(organization=year.cell, year=YEAR, period=month)
        sheets.confirm(waiting, version=waiting.version, by=at(year.office, NOW), now=NOW)
    assert report(year).rows[0].assessment.outcome is Outcome.ELIGIBLE


def test_a_draft_is_no_sheet():
    year = a_year()
    evaluation_at(Status.DRAFT, year, period=3)
    row = report(year).rows[0]
    assert 3 in row.assessment.missing_months


def test_a_returned_month_counts_as_it_was_last_sent_whatever_the_cell_types_now():
    year = a_year()
    returned = evaluation_at(Status.RETURNED, year, period=3, marks={"criterion:1.1": "Xem lại"})
    changed = sheet_values(year, 3, deducted={"1.1": "sửa lại"})
    later = moment(dt.date(2025, 4, 8))
    sheets.save(
        year.cell,
        YEAR,
        3,
        changed,
        version=returned.version,
        by=at(year.secretary, later),
        now=later,
    )
    month = collect([year.cell], YEAR, AFTERWARDS)[year.cell.pk].facts.months[2]
    assert (month.state.value, month.points) == ("returned", Decimal(100))


def test_a_reopened_month_waits_again_with_its_last_version():
    year = a_year()
    a_year_of(year, year.cell)
    sheet = Evaluation.objects.get(organization=year.cell, year=YEAR, period=3)
    sheets.reopen(sheet, reason="Nhầm số", version=sheet.version, by=at(year.office, NOW), now=NOW)
    row = report(year).rows[0]
    assert row.assessment.awaiting_months == (3,)
    assert row.assessment.pass_months == 11
    assert row.assessment.outcome is Outcome.ELIGIBLE


@pytest.mark.parametrize(
    ("registered_on", "accepted", "said"),
    [
        (dt.date(YEAR, 1, 14), True, "on_time"),
        (dt.date(YEAR, 1, 15), True, "late"),
        (dt.date(YEAR, 1, 10), False, "pending"),
        (None, False, "none"),
    ],
)
def test_a_registration_is_on_time_late_pending_or_none(registered_on, accepted, said):
    year = a_year()
    a_year_of(year, year.cell, months=(), registered_on=registered_on, accepted=accepted)
    unit = as_json(report(year))["units"][0]
    assert unit["registration"] == said


def test_the_committees_own_registration_has_the_later_deadline():
    year = a_year()
    own = year.committee.organization
    a_year_of(year, own, months=(), registered_on=dt.date(YEAR, 1, 30))
    assert as_json(report(year))["self"]["registration"] == "on_time"


def test_points_below_the_years_are_not_met_and_never_shown_as_reached():
    year = a_year(month_min_points=Decimal(80))
    a_year_of(year, year.cell, points=Decimal("89.5"))
    unit = as_json(report(year))["units"][0]
    assert unit["points"] == "89.50"
    assert {c["code"]: c["state"] for c in unit["checks"]}["points"] == "not_met"


def test_the_basis_of_the_self_review_takes_its_points():
    year = a_year(basis="self_review")
    entries = full_points(year.plan, year.cell.kind)
    a_year_of(year, year.cell, review={"points": less(entries, Decimal("8.5"))})
    assert report(year).rows[0].assessment.points == Decimal("91.5")


def test_who_ended_before_31_december_is_in_no_row_but_keeps_its_own_page():
    year = a_year(cells=2)
    first, second = year.committee.cells
    organizations.absorb(
        second,
        into=first,
        effective_on=dt.date(2025, 9, 1),
        decision=DECISION,
        by=as_of(year.committee.administrator, dt.date(2025, 9, 1)),
        now=moment(dt.date(2025, 9, 1)),
    )
    assert [row.organization for row in report(year).rows] == [first]
    second.refresh_from_db()
    ended = year_of(second, YEAR, AFTERWARDS)
    assert not ended.assessment.considered
    assert ended.assessment.outcome is Outcome.NOT_ELIGIBLE
    assert [m.state.value for m in ended.facts.months][8:] == ["not_alive"] * 4


def test_a_renamed_cell_bears_the_name_of_the_years_last_day():
    year = a_year()
    organizations.rename(
        year.cell,
        name="Chi bộ Di sản",
        effective_on=dt.date(2026, 1, 1),
        decision=organizations.DecisionRef("1-QĐ/ĐU", dt.date(2025, 12, 30)),
        by=as_of(year.committee.administrator, dt.date(2026, 1, 1)),
        now=moment(dt.date(2026, 1, 1)),
    )
    assert report(year).rows[0].name == "Chi bộ số 1"
    later = year_report(year.committee.organization, 2026, AFTERWARDS)
    assert later.rows[0].name == "Chi bộ Di sản"


def test_a_past_year_gives_the_same_answer_on_any_later_day():
    year = a_year()
    a_year_of(year, year.cell, failed=[2])
    now = as_json(report(year))
    later = as_json(report(year, dt.date(2031, 5, 5)))
    assert now | {"date": ""} == later | {"date": ""}


def test_without_a_plan_nothing_is_computed_and_it_is_said():
    committee = a_committee(cells=1)
    with pytest.raises(Refusal) as refusal:
        year_report(committee.organization, YEAR, AFTERWARDS)
    assert refusal.value.codes == {"no_plan"}
    assert "Kế hoạch" in refusal.value.obstacles[0].sentence


def test_the_limit_is_the_whole_part_of_the_plans_share():
    year = a_year(cells=5)
    for cell in year.committee.cells:
        a_year_of(year, cell)
    found = report(year)
    assert len(found.eligible) == 5
    assert found.projected_exemplary_cap == 1


def test_the_queries_of_a_report_do_not_grow_with_its_rows():
    counts = []
    for cells in (1, 3, 50):
        committee = a_committee(f"DB{cells}", cells=cells)
        year = a_year_with(committee)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            year_report(year.committee.organization, YEAR, AFTERWARDS)
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]


def a_year_with(committee: Any) -> AYear:
    from tests.plans.factories import a_plan

    plan = a_plan(committee.organization, as_of(committee.office, dt.date(2024, 9, 1)))
    return AYear(committee, plan)
