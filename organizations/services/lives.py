"""How an organisation begins, and how its name and parent change by decision (A3).

``effective_on`` is always the first day of the new state. Versions follow one another without gap
or overlap; what was once in force is never changed, except a misspelt name.
"""

import datetime as dt

from django.db import transaction

from .. import audit
from ..actors import Actor
from ..folding import nfc
from ..formats import vn_date
from ..models import EventKind, Organization, OrganizationVersion
from ..permissions import describes, manages_tree
from ..printable import unprintable
from ..refusals import Obstacle, refuse_if
from ..tree import name_on
from .checks import (
    DecisionRef,
    NewOrganization,
    change_obstacles,
    decision_obstacle,
    name_obstacle,
    new_obstacles,
    on_the_basis_of,
    parent_obstacle,
)
from .versions import advance, create, lock, new_version, record_event


@transaction.atomic
def found(
    new: NewOrganization,
    *,
    founded_on: dt.date,
    decision: DecisionRef | None,
    by: Actor,
    now: dt.datetime,
) -> Organization:
    """Set up an organisation (thành lập); ``Refusal`` for a taken code, a bad parent, a fifth
    level or a missing decision."""
    if new.parent is not None:
        lock(new.parent)
    refuse_if(
        [
            manages_tree(by),
            decision_obstacle(decision, by=by),
            *new_obstacles(new, founded_on),
        ]
    )
    organization = create(new, founded_on)
    record_event(organization, EventKind.FOUNDED, founded_on, decision, now)
    audit.record(
        "organization.found",
        f"Thành lập {new.name} ({organization.code}) từ ngày {vn_date(founded_on)}"
        f"{on_the_basis_of(decision)}.",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )
    return organization


@transaction.atomic
def rename(
    organization: Organization,
    *,
    name: str,
    printed_name: str = "",
    effective_on: dt.date,
    decision: DecisionRef | None,
    by: Actor,
    now: dt.datetime,
) -> OrganizationVersion:
    """Give another name (đổi tên) from ``effective_on``."""
    organization = lock(organization)
    name = nfc(name)
    before = organization.versions.latest("from_date")
    refuse_if(
        [
            manages_tree(by),
            decision_obstacle(decision, by=by),
            *change_obstacles(organization, EventKind.RENAMED, effective_on),
            name_obstacle(name),
            unprintable(printed_name, "printed_name"),
            Obstacle("same_name", f"Tổ chức đang mang đúng tên “{name}”. Mời nhập tên mới.", "name")
            if name == before.name
            else None,
        ]
    )
    version = new_version(organization, effective_on, name=name, printed_name=printed_name)
    record_event(organization, EventKind.RENAMED, effective_on, decision, now)
    audit.record(
        "organization.rename",
        f"Đổi tên {before.name} ({organization.code}) thành {name} từ ngày"
        f" {vn_date(effective_on)}{on_the_basis_of(decision)}.",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )
    return version


@transaction.atomic
def move(
    organization: Organization,
    *,
    parent: Organization | None,
    effective_on: dt.date,
    decision: DecisionRef | None,
    by: Actor,
    now: dt.datetime,
) -> OrganizationVersion:
    """Place under another authority (chuyển cấp trên) from ``effective_on``."""
    organization = lock(organization, *([parent] if parent is not None else []))
    before = organization.versions.latest("from_date")
    refuse_if(
        [
            manages_tree(by),
            decision_obstacle(decision, by=by),
            *change_obstacles(organization, EventKind.MOVED, effective_on),
            Obstacle(
                "same_parent",
                "Tổ chức đang trực thuộc đúng cấp trên này. Mời chọn cấp trên khác.",
                "parent",
            )
            if before.parent_id == (parent.pk if parent else None)
            else parent_obstacle(organization.kind, parent, effective_on, child=organization),
        ]
    )
    version = new_version(organization, effective_on, parent=parent)
    record_event(organization, EventKind.MOVED, effective_on, decision, now)
    above = name_on(parent, effective_on) if parent else "không còn cấp trên"
    audit.record(
        "organization.move",
        f"Chuyển cấp trên của {before.name} ({organization.code}) sang {above} từ ngày"
        f" {vn_date(effective_on)}{on_the_basis_of(decision)}.",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )
    return version


@transaction.atomic
def mend_name(
    named: OrganizationVersion, *, name: str, version: int, by: Actor, now: dt.datetime
) -> OrganizationVersion:
    """Mend a misspelt name in place; a new name needs ``rename`` and its decision.

    ``version`` is the organisation's as seen; refused when it changed since.
    """
    organization = lock(named.organization)
    named = organization.versions.get(pk=named.pk)
    name = nfc(name)
    refuse_if([manages_tree(by), name_obstacle(name)])
    advance(organization, version)
    before, named.name = named.name, name
    named.save()
    audit.record(
        "organization.mend_name",
        f"Sửa lỗi chính tả tên {organization.code}: “{before}” thành “{name}”.",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )
    return named


@transaction.atomic
def describe(
    organization: Organization,
    *,
    printed_name: str,
    office_label: str,
    official_members: int | None,
    probationary_members: int | None,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Keep what needs no decision: printed line breaks, office label, numbers of members.

    ``printed_name`` holds the same words as the name, broken where the office wants it.
    ``version`` is the organisation's as seen; refused when it changed since.
    """
    organization = lock(organization)
    latest = organization.versions.latest("from_date")
    printed_name, office_label = nfc(printed_name), nfc(office_label)
    refuse_if(
        [
            describes(by, organization),
            unprintable(printed_name, "printed_name"),
            unprintable(office_label, "office_label"),
            Obstacle(
                "office_label_missing",
                "Mời nhập cách gọi văn phòng, ví dụ “Văn phòng Đảng ủy”.",
                "office_label",
            )
            if not office_label
            else None,
        ]
    )
    advance(organization, version)
    organization.office_label = office_label
    organization.save(update_fields=["office_label"])
    latest.printed_name = printed_name
    latest.official_members = official_members
    latest.probationary_members = probationary_members
    latest.save()
    audit.record(
        "organization.describe",
        f"Cập nhật thông tin của {latest.name} ({organization.code}).",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )
