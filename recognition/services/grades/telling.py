"""The audit of a grade: what changed, in words and as values."""

import datetime as dt
from typing import Any

from organizations import audit
from organizations.actors import Actor
from organizations.models import AuditEvent

from ...models import QualityGrade
from .values import FIELDS, in_words


def event_of(
    row: QualityGrade,
    before: dict[str, Any],
    values: dict[str, Any],
    *,
    by: Actor,
    now: dt.datetime,
) -> AuditEvent:
    """What was written of ``row`` in place of ``before``; not appended yet."""
    changes = [
        f"{name} “{in_words(values[field])}”"
        for field, name in FIELDS.items()
        if values[field] != before[field]
    ]
    return audit.event_of(
        "grade",
        f"Ghi xếp loại chất lượng năm {row.year} của {row.organization.code}:"
        f" {', '.join(changes)}.",
        by=by,
        now=now,
        subject=row,
        organization=row.organization,
        data={"before": _plain(before), "after": _plain(values)},
    )


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {
        field: value.isoformat() if isinstance(value, dt.date) else value or ""
        for field, value in values.items()
    }
