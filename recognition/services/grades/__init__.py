"""Quality grades of a year, entered by the office in one table (E1)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from organizations import audit
from organizations.actors import Actor
from organizations.formats import local_date
from organizations.models import Organization
from organizations.refusals import Obstacle, refuse_if

from ...models import QualityGrade
from ...permissions import gradable
from ...querysets import Grades
from .imports import import_grades
from .obstacles import (
    changed_meanwhile,
    decision_missing,
    named_twice,
    row_obstacles,
    unknown_organization,
)
from .telling import event_of
from .values import GradeEntry, GradeValues, cleaned, stored, without_reviewed

__all__ = ["GradeEntry", "GradeValues", "grade_many", "import_grades"]


def grade_many(
    committee: Organization,
    year: int,
    entries: Iterable[GradeEntry],
    *,
    by: Actor,
    now: dt.datetime,
) -> int:
    """Enter the grades of a year, all rows or none; returns how many rows changed.

    Who is in no row keeps what it has; a row replaces all its values, and only a decided grade
    counts for the rules. A self-grade that a confirmed self-review carries is not keyed in.
    Raises ``Refusal`` whose obstacles name their place as ``code:field``.
    """
    rows = list(entries)
    allowed = {o.code: o for o in gradable(by, committee, year)}
    with transaction.atomic():
        standing = QualityGrade.objects.of_year(allowed.values(), year)
        refuse_if(named_twice(rows))
        changed = 0
        obstacles: list[Obstacle | None] = []
        for entry in rows:
            organization = allowed.get(entry.code)
            if organization is None:
                obstacles.append(unknown_organization(entry.code))
                continue
            found = standing[organization.pk]
            values = without_reviewed(cleaned(entry.values), found)
            if values == stored(found.row):
                continue
            wrong = row_obstacles(entry.code, values, found, year, local_date(now))
            wrong += decision_missing(entry.code, values)
            obstacles += wrong
            if not wrong:
                changed += 1
                obstacles.append(_write(organization, year, values, entry, found, by, now))
        refuse_if(obstacles)
    return changed


def _write(
    organization: Organization,
    year: int,
    values: dict[str, Any],
    entry: GradeEntry,
    found: Grades,
    by: Actor,
    now: dt.datetime,
) -> Obstacle | None:
    if found.row is None:
        row = QualityGrade(organization=organization, year=year, import_run=by.import_run, **values)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return changed_meanwhile(entry.code)
    else:
        row = found.row
        updated = QualityGrade.objects.filter(pk=row.pk, version=entry.version).update(
            **values, import_run=by.import_run, version=entry.version + 1
        )
        if not updated:
            return changed_meanwhile(entry.code)
    audit.record_all([event_of(row, stored(found.row), values, by=by, now=now)])
    return None
