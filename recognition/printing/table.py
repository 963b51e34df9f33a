"""The table of the year for the committee; it prints before any grade exists (I.2)."""

from collections.abc import Iterable

from documents.contexts import YearRow as PrintedRow
from documents.contexts import YearTableContext
from documents.letterhead import PREVIEW
from documents.parts import Heading
from evaluations.grades import GRADE_LABELS, GRADE_SHORT, Grade
from evaluations.months import MonthState
from organizations.formats import vn_number
from plans.workflow import Basis

from ..rules import Outcome
from ..tables import totals_in_words
from ..words import POINTS_HEADINGS, kinds_among, units_of
from ..year import YearReport, YearRow
from .paper import Paper


def year_table_context(paper: Paper, report: YearReport, *, code: str = "") -> YearTableContext:
    """Months, passed months, points, grade and conditions of every organisation, by code.

    Without a code it is a preview, and says so.
    """
    rows = report.rows
    kinds = [row.organization.kind for row in rows]
    text = paper.issuer.write("year-table", paper.values(kinds))
    there = {fact.state for row in rows for fact in row.facts.months}
    return YearTableContext(
        letterhead=paper.issuer.letterhead(on=paper.issuer.day),
        heading=Heading(name=text.name, subject=text.subject),
        mark="" if code else PREVIEW,
        code=code,
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
