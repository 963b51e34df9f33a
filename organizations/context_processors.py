"""What every page shows of the person at work."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from .actors import Actor
from .formats import local_date
from .models import Role
from .names import body_of
from .navigation import tabs_for
from .tree import name_on


def acting(request: HttpRequest) -> dict[str, Any]:
    """``actor``, ``acting_as``, ``tabs``, ``grants`` to choose from, ``today``, ``year``."""
    today = local_date(timezone.now())
    match = request.resolver_match
    year = (match.kwargs.get("year") if match is not None else None) or today.year
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "acting_as": acting_as(actor) if actor is not None else "",
        "tabs": tabs_for(actor, year, request.path) if actor is not None else [],
        "grants": getattr(request, "grants", []),
        "today": today,
        "year": year,
    }


def acting_as(actor: Actor) -> str:
    """Role and organisation as the head bar names them.

    ``Chi bộ Thư viện tỉnh — đ/c Trần Văn A, Phó Bí thư``, ``Văn phòng Đảng ủy Sở Y tế — đ/c …``.
    """
    if actor.user is None:
        return ""
    person = f"đ/c {actor.user.full_name}"
    if actor.role is None:
        return person
    if actor.position:
        person = f"{person}, {actor.position}"
    if actor.organization is None:
        return f"{actor.role.label} — {person}"
    name = name_on(actor.organization, actor.today)
    if actor.role == Role.SECRETARY:
        return f"{name} — {person}"
    committee = body_of(name)
    label = actor.organization.office_label if actor.role == Role.OFFICE else actor.role.label
    label = label.removesuffix("Đảng ủy").strip() or actor.role.label
    return f"{label} {committee} — {person}"
