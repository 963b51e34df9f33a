"""How an organisation ends by decision: absorbed, united, split, dissolved (A3).

Its last day of life is the day before ``effective_on``. Nothing is deleted; successors are named.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from .. import audit
from ..actors import Actor
from ..formats import vn_date
from ..models import EventKind, Organization, OrganizationVersion
from ..permissions import manages_tree
from ..refusals import Obstacle, refuse_if
from ..tree import Tree, name_on, tree_obstacle
from .checks import (
    DecisionRef,
    NewOrganization,
    decision_obstacle,
    end_obstacles,
    new_obstacles,
    on_the_basis_of,
    successor_obstacle,
)
from .versions import DAY, create, lock, new_version, record_event


@transaction.atomic
def absorb(
    organization: Organization,
    *,
    into: Organization,
    effective_on: dt.date,
    decision: DecisionRef | None,
    by: Actor,
    now: dt.datetime,
) -> None:
    """End an organisation in another that goes on (sáp nhập); those below it go along."""
    organization = lock(organization, into)
    into.refresh_from_db()
    refuse_if(
        [
            manages_tree(by),
            decision_obstacle(decision, by=by),
            *end_obstacles(organization, effective_on),
            successor_obstacle(organization, into, effective_on),
        ]
    )
    _take_along(organization, into, effective_on, decision, now)
    _end(organization, EventKind.ABSORBED, effective_on, [into], decision, now)
    last_day = effective_on - DAY
    audit.record(
        "organization.absorb",
        f"Sáp nhập {name_on(organization, last_day)} ({organization.code}) vào"
        f" {name_on(into, effective_on)} ({into.code}) từ ngày {vn_date(effective_on)}"
        f"{on_the_basis_of(decision)}.",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )


@transaction.atomic
def unite(
    organizations: Sequence[Organization],
    *,
    into: NewOrganization,
    effective_on: dt.date,
    decision: DecisionRef | None,
    by: Actor,
    now: dt.datetime,
) -> Organization:
    """End two or more organisations in a new one (hợp nhất); those below them go along."""
    if organizations:
        lock(*organizations, *([into.parent] if into.parent else []))
    for organization in organizations:
        organization.refresh_from_db()
    refuse_if(
        [
            manages_tree(by),
            decision_obstacle(decision, by=by),
            Obstacle("too_few", "Hợp nhất cần ít nhất hai tổ chức khác nhau.", "organizations")
            if len({organization.pk for organization in organizations}) < 2
            else None,
            Obstacle(
                "kind_differs",
                "Chỉ hợp nhất các tổ chức cùng loại: chi bộ với chi bộ, đảng bộ với đảng bộ.",
                "organizations",
            )
            if {organization.kind for organization in organizations} - {into.kind}
            else None,
            Obstacle(
                "parent_ends",
                "Tổ chức mới không thể trực thuộc một tổ chức được hợp nhất. Mời chọn cấp trên"
                " khác.",
                "parent",
            )
            if into.parent in organizations
            else None,
            *(
                obstacle
                for organization in organizations
                for obstacle in end_obstacles(organization, effective_on)
            ),
            *new_obstacles(into, effective_on),
        ]
    )
    united = create(into, effective_on)
    record_event(united, EventKind.FOUNDED, effective_on, decision, now)
    for organization in organizations:
        _take_along(organization, united, effective_on, decision, now)
        _end(organization, EventKind.UNITED, effective_on, [united], decision, now)
    names = ", ".join(f"{name_on(one, effective_on)} ({one.code})" for one in organizations)
    for organization in (*organizations, united):
        audit.record(
            "organization.unite",
            f"Hợp nhất {names} thành {into.name} ({united.code}) từ ngày {vn_date(effective_on)}"
            f"{on_the_basis_of(decision)}.",
            by=by,
            now=now,
            subject=organization,
            organization=organization,
        )
    return united


@transaction.atomic
def split(
    organization: Organization,
    *,
    into: Sequence[NewOrganization],
    effective_on: dt.date,
    decision: DecisionRef | None,
    by: Actor,
    now: dt.datetime,
) -> list[Organization]:
    """End an organisation in two or more new ones (chia tách).

    Where the old one goes on, the new one is simply founded.
    """
    organization = lock(organization, *(new.parent for new in into if new.parent is not None))
    codes = [new.code.strip().casefold() for new in into]
    refuse_if(
        [
            manages_tree(by),
            decision_obstacle(decision, by=by),
            Obstacle("too_few", "Chia tách cần ít nhất hai tổ chức mới.", "into")
            if len(into) < 2
            else None,
            Obstacle("code_taken", "Các tổ chức mới phải có mã khác nhau.", "into")
            if len(set(codes)) < len(codes)
            else None,
            Obstacle(
                "parent_ends",
                "Tổ chức mới không thể trực thuộc tổ chức bị chia tách. Mời chọn cấp trên khác.",
                "parent",
            )
            if any(new.parent == organization for new in into)
            else None,
            *end_obstacles(organization, effective_on),
            _children_obstacle(organization, effective_on),
            *(obstacle for new in into for obstacle in new_obstacles(new, effective_on)),
        ]
    )
    parts = [create(new, effective_on) for new in into]
    for part in parts:
        record_event(part, EventKind.FOUNDED, effective_on, decision, now)
    _end(organization, EventKind.SPLIT, effective_on, parts, decision, now)
    names = ", ".join(f"{new.name} ({new.code})" for new in into)
    for one in (organization, *parts):
        audit.record(
            "organization.split",
            f"Chia tách {name_on(organization, effective_on)} ({organization.code}) thành {names}"
            f" từ ngày {vn_date(effective_on)}{on_the_basis_of(decision)}.",
            by=by,
            now=now,
            subject=one,
            organization=one,
        )
    return parts


@transaction.atomic
def dissolve(
    organization: Organization,
    *,
    effective_on: dt.date,
    successors: Sequence[Organization] = (),
    decision: DecisionRef | None,
    by: Actor,
    now: dt.datetime,
) -> None:
    """End an organisation (giải thể); ``successors`` take over its members and records."""
    organization = lock(organization, *successors)
    refuse_if(
        [
            manages_tree(by),
            decision_obstacle(decision, by=by),
            *end_obstacles(organization, effective_on),
            _children_obstacle(organization, effective_on),
            *(successor_obstacle(organization, one, effective_on) for one in successors),
        ]
    )
    _end(organization, EventKind.DISSOLVED, effective_on, successors, decision, now)
    audit.record(
        "organization.dissolve",
        f"Giải thể {name_on(organization, effective_on)} ({organization.code}) từ ngày"
        f" {vn_date(effective_on)}{on_the_basis_of(decision)}.",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )


def _children(organization: Organization, day: dt.date) -> Iterable[OrganizationVersion]:
    """The versions that would still hang under ``organization`` on ``day`` or later, by code."""
    children = OrganizationVersion.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=day), parent=organization
    )
    return children.select_related("organization").order_by("organization__code", "from_date")


def _children_obstacle(organization: Organization, day: dt.date) -> Obstacle | None:
    names = [version.name for version in _children(organization, day)]
    if not names:
        return None
    more = f" và {len(names) - 3} tổ chức khác" if len(names) > 3 else ""
    return Obstacle(
        "has_children",
        f"Từ ngày {vn_date(day)} vẫn còn tổ chức trực thuộc: {', '.join(names[:3])}{more}. Mời"
        " chuyển các tổ chức này sang cấp trên khác trước.",
    )


def _take_along(
    organization: Organization,
    successor: Organization,
    effective_on: dt.date,
    decision: DecisionRef | None,
    now: dt.datetime,
) -> None:
    children = list(_children(organization, effective_on))
    tree = Tree.read()
    refuse_if(
        tree_obstacle(successor, effective_on, child=child.organization, tree=tree)
        or (
            Obstacle(
                "later_change_exists",
                f"{child.name} ({child.organization.code}) đã có thay đổi từ ngày"
                f" {vn_date(child.from_date)}. Mời chọn ngày sau đó hoặc chuyển cấp trên của tổ"
                " chức này trước.",
                "effective_on",
            )
            if child.from_date > effective_on or child.to_date is not None
            else None
        )
        for child in children
    )
    for child in children:
        new_version(child.organization, effective_on, parent=successor)
        record_event(child.organization, EventKind.MOVED, effective_on, decision, now)


def _end(
    organization: Organization,
    kind: EventKind,
    effective_on: dt.date,
    successors: Iterable[Organization],
    decision: DecisionRef | None,
    now: dt.datetime,
) -> None:
    last_day = effective_on - DAY
    version = organization.versions.latest("from_date")
    version.to_date = last_day
    version.save(update_fields=["to_date"])
    organization.ended_on = last_day
    organization.save(update_fields=["ended_on"])
    organization.successors.add(*successors)
    record_event(organization, kind, effective_on, decision, now)
