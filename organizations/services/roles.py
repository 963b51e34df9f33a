"""Roles and assignments held from a day to a day, both inclusive (A4–A8)."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from .. import audit
from ..actors import Actor
from ..conflicts import taken_meanwhile
from ..folding import nfc
from ..formats import vn_date
from ..models import Assignment, AssignmentKind, Organization, Role, RoleGrant, User
from ..permissions import assigns_to, grants
from ..querysets import covering
from ..refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from ..tree import name_on


@transaction.atomic
def grant_role(
    user: User,
    *,
    role: Role,
    organization: Organization | None,
    from_date: dt.date,
    to_date: dt.date | None = None,
    position: str = "",
    by: Actor,
    now: dt.datetime,
) -> RoleGrant:
    """Give a role; ``Refusal`` where it is not ``by``'s to give or is held already."""
    user = _held(user)
    refuse_if(
        [
            grants(by, role, organization),
            *grant_obstacles(user, role, organization, from_date, to_date),
        ]
    )
    grant = create_grant(user, role, organization, from_date, to_date, position)
    until = f" đến ngày {vn_date(to_date)}" if to_date else ""
    audit.record(
        "role.grant",
        f"Giao vai trò {role_in_words(role, organization, from_date)} cho {user.full_name}"
        f" ({user.username}) từ ngày {vn_date(from_date)}{until}.",
        by=by,
        now=now,
        subject=user,
        organization=organization,
    )
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, to_date: dt.date, by: Actor, now: dt.datetime) -> None:
    """Name the last day of a role, or an earlier one than was named."""
    refuse_if(
        [
            grants(by, grant.role, grant.organization),
            _end_obstacle(grant.from_date, to_date, named=grant.to_date),
            Obstacle(
                "own_role",
                "Không thể kết thúc vai trò mình đang dùng. Mời nhờ người quản lý khác kết thúc.",
            )
            if grant.pk == by.grant_id
            else None,
        ]
    )
    as_seen = RoleGrant.objects.filter(pk=grant.pk, to_date=grant.to_date)
    if not as_seen.update(to_date=to_date):
        raise Refusal(
            Obstacle("already_ended", "Vai trò này đã có ngày kết thúc. Mời tải lại trang.")
        )
    grant.to_date = to_date
    audit.record(
        "role.end",
        f"Kết thúc vai trò {role_in_words(grant.role, grant.organization, to_date)} của"
        f" {grant.user.full_name} ({grant.user.username}) sau ngày {vn_date(to_date)}.",
        by=by,
        now=now,
        subject=grant.user,
        organization=grant.organization,
    )


@transaction.atomic
def assign(
    user: User,
    *,
    organization: Organization,
    kind: AssignmentKind,
    from_date: dt.date,
    to_date: dt.date | None = None,
    by: Actor,
    now: dt.datetime,
) -> Assignment:
    """Assign a committee member to an organisation, to be responsible or to attend (II.3.2.1/1)."""
    user = _held(user)
    refuse_if(
        [
            assigns_to(by, organization, from_date),
            _closed_obstacle(user),
            _period_obstacle(from_date, to_date),
            _alive_obstacle(organization, from_date),
            None
            if RoleGrant.objects.filter(
                covering(from_date), user=user, role=Role.WATCHER, organization=by.organization
            ).exists()
            else Obstacle(
                "not_a_watcher",
                f"{user.full_name} không giữ vai trò Cấp ủy viên vào ngày {vn_date(from_date)}. Mời"
                " giao vai trò trước hoặc chọn người khác.",
                "user",
            ),
            Obstacle(
                "already_assigned",
                f"{user.full_name} đã được phân công {kind.label} tổ chức này trong thời gian đó."
                " Mời chọn thời gian hoặc người khác.",
                "user",
            )
            if Assignment.objects.filter(
                _overlapping(from_date, to_date), user=user, organization=organization, kind=kind
            ).exists()
            else None,
        ]
    )
    with taken_meanwhile(CHANGED_MEANWHILE):
        assignment = Assignment.objects.create(
            user=user, organization=organization, kind=kind, from_date=from_date, to_date=to_date
        )
    audit.record(
        "assignment.open",
        f"Phân công {user.full_name} {kind.label} {name_on(organization, from_date)} từ ngày"
        f" {vn_date(from_date)}.",
        by=by,
        now=now,
        subject=user,
        organization=organization,
    )
    return assignment


