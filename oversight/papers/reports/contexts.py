"""The reports as they are printed: a cell's, and the committee's over all below it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from documents.contexts import CellReportContext, ReportContext, Section
from documents.issuers import Issuer, issuer_on
from documents.letterhead import DRAFT, short_date
from documents.parts import Entry, Heading
from organizations.refusals import Obstacle, Refusal
from plans.models import Plan
from recognition.words import kinds_among, models_of
from recognition.year import year_of, year_report
from registrations.wording import addressee_of

from ..assignments import day_in
from ..wanted import Wanted, member_of
from .figures import figures_of_all, figures_of_one, months_within
from .spans import Span, span_of
from .texts import said_by, sections_of, texts_named

NONE_YET = "chưa có"


def cell_report_context(
    wanted: Wanted,
    *,
    on: dt.date | None = None,
    number: int | None = None,
    sections: Sequence[Section] | None = None,
) -> CellReportContext:
    """The report of a cell to its committee; ``sections``: its texts where somebody edited them.

    A draft while it has no number.
    """
    cell, span = member_of(wanted), span_of(wanted)
    if cell.is_committee:
        raise Refusal(
            Obstacle(
                "not_a_cell",
                "Báo cáo này là của chi bộ: mời ghi --organization là mã chi bộ; báo cáo của đảng"
                " bộ là loại “report”.",
            )
        )
    today = on or day_in(span.year, wanted.today)
    row = year_of(cell, span.year, today)
    months = months_within([cell], span, today)[cell.pk]
    issuer = issuer_on(cell, today)
    text = issuer.write(
        "cell-report",
        _places(issuer, row.plan, span)
        | {"organization": issuer.name, "model": models_of(kinds_among([cell.kind]))},
    )
    said = said_by([cell], span).get(cell.pk, [])
    return CellReportContext(
        **_numbered(issuer, on, number),
        heading=Heading(name=text.name, subject=text.subject),
        recipients=issuer.recipients(),
        salutation=issuer.guideline.salutation,
        addressees=(addressee_of(cell, row.plan, span.year),),
        opening=text.opening,
        figures=_figures(figures_of_one(row, months, span, today), number),
        sections=tuple(sections if sections is not None else sections_of(said)),
    )


def report_context(
    wanted: Wanted,
    *,
    on: dt.date | None = None,
    number: int | None = None,
    sections: Sequence[Section] | None = None,
) -> ReportContext:
    """The report of the committee to the authority above, over all organisations below it.

    Good practice is collected from them with their names; the other texts are the committee's own.
    """
    committee, span = wanted.committee, span_of(wanted)
    today = on or day_in(span.year, wanted.today)
    report = year_report(committee, span.year, today)
    below = [row.organization for row in report.rows]
    months = months_within(below, span, today)
    issuer = issuer_on(committee, today)
    kinds = kinds_among([*(one.kind for one in below), committee.kind])
    text = issuer.write(
        "report",
        _places(issuer, report.plan, span)
        | {"committee": issuer.committee, "models": models_of(kinds)},
    )
    if sections is None:
        said = said_by([committee, *below], span)
        collected = [
            f"{row.name}: {text}"
            for row in report.rows
            for text in texts_named(said.get(row.organization.pk, []), "good_practice")
        ]
        sections = sections_of(said.get(committee.pk, []), good_practice=collected)
    plan_recipients = report.plan.recipients.splitlines()
    return ReportContext(
        **_numbered(issuer, on, number),
        heading=Heading(name=text.name, subject=text.subject),
        recipients=issuer.recipients(*plan_recipients),
        salutation=issuer.guideline.salutation,
        addressees=(addressee_of(committee, report.plan, span.year),),
        opening=text.opening,
        figures=_figures(figures_of_all(report, months, span, today), number),
        sections=tuple(sections),
    )


def _places(issuer: Issuer, plan: Plan, span: Span) -> dict[str, str]:
    return {
        "plan": f"Kế hoạch số {plan.number}, ngày {short_date(plan.issued_on)}",
        "authority": issuer.authority,
        "period": span.in_words,
    }


def _figures(figures: Sequence[Entry], number: int | None) -> tuple[Entry, ...]:
    """On a draft dots to write on where there is no figure yet, on what is issued no gaps."""
    if number is None:
        return tuple(figures)
    return tuple(replace(figure, text=figure.text or NONE_YET) for figure in figures)


def _numbered(issuer: Issuer, on: dt.date | None, number: int | None) -> dict[str, Any]:
    return {
        "letterhead": issuer.letterhead(on=on, paper="BC", number=number),
        "mark": "" if number else DRAFT,
        "author": issuer.name,
        "date": on.isoformat() if on else "",
        "signature": issuer.signature() if number else issuer.open_signature(),
    }
