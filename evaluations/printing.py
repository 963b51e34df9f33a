"""The sheet of a month as the plain context that paper is drawn from."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from documents.contexts import SheetContext, SheetCriterion, SheetGroup
from documents.issuers import Issuer, issuer_on
from documents.letterhead import DRAFT, short_date, vote
from documents.parts import Heading
from organizations.formats import local_date, vn_number
from organizations.models import Organization
from plans.models import Criterion, Framework

from . import periods
from .models import Evaluation
from .reading import criteria_of, rules_of, sent_values, values_of
from .scoring import group_totals, total
from .values import PointEntry, SheetValues
from .workflow import BALLOT_LABELS, Ballot, Status

_NUMERALS = {"1": "I", "2": "II", "3": "III", "4": "IV"}


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
        "unit": _unit(organization),
        "period": _period(evaluation.year, evaluation.period),
        "remark": values.note,
        "paper_note": _paper_note(evaluation),
    }
    if values.no_meeting:
        return SheetContext(**common, no_meeting=values.no_meeting_reason)
    return SheetContext(
        **common,
        meeting_date=short_date(values.meeting_on),
        thematic="có" if values.thematic else "không",
        voters=_count(values.voters),
        present=_count(values.present),
        probationary_present=_count(values.probationary_present),
        absent_excused=_count(values.absent_with_reason),
        absent_unexcused=_count(values.absent_without_reason),
        framework_note=_framework_note(evaluation.framework),
        groups=_groups(criteria, values, group_totals(scores)),
        max_points=vn_number(sum((c.max_points for c in criteria), Decimal(0))),
        points=vn_number(total(scores)) if scores else "",
        strengths=values.strengths,
        shortcomings=values.shortcomings,
        good_practice=values.good_practice,
        vote=vote(
            voters=values.voters,
            present=values.present,
            votes_for=values.votes_for,
            votes_against=values.votes_against,
            votes_other=values.votes_other,
            method=BALLOT_LABELS[Ballot(values.ballot)].lower(),
        ),
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
        unit=_unit(organization),
        period=_period(year, month),
        blank_columns=_blank_columns(organization),
        framework_note=_framework_note(framework),
        groups=_groups(criteria, SheetValues(), {}),
        max_points=vn_number(sum((c.max_points for c in criteria), Decimal(0))),
    )


def _groups(
    criteria: Sequence[Criterion], values: SheetValues, totals: dict[str, Decimal]
) -> tuple[SheetGroup, ...]:
    found: dict[str, list[Criterion]] = {}
    for criterion in criteria:
        found.setdefault(criterion.group.code, []).append(criterion)
    return tuple(
        SheetGroup(
            numeral=_NUMERALS[code],
            title=members[0].group.title,
            max_points=vn_number(sum((c.max_points for c in members), Decimal(0))),
            points=vn_number(totals.get(code)),
            criteria=tuple(
                _criterion(criterion, values.points.get(criterion.code, PointEntry()))
                for criterion in members
            ),
        )
        for code, members in found.items()
    )


def _criterion(criterion: Criterion, entry: PointEntry) -> SheetCriterion:
    return SheetCriterion(
        code=criterion.code,
        text=criterion.text,
        max_points=vn_number(criterion.max_points),
        points=vn_number(entry.points),
        note=entry.reason,
        not_applicable="x" if entry.not_applicable else "",
        mandatory="x" if criterion.mandatory else "",
    )


def _heading(issuer: Issuer, year: int, month: int) -> Heading:
    text = issuer.write(
        "sheet",
        {
            "model": f"“{_unit(issuer.organization).lower()} bốn tốt”",
            "period": _period(year, month),
            "year": str(year),
            "organization": issuer.full_name,
            "authority": issuer.authority,
        },
    )
    return Heading(name=text.name, subject=text.subject)


def _unit(organization: Organization) -> str:
    return "Đảng bộ" if organization.is_committee else "Chi bộ"


def _blank_columns(organization: Organization) -> tuple[str, str]:
    if organization.is_committee:
        return ("Dự kiến", "Đảng ủy thông qua")
    return ("Chi ủy dự kiến", "Chi bộ thông qua")


def _period(year: int, month: int) -> str:
    return f"tháng {month} năm {year}"


def _framework_note(framework: Framework | None) -> str:
    return framework.note if framework is not None and framework.is_sample else ""


def _paper_note(evaluation: Evaluation) -> str:
    if not evaluation.from_paper:
        return ""
    clerk = evaluation.sent_by.full_name if evaluation.sent_by else ""
    return (
        f"Văn phòng nhập thay theo bản giấy do đồng chí {evaluation.paper_signer} ký, nhận ngày "
        f"{short_date(evaluation.paper_received_on)}; người nhập: {clerk}."
    )


def _count(number: int | None) -> str:
    return "" if number is None else str(number)
