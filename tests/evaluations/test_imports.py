"""One row of a workbook, in place of persons (interfaces.md, "Year workbook")."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from evaluations import services
from evaluations.models import Evaluation
from evaluations.periods import YEAR as PERIOD
from evaluations.reading import values_of
from evaluations.services import Imported
from evaluations.services.imports.known import Known
from evaluations.values import PointEntry, SelfReviewValues
from evaluations.workflow import Rating, Status
from organizations.formats import local_date
from organizations.refusals import Refusal
from plans.models import Criterion
from tests.factories import moment
from tests.imported import import_evaluation
from tests.refused import refused

from .factories import (
    YEAR,
    a_year,
    an_import,
    day_of,
    doing,
    evaluation_at,
    full_points,
    no_meeting_values,
    self_review_values,
    sheet_values,
)

pytestmark = pytest.mark.django_db

NOW = moment(dt.date(2026, 11, 24))
SENT, SETTLED = dt.date(2025, 5, 30), dt.date(2025, 6, 2)


@pytest.fixture
def year():
    return a_year()


def brought(year, values, *, month=3, sent_on=SENT, settled_on=SETTLED, **how):
    return import_evaluation(
        year.cell,
        YEAR,
        month,
        values,
        sent_on=sent_on,
        settled_on=settled_on,
        by=an_import(NOW),
        now=NOW,
        **how,
    )


def test_a_row_is_added_whatever_lock_and_lateness_say(year):
    assert brought(year, sheet_values(year)) is Imported.ADDED
    sheet = Evaluation.objects.get()
    assert sheet.status == Status.CONFIRMED
    assert (local_date(sheet.counts_as_sent_at), local_date(sheet.settled_at)) == (SENT, SETTLED)
    assert (sheet.sent_by, sheet.settled_by) == (None, None)
    assert sheet.import_run is not None
    assert sheet.versions.count() == 1
    assert sheet.framework.frozen_at is not None


def test_a_row_without_a_date_of_confirmation_waits(year):
    brought(year, sheet_values(year), settled_on=None)
    assert Evaluation.objects.get().status == Status.SUBMITTED


def test_an_equal_row_is_skipped(year):
    brought(year, sheet_values(year))
    before = Evaluation.objects.values().get()
    assert brought(year, sheet_values(year)) is Imported.EQUAL
    assert Evaluation.objects.values().get() == before


def test_a_row_equal_to_a_sent_sheet_that_now_has_its_date_settles_it(year):
    sheet = evaluation_at(Status.SUBMITTED, year)
    sent_on = local_date(sheet.sent_at)
    assert brought(year, values_of(sheet), sent_on=sent_on) is Imported.SETTLED
    sheet.refresh_from_db()
    assert (sheet.status, local_date(sheet.settled_at)) == (Status.CONFIRMED, SETTLED)


def test_a_returned_sheet_is_met_as_last_sent(year):
    sheet = evaluation_at(Status.RETURNED, year, marks={"criterion:2.1": "Mời nêu rõ."})
    sent = values_of(sheet)
    points = {**sent.points, "2.1": PointEntry(Decimal(4), "Đang sửa")}
    services.save(
        year.cell,
        YEAR,
        3,
        replace(sent, points=points),
        version=sheet.version,
        **doing(year.secretary, day_of(3, 7)),
    )
    sent_on = local_date(sheet.sent_at)
    assert brought(year, sent, sent_on=sent_on, settled_on=None) is Imported.EQUAL
    assert brought(year, sent, sent_on=sent_on) is Imported.SETTLED
    sheet.refresh_from_db()
    assert sheet.status == Status.CONFIRMED
    assert values_of(sheet) == sent
    assert sheet.total == Decimal(100)
    kept = sheet.versions.get(kind="draft").content["points"]["2.1"]
    assert kept == {"points": "4", "reason": "Đang sửa", "not_applicable": False}


def test_a_returned_sheet_that_stands_as_sent_is_settled_without_another_version(year):
    sheet = evaluation_at(Status.RETURNED, year)
    done = brought(year, values_of(sheet), sent_on=local_date(sheet.sent_at))
    assert done is Imported.SETTLED
    assert sheet.versions.count() == 1


def test_a_sheet_from_paper_is_not_settled_while_an_objection_waits(year):
    sheet = evaluation_at(Status.SUBMITTED, year, from_paper=True)
    services.object_to_paper(
        sheet, "Sai số dự họp.", version=sheet.version, **doing(year.secretary, day_of(3, 7))
    )
    row = {"sent_on": local_date(sheet.sent_at)}
    assert brought(year, values_of(sheet), **row, settled_on=None) is Imported.EQUAL
    with refused("objection_waits"):
        brought(year, values_of(sheet), **row)
    assert Evaluation.objects.get().status == Status.SUBMITTED


def test_a_row_may_name_the_first_or_the_last_sending_and_no_other(year):
    sheet = evaluation_at(Status.RETURNED, year)
    first, last = local_date(sheet.sent_at), local_date(day_of(3, 9))
    services.submit(
        sheet, version=sheet.version, resubmission="typo", **doing(year.secretary, day_of(3, 9))
    )
    for sent_on in (first, last):
        done = brought(year, values_of(sheet), sent_on=sent_on, settled_on=None)
        assert done is Imported.EQUAL
    with refused("differs") as refusal:
        between = first + dt.timedelta(days=1)
        brought(year, values_of(sheet), sent_on=between, settled_on=None)
    assert f"“{first:%d/%m/%Y}”" in refusal.obstacles[0].sentence


@pytest.mark.parametrize(
    ("changes", "how", "there", "here"),
    [
        ({"votes_for": 14, "votes_against": 2}, {}, "15", "14"),
        ({"strengths": "Khác"}, {}, "Hoàn thành chương trình công tác.", "Khác"),
        ({"note": "Ghi thêm"}, {}, "trống", "Ghi thêm"),
        ({}, {"sent_on": dt.date(2025, 5, 31)}, "30/05/2025", "31/05/2025"),
        ({}, {"settled_on": dt.date(2025, 6, 3)}, "02/06/2025", "03/06/2025"),
        ({}, {"settled_on": None}, "02/06/2025", "trống"),
    ],
)
def test_a_differing_row_is_refused_with_both_values(year, changes, how, there, here):
    brought(year, sheet_values(year))
    with refused("differs") as refusal:
        brought(year, replace(sheet_values(year), **changes), **how)
    text = " ".join(obstacle.sentence for obstacle in refusal.obstacles)
    assert f"“{there}”" in text
    assert f"“{here}”" in text


def test_differing_points_are_named_by_their_criterion(year):
    brought(year, sheet_values(year))
    with refused("differs") as refusal:
        brought(year, sheet_values(year, deducted={"2.1": "Chậm"}))
    [obstacle] = refusal.obstacles
    assert "“2.1” đang là “5 điểm”, trong tệp là “4 điểm: Chậm”" in obstacle.sentence


def test_what_the_file_does_not_carry_is_not_compared(year):
    brought(year, sheet_values(year, note="Bão"))
    assert brought(year, sheet_values(year), silent=["note"]) is Imported.EQUAL


def test_a_draft_that_stands_there_is_a_difference(year):
    evaluation_at(Status.DRAFT, year)
    with refused("differs") as refusal:
        brought(year, sheet_values(year))
    assert "bản nháp" in refusal.obstacles[0].sentence
    assert Evaluation.objects.get().status == Status.DRAFT


BAD_ROWS = [
    ({"points": {"1.1": PointEntry(Decimal("4.5"))}}, "points_above_max"),
    ({"points": {"1.1": PointEntry(Decimal("3.5"))}}, "reason_missing"),
    ({"points": {"9.9": PointEntry(Decimal(1))}}, "unknown_criterion"),
    (
        {"points": {"1.1": PointEntry(Decimal(3), not_applicable=True)}},
        "not_applicable_points",
    ),
    ({"votes_for": 1}, "votes_do_not_add_up"),
    ({"present": 18, "votes_for": 17}, "present_above_voters"),
    ({"voters": 30}, "no_majority"),
    ({"meeting_on": dt.date(2025, 4, 11)}, "meeting_outside_window"),
    ({"no_meeting": True, "no_meeting_reason": "Đi vắng"}, "no_meeting_with_content"),
    ({"strengths": "Tốt 😀"}, "unprintable"),
]


@pytest.mark.parametrize(("changes", "code"), BAD_ROWS)
def test_the_rules_of_a_sheet_apply_to_a_row(year, changes, code):
    points = full_points(year.plan, "cell") | changes.pop("points", {})
    with refused(code):
        brought(year, replace(sheet_values(year), points=points, **changes))
    assert not Evaluation.objects.exists()


def test_a_mandatory_criterion_below_full_keeps_a_row_from_passing(year):
    Criterion.objects.filter(group__framework__kind="cell", code="2.1").update(mandatory=True)
    values = sheet_values(year, deducted={"2.1": "Không họp chuyên đề"})
    with refused("mandatory_below_full"):
        brought(year, values)
    assert not Evaluation.objects.exists()
    assert brought(year, replace(values, rating=Rating.FAIL)) is Imported.ADDED


def test_a_meeting_outside_the_usual_days_with_a_note_is_brought_in(year):
    values = sheet_values(year, meeting_on=dt.date(2025, 4, 11), note="Bão số 1")
    assert brought(year, values) is Imported.ADDED


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"sent_on": dt.date(2025, 6, 3)}, "settled_before_sent"),
        ({"settled_on": dt.date(2026, 11, 25)}, "in_future"),
        ({"sent_on": dt.date(2025, 2, 28)}, "not_begun"),
    ],
)
def test_dates_that_cannot_be_are_refused(year, how, code):
    with refused(code):
        brought(year, sheet_values(year), **how)


def test_a_month_without_a_meeting(year):
    assert brought(year, no_meeting_values()) is Imported.ADDED
    assert Evaluation.objects.get().sent_no_meeting


def test_a_month_that_the_organisation_did_not_live():
    year = a_year(founded_on=dt.date(2025, 2, 15))
    with refused("not_alive"):
        brought(year, sheet_values(year, 1), month=1)


def test_a_self_review_needs_neither_texts_nor_grade(year):
    values = self_review_values(
        content_1="", content_2="", content_3="", content_4="", self_grade=""
    )
    assert isinstance(values, SelfReviewValues)
    result = brought(
        year,
        values,
        month=PERIOD,
        sent_on=dt.date(2025, 12, 22),
        settled_on=dt.date(2025, 12, 24),
    )
    assert result is Imported.ADDED
    assert len(Evaluation.objects.get().months_when_sent) == 12


@pytest.mark.parametrize("there_already", [False, True])
def test_a_self_review_always_has_its_meeting(year, there_already):
    if there_already:
        brought_together(a_row(year, PERIOD))
    [refusal] = brought_together(a_row(year, PERIOD, values=no_meeting_values()))
    assert isinstance(refusal, Refusal)
    assert refusal.codes == {"no_meeting_in_a_year"}


def a_row(year, period, **said):
    values = self_review_values() if period == PERIOD else sheet_values(year, period)
    days = {"sent_on": SENT, "settled_on": SETTLED}
    if period == PERIOD:
        days = {"sent_on": dt.date(2025, 12, 22), "settled_on": dt.date(2025, 12, 24)}
    return services.ImportedSheet(
        **{"organization": year.cell, "year": YEAR, "period": period, "values": values}
        | days
        | said
    )


def brought_together(*rows):
    return services.import_evaluations(rows, by=an_import(NOW), now=NOW)


def test_of_many_rows_each_is_told_what_became_of_it(year):
    brought(year, sheet_values(year))
    wrong = a_row(year, 4, sent_on=dt.date(2027, 1, 1))
    added, equal, refusal = brought_together(a_row(year, 2), a_row(year, 3), wrong)
    assert (added, equal) == (Imported.ADDED, Imported.EQUAL)
    assert isinstance(refusal, Refusal)
    assert "in_future" in refusal.codes
    assert set(Evaluation.objects.values_list("period", flat=True)) == {2, 3}


@pytest.mark.parametrize(("first", "state"), [(3, "passed"), (PERIOD, "missing")])
def test_a_self_review_keeps_the_months_of_the_rows_before_it(year, first, state):
    rows = {period: a_row(year, period) for period in (3, PERIOD)}
    brought_together(rows[first], *(row for period, row in rows.items() if period != first))
    march = Evaluation.objects.get(period=PERIOD).months_when_sent[2]
    assert (march["state"], march["points"]) == (state, "100.0" if state == "passed" else None)


@pytest.mark.parametrize(
    ("sent_on", "settled_on", "state", "points"),
    [
        (dt.date(2025, 12, 22), dt.date(2025, 12, 22), "passed", "100.0"),
        (dt.date(2025, 12, 20), dt.date(2025, 12, 23), "awaiting", "100.0"),
        (dt.date(2025, 12, 20), None, "awaiting", "100.0"),
        (dt.date(2025, 12, 23), dt.date(2025, 12, 24), "missing", None),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_a_self_review_keeps_the_months_as_they_stood_when_it_was_sent(
    year, sent_on, settled_on, state, points, together
):
    rows = a_row(year, 3, sent_on=sent_on, settled_on=settled_on), a_row(year, PERIOD)
    for some in [rows] if together else [[row] for row in rows]:
        assert brought_together(*some) == [Imported.ADDED] * len(some)
    march = Evaluation.objects.get(period=PERIOD).months_when_sent[2]
    assert (march["state"], march["points"]) == (state, points)
    sheet = Evaluation.objects.get(period=3)
    assert sheet.status == (Status.CONFIRMED if settled_on else Status.SUBMITTED)


def test_a_sheet_that_somebody_begins_at_the_same_moment_is_refused(year, monkeypatch):
    brought(year, sheet_values(year))
    monkeypatch.setattr(Known, "sheet_of", lambda known, row: None)
    outcomes = brought_together(a_row(year, 2), a_row(year, 3))
    assert outcomes[0] is Imported.ADDED
    assert isinstance(outcomes[1], Refusal)
    assert outcomes[1].codes == {"already_there"}
    assert not Evaluation.objects.filter(period=2).exists()


def test_persons_do_not_import(year):
    with pytest.raises(ValueError, match="import"):
        import_evaluation(
            year.cell, YEAR, 3, sheet_values(year), sent_on=SENT, by=year.office, now=NOW
        )
