"""How an organisation begins, and how its name and parent change by decision (A3).

``effective_on`` is always the first day of the new state. Versions follow one another without gap
or overlap; what was once in force is never changed, except a misspelt name.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.db import transaction

from .. import audit
from ..actors import Actor
from ..conflicts import taken_meanwhile
from ..folding import nfc
from ..formats import vn_date
from ..models import EventKind, Kind, Organization, OrganizationEvent, OrganizationVersion
from ..permissions import describes, manages_tree
from ..printable import unprintable
from ..refusals import Obstacle, Refusal, refuse_if
from ..tree import name_on, tree_obstacle

_CODE = re.compile(r"[\w.-]{1,40}")
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class DecisionRef:
    """Number and date of the decision that a change rests on."""

    number: str
    on: dt.date

    def __str__(self) -> str:
        return f"Quyết định số {self.number}, ngày {vn_date(self.on)}"


@dataclass(frozen=True, kw_only=True)
class NewOrganization:
    """What is said of an organisation when it is set up."""

    code: str
    kind: Kind
    name: str
    parent: Organization | None
    printed_name: str = ""
    official_members: int | None = None
    probationary_members: int | None = None


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
        f"{theo(decision)}.",
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
            Obstacle("same_name", f"Tổ chức đang mang đúng tên “{name}”.", "name")
            if name == before.name
            else None,
        ]
    )
    version = new_version(organization, effective_on, name=name, printed_name=printed_name)
    record_event(organization, EventKind.RENAMED, effective_on, decision, now)
    audit.record(
        "organization.rename",
        f"Đổi tên {before.name} ({organization.code}) thành {name} từ ngày"
        f" {vn_date(effective_on)}{theo(decision)}.",
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
            Obstacle("same_parent", "Tổ chức đang trực thuộc đúng cấp trên này.", "parent")
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
        f" {vn_date(effective_on)}{theo(decision)}.",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )
    return version


@transaction.atomic
def mend_name(
    version: OrganizationVersion, *, name: str, by: Actor, now: dt.datetime
) -> OrganizationVersion:
    """Mend a misspelt name in place; a new name needs ``rename`` and its decision."""
    organization = lock(version.organization)
    version = organization.versions.get(pk=version.pk)
    name = nfc(name)
    refuse_if([manages_tree(by), name_obstacle(name)])
    before, version.name = version.name, name
    version.save()
    audit.record(
        "organization.mend_name",
        f"Sửa lỗi chính tả tên {organization.code}: “{before}” thành “{name}”.",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )
    return version


@transaction.atomic
def describe(
    organization: Organization,
    *,
    printed_name: str,
    office_label: str,
    official_members: int | None,
    probationary_members: int | None,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Keep what needs no decision: printed line breaks, office label, numbers of members.

    ``printed_name`` holds the same words as the name, broken where the office wants it.
    """
    organization = lock(organization)
    version = organization.versions.latest("from_date")
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
    organization.office_label = office_label
    organization.save(update_fields=["office_label"])
    version.printed_name = printed_name
    version.official_members = official_members
    version.probationary_members = probationary_members
    version.save()
    audit.record(
        "organization.describe",
        f"Cập nhật thông tin của {version.name} ({organization.code}).",
        by=by,
        now=now,
        subject=organization,
        organization=organization,
    )


# What the acts on organisations share


def lock(*organizations: Organization) -> Organization:
    """Hold these organisations, and all above them, until the transaction ends; the first, fresh.

    Whoever would close a cycle with us has to hold one of them too. SQLite needs no row locks:
    its transactions begin by taking the whole database.
    """
    first = organizations[0]
    known = {organization.pk for organization in organizations}
    above = set(known)
    while above:
        above = set(
            OrganizationVersion.objects.filter(
                organization__in=above, to_date__isnull=True, parent__isnull=False
            ).values_list("parent_id", flat=True)
        )
        above -= known
        known |= above
    held = Organization.objects.select_for_update().filter(pk__in=known).order_by("pk")
    return next(organization for organization in held if organization.pk == first.pk)


def theo(decision: DecisionRef | None) -> str:
    """`` theo Quyết định số …``, or nothing for an import."""
    return f" theo {decision}" if decision is not None else ""


def decision_obstacle(decision: DecisionRef | None, *, by: Actor) -> Obstacle | None:
    """Persons name the decision; a workbook does not carry it and is not asked."""
    if decision is None or not nfc(decision.number):
        if by.is_import:
            return None
        return Obstacle(
            "decision_missing", "Mời nhập cả số và ngày của quyết định.", "decision_number"
        )
    if decision.on > by.today:
        return Obstacle(
            "decision_in_future",
            f"Ngày quyết định {vn_date(decision.on)} sau ngày hôm nay ({vn_date(by.today)})."
            " Mời kiểm tra lại.",
            "decision_date",
        )
    return None


def name_obstacle(name: str) -> Obstacle | None:
    """A name is one line of at most 255 characters that paper can print."""
    if not name:
        return Obstacle("name_missing", "Mời nhập tên tổ chức.", "name")
    if len(name) > 255:
        return Obstacle("name_too_long", "Tên dài quá 255 ký tự. Mời rút gọn.", "name")
    return unprintable(name, "name")


