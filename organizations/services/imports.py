"""Organisations from a workbook: periods of unchanged name and parent; adds, never changes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from .. import audit
from ..actors import Actor
from ..folding import nfc
from ..formats import vn_date
from ..models import EventKind, Kind, Organization, OrganizationVersion
from ..refusals import Obstacle, refuse_if
from .checks import NewOrganization, name_obstacle, new_obstacles, parent_obstacle
from .versions import DAY, record_event


@dataclass(frozen=True, kw_only=True)
class Period:
    """A row of the workbook: a period of unchanged name and parent, days inclusive."""

    name: str
    parent: Organization | None
    from_date: dt.date
    to_date: dt.date | None
    official_members: int | None = None
    probationary_members: int | None = None


@dataclass(frozen=True)
class ImportedOrganization:
    """What an import made of the rows of one organisation."""

    organization: Organization
    created: bool


@transaction.atomic
def import_organization(
    *, code: str, kind: Kind, periods: Sequence[Period], by: Actor, now: dt.datetime
) -> ImportedOrganization:
    """Bring in an organisation with all its periods, or find it there with equal ones.

    Parents must have been brought in before. ``Refusal``: each obstacle's ``part`` is
    ``"<index of the period>:<field>"``; a differing value is named beside the stored one.
    """
    if not by.is_import:
        raise ValueError("Only an import brings in organisations without their decisions.")
    code = nfc(code)
    existing = Organization.objects.filter(code__iexact=code).first()
    if existing is not None:
        _compare(existing, kind, periods)
        return ImportedOrganization(existing, created=False)
    return ImportedOrganization(_create(code, kind, periods, by, now), created=True)


def _create(
    code: str, kind: Kind, periods: Sequence[Period], by: Actor, now: dt.datetime
) -> Organization:
    order = sorted(range(len(periods)), key=lambda index: periods[index].from_date)
    first, last = periods[order[0]], periods[order[-1]]
    as_new = NewOrganization(code=code, kind=kind, name=first.name, parent=None)
    found = [
        _at(order[0], obstacle)
        for obstacle in new_obstacles(as_new, first.from_date)
        if obstacle is not None and obstacle.part == "code"
    ]
    previous: Period | None = None
    for index in order:
        period = periods[index]
        found += [_at(index, one) for one in _period_obstacles(kind, period, previous)]
        previous = period
    refuse_if(found)

    organization = Organization.objects.create(
        code=code, kind=kind, founded_on=first.from_date, ended_on=last.to_date
    )
    before: Period | None = None
    for index in order:
        period = periods[index]
        OrganizationVersion.objects.create(
            organization=organization,
            name=nfc(period.name),
            parent=period.parent,
            from_date=period.from_date,
            to_date=period.to_date,
            official_members=period.official_members,
            probationary_members=period.probationary_members,
        )
        if before is None:
            record_event(organization, EventKind.FOUNDED, period.from_date, None, now)
        else:
            if nfc(before.name) != nfc(period.name):
                record_event(organization, EventKind.RENAMED, period.from_date, None, now)
            if before.parent != period.parent:
                record_event(organization, EventKind.MOVED, period.from_date, None, now)
        before = period
    audit.record(
        "organization.import",
        f"Nhập {nfc(last.name)} ({code}) từ tệp Excel.",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )
    return organization


def _period_obstacles(kind: Kind, period: Period, previous: Period | None) -> list[Obstacle | None]:
    found: list[Obstacle | None] = [name_obstacle(nfc(period.name))]
    if period.to_date is not None and period.to_date < period.from_date:
        found.append(
            Obstacle(
                "end_before_start",
                f"Đến ngày {vn_date(period.to_date)} trước Từ ngày {vn_date(period.from_date)}.",
                "to_date",
            )
        )
    if previous is not None:
        if previous.to_date is None or previous.to_date >= period.from_date:
            until = vn_date(previous.to_date) if previous.to_date else "nay"
            found.append(
                Obstacle(
                    "overlap",
                    f"Giai đoạn từ {vn_date(period.from_date)} chồng lên giai đoạn từ"
                    f" {vn_date(previous.from_date)} đến {until}.",
                    "from_date",
                )
            )
        elif previous.to_date + DAY < period.from_date:
            found.append(
                Obstacle(
                    "gap",
                    f"Bỏ trống từ {vn_date(previous.to_date + DAY)} đến"
                    f" {vn_date(period.from_date - DAY)}. Các giai đoạn phải nối tiếp nhau.",
                    "from_date",
                )
            )
    found.append(parent_obstacle(kind, period.parent, period.from_date, to_date=period.to_date))
    return found


def _compare(organization: Organization, kind: Kind, periods: Sequence[Period]) -> None:
    """Refuse whatever the rows say otherwise than the database; add numbers of members."""
    stored = {version.from_date: version for version in organization.versions.all()}
    found: list[Obstacle | None] = []
    for index, period in enumerate(periods):
        if organization.kind != kind:
            found.append(_differs(index, "kind", Kind(organization.kind).label, kind.label))
        version = stored.get(period.from_date)
        if version is None:
            known = ", ".join(vn_date(day) for day in sorted(stored))
            found.append(_differs(index, "from_date", known, vn_date(period.from_date)))
            continue
        if version.name != nfc(period.name):
            found.append(_differs(index, "name", version.name, period.name))
        parent = period.parent.pk if period.parent else None
        if version.parent_id != parent:
            found.append(_differs(index, "parent", _code(version.parent), _code(period.parent)))
        if version.to_date != period.to_date:
            found.append(
                _differs(
                    index,
                    "to_date",
                    vn_date(version.to_date) or "trống",
                    vn_date(period.to_date) or "trống",
                )
            )
        for field in ("official_members", "probationary_members"):
            said, known_number = getattr(period, field), getattr(version, field)
            if said is None or said == known_number:
                continue
            if known_number is None:
                setattr(version, field, said)
                version.save(update_fields=[field])
            else:
                found.append(_differs(index, field, str(known_number), str(said)))
    refuse_if(found)


def _code(organization: Organization | None) -> str:
    return organization.code if organization is not None else "trống"


def _differs(index: int, field: str, stored: str, said: str) -> Obstacle:
    return Obstacle(
        "differs",
        f"Trong chương trình là “{stored}”, trong tệp là “{said}”. Nhập từ tệp không thay đổi dữ"
        " liệu đã có.",
        f"{index}:{field}",
    )


def _at(index: int, obstacle: Obstacle | None) -> Obstacle | None:
    if obstacle is None:
        return None
    return Obstacle(obstacle.code, obstacle.sentence, f"{index}:{obstacle.part}")
