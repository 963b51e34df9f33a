"""What a sheet is measured by: criteria, minimum points, the organisation's life, its voters."""

import datetime as dt

from organizations.formats import vn_date
from organizations.models import Body, Organization
from organizations.refusals import Obstacle
from organizations.terms import members_on
from organizations.tree import version_on
from plans.models import Criterion, Framework, Plan
from plans.workflow import Basis

from .. import periods
from ..models import Evaluation
from ..sending import CriterionRule, SheetRules
from ..values import Values


def criteria_of(framework: Framework | None) -> list[Criterion]:
    """The criteria of a framework in the order of the sheet; none without a framework."""
    if framework is None:
        return []
    return list(
        Criterion.objects.filter(group__framework=framework)
        .select_related("group")
        .order_by("group__code", "position")
    )


def asks_points(plan: Plan, period: int) -> bool:
    """Whether points are keyed in per criterion: months always, years by the plan's basis (D10)."""
    return period != periods.YEAR or plan.basis == Basis.SELF_REVIEW


def rules_of(evaluation: Evaluation, criteria: list[Criterion]) -> SheetRules:
    """What the sheet is measured by: its own plan and framework, and the organisation's life."""
    plan, organization = evaluation.plan, evaluation.organization
    min_points = plan.month_min_points
    if evaluation.is_self_review:
        min_points = plan.year_min_points if plan.basis == Basis.SELF_REVIEW else None
    return SheetRules(
        year=evaluation.year,
        period=evaluation.period,
        due_on=evaluation.due_on,
        founded_on=organization.founded_on,
        ended_on=organization.ended_on,
        criteria=tuple(
            CriterionRule(
                code=criterion.code,
                group=criterion.group.code,
                max_points=criterion.max_points,
                mandatory=criterion.mandatory,
            )
            for criterion in criteria
        ),
        min_points=min_points,
    )


def proposed_voters(organization: Organization, day: dt.date) -> int | None:
    """How many may have a vote on ``day``: the committee's members of that day (D9), or the cell's
    official members; None where nobody has said so.
    """
    if organization.is_committee:
        return len(members_on(organization, Body.COMMITTEE, day)) or None
    version = version_on(organization, day)
    return None if version is None else version.official_members


def voters_obstacle(evaluation: Evaluation, values: Values) -> Obstacle | None:
    """In an đảng bộ those with a vote are the members of its committee on the day of the meeting
    (D9); None for a cell, or where nobody has said who the members were.
    """
    organization = evaluation.organization
    if not organization.is_committee or values.meeting_on is None or values.voters is None:
        return None
    members = proposed_voters(organization, values.meeting_on)
    if members is None or members == values.voters:
        return None
    day = vn_date(values.meeting_on)
    return Obstacle(
        "voters_not_members",
        f"Số có quyền biểu quyết là {values.voters}, nhưng ngày {day} cấp ủy có {members} ủy viên."
        " Mời ghi lại số này, hoặc ghi lại danh sách ủy viên tại mục Tổ chức, Nhiệm kỳ.",
        "voters",
    )
