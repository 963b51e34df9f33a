"""Walking the tree of a day: names, authorities, and what would break it (A2, A3)."""

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from .formats import vn_date
from .models import Organization, OrganizationVersion
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
    names = organization.versions.order_by("-from_date").values_list("name", flat=True)
    return names.filter(from_date__lte=day).first() or names.last() or ""


def authority_on(organization: Organization, day: dt.date) -> Organization | None:
    """The parent on ``day``, or on the last day of life before it."""
    version = version_on(organization, day)
    return version.parent if version is not None else None


class Tree:
    """Who belonged to whom over all time, in memory: to check many changes with one query."""

    def __init__(self) -> None:
        # organisation → its periods, and authority → the periods below it
        self._periods: dict[int, list[_Period]] = defaultdict(list)
        self._below: dict[int, list[_Period]] = defaultdict(list)

    @classmethod
    def read(cls) -> "Tree":
        """The tree as it is stored now."""
        tree = cls()
        versions = OrganizationVersion.objects.order_by("from_date")
        for row in versions.values_list("organization_id", "parent_id", "from_date", "to_date"):
            tree.add(*row)
        return tree

    def add(
        self, organization: int, parent: int | None, from_date: dt.date, to_date: dt.date | None
    ) -> None:
        """Add a period of an organisation, after those that it has."""
        period = _Period(organization, parent, from_date, to_date)
        self._periods[organization].append(period)
        if parent is not None:
            self._below[parent].append(period)

    def above(self, organization: int, day: dt.date) -> list[int]:
        """The authorities on ``day`` or the last day of life before it, the nearest first."""
        found: list[int] = []
        parent = self._parent_on(organization, day)
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self._parent_on(parent, day)
        return found

    def levels_below(self, organization: int, day: dt.date) -> list[set[int]]:
        """Who stands below on ``day``, level by level; no deeper than a tree may be."""
        levels: list[set[int]] = []
        level = {organization}
        while len(levels) <= MAX_LEVELS:
            level = {
                period.organization
                for above in level
                for period in self._below.get(above, ())
                if period.covers(day)
            }
            if not level:
                break
            levels.append(level)
        return levels

    def changes(self, around: set[int], after: dt.date, until: dt.date | None) -> set[dt.date]:
        """The days after ``after``, up to ``until``, on which a period of these begins."""
        return {
            period.from_date
            for organization in around
            for period in self._periods.get(organization, ())
            if period.from_date > after and (until is None or period.from_date <= until)
        }

    def _parent_on(self, organization: int, day: dt.date) -> int | None:
        parent = None
        for period in self._periods.get(organization, ()):
            if period.from_date <= day:
                parent = period.parent
        return parent


class _Period(NamedTuple):
    organization: int
    parent: int | None
    from_date: dt.date
    to_date: dt.date | None

    def covers(self, day: dt.date) -> bool:
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


def tree_obstacle(
    parent: Organization,
    from_date: dt.date,
    *,
    to_date: dt.date | None = None,
    child: Organization | None = None,
    tree: Tree | None = None,
) -> Obstacle | None:
    """Why hanging ``child`` (None: a new one) under ``parent`` would break the tree.

    Looks at the first day and at every later day on which something around it changes. ``tree``
    is given where many are checked at once; otherwise it is read.
    """
    tree = tree or Tree.read()
    days, seen = {from_date}, set[dt.date]()
    while days:
        day = days.pop()
        seen.add(day)
        above = [parent.pk, *tree.above(parent.pk, day)]
        if child is not None and child.pk in above:
            return Obstacle(
                "cycle",
                f"Không thể đặt {child.code} dưới {parent.code}: ngày {vn_date(day)} chính"
                f" {parent.code} thuộc {child.code}. Mời chọn cấp trên khác.",
                "parent",
            )
        below = tree.levels_below(child.pk, day) if child is not None else []
        if len(above) + 1 + len(below) > MAX_LEVELS:
            return Obstacle(
                "too_deep",
                f"Cây tổ chức có tối đa {MAX_LEVELS} cấp; đặt dưới {parent.code} thì từ ngày"
                f" {vn_date(day)} có {len(above) + 1 + len(below)} cấp. Mời chọn cấp trên khác.",
                "parent",
            )
        around = set(above).union(*below)
        days |= tree.changes(around, from_date, to_date) - seen
    return None
