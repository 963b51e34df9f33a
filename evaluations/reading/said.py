"""What a sheet says: the text being worked on, and what was sent."""

from collections.abc import Iterable
from typing import Any

from registrations.submission import last_sent

from ..models import Evaluation, EvaluationVersion
from ..values import PointEntry, SelfReviewValues, SheetValues, Values, columns, from_json
from ..workflow import Rating


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
