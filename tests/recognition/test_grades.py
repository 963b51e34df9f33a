"""Grades of a year: three values in one table, all rows or none (E1)."""

import datetime as dt
from typing import Any

import pytest

from evaluations import services as sheets
from evaluations.grades import Grade
from evaluations.workflow import Status
from organizations.models import AuditEvent
from organizations.refusals import Refusal
from recognition.models import QualityGrade
from recognition.services import GradeEntry, GradeValues, grade_many
from recognition.services.grades import imports
from tests.evaluations.factories import (
    YEAR,
    AYear,
    a_year,
    an_import,
    at,
    evaluation_at,
    self_review_values,
)
from tests.factories import a_committee, moment
from tests.imported import import_grade

NOW = moment(dt.date(2026, 1, 20))
DECIDED = {"decided_body": "Đảng ủy Sở", "decided_on": dt.date(2025, 12, 28)}


def graded(year: AYear, *entries: GradeEntry, by: Any = None) -> int:
    return grade_many(
        year.committee.organization, YEAR, entries, by=by or at(year.office, NOW), now=NOW
    )


def an_entry(code: str, version: int = 0, **values: Any) -> GradeEntry:
    if values.get("decided"):
        values = DECIDED | values
    return GradeEntry(code, GradeValues(**values), version)


def grade_of(year: AYear, index: int = 0) -> QualityGrade:
    return QualityGrade.objects.get(organization=year.committee.cells[index], year=YEAR)


def refused(year: AYear, *entries: GradeEntry, by: Any = None) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        graded(year, *entries, by=by)
    return refusal.value


@pytest.fixture
def year(db: None) -> AYear:
    return a_year(cells=2)


def test_the_office_enters_proposed_and_decided_grades_of_many_rows_at_once(year):
    changed = graded(
        year,
        an_entry("CB01", proposed="good", decided="excellent", decided_number="12-QĐ/ĐU"),
        an_entry("CB02", proposed="good"),
    )
    assert changed == 2
    first, second = grade_of(year), grade_of(year, 1)
    assert (first.proposed, first.decided, first.decided_number) == (
        "good",
        "excellent",
        "12-QĐ/ĐU",
    )
    assert first.decided_body == "Đảng ủy Sở"
    assert (second.proposed, second.decided, second.decided_on) == ("good", "", None)


