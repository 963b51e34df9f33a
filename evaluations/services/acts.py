"""What every act has in common: its obstacles, log and audit, stored totals, written points."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from documents.fonts import unprintable
from organizations import audit
from organizations.actors import Actor
from organizations.formats import local_date
from organizations.models import AuditEvent
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from plans.models import Criterion
from registrations import submission

from .. import parts
from ..models import Evaluation, EvaluationPoint, EvaluationTransition
from ..permissions import may, works_also_for
from ..reading import situation_of, values_of
from ..scoring import group_totals, total
from ..sending import SheetRules
from ..values import PointEntry, Values, columns, to_json
from ..workflow import ACT_LABELS, Act, obstacles

_SETTLING = {Act.CONFIRM, Act.RETURN, Act.REOPEN}


def refuse_unless_possible(
    act: Act, evaluation: Evaluation, *, version: int, by: Actor, now: dt.datetime
) -> None:
    """Raise ``Refusal`` where the actor, the version seen or the state forbids the act."""
    refuse_if([may(act, by, evaluation)])
    if version != evaluation.version:
        raise Refusal(CHANGED_MEANWHILE)
    refuse_if(obstacles(act, situation_of(evaluation, local_date(now), by=by)))


def advance(
    evaluation: Evaluation,
    act: Act,
    changes: dict[str, Any],
    *,
    by: Actor,
    now: dt.datetime,
    reason: str = "",
) -> EvaluationTransition:
    """Write an act by compare-and-set, with its transition and audit.

    ``changes`` hold the new status. Raises ``Refusal`` when somebody else wrote since the instance
    was read.
    """
    before = evaluation.status
    submission.write(evaluation, seen=evaluation.version, changes=changes)
    transition: EvaluationTransition = submission.transition_of(
        evaluation, act, before, evaluation.status, by=by, now=now, reason=reason
    )
    transition.own_cell = act in _SETTLING and works_also_for(by, evaluation)
    transition.save(force_insert=True)
    audit.record_all([event_of(transition, by=by, now=now)])
    return transition


def tell(transitions: Sequence[EvaluationTransition], *, by: Actor, now: dt.datetime) -> None:
    """Store the transitions of many acts that were written, with their audit.

    Beginning a sheet is told by whoever begins it, if at all.
    """
    EvaluationTransition.objects.bulk_create(transitions)
    audit.record_all(
        event_of(transition, by=by, now=now)
        for transition in transitions
        if transition.act != Act.SAVE
    )


def event_of(transition: EvaluationTransition, *, by: Actor, now: dt.datetime) -> AuditEvent:
    """The audit of an act, which is not appended yet."""
    evaluation, reason = transition.evaluation, transition.reason
    sentence = f"{ACT_LABELS[Act(transition.act)]} {evaluation.in_words}"
    if transition.own_cell:
        sentence += " của chính tổ chức mình"
    return audit.event_of(
        f"evaluation.{transition.act}",
        f"{sentence}: {reason}" if reason else f"{sentence}.",
        by=by,
        now=now,
        subject=evaluation,
        organization=evaluation.organization,
        data={
            "before": transition.before,
            "after": transition.after,
            "own_cell": transition.own_cell,
        },
    )


def value_columns(values: Values, rules: SheetRules) -> dict[str, Any]:
    """The columns of the values, with the total and the four subtotals as they are now."""
    keyed_in = [score for score in rules.scores(values) if score.counted is not None]
    groups = group_totals(keyed_in)
    return {
        **columns(values),
        "total": total(keyed_in) if keyed_in else None,
        **{f"total_{number}": groups.get(str(number)) for number in range(1, 5)},
    }


def counted(values: Values, rules: SheetRules) -> dict[str, Any]:
    """The ``sent_…`` columns: by them a sending is judged while it waits or is returned."""
    return {
        "sent_rating": values.rating or "",
        "sent_total": value_columns(values, rules)["total"],
        "sent_no_meeting": values.no_meeting_held,
    }


def write_points(evaluation: Evaluation, values: Values, criteria: list[Criterion]) -> None:
    """Put the points of every criterion of the framework in place of those stored."""
    EvaluationPoint.objects.bulk_create(
        points_of(evaluation, values, criteria),
        update_conflicts=True,
        unique_fields=["evaluation", "criterion"],
        update_fields=["points", "reason", "not_applicable"],
    )


def points_of(
    evaluation: Evaluation, values: Values, criteria: list[Criterion]
) -> Iterator[EvaluationPoint]:
    """The points of every criterion of the framework, which are not stored yet."""
    for criterion in criteria:
        entry = values.points.get(criterion.code, PointEntry())
        yield EvaluationPoint(
            evaluation=evaluation,
            criterion=criterion,
            points=entry.points,
            reason=entry.reason,
            not_applicable=entry.not_applicable,
        )


def keep_sent(evaluation: Evaluation, values: Values) -> None:
    """Keep what was just sent."""
    submission.keep_version(evaluation, to_json(values))


def keep_keyed_in(evaluation: Evaluation, values: Values) -> None:
    """Keep what the organisation had keyed in and something else takes the place of."""
    submission.keep_version(evaluation, to_json(values), kind="draft")


def keep_unsent_changes(evaluation: Evaluation, sent: Values) -> None:
    """Keep what was keyed in since the last sending, before that takes its place."""
    keyed_in = values_of(evaluation)
    if keyed_in != sent:
        keep_keyed_in(evaluation, keyed_in)


def unprintable_texts(values: Values) -> Iterator[Obstacle]:
    """Characters in any text of the sheet that the face of printed papers does not have."""
    texts = [
        (getattr(values, name), part, words)
        for part, names in parts.fields_of(values).items()
        for name, words in names.items()
    ]
    texts += [
        (entry.reason, f"{parts.CRITERION}{code}", f"Lý do tiêu chí {code}")
        for code, entry in values.points.items()
    ]
    for text, part, words in texts:
        if isinstance(text, str) and (obstacle := unprintable(text, part, words)):
            yield obstacle
