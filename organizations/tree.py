"""Walking the tree of a day: names, authorities, and what would break it (A2, A3)."""

import datetime as dt

from .formats import vn_date
from .models import Organization, OrganizationVersion
from .querysets import covering
from .refusals import Obstacle

MAX_LEVELS = 4


def version_on(organization: Organization, day: dt.date) -> OrganizationVersion | None:
    """The version of ``day`` or of the last day of life before it; None before the first day."""
    return (
        organization.versions.filter(from_date__lte=day)
        .select_related("parent")
        .order_by("from_date")
        .last()
    )


def name_on(organization: Organization, day: dt.date) -> str:
    """The name on ``day``; before the first day the first name."""
    version = version_on(organization, day) or organization.versions.earliest("from_date")
    return version.name


def authority_on(organization: Organization, day: dt.date) -> Organization | None:
    """The parent on ``day``, or on the last day of life before it."""
    version = version_on(organization, day)
    return version.parent if version is not None else None


def ancestors_on(organization: Organization, day: dt.date) -> list[Organization]:
    """The authorities above on ``day``, the nearest first."""
    found: list[Organization] = []
    above = authority_on(organization, day)
    while above is not None and above not in found:
        found.append(above)
        above = authority_on(above, day)
    return found


def tree_obstacle(
    parent: Organization,
    from_date: dt.date,
    *,
    to_date: dt.date | None = None,
    child: Organization | None = None,
) -> Obstacle | None:
    """Why hanging ``child`` (None: a new one) under ``parent`` would break the tree.

    Looks at the first day and at every later day on which something around it changes.
    """
    days, seen = {from_date}, set[dt.date]()
    while days:
        day = days.pop()
        seen.add(day)
        above = [parent, *ancestors_on(parent, day)]
        if child is not None and child in above:
            return Obstacle(
                "cycle",
                f"Không thể đặt {child.code} dưới {parent.code}: ngày {vn_date(day)} chính"
                f" {parent.code} thuộc {child.code}. Mời chọn cấp trên khác.",
                "parent",
            )
        below = _levels_below(child, day) if child is not None else []
        if len(above) + 1 + len(below) > MAX_LEVELS:
            return Obstacle(
                "too_deep",
                f"Cây tổ chức có tối đa {MAX_LEVELS} cấp; đặt dưới {parent.code} thì từ ngày"
                f" {vn_date(day)} có {len(above) + 1 + len(below)} cấp. Mời chọn cấp trên khác.",
                "parent",
            )
        around = {organization.pk for organization in above}.union(*below)
        changes = OrganizationVersion.objects.filter(
            organization__in=around, from_date__gt=from_date
        )
        if to_date is not None:
            changes = changes.filter(from_date__lte=to_date)
        days |= set(changes.values_list("from_date", flat=True).distinct()) - seen
    return None


def _levels_below(organization: Organization, day: dt.date) -> list[set[int]]:
    levels: list[set[int]] = []
    level = {organization.pk}
    while len(levels) <= MAX_LEVELS:
        level = set(
            OrganizationVersion.objects.filter(covering(day), parent__in=level).values_list(
                "organization_id", flat=True
            )
        )
        if not level:
            break
        levels.append(level)
    return levels
