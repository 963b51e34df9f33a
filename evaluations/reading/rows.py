"""The row of a period: the one that is there, or a new one under the plan of this moment."""

import datetime as dt
from collections.abc import Callable

from organizations.actors import Actor
from organizations.models import Organization, Role
from organizations.refusals import Obstacle, Refusal
from plans.models import Framework, Plan
from plans.querysets import framework_for, plan_for
from plans.wording import way_to_a_plan

from .. import periods
from ..models import Evaluation
from ..workflow import Status
from .measures import asks_points


def find(organization: Organization, year: int, period: int) -> Evaluation | None:
    """The sheet of that period, if there is one."""
    return (
        Evaluation.objects.filter(organization=organization, year=year, period=period)
        .select_related("organization", "plan", "framework")
        .first()
    )


def new_row(
    organization: Organization, year: int, period: int, *, by: Actor, now: dt.datetime
) -> Evaluation:
    """A sheet that is not stored yet, under the plan, framework, due and lock day of this moment.

    Raises ``Refusal`` without a plan in force, or without a framework where points are asked.
    """
    return row_under(plan_for(organization, year), organization, year, period, by=by, now=now)


def row_under(
    plan: Plan | None,
    organization: Organization,
    year: int,
    period: int,
    *,
    framework_of: Callable[[Plan, str, int], Framework | None] = framework_for,
    by: Actor,
    now: dt.datetime,
) -> Evaluation:
    """As ``new_row``, under the plan that the organisation is known to follow that year."""
    if plan is None:
        raise Refusal(_no_plan(by))
    framework: Framework | None = None
    if asks_points(plan, period):
        framework = framework_of(plan, organization.kind, year)
        if framework is None:
            raise Refusal(_no_framework(by))
    due_on, lock_on = _days_of(plan, year, period)
    return Evaluation(
        organization=organization,
        year=year,
        period=period,
        read_on=organization.read_on(periods.last_day(year, period)),
        plan=plan,
        framework=framework,
        due_on=due_on,
        lock_on=lock_on,
        status=Status.DRAFT,
        created_at=now,
        saved_at=now,
        saved_by=by.user,
        import_run=by.import_run,
    )


def _days_of(plan: Plan, year: int, period: int) -> tuple[dt.date, dt.date | None]:
    """Due and lock day of a period; the self-review has no lock (D10)."""
    if period == periods.YEAR:
        return periods.self_review_due_on(year), None
    return plan.due_on(year, period), plan.lock_on(year, period)


def _no_plan(by: Actor) -> Obstacle:
    """Without a plan there is no sheet (B2)."""
    return Obstacle(
        "no_plan",
        "Năm này chưa có kế hoạch hiệu lực áp dụng cho tổ chức nên chưa lập phiếu được. "
        + way_to_a_plan(by),
    )


def _no_framework(by: Actor) -> Obstacle:
    """Without a framework there are no points to give (B3)."""
    way = "lập khung tại mục Kế hoạch" if by.role == Role.OFFICE else "liên hệ văn phòng"
    return Obstacle(
        "no_framework",
        "Kế hoạch của năm này chưa có khung tiêu chí cho loại tổ chức này nên chưa lập phiếu được. "
        f"Mời {way}.",
    )
