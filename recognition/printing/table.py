"""The tables of the year and of six months; the year's prints before any grade exists (I.2)."""

from collections.abc import Iterable
from fractions import Fraction

from documents.contexts import HalfYearContext, YearTableContext
from documents.contexts import YearRow as PrintedRow
from documents.letterhead import PREVIEW
from documents.parts import Heading
from evaluations.grades import GRADE_LABELS, GRADE_SHORT, Grade
from evaluations.months import MonthState
from organizations.formats import vn_number
from plans.workflow import POINTS_HEADINGS, Basis

from ..facts import thresholds_of
from ..rules import MonthFact, Outcome, forecast
from ..tables import totals_in_words
from ..words import kinds_among, units_of
from ..year import YearReport, YearRow
from .paper import Paper


def year_table_context(paper: Paper, report: YearReport) -> YearTableContext:
    """Months, passed months, points, grade and conditions of every organisation, by code.

    A preview, until its print is made final.
    """
    rows = report.rows
    kinds = [row.organization.kind for row in rows]
    text = paper.issuer.write("year-table", paper.values(kinds))
    there = {fact.state for row in rows for fact in row.facts.months}
    return YearTableContext(
        letterhead=paper.issuer.letterhead(on=paper.issuer.day, across=True),
        heading=Heading(name=text.name, subject=text.subject),
        mark=PREVIEW,
        author=paper.issuer.name,
        date=paper.issuer.day.isoformat(),
        signature=paper.issuer.signature(),
        recipients=paper.recipients(),
        legend=(
            *(f"{state.letter}: {state.label}" for state in MonthState if state in there),
            *(f"{GRADE_SHORT[grade]}: {GRADE_LABELS[grade].lower()}" for grade in _grades(rows)),
        ),
        unit_heading=f"Tên {units_of(kinds_among(kinds))}",
        points_heading=POINTS_HEADINGS[Basis(paper.plan.basis)],
        rows=tuple(_row(row) for row in rows),
        totals=(f"{totals_in_words(report).replace(' · ', ': ')}.",),
        empty_note=f"Không có {units_of(kinds_among(kinds))} trực thuộc.",
    )


def _grades(rows: Iterable[YearRow]) -> list[Grade]:
    """The grades that stand in the table, the best first."""
    there = {row.assessment.grade for row in rows}
    return [grade for grade in Grade if grade in there]


def _row(row: YearRow) -> PrintedRow:
    found = row.assessment
    return PrintedRow(
        organization=row.name,
        months=tuple(
            fact.state.letter for fact in sorted(row.facts.months, key=lambda fact: fact.month)
        ),
        pass_months=str(found.pass_months),
        points=vn_number(found.points, 2),
        grade=GRADE_SHORT[found.grade] if found.grade else "",
        conditions=found.in_short,
        proposal="Công nhận" if found.outcome is Outcome.ELIGIBLE else "",
    )


HALF = range(1, 7)


def half_year_context(paper: Paper, report: YearReport) -> HalfYearContext:
    """The first six months of every organisation, by code, and what the year can still become.

    Points are the mean of the passed months among them; where the plan adds up the months, their
    sum so far: the plan's own figure is of the whole year.
    """
    kinds = [row.organization.kind for row in report.rows]
    text = paper.issuer.write("half-year", paper.values(kinds))
    there = {fact.state for row in report.rows for fact in _first_half(row)}
    added_up = Basis(paper.plan.basis) is Basis.SUM_OVER_12
    return HalfYearContext(
        letterhead=paper.issuer.letterhead(on=paper.issuer.day, across=True),
        heading=Heading(name=text.name, subject=text.subject),
        mark=PREVIEW,
        author=paper.issuer.name,
        date=paper.issuer.day.isoformat(),
        signature=paper.issuer.signature(),
        recipients=paper.recipients(),
        legend=tuple(f"{state.letter}: {state.label}" for state in MonthState if state in there),
        unit_heading=f"Tên {units_of(kinds_among(kinds))}",
        points_heading="Tổng điểm các tháng đã xác nhận"
        if added_up
        else POINTS_HEADINGS[Basis.MEAN_PASSED],
        rows=tuple(_half_row(row, added_up=added_up) for row in report.rows),
        totals=(_half_total(report),) if report.rows else (),
        empty_note=f"Không có {units_of(kinds_among(kinds))} trực thuộc.",
    )


def _first_half(row: YearRow) -> list[MonthFact]:
    return sorted(
        (fact for fact in row.facts.months if fact.month in HALF), key=lambda fact: fact.month
    )


def _half_row(row: YearRow, *, added_up: bool) -> PrintedRow:
    months = _first_half(row)
    counted = {MonthState.PASSED, MonthState.FAILED} if added_up else {MonthState.PASSED}
    points = [
        Fraction(fact.points)
        for fact in months
        if fact.state in counted and fact.points is not None
    ]
    whole = sum(points, Fraction(0))
    ahead = forecast(row.facts, thresholds_of(row.plan))
    return PrintedRow(
        organization=row.name,
        months=tuple(fact.state.letter for fact in months),
        pass_months=str(sum(fact.state is MonthState.PASSED for fact in months)),
        points=vn_number(whole if added_up else whole / len(points), 2) if points else "",
        conditions=f"Số tháng: {ahead.pass_months.label}\nĐiểm: {ahead.points.label}",
    )


def _half_total(report: YearReport) -> str:
    states = [fact.state for row in report.rows for fact in _first_half(row)]
    counted = ", ".join(
        f"{states.count(state)} lượt tháng {state.label}"
        for state in MonthState
        if state in states and state is not MonthState.NOT_ALIVE
    )
    return f"Trong 6 tháng của {len(report.rows)} tổ chức: {counted}."
