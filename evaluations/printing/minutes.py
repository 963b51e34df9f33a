"""The extract of a meeting's minutes that goes with a sheet (documents.md §1: ``cell-minutes``)."""

from decimal import Decimal
from typing import Any

from documents.contexts import CellMinutesContext
from documents.issuers import issuer_on
from documents.letterhead import DRAFT, short_date
from documents.parts import Entry, Heading, Signature
from organizations.formats import local_date, vn_number
from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal
from plans.models import Framework

from .. import periods
from ..models import Evaluation
from ..reading import criteria_of, rules_of, sent_values, values_of
from ..scoring import group_totals, total
from ..values import SheetValues
from ..workflow import Status
from .pieces import count, groups_of, model_of, period_in_words, said_or_none, unit_of, vote_of

_LABELS = (
    "Thời gian, địa điểm",
    "Có mặt",
    "Vắng mặt",
    "Chủ trì hội nghị",
    "Người ghi biên bản",
)


def minutes_context(evaluation: Evaluation) -> CellMinutesContext:
    """The extract as the sheet records the meeting; opinions, chair and clerk are written in.

    Raises ``Refusal`` for a month without a meeting: then there are no minutes.
    """
    draft = evaluation.status == Status.DRAFT
    values = values_of(evaluation) if draft else sent_values(evaluation)
    if not isinstance(values, SheetValues):
        raise TypeError("Minutes are of the meeting of a month.")
    if values.no_meeting:
        raise Refusal(
            Obstacle(
                "no_meeting",
                f"{evaluation.in_words.capitalize()} ghi không tổ chức sinh hoạt nên không có "
                "biên bản để trích. Mời in phiếu.",
            )
        )
    criteria = criteria_of(evaluation.framework)
    scores = [s for s in rules_of(evaluation, criteria).scores(values) if s.counted is not None]
    groups = groups_of(criteria, values, group_totals(scores))
    on = None if draft or evaluation.sent_at is None else local_date(evaluation.sent_at)
    return CellMinutesContext(
        **_common(evaluation.organization, evaluation.year, evaluation.period),
        mark=DRAFT if draft else "",
        date=on.isoformat() if on else "",
        facts=_facts(values),
        groups=tuple(
            Entry(label=group.title, text=_of(group.points, group.max_points)) for group in groups
        ),
        points=_of(
            vn_number(total(scores)) if scores else "",
            vn_number(sum((c.max_points for c in criteria), Decimal(0))),
        ),
        strengths=said_or_none(values.strengths, draft=draft),
        shortcomings=said_or_none(values.shortcomings, draft=draft),
        vote=vote_of(values),
        level=values.rating.value if values.rating else "",
    )


def blank_minutes_context(
    organization: Organization, year: int, month: int, framework: Framework
) -> CellMinutesContext:
    """The extract to be filled in by hand."""
    groups = groups_of(criteria_of(framework), SheetValues(), {})
    return CellMinutesContext(
        **_common(organization, year, month),
        facts=tuple(Entry(label=label) for label in _LABELS),
        groups=tuple(Entry(label=g.title, text=_of("", g.max_points)) for g in groups),
    )


def _common(organization: Organization, year: int, month: int) -> dict[str, Any]:
    issuer = issuer_on(organization, organization.read_on(periods.last_day(year, month)))
    period = period_in_words(year, month)
    text = issuer.write(
        "cell-minutes",
        {
            "unit": issuer.committee if organization.is_committee else "chi bộ",
            "model": model_of(organization),
            "period": period,
        },
    )
    return {
        "letterhead": issuer.letterhead(on=None, year=year),
        "heading": Heading(name=text.name, subject=text.subject),
        "recipients": issuer.recipients(),
        "author": issuer.name,
        "unit": unit_of(organization),
        "period": period,
        "clerk": Signature(),
        "signature": Signature(),
    }


def _facts(values: SheetValues) -> tuple[Entry, ...]:
    there = f"{count(values.present)}/{count(values.voters)} đồng chí có quyền biểu quyết"
    if values.probationary_present:
        there += f"; đảng viên dự bị {values.probationary_present}"
    absent = "; ".join(
        f"{number} {words} lý do"
        for number, words in (
            (values.absent_with_reason, "có"),
            (values.absent_without_reason, "không có"),
        )
        if number
    )
    texts = (
        f"ngày {short_date(values.meeting_on)}, tại ………………" if values.meeting_on else "",
        there if values.present is not None and values.voters is not None else "",
        absent or ("không" if values.present == values.voters is not None else ""),
        "",
        "",
    )
    return tuple(Entry(label=label, text=text) for label, text in zip(_LABELS, texts, strict=True))


def _of(points: str, most: str) -> str:
    return f"{points or '……'}/{most}"
