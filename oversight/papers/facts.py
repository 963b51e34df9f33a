"""What a notice or report rests on, as plain values to be frozen with it (documents.md §4)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from evaluations import periods
from evaluations.models import Evaluation
from evaluations.reading import all_sent_values
from evaluations.values import Values
from organizations.models import Assignment, Organization
from organizations.querysets import covering
from recognition.live import freeze_all
from recognition.models import Commendation, Recognition
from recognition.year import YearRow, year_of, year_report

from .assignments import assigned_cells, day_in
from .reports import span_of
from .reports.spans import Span
from .wanted import Wanted


def about(kind: str, wanted: Wanted) -> dict[str, object]:
    """What tells papers of one kind apart: the year, and for reports whether it is half of it."""
    return {"year": wanted.year, "half": kind != "assignments" and span_of(wanted).half}


def facts_of(kind: str, wanted: Wanted, *, on: dt.date) -> dict[str, Any]:
    """What the paper dated ``on`` rests on: who is assigned where from when to when; or of every
    organisation its year as the rules see it, its sheets with their votes, and what it was given.
    """
    day = day_in(wanted.year, on)
    if kind == "assignments":
        rows = _assigned(wanted.committee, day)
    else:
        rows = _reported(_years(kind, wanted, on), span_of(wanted))
    return {**about(kind, wanted), "on": on.isoformat(), "rows": rows}


def _assigned(committee: Organization, day: dt.date) -> list[dict[str, Any]]:
    cells = assigned_cells(committee, day)
    assigned = (
        Assignment.objects.filter(covering(day), organization__in=cells)
        .select_related("user", "organization")
        .order_by("organization__code", "kind", "pk")
    )
    return [
        {
            "code": one.organization.code,
            "kind": one.kind,
            "member": one.user.full_name,
            "from": one.from_date.isoformat(),
            "to": _day(one.to_date),
        }
        for one in assigned
    ]


def _years(kind: str, wanted: Wanted, on: dt.date) -> list[YearRow]:
    if kind == "cell-report":
        return [year_of(wanted.organization, wanted.year, on)]
    report = year_report(wanted.committee, wanted.year, on)
    return [*report.rows, report.own]


def _reported(rows: Sequence[YearRow], span: Span) -> list[dict[str, Any]]:
    frozen = freeze_all(rows)
    organizations = [row.organization for row in rows]
    sheets = _sheets(organizations, span)
    given = _given(organizations, span.year)
    return [
        {
            "code": one.code,
            "year": frozen[one.pk].to_json(),
            "sheets": sheets.get(one.pk, []),
            "given": given.get(one.pk, []),
        }
        for one in organizations
    ]


def _sheets(organizations: Sequence[Organization], span: Span) -> dict[int, list[dict[str, Any]]]:
    """By organisation what it sent in the span, and for a year its self-review, as last sent."""
    wanted = [*span.months] if span.half else [*span.months, periods.YEAR]
    sent = list(
        Evaluation.objects.of_year(organizations, span.year)
        .sent()
        .filter(period__in=wanted)
        .order_by("organization", "period")
    )
    values = all_sent_values(sent)
    found: dict[int, list[dict[str, Any]]] = {}
    for sheet in sent:
        if sheet.pk in values:
            entry = _sheet(sheet, values[sheet.pk])
            found.setdefault(sheet.organization_id, []).append(entry)
    return found


def _sheet(sheet: Evaluation, said: Values) -> dict[str, Any]:
    return {
        "period": sheet.period,
        "status": sheet.status,
        "first_sent_at": _moment(sheet.first_sent_at),
        "sent_at": _moment(sheet.sent_at),
        "settled_at": _moment(sheet.settled_at),
        "meeting_on": _day(said.meeting_on),
        "no_meeting": said.no_meeting_held,
        "voters": said.voters,
        "present": said.present,
        "votes_for": said.votes_for,
        "votes_against": said.votes_against,
        "votes_other": said.votes_other,
        "ballot": said.ballot,
        "rating": sheet.sent_rating,
        "total": "" if sheet.sent_total is None else str(sheet.sent_total),
    }


def _given(organizations: Sequence[Organization], year: int) -> dict[int, list[dict[str, str]]]:
    """By organisation the decisions that recognise or commend it and are in force."""
    found: dict[int, list[dict[str, str]]] = {}
    for what, model in (("recognition", Recognition), ("commendation", Commendation)):
        rows = (
            model.objects.filter(organization__in=organizations, year=year)
            .in_force()
            .select_related("decision")
            .order_by("organization", "pk")
        )
        for row in rows:
            found.setdefault(row.organization_id, []).append(
                {
                    "what": what,
                    "symbol": row.decision.symbol,
                    "decided_on": row.decision.decided_on.isoformat(),
                    "body": row.decision.body,
                }
            )
    return found


def _day(value: dt.date | None) -> str:
    return "" if value is None else value.isoformat()


def _moment(value: dt.datetime | None) -> str:
    return "" if value is None else value.astimezone(dt.UTC).isoformat()