def parent_obstacle(
    kind: str,
    parent: Organization | None,
    from_date: dt.date,
    *,
    to_date: dt.date | None = None,
    child: Organization | None = None,
) -> Obstacle | None:
    """Why ``parent`` cannot be the authority from ``from_date`` to ``to_date``, days inclusive."""
    if parent is None:
        if kind == Kind.CELL:
            return Obstacle("parent_missing", "Chi bộ phải có cấp trên trực tiếp.", "parent")
        return None
    parent = Organization.objects.get(pk=parent.pk)  # what we hold may have ended meanwhile
    if not parent.is_committee:
        return Obstacle(
            "parent_is_cell",
            f"{name_on(parent, from_date)} ({parent.code}) là chi bộ nên không thể làm cấp trên.",
            "parent",
        )
    if from_date < parent.founded_on:
        return Obstacle(
            "parent_not_founded",
            f"Cấp trên {parent.code} được thành lập ngày {vn_date(parent.founded_on)}, sau ngày"
            f" {vn_date(from_date)}.",
            "parent",
        )
    if parent.ended_on is not None and (to_date is None or to_date > parent.ended_on):
        return Obstacle(
            "parent_ended",
            f"Cấp trên {parent.code} kết thúc hoạt động ngày {vn_date(parent.ended_on)}, không thể"
            " là cấp trên sau ngày đó.",
            "parent",
        )
    return tree_obstacle(parent, from_date, to_date=to_date, child=child)


def new_obstacles(new: NewOrganization, founded_on: dt.date) -> list[Obstacle | None]:
    """Why an organisation cannot be set up like this."""
    code = nfc(new.code)
    return [
        Obstacle(
            "code_invalid",
            "Mã gồm chữ, số, dấu chấm, gạch ngang hoặc gạch dưới, không có dấu cách, tối đa 40 ký"
            " tự; ví dụ CB01 hoặc 38.168.053.000.001.",
            "code",
        )
        if not _CODE.fullmatch(code)
        else _code_taken(code)
        if Organization.objects.filter(code__iexact=code).exists()
        else None,
        name_obstacle(nfc(new.name)),
        parent_obstacle(new.kind, new.parent, founded_on),
    ]


def _code_taken(code: str) -> Obstacle:
    return Obstacle(
        "code_taken", f"Mã {code} đã dùng cho một tổ chức khác. Mời chọn mã khác.", "code"
    )


def create(new: NewOrganization, founded_on: dt.date) -> Organization:
    """Write an organisation with its first version; the caller has checked it."""
    code = nfc(new.code)
    with taken_meanwhile(_code_taken(code)):
        organization = Organization.objects.create(code=code, kind=new.kind, founded_on=founded_on)
    OrganizationVersion.objects.create(
        organization=organization,
        name=nfc(new.name),
        printed_name=new.printed_name,
        parent=new.parent,
        from_date=founded_on,
        official_members=new.official_members,
        probationary_members=new.probationary_members,
    )
    return organization


def ended_obstacle(organization: Organization) -> Obstacle | None:
    """An organisation with a last day changes no more."""
    if organization.ended_on is None:
        return None
    return Obstacle(
        "organization_ended",
        f"Tổ chức {organization.code} đã kết thúc hoạt động ngày {vn_date(organization.ended_on)}.",
    )


def change_obstacles(
    organization: Organization, kind: EventKind, effective_on: dt.date
) -> list[Obstacle | None]:
    """Why nothing can change from ``effective_on``."""
    if ended := ended_obstacle(organization):
        return [ended]
    last = organization.versions.latest("from_date")
    if effective_on <= organization.founded_on:
        return [
            Obstacle(
                "before_founding",
                f"Ngày {vn_date(effective_on)} không sau ngày thành lập"
                f" {vn_date(organization.founded_on)}.",
                "effective_on",
            )
        ]
    if effective_on < last.from_date:
        return [
            Obstacle(
                "later_change_exists",
                f"Tổ chức đã có thay đổi từ ngày {vn_date(last.from_date)}; thay đổi mới không được"
                f" trước ngày đó.",
                "effective_on",
            )
        ]
    if organization.events.filter(kind=kind, effective_on=effective_on).exists():
        return [
            Obstacle(
                "already_that_day",
                f"Tổ chức đã được {kind.label} từ ngày {vn_date(effective_on)}.",
                "effective_on",
            )
        ]
    return []


def new_version(
    organization: Organization, from_date: dt.date, **changed: object
) -> OrganizationVersion:
    """Close the last version the day before and open the next, or change that of the same day."""
    version = organization.versions.latest("from_date")
    if version.from_date < from_date:
        if version.to_date is not None:
            raise Refusal(Obstacle("organization_ended", "Tổ chức đã kết thúc hoạt động."))
        version.to_date = from_date - DAY
        version.save(update_fields=["to_date"])
        version.pk = None
        version._state.adding = True
        version.from_date, version.to_date = from_date, None
    for field, value in changed.items():
        setattr(version, field, value)
    version.save()
    return version


def record_event(
    organization: Organization,
    kind: EventKind,
    effective_on: dt.date,
    decision: DecisionRef | None,
    now: dt.datetime,
) -> OrganizationEvent:
    """Note what happened to an organisation, and by which decision."""
    return OrganizationEvent.objects.create(
        organization=organization,
        kind=kind,
        effective_on=effective_on,
        decision_number=decision.number if decision else "",
        decision_date=decision.on if decision else None,
        recorded_at=now,
    )
