"""The sheet of a month as the plain context that paper is drawn from."""

from decimal import Decimal
from typing import Any

from documents.contexts import SheetContext
from documents.issuers import Issuer, issuer_on
from documents.letterhead import DRAFT, short_date
from documents.parts import Heading
from organizations.formats import local_date, vn_number
from organizations.models import Organization
from plans.models import Framework

from .. import periods
from ..models import Evaluation
from ..reading import criteria_of, rules_of, sent_values, values_of
from ..scoring import group_totals, total
from ..values import SheetValues
from ..workflow import Status
from .pieces import (
    count,
    framework_note,
    groups_of,
    model_of,
    paper_note,
    period_in_words,
    said_or_none,
    unit_of,
    vote_of,
)


def sheet_context(evaluation: Evaluation) -> SheetContext:
    """The sheet as last sent, dated by the day it was sent; a draft as it stands, marked so."""
    draft = evaluation.status == Status.DRAFT
    values = values_of(evaluation) if draft else sent_values(evaluation)
    if not isinstance(values, SheetValues):
        raise TypeError("Only the sheet of a month is printed as a sheet.")
    sent_at = evaluation.sent_at
    on = None if draft or sent_at is None else local_date(sent_at)
    organization = evaluation.organization
    issuer = issuer_on(organization, evaluation.read_on)
    criteria = criteria_of(evaluation.framework)
    scores = [s for s in rules_of(evaluation, criteria).scores(values) if s.counted is not None]
    common: dict[str, Any] = {
        "letterhead": issuer.letterhead(on=on, year=evaluation.year),
        "heading": _heading(issuer, evaluation.year, evaluation.period),
        "signature": issuer.open_signature() if draft else issuer.signature(),
        "recipients": issuer.recipients(),
        "mark": DRAFT if draft else "",
        "author": issuer.name,
        "date": on.isoformat() if on else "",
        "unit": unit_of(organization),
        "period": period_in_words(evaluation.year, evaluation.period),
        "remark": values.note,
        "paper_note": paper_note(evaluation),
    }
    if values.no_meeting:
        return SheetContext(**common, no_meeting=values.no_meeting_reason)
    return SheetContext(
        **common,
        meeting_date=short_date(values.meeting_on),
        thematic="có" if values.thematic else "không",
        voters=count(values.voters),
        present=count(values.present),
        probationary_present=count(values.probationary_present),
        absent_excused=count(values.absent_with_reason),
        absent_unexcused=count(values.absent_without_reason),
        framework_note=framework_note(evaluation.framework),
        groups=groups_of(criteria, values, group_totals(scores)),
        max_points=vn_number(sum((c.max_points for c in criteria), Decimal(0))),
        points=vn_number(total(scores)) if scores else "",
        strengths=said_or_none(values.strengths, draft=draft),
        shortcomings=said_or_none(values.shortcomings, draft=draft),
        good_practice=values.good_practice,
        vote=vote_of(values),
        level=values.rating.value if values.rating else "",
    )


def blank_sheet_context(
    organization: Organization, year: int, month: int, framework: Framework
) -> SheetContext:
    """The sheet to write on in the meeting: what is proposed, and what the meeting adopts."""
    read_on = organization.read_on(periods.last_day(year, month))
    issuer = issuer_on(organization, read_on)
    criteria = criteria_of(framework)
    return SheetContext(
        form="blank",
        letterhead=issuer.letterhead(on=None, year=year),
        heading=_heading(issuer, year, month),
        signature=issuer.open_signature(),
        recipients=issuer.recipients(),
        author=issuer.name,
        unit=unit_of(organization),
        period=period_in_words(year, month),
        blank_columns=_blank_columns(organization),
        framework_note=framework_note(framework),
        groups=groups_of(criteria, SheetValues(), {}),
        max_points=vn_number(sum((c.max_points for c in criteria), Decimal(0))),
    )


def _heading(issuer: Issuer, year: int, month: int) -> Heading:
    text = issuer.write(
        "sheet",
        {
            "model": model_of(issuer.organization),
            "period": period_in_words(year, month),
            "year": str(year),
            "organization": issuer.full_name,
            "authority": issuer.authority,
        },
    )
    return Heading(name=text.name, subject=text.subject)


def _blank_columns(organization: Organization) -> tuple[str, str]:
    if organization.is_committee:
        return ("Dự kiến", "Đảng ủy thông qua")
    return ("Chi ủy dự kiến", "Chi bộ thông qua")
