"""What may be done with a sheet now, by whom, and in which parts of it."""

import datetime as dt

from organizations.actors import Actor
from organizations.refusals import Obstacle

from .. import parts
from ..models import Evaluation, EvaluationTransition, ReturnMark
from ..permissions import may
from ..sending import SheetRules, opening_obstacle, period_obstacles
from ..workflow import Act, Situation, Status, obstacles
from .days import lock_of


def situation_of(evaluation: Evaluation, today: dt.date, *, by: Actor) -> Situation:
    """What an act of the actor on the sheet meets today."""
    return Situation(
        status=Status(evaluation.status),
        locked=lock_of(evaluation, today, reader=by),
        opened=evaluation.opened_at is not None,
        from_paper=evaluation.from_paper,
        objection_open=evaluation.objection_open,
    )


def why_not(act: Act, evaluation: Evaluation, *, by: Actor) -> tuple[Obstacle, ...]:
    """Everything that keeps the actor from the act today; empty when nothing does."""
    denied = may(act, by, evaluation)
    if denied is not None:
        return (denied,)
    return obstacles(act, situation_of(evaluation, by.today, by=by))


def beginning_obstacles(rules: SheetRules, *, today: dt.date) -> tuple[Obstacle, ...]:
    """Why no sheet of this period can be keyed in today (A3, D4, D10)."""
    opening = opening_obstacle(rules, today=today)
    return (*period_obstacles(rules, on=today), *([opening] if opening else []))


def last_return_of(evaluation: Evaluation) -> EvaluationTransition | None:
    """The return or reopening to which the organisation has to answer; None without one."""
    if evaluation.status != Status.RETURNED:
        return None
    return evaluation.transitions.filter(act__in=[Act.RETURN, Act.REOPEN]).order_by("-pk").first()


def marks_of(evaluation: Evaluation) -> list[ReturnMark]:
    """The marks that the organisation has to answer; none unless the sheet is returned."""
    last = last_return_of(evaluation)
    return [] if last is None else list(last.marks.all())


def opened_parts(evaluation: Evaluation) -> frozenset[str]:
    """The parts in which the sheet may change now (D5)."""
    if evaluation.status != Status.RETURNED or evaluation.open_in_all_parts:
        return frozenset({parts.ALL})
    return parts.opened_by([mark.part for mark in marks_of(evaluation)])