@transaction.atomic
def end_assignment(
    assignment: Assignment, *, to_date: dt.date, by: Actor, now: dt.datetime
) -> None:
    """Name the last day of an assignment, or an earlier one than was named."""
    organization = assignment.organization
    refuse_if(
        [
            assigns_to(by, organization, by.today),
            _end_obstacle(assignment.from_date, to_date, named=assignment.to_date),
        ]
    )
    as_seen = Assignment.objects.filter(pk=assignment.pk, to_date=assignment.to_date)
    if not as_seen.update(to_date=to_date):
        raise Refusal(
            Obstacle("already_ended", "Phân công này đã có ngày kết thúc. Mời tải lại trang.")
        )
    assignment.to_date = to_date
    audit.record(
        "assignment.end",
        f"Kết thúc phân công {assignment.user.full_name}"
        f" {AssignmentKind(assignment.kind).label} {name_on(organization, to_date)} sau ngày"
        f" {vn_date(to_date)}.",
        by=by,
        now=now,
        subject=assignment.user,
        organization=organization,
    )


# What roles and accounts share


def role_in_words(role: str, organization: Organization | None, day: dt.date) -> str:
    """``Chi bộ Thư viện tỉnh``, ``Văn phòng: Đảng bộ Sở Y tế``, ``Quản trị hệ thống``."""
    return role_words(role, name_on(organization, day) if organization is not None else "")


def role_words(role: str, name: str) -> str:
    """As ``role_in_words``, where the organisation's name is known already."""
    if role == Role.SECRETARY and name:
        return name
    return f"{Role(role).label}: {name}" if name else str(Role(role).label)


def _held(user: User) -> User:
    """The account, fresh and ours until the transaction ends: periods are compared one by one."""
    held: User = User.objects.select_for_update().get(pk=user.pk)
    return held


def create_grant(
    user: User,
    role: Role,
    organization: Organization | None,
    from_date: dt.date,
    to_date: dt.date | None,
    position: str,
) -> RoleGrant:
    """Write a grant that ``grant_obstacles`` has let pass."""
    with taken_meanwhile(CHANGED_MEANWHILE):
        return RoleGrant.objects.create(
            user=user,
            role=role,
            organization=organization,
            from_date=from_date,
            to_date=to_date,
            position=nfc(position),
        )


def grant_obstacles(
    user: User | None,
    role: Role,
    organization: Organization | None,
    from_date: dt.date,
    to_date: dt.date | None,
) -> list[Obstacle | None]:
    """Why a role cannot be given like this, whoever gives it."""
    found = [_period_obstacle(from_date, to_date)]
    if (role == Role.ADMINISTRATOR) != (organization is None):
        found.append(
            Obstacle("organization_missing", "Mời chọn tổ chức của vai trò này.", "organization")
        )
    elif organization is not None:
        found.append(_alive_obstacle(organization, from_date))
        if organization.is_committee == (role == Role.SECRETARY):
            found.append(
                Obstacle(
                    "role_of_other_kind",
                    "Vai trò Chi bộ chỉ dành cho chi bộ; Văn phòng và Cấp ủy viên chỉ dành cho"
                    " đảng bộ.",
                    "role",
                )
            )
    if user is not None:
        found.append(_closed_obstacle(user))
        held = RoleGrant.objects.filter(
            _overlapping(from_date, to_date), user=user, role=role, organization=organization
        )
        if held.exists():
            found.append(
                Obstacle(
                    "role_already_held",
                    f"{user.full_name} đã giữ vai trò này trong thời gian đó. Mời chọn vai trò hoặc"
                    " thời gian khác.",
                    "role",
                )
            )
    return found


def _overlapping(from_date: dt.date, to_date: dt.date | None) -> Q:
    condition = Q(to_date__isnull=True) | Q(to_date__gte=from_date)
    return condition & Q(from_date__lte=to_date) if to_date is not None else condition


def _closed_obstacle(user: User) -> Obstacle | None:
    if user.is_active:
        return None
    sentence = f"Tài khoản {user.username} đã đóng. Mời chọn tài khoản khác."
    return Obstacle("account_closed", sentence)


def _period_obstacle(from_date: dt.date, to_date: dt.date | None) -> Obstacle | None:
    if to_date is None:
        return None
    return _end_obstacle(from_date, to_date)


def _end_obstacle(
    from_date: dt.date, to_date: dt.date, *, named: dt.date | None = None
) -> Obstacle | None:
    """A last day that was ``named`` is only brought forward: to go on is to be given anew."""
    if to_date < from_date:
        code = "end_before_start"
        why = f"Ngày kết thúc {vn_date(to_date)} trước ngày bắt đầu {vn_date(from_date)}."
    elif named is not None and to_date >= named:
        code = "already_ended"
        why = f"Đã ghi kết thúc sau ngày {vn_date(named)}, chỉ đổi được sang ngày sớm hơn."
    else:
        return None
    return Obstacle(code, f"{why} Mời xem lại ngày kết thúc.", "to_date")


def _alive_obstacle(organization: Organization, day: dt.date) -> Obstacle | None:
    if organization.lives_on(day):
        return None
    return Obstacle(
        "organization_not_alive",
        f"Ngày {vn_date(day)} tổ chức {organization.code} chưa thành lập hoặc đã kết thúc."
        " Mời chọn ngày hoặc tổ chức khác.",
        "from_date",
    )
