"""Builds the demo, once, in an empty database."""

import datetime as dt

from django.conf import settings
from django.db import transaction

from organizations import audit
from organizations.actors import operator
from organizations.formats import local_date
from organizations.models import AuditEvent, Organization, Role, RoleGrant, User
from organizations.refusals import Obstacle, Refusal
from organizations.tree import name_on

from .committee import COMMITTEE
from .decisions import plan_decisions
from .people import PASSWORD
from .scripts import LAST_YEAR, THIS_YEAR
from .setting import plan_setting
from .stage import Stage
from .today import plan_last_month, plan_open_ends
from .years import plan_year

LOADED = "demo.load"


@transaction.atomic
def load_demo(*, now: dt.datetime) -> bool:
    """Build the demo as of ``now``; False where it is there already.

    ``Refusal`` in an office's installation and in a database with other data.
    """
    if settings.APP_ENV == "production":
        raise Refusal(
            Obstacle(
                "in_production",
                "Đây là hệ thống đang dùng thật (APP_ENV=production) nên không nạp dữ liệu mẫu. Mời"
                " nạp trên một bản cài đặt để thử.",
            )
        )
    if AuditEvent.objects.filter(act=LOADED).exists():
        return False
    if Organization.objects.exists() or User.objects.exists():
        raise Refusal(
            Obstacle(
                "other_data",
                "Cơ sở dữ liệu đã có dữ liệu khác nên không nạp dữ liệu mẫu. Muốn xem dữ liệu mẫu,"
                " chọn một DATA_DIR hoặc DATABASE_URL trống.",
            )
        )
    build_demo(now)
    return True


def build_demo(now: dt.datetime) -> None:
    """Play the story of the demo up to ``now``, every act through the services."""
    stage = Stage(now, PASSWORD)
    plan_setting(stage)
    plan_year(stage, stage.last_year, LAST_YEAR, months=12)
    plan_decisions(stage)
    plan_year(stage, stage.today.year, THIS_YEAR, months=max(stage.today.month - 2, 0))
    if stage.today.month > 1:
        plan_last_month(stage)
    plan_open_ends(stage)
    stage.play()
    audit.record(
        LOADED,
        "Nạp dữ liệu mẫu.",
        by=operator(stage.today),
        now=now,
        organization=stage.organizations[COMMITTEE[0]],
    )


def demo_accounts(now: dt.datetime) -> list[tuple[str, str, str]]:
    """User name, person and roles of every account; they share one password."""
    today = local_date(now)
    order = {Role.ADMINISTRATOR: 0, Role.OFFICE: 1, Role.WATCHER: 2, Role.SECRETARY: 3}
    grants = RoleGrant.objects.filter(to_date__isnull=True).select_related("user", "organization")
    rows: dict[str, tuple[str, list[str]]] = {}
    for grant in sorted(grants, key=lambda grant: (order[Role(grant.role)], grant.user.username)):
        where = name_on(grant.organization, today) if grant.organization else ""
        role = where if grant.role == Role.SECRETARY else str(Role(grant.role).label)
        _, roles = rows.setdefault(grant.user.username, (grant.user.full_name, []))
        roles.append(f"{role} ({grant.position})" if grant.position else role)
    return [(username, name, "; ".join(roles)) for username, (name, roles) in rows.items()]
