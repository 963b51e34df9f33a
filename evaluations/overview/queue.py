"""What waits for the office, line by line."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from organizations.actors import Actor
from organizations.formats import local_date, vn_number
from organizations.models import OrganizationVersion

from .. import periods
from ..models import Evaluation
from ..workflow import RATING_LABELS, Rating, Status


@dataclass(frozen=True)
class QueueLine:
    """One sheet that waits for the office."""

    name: str
    code: str
    title: str
    sent_on: dt.date
    age: str
    late: bool
    points: str
    rating: str
    again: bool
    paper: bool
    objection: bool
    opened: bool
    version: int
    url: str
    begin_url: str


def queue_lines(sheets: Sequence[Evaluation], actor: Actor, query: str = "") -> list[QueueLine]:
    """The waiting sheets with the names their organisations had, in one more query."""
    names = _names(sheets)
    suffix = f"?{query}" if query else ""
    found = []
    for sheet in sheets:
        args = [sheet.year, periods.slug(sheet.period), sheet.organization.code]
        sent_at, first = sheet.sent_at, sheet.counts_as_sent_at
        assert sent_at is not None  # noqa: S101 - what waits was sent
        assert first is not None  # noqa: S101
        days = (actor.today - local_date(sent_at)).days
        found.append(
            QueueLine(
                name=names[sheet.pk],
                code=sheet.organization.code,
                title=f"Tháng {sheet.period}" if sheet.period != periods.YEAR else "Tự rà soát năm",
                sent_on=local_date(sent_at),
                age="hôm nay" if days == 0 else f"{days} ngày",
                late=local_date(first) > sheet.due_on,
                points="KSH" if sheet.sent_no_meeting else vn_number(sheet.sent_total),
                rating=RATING_LABELS[Rating(sheet.sent_rating)] if sheet.sent_rating else "",
                again=sheet.sent_from == Status.RETURNED,
                paper=sheet.from_paper,
                objection=sheet.objection_open,
                opened=sheet.opened_at is not None,
                version=sheet.version,
                url=reverse("evaluations:sheet", args=args) + suffix,
                begin_url=reverse("evaluations:begin_review", args=args) + suffix,
            )
        )
    return found


def _names(sheets: Sequence[Evaluation]) -> dict[int, str]:
    """By sheet the name its organisation had on the day the sheet is read."""
    versions: dict[int, list[OrganizationVersion]] = {}
    for version in OrganizationVersion.objects.filter(
        organization__in={sheet.organization_id for sheet in sheets}
    ).order_by("from_date"):
        versions.setdefault(version.organization_id, []).append(version)
    found: dict[int, str] = {}
    for sheet in sheets:
        for version in versions.get(sheet.organization_id, []):
            if sheet.pk not in found or version.from_date <= sheet.read_on:
                found[sheet.pk] = version.name
    return found
