"""Who may: answers with an obstacle, or with None where it is allowed."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from .actors import Actor
from .formats import vn_date
from .models import Organization, Role, RoleGrant, User
from .querysets import covering
from .refusals import Obstacle
from .tree import authority_on


class ActingRequest(HttpRequest):
    """A request of a signed-in person, as the acting middleware leaves it."""

    actor: Actor
    grants: list[RoleGrant]


View = Callable[..., HttpResponseBase]


def only_for(*roles: Role) -> Callable[[View], View]:
    """Let only these roles reach a view; to all others the page does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: ActingRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.actor.role not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        guarded.roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return decorate


def _denied(sentence: str) -> Obstacle:
    return Obstacle("not_allowed", sentence)


# What organisations send, and who settles it


def works_here(organization: Organization, day: dt.date) -> bool:
    """Whether the organisation works in this installation: somebody holds its office role (D9)."""
    return _offices(day).filter(organization=organization).exists()


def working_here(day: dt.date) -> frozenset[int]:
    """Keys of all organisations whose office role is held on ``day``, in one query."""
    return frozenset(_offices(day).values_list("organization_id", flat=True))


def _offices(day: dt.date) -> QuerySet[RoleGrant]:
    """Office roles held on ``day`` by people whose accounts were open then."""
    held = RoleGrant.objects.filter(covering(day), role=Role.OFFICE)
    return held.exclude(user__closed_at__date__lt=day)


def keys_in_for(actor: Actor, organization: Organization) -> Obstacle | None:
    """Who keys in and sends: the secretary of a cell, the office of a committee for itself."""
    if actor.is_import:
        return None
    if organization.is_committee:
        if actor.works_for(organization, Role.OFFICE):
            return None
        return _denied("Chỉ văn phòng của chính đảng bộ này nhập và gửi được.")
    if actor.works_for(organization, Role.SECRETARY):
        return None
    return _denied("Chỉ chi bộ này nhập và gửi được.")


def settles_for(actor: Actor, organization: Organization, day: dt.date) -> Obstacle | None:
    """Who settles what is read on ``day``: the office of that day's authority.

    Where a party organisation's authority does not work here, its own office does (D9).
    """
    if actor.is_import:
        return None
    authority = authority_on(organization, day)
    if authority is not None and actor.works_for(authority, Role.OFFICE):
        return None
    if (
        organization.is_committee
        and actor.works_for(organization, Role.OFFICE)
        and (authority is None or not works_here(authority, actor.today))
    ):
        return None
    return _denied(
        f"Chỉ văn phòng của cấp trên trực tiếp vào ngày {vn_date(day)} giải quyết được việc này."
    )


# Organisations


def manages_tree(actor: Actor) -> Obstacle | None:
    """Who sets up, changes and ends organisations: the administrator, or an import."""
    if actor.is_import or actor.role == Role.ADMINISTRATOR:
        return None
    return _denied("Chỉ quản trị hệ thống thay đổi được tổ chức. Mời liên hệ quản trị hệ thống.")


def describes(actor: Actor, organization: Organization) -> Obstacle | None:
    """Who keeps printed names and numbers of members: administrator, own or authority's office."""
    if actor.role == Role.ADMINISTRATOR or actor.works_for(organization, Role.OFFICE):
        return None
    authority = authority_on(organization, actor.today)
    if authority is not None and actor.works_for(authority, Role.OFFICE):
        return None
    return _denied("Chỉ văn phòng cấp trên hoặc quản trị hệ thống sửa được thông tin tổ chức.")


def keeps_terms_of(actor: Actor, organization: Organization) -> Obstacle | None:
    """Who keeps a committee's terms, members and signers: its own office."""
    if actor.works_for(organization, Role.OFFICE):
        return None
    return _denied("Chỉ văn phòng của đảng bộ này cập nhật được nhiệm kỳ.")


# People


def grants(actor: Actor, role: str, organization: Organization | None) -> Obstacle | None:
    """Who gives and ends a role: see ``manager_of_role``."""
    manager = manager_of_role(role, organization, actor.today)
    if manager is None:
        if actor.role == Role.ADMINISTRATOR:
            return None
        return _denied("Vai trò này do quản trị hệ thống giao. Mời liên hệ quản trị hệ thống.")
    if actor.works_for(manager, Role.OFFICE):
        return None
    return _denied("Vai trò này do văn phòng của đảng bộ quản lý giao. Mời liên hệ văn phòng đó.")


def manager_of_role(
    role: str, organization: Organization | None, today: dt.date
) -> Organization | None:
    """The committee whose office manages a role; None: the administrator does.

    A secretary is managed by the authority of the cell, a watcher by the committee watched for.
    """
    if organization is None or role in (Role.OFFICE, Role.ADMINISTRATOR):
        return None
    return organization if organization.is_committee else authority_on(organization, today)


def manager_of_account(user: User, today: dt.date) -> Organization | None:
    """The committee whose office manages an account; None: the administrator does.

    An account is an office's own only when that office manages every role it still holds, so that
    nobody gains a higher role by resetting a password.
    """
    held = list(user.grants.select_related("organization"))
    current = [grant for grant in held if grant.to_date is None or grant.to_date >= today]
    managers = {manager_of_role(grant.role, grant.organization, today) for grant in current or held}
    return managers.pop() if len(managers) == 1 else None


def manages_account(actor: Actor, user: User) -> Obstacle | None:
    """Who names and closes an account, resets its password and lifts its lockout."""
    manager = manager_of_account(user, actor.today)
    if manager is None:
        if actor.role == Role.ADMINISTRATOR:
            return None
        return _denied(
            f"Tài khoản {user.username} do quản trị hệ thống quản lý, vì là tài khoản của văn phòng"
            " hoặc có vai trò ở nhiều nơi. Mời liên hệ quản trị hệ thống."
        )
    if actor.works_for(manager, Role.OFFICE):
        return None
    return _denied(
        f"Tài khoản {user.username} do văn phòng đảng bộ quản lý. Mời liên hệ văn phòng đó."
    )


def assigns_to(actor: Actor, organization: Organization, day: dt.date) -> Obstacle | None:
    """Who assigns members to an organisation: the office of its authority on ``day``."""
    authority = authority_on(organization, day)
    if authority is not None and actor.works_for(authority, Role.OFFICE):
        return None
    return _denied(
        f"Chỉ phân công được cho tổ chức trực thuộc đảng bộ này vào ngày {vn_date(day)}."
    )