def test_one_wrong_row_keeps_all_others_out(year):
    refusal = refused(year, an_entry("CB01", decided="good"), an_entry("CB02", decided="tốt"))
    assert refusal.codes == {"grade_unknown"}
    assert refusal.obstacles[0].part == "CB02:decided"
    assert not QualityGrade.objects.exists()
    assert not AuditEvent.objects.filter(act="grade").exists()


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"decided_number": "12"}, "decision_without_grade", "decided"),
        ({"decided": "good", "decided_on": None}, "decided_on_missing", "decided_on"),
        ({"decided": "good", "decided_body": " "}, "decided_body_missing", "decided_body"),
        (
            {"decided": "good", "decided_on": dt.date(2026, 1, 21)},
            "decided_in_future",
            "decided_on",
        ),
        (
            {"decided": "good", "decided_on": dt.date(2024, 12, 31)},
            "decided_too_early",
            "decided_on",
        ),
        ({"decided": "good", "decided_number": "1" * 61}, "too_long", "decided_number"),
        ({"proposed": "xuất sắc"}, "grade_unknown", "proposed"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(year, values, code, field):
    refusal = refused(year, an_entry("CB01", **values))
    assert refusal.codes == {code}
    assert refusal.obstacles[0].part == f"CB01:{field}"
    assert "CB01" in refusal.obstacles[0].sentence


def test_the_same_row_twice_is_refused(year):
    assert refused(year, an_entry("CB01"), an_entry("CB01")).codes == {"row_twice"}


def test_an_organisation_of_another_committee_is_unknown(year):
    a_committee("DBKHAC", cells=1)
    assert refused(year, an_entry("DBKHAC.01", decided="good")).codes == {"organization_unknown"}
    assert not QualityGrade.objects.exists()


def test_nobody_but_the_office_grades(year):
    for actor in (year.secretary, year.committee.watcher, year.committee.administrator):
        assert refused(year, an_entry("CB01", decided="good"), by=actor).codes == {"not_office"}


def test_the_own_committee_is_graded_by_its_office_where_no_authority_works_here(year):
    code = year.committee.organization.code
    graded(year, an_entry(code, decided="good", decided_body="Đảng ủy Khối"))
    assert QualityGrade.objects.get().organization == year.committee.organization


def test_a_row_changed_meanwhile_is_refused_and_named(year):
    graded(year, an_entry("CB01", proposed="good"))
    graded(year, an_entry("CB01", 1, proposed="excellent"))
    refusal = refused(year, an_entry("CB01", 1, proposed="completed"), an_entry("CB02"))
    assert refusal.codes == {"changed_meanwhile"}
    assert "CB01" in refusal.obstacles[0].sentence
    assert grade_of(year).proposed == "excellent"


def test_an_unchanged_row_writes_nothing(year):
    graded(year, an_entry("CB01", proposed="good"))
    assert graded(year, an_entry("CB01", 1, proposed="good"), an_entry("CB02")) == 0
    assert grade_of(year).version == 1
    assert AuditEvent.objects.filter(act="grade").count() == 1


def test_what_changed_stands_in_the_audit_with_both_values(year):
    graded(year, an_entry("CB01", proposed="good"))
    graded(year, an_entry("CB01", 1, proposed="excellent"))
    event = AuditEvent.objects.filter(act="grade").first()
    assert event is not None
    assert event.data["before"]["proposed"] == "good"
    assert event.data["after"]["proposed"] == "excellent"
    assert "đề nghị xếp loại “Hoàn thành xuất sắc nhiệm vụ”" in event.sentence


def test_the_self_grade_is_that_of_the_confirmed_self_review(year):
    review = evaluation_at(
        Status.CONFIRMED, year, period=13, values=self_review_values(self_grade="good")
    )
    cell = year.cell
    found = QualityGrade.objects.of_year([cell], YEAR)[cell.pk]
    assert (found.self_grade, found.from_review, found.row) == (Grade.GOOD, True, None)
    sheets.reopen(
        review,
        reason="Bổ sung ưu điểm",
        version=review.version,
        by=at(year.office, NOW),
        now=NOW,
    )
    assert QualityGrade.objects.of_year([cell], YEAR)[cell.pk].self_grade is None


def test_a_self_grade_is_keyed_in_only_where_no_self_review_carries_it(year):
    evaluation_at(Status.CONFIRMED, year, period=13, values=self_review_values(self_grade="good"))
    refusal = refused(year, an_entry("CB01", self_grade="excellent"))
    assert refusal.codes == {"self_grade_in_review"}
    assert graded(year, an_entry("CB02", self_grade="excellent")) == 1
    assert grade_of(year, 1).self_grade == "excellent"


# Import


def imported(year: AYear, index: int = 0, **columns: Any) -> bool:
    return import_grade(year.committee.cells[index], YEAR, columns, by=an_import(NOW), now=NOW)


def test_an_import_needs_neither_body_nor_day(year):
    assert imported(year, decided="good")
    row = grade_of(year)
    assert (row.decided, row.decided_on, row.decided_body) == ("good", None, "")
    assert row.import_run is not None


def test_an_equal_row_of_an_import_is_skipped_and_columns_not_said_are_not_compared(year):
    graded(year, an_entry("CB01", proposed="good", decided="good", decided_number="12-QĐ/ĐU"))
    assert not imported(year, decided="good")
    assert not imported(year, decided="good", proposed="good", decided_number="12-QĐ/ĐU")
    assert grade_of(year).version == 1


def test_a_differing_row_of_an_import_is_refused_naming_both_values(year):
    graded(year, an_entry("CB01", decided="good"))
    with pytest.raises(Refusal) as refusal:
        imported(year, decided="excellent")
    sentence = refusal.value.obstacles[0].sentence
    assert "Hoàn thành tốt nhiệm vụ" in sentence
    assert "Hoàn thành xuất sắc nhiệm vụ" in sentence
    assert grade_of(year).decided == "good"


def test_an_empty_row_of_an_import_writes_nothing(year):
    assert not imported(year, decided="")
    assert not QualityGrade.objects.exists()


def test_an_imported_self_grade_equal_to_the_self_review_is_kept_there_alone(year):
    evaluation_at(Status.CONFIRMED, year, period=13, values=self_review_values(self_grade="good"))
    assert imported(year, self_grade="good", decided="good")
    assert grade_of(year).self_grade == ""
    assert not imported(year, self_grade="good", decided="good")
    with pytest.raises(Refusal):
        imported(year, self_grade="excellent", decided="good")


def test_a_grade_that_somebody_enters_at_the_same_moment_is_refused(year, monkeypatch):
    before = imports._standing([(year.cell, YEAR, {})])
    assert imported(year, decided="good")
    monkeypatch.setattr(imports, "_standing", lambda rows: before)
    with pytest.raises(Refusal) as refusal:
        imported(year, decided="excellent")
    assert refusal.value.codes == {"changed_meanwhile"}
    assert grade_of(year).decided == "good"


def test_a_person_cannot_import_grades(year):
    with pytest.raises(Refusal) as refusal:
        import_grade(year.cell, YEAR, {"decided": "good"}, by=year.office, now=NOW)
    assert refusal.value.codes == {"only_by_import"}
