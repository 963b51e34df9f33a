"""Large years come in with few queries, whatever their number of rows."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oversight.workbook.importing import import_workbook, session
from oversight.workbook.writing import workbook_bytes
from tests.factories import moment
from tests.oversight.large_years import a_year_of

NOW = moment(dt.date(2026, 11, 24))
ROWS_OF_A_CELL = 16
"""One or two of organisations, one registration, thirteen evaluations, one grade."""


def queries_of(path) -> int:
    with CaptureQueriesContext(connection) as asked:
        import_workbook(path, now=NOW, dry_run=True)
    return len(asked)


def growth_per_row(folder) -> float:
    """By how many queries an import grows with each row, from 4 cells to 12."""
    asked = []
    for cells in (4, 12):
        path = folder / f"{cells}.xlsx"
        path.write_bytes(workbook_bytes(a_year_of(cells)))
        asked.append(queries_of(path))
    return (asked[1] - asked[0]) / (8 * ROWS_OF_A_CELL)


@pytest.mark.django_db
def test_an_import_asks_hardly_more_for_more_rows(tmp_path):
    assert growth_per_row(tmp_path) < 0.5


@pytest.mark.django_db
def test_brought_in_one_at_a_time_rows_would_ask_many(tmp_path, monkeypatch):
    """The control."""
    monkeypatch.setattr(session, "AT_ONCE", 1)
    assert growth_per_row(tmp_path) > 5
