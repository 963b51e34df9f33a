"""The tree as a list of lines, and the life of an organisation as sentences."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from .formats import vn_date
from .models import EventKind, Organization, OrganizationEvent, OrganizationVersion
from .querysets import OrganizationQuerySet, covering


@dataclass(frozen=True)
class Line:
    """An organisation in the outline; ``depth`` 0 stands leftmost."""

    organization_id: int
    depth: int


@dataclass(frozen=True)
class Row:
    """A line with what a page shows of it."""

    organization: Organization
    version: OrganizationVersion
    parent_name: str
    """Empty where the parent stands above on the same page."""
    depth: int


def outline(organizations: OrganizationQuerySet, day: dt.date, *, ended: bool) -> list[Line]:
    """``organizations`` as they stand on ``day``, parents before children, by name.

    With ``ended`` also those whose life was over by then. One query, however many there are; an
    organisation whose parent is not among them stands leftmost.
    """
    living = covering(day)
    over = Q(organization__ended_on__lt=day, to_date=F("organization__ended_on"))
    versions = (
        OrganizationVersion.objects.filter(living | over if ended else living)
        .filter(organization__in=organizations)
        .values_list("organization_id", "parent_id", "name_sorted")
    )
    known = {organization_id for organization_id, _, _ in versions}
    below: dict[int | None, list[tuple[str, int]]] = defaultdict(list)
    for organization_id, parent_id, name_sorted in versions:
        below[parent_id if parent_id in known else None].append((name_sorted, organization_id))
    lines: list[Line] = []
    waiting = [(organization_id, 0) for _, organization_id in sorted(below[None], reverse=True)]
    while waiting:
        organization_id, depth = waiting.pop()
        lines.append(Line(organization_id, depth))
        children = sorted(below[organization_id], reverse=True)
        waiting += [(child_id, depth + 1) for _, child_id in children]
    return lines


def rows(lines: Iterable[Line], day: dt.date) -> list[Row]:
    """What a page shows of these lines, in three queries."""
    lines = list(lines)
    organizations = Organization.objects.in_bulk([line.organization_id for line in lines])
    versions = OrganizationVersion.objects.latest_until(organizations.values(), day)
    parents = Organization.objects.filter(
        pk__in={version.parent_id for version in versions.values() if version.parent_id}
    )
    names = OrganizationVersion.objects.latest_until(parents, day)
    return [
        Row(
            organization=organizations[line.organization_id],
            version=versions[line.organization_id],
            parent_name=names[parent_id].name
            if (parent_id := versions[line.organization_id].parent_id) in names
            and parent_id not in organizations
            else "",
            depth=line.depth,
        )
        for line in lines
    ]


@dataclass(frozen=True)
class Happening:
    """One thing in the life of an organisation, as a sentence."""

    day: dt.date
    sentence: str


def history(organization: Organization) -> list[Happening]:
    """What happened to an organisation, newest first, with the decisions it rests on."""
    events = list(
        OrganizationEvent.objects.filter(
            Q(organization=organization)
            | Q(organization__successors=organization)
            & Q(kind__in=[EventKind.ABSORBED, EventKind.DISSOLVED])
        ).select_related("organization")
    )
    versions = list(organization.versions.order_by("from_date"))
    successors = list(organization.successors.all())
    names = _Names(
        [
            organization,
            *successors,
            *(event.organization for event in events),
            *Organization.objects.filter(pk__in={version.parent_id for version in versions}),
        ]
    )
    parents = {version.from_date: version.parent_id for version in versions}
    found = [
        Happening(
            event.effective_on,
            _sentence(event, organization, parents, successors, names) + _decision(event),
        )
        for event in events
    ]
    ended = organization.ended_on
    first_day_after = ended + dt.timedelta(days=1) if ended else None
    if first_day_after and not any(
        event.organization_id == organization.pk and event.effective_on == first_day_after
        for event in events
    ):
        found.append(Happening(first_day_after, f"Kết thúc hoạt động, hết ngày {vn_date(ended)}."))
    return sorted(found, key=lambda happening: happening.day, reverse=True)


class _Names:
    """Names of a few organisations on any day, from one query."""

    def __init__(self, organizations: Iterable[Organization]) -> None:
        self._versions: dict[int, list[OrganizationVersion]] = defaultdict(list)
        for version in OrganizationVersion.objects.filter(
            organization__in={one.pk for one in organizations}
        ).order_by("from_date"):
            self._versions[version.organization_id].append(version)

    def on(self, organization_id: int | None, day: dt.date) -> str:
        """The name of that day, of the last day before it, or else the first."""
        if organization_id is None:
            return "không có"
        versions = self._versions[organization_id]
        known = [version for version in versions if version.from_date <= day]
        return (known or versions[:1])[-1].name


def _sentence(
    event: OrganizationEvent,
    organization: Organization,
    parents: dict[dt.date, int | None],
    successors: list[Organization],
    names: _Names,
) -> str:
    day, before = event.effective_on, event.effective_on - dt.timedelta(days=1)
    if event.organization_id != organization.pk:
        verb = "Nhận sáp nhập" if event.kind == EventKind.ABSORBED else "Tiếp nhận"
        return f"{verb} {names.on(event.organization_id, before)} ({event.organization.code})"
    own, into = (
        names.on(organization.pk, before),
        " và ".join(f"{names.on(one.pk, day)} ({one.code})" for one in successors),
    )
    above = parents[max(first for first in parents if first <= day)]
    match event.kind:
        case EventKind.FOUNDED:
            under = f", trực thuộc {names.on(above, day)}" if above else ""
            return f"Thành lập {names.on(organization.pk, day)}{under}"
        case EventKind.RENAMED:
            return f"Đổi tên từ {own} thành {names.on(organization.pk, day)}"
        case EventKind.MOVED:
            earlier = parents[max(first for first in parents if first <= before)]
            return f"Chuyển cấp trên từ {names.on(earlier, before)} sang {names.on(above, day)}"
        case EventKind.ABSORBED:
            return f"Sáp nhập vào {into}"
        case EventKind.UNITED:
            return f"Hợp nhất thành {into}"
        case EventKind.SPLIT:
            return f"Chia tách thành {into}"
        case _:
            return "Giải thể" + (f"; tiếp nhận: {into}" if into else "")


def _decision(event: OrganizationEvent) -> str:
    if event.decision_date is None:
        return "."
    return f" (Quyết định số {event.decision_number}, ngày {vn_date(event.decision_date)})."
