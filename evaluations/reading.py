"""What a sheet says, what it is measured by, and what may be done with it now.

The services decide by these answers and the pages draw from them, so that a button, its
explanation and the refusal never disagree.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.models import Body, Organization, Role, User
from organizations.names import body_of
from organizations.permissions import works_here
from organizations.refusals import Obstacle, Refusal
from organizations.terms import members_on
from organizations.tree import authority_on, name_on, version_on
from plans.models import Criterion, Framework, Plan
from plans.querysets import framework_for, plan_for
from plans.workflow import Basis
from registrations.submission import last_sent

from . import parts, periods
from .locks import EntryWindow, lock_obstacle
from .models import Evaluation, EvaluationVersion, Extension, ReturnMark
from .permissions import may
from .sending import CriterionRule, SheetRules
from .values import PointEntry, SelfReviewValues, SheetValues, Values, columns, from_json
from .workflow import Act, Rating, Situation, Status, obstacles


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
        raise Refusal(NO_PLAN)
    framework: Framework | None = None
    if asks_points(plan, period):
        framework = framework_of(plan, organization.kind, year)
        if framework is None:
            raise Refusal(NO_FRAMEWORK)
    due_on, lock_on = days_of(plan, year, period)
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


def days_of(plan: Plan, year: int, period: int) -> tuple[dt.date, dt.date | None]:
    """Due and lock day of a period; the self-review has no lock (D10)."""
    if period == periods.YEAR:
        return periods.self_review_due_on(year), None
    return plan.due_on(year, period), plan.lock_on(year, period)


def values_of(evaluation: Evaluation) -> Values:
    """What the row says now: for its own side the text being worked on."""
    kind: type[Values] = SelfReviewValues if evaluation.is_self_review else SheetValues
    plain: dict[str, Any] = {name: getattr(evaluation, name) for name in columns(kind())}
    plain["rating"] = Rating(evaluation.rating) if evaluation.rating else None
    stored = evaluation.points.order_by("criterion__group__code", "criterion__position")
    plain["points"] = {
        code: PointEntry(points, reason, not_applicable)
        for code, points, reason, not_applicable in stored.values_list(
            "criterion__code", "points", "reason", "not_applicable"
        )
    }
    return kind(**plain)


def values_in(version: EvaluationVersion, *, yearly: bool) -> Values:
    """What a version says."""
    return from_json(version.content, yearly=yearly)


def sent_values(evaluation: Evaluation) -> Values | None:
    """What was last sent, by the sending that counts; None when nothing was."""
    version = last_sent(evaluation)
    return None if version is None else values_in(version, yearly=evaluation.is_self_review)


def all_sent_values(evaluations: Iterable[Evaluation]) -> dict[int, Values]:
    """What each of these last sent, by key, in one query; those that sent nothing are left out."""
    versions = EvaluationVersion.objects.filter(
        evaluation__in=list(evaluations), kind=EvaluationVersion.SENT, taken_back=False
    ).select_related("evaluation")
    return {
        version.evaluation_id: values_in(version, yearly=version.evaluation.is_self_review)
        for version in versions.order_by("number")
    }


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


def window_of(evaluation: Evaluation) -> EntryWindow:
    """The days that govern the sheet, with the extension given last."""
    extension = Extension.objects.latest_for([evaluation.organization], evaluation.year).get(
        (evaluation.organization.pk, evaluation.period)
    )
    window = _own_window_of(evaluation)
    return window if extension is None else replace(window, extended_until=extension.until)


def _own_window_of(evaluation: Evaluation) -> EntryWindow:
    """The days that govern the sheet by themselves."""
    return EntryWindow(
        due_on=evaluation.due_on, lock_on=evaluation.lock_on, open_until=evaluation.open_until
    )


def lock_of(evaluation: Evaluation, today: dt.date) -> Obstacle | None:
    """The sentence of the lock when the organisation cannot key in today."""
    if not _own_window_of(evaluation).is_locked(today):
        return None  # no extension shortens it
    window = window_of(evaluation)
    if not window.is_locked(today):
        return None
    return lock_obstacle(
        window,
        today,
        sheet=periods.sheet_name(evaluation.year, evaluation.period),
        opener=office_over(evaluation.organization, evaluation.read_on, today),
    )


def is_closed(evaluation: Evaluation, lock: Obstacle | None) -> bool:
    """Whether only the office can open the sheet to its organisation; ``lock``: of today."""
    if evaluation.status == Status.CONFIRMED:
        return True
    return lock is not None and evaluation.status in (Status.DRAFT, Status.RETURNED)


def office_over(organization: Organization, day: dt.date, today: dt.date) -> str:
    """What the office that settles is called, and who works in it: ``Văn phòng Đảng ủy Sở …``.

    ``day``: on which the authority is read. Of a committee under an authority that does not work
    here it is its own office (D9).
    """
    over = authority_on(organization, day)
    if organization.is_committee and (over is None or not works_here(over, today)):
        over = organization
    if over is None:
        return "văn phòng cấp trên"
    committee = body_of(name_on(over, day))
    office = f"{over.office_label.removesuffix('Đảng ủy').strip()} {committee}"
    people = [person.full_name for person in User.objects.holding(Role.OFFICE, over, today)]
    return f"{office} (đồng chí {', '.join(people)})" if people else office


def situation_of(evaluation: Evaluation, today: dt.date) -> Situation:
    """What an act on the sheet meets today."""
    return Situation(
        status=Status(evaluation.status),
        locked=lock_of(evaluation, today),
        opened=evaluation.opened_at is not None,
        from_paper=evaluation.from_paper,
        objection_open=evaluation.objection_open,
    )


def why_not(act: Act, evaluation: Evaluation, *, by: Actor) -> tuple[Obstacle, ...]:
    """Everything that keeps the actor from the act today; empty when nothing does."""
    denied = may(act, by, evaluation)
    if denied is not None:
        return (denied,)
    return obstacles(act, situation_of(evaluation, by.today))


def marks_of(evaluation: Evaluation) -> list[ReturnMark]:
    """The marks that the organisation has to answer; none unless the sheet is returned."""
    if evaluation.status != Status.RETURNED:
        return []
    last = evaluation.transitions.filter(act__in=[Act.RETURN, Act.REOPEN]).order_by("-pk").first()
    return [] if last is None else list(last.marks.all())


def opened_parts(evaluation: Evaluation) -> frozenset[str]:
    """The parts in which the sheet may change now (D5)."""
    if evaluation.status != Status.RETURNED or evaluation.open_in_all_parts:
        return frozenset({parts.ALL})
    return parts.opened_by([mark.part for mark in marks_of(evaluation)])


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


NO_PLAN = Obstacle(
    "no_plan",
    "Năm này chưa có kế hoạch hiệu lực áp dụng cho tổ chức nên chưa lập phiếu được. Mời liên hệ "
    "văn phòng để đưa kế hoạch vào hiệu lực.",
)
NO_FRAMEWORK = Obstacle(
    "no_framework",
    "Kế hoạch của năm này chưa có khung tiêu chí cho loại tổ chức này nên chưa lập phiếu được. Mời "
    "liên hệ văn phòng.",
)
