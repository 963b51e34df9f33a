"""Large years come in with few queries, whatever their number of rows."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from organizations.refusals import Refusal
from oversight.workbook import importing, opening
from oversight.workbook.importing import import_workbook
from oversight.workbook.reading import read_workbook
from oversight.workbook.rows import GradeRow, Workbook
from oversight.workbook.writing import workbook_bytes
from tests.factories import moment
from tests.oversight.large_years import a_year_of

pytestmark = pytest.mark.once
NOW = moment(dt.date(2026, 11, 24))
ROWS_OF_A_CELL = 16
"""One or two of organisations, one registration, thirteen evaluations, one grade."""


def waiting(year: Workbook) -> Workbook:
    """The year before anything was accepted or confirmed."""
    return replace(
        year,
        registrations=tuple(replace(row, accepted_on=None) for row in year.registrations),
        evaluations=tuple(replace(row, confirmed_on=None) for row in year.evaluations),
    )


def queries_of(path, *workbooks: Workbook) -> int:
    """How many queries the last of these asks when they are brought in one after the other."""
    with transaction.atomic():
        for workbook in workbooks:
            path.write_bytes(workbook_bytes(workbook))
            with CaptureQueriesContext(connection) as asked:
                import_workbook(path, now=NOW)
        transaction.set_rollback(True)
    return len(asked)


def growth_per_row(
    folder, before: Callable[[Workbook], Workbook] | None = None, *, few: int = 4, many: int = 12
) -> float:
    """By how many queries an import grows with each row, from few cells to many.

    ``before`` makes of the year what was brought in before it.
    """
    asked = []
    for cells in (few, many):
        year = a_year_of(cells)
        years = [year] if before is None else [before(year), year]
        asked.append(queries_of(folder / "nam.xlsx", *years))
    return (asked[1] - asked[0]) / ((many - few) * ROWS_OF_A_CELL)


@pytest.mark.django_db
def test_an_import_asks_hardly_more_for_more_rows(tmp_path):
    assert growth_per_row(tmp_path) < 0.5


@pytest.mark.django_db
def test_for_rows_that_are_there_already_it_asks_nothing_more(tmp_path):
    assert growth_per_row(tmp_path, before=lambda year: year) < 0.05


@pytest.mark.django_db
def test_each_row_that_settles_something_is_written_by_itself(tmp_path):
    assert growth_per_row(tmp_path, before=waiting) < 1.2


@pytest.mark.django_db
def test_brought_in_one_at_a_time_rows_would_ask_many(tmp_path, monkeypatch):
    """The control, for which two cells more are enough."""
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    assert growth_per_row(tmp_path, few=1, many=3) > 5


def grades(number: int) -> bytes:
    return workbook_bytes(
        Workbook(
            grades=tuple(
                GradeRow(code=f"CB{one}", year=2025, decided="good") for one in range(number)
            )
        )
    )


def test_as_many_rows_as_allowed_are_read_and_one_more_is_refused_alone(monkeypatch):
    monkeypatch.setattr(opening, "MAX_ROWS", 20)
    workbook, problems = read_workbook(grades(20))
    assert (len(workbook.grades), problems.obstacles) == (20, [])
    with pytest.raises(Refusal) as refusal:
        read_workbook(grades(21))
    assert refusal.value.codes == {"too_many_rows"}
