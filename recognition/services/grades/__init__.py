"""Quality grades of a year, entered by the office in one table (E1)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from organizations import audit
from organizations.actors import Actor
from organizations.formats import local_date
from organizations.models import Organization
from organizations.refusals import Obstacle, refuse_if

from ...models import QualityGrade
from ...permissions import gradable, only_by_import
from ...querysets import Grades
from .obstacles import (
    changed_meanwhile,
    decision_missing,
    differs,
    named_twice,
    row_obstacles,
    unknown_organization,
)
from .values import FIELDS, GradeEntry, GradeValues, cleaned, in_words, stored

__all__ = ["GradeEntry", "GradeValues", "grade_many", "import_grade"]


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
            values = _without_reviewed(cleaned(entry.values), found)
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


@transaction.atomic
def import_grade(
    organization: Organization,
    year: int,
    columns: Mapping[str, Any],
    *,
    by: Actor,
    now: dt.datetime,
) -> bool:
    """Bring in the grades of one organisation; True when written, False when there already.

    ``columns`` holds what the workbook says, named as the fields of ``GradeValues``; what it does
    not say is not compared. Neither body nor day of the decision is asked of an import. Refuses,
    naming both values, where what stands differs.
    """
    refuse_if([only_by_import(by)])
    said = cleaned(GradeValues(**columns))
    said = {field: said[field] for field in columns}
    found = QualityGrade.objects.of_year([organization], year)[organization.pk]
    standing = stored(found.row) | {"self_grade": found.self_grade or ""}
    compared = FIELDS if found.row is not None else ["self_grade"] if found.from_review else []
    refuse_if(
        differs(organization.code, field, standing[field], said[field])
        for field in compared
        if field in said and said[field] != standing[field]
    )
    if found.row is not None or not any(said.values()):
        return False
    values = _without_reviewed(stored(None) | said, found)
    refuse_if(row_obstacles(organization.code, values, found, year, local_date(now)))
    entry = GradeEntry(organization.code, GradeValues(**values))
    refuse_if([_write(organization, year, values, entry, found, by, now)])
    return True


def _without_reviewed(values: dict[str, Any], found: Grades) -> dict[str, Any]:
    """A self-grade equal to the one in the confirmed self-review stays there alone."""
    if found.from_review and values["self_grade"] == found.self_grade:
        return values | {"self_grade": found.row.self_grade if found.row else ""}
    return values


def _write(
    organization: Organization,
    year: int,
    values: dict[str, Any],
    entry: GradeEntry,
    found: Grades,
    by: Actor,
    now: dt.datetime,
) -> Obstacle | None:
    before = stored(found.row)
    if found.row is None:
        try:
            with transaction.atomic():
                row = QualityGrade.objects.create(
                    organization=organization, year=year, import_run=by.import_run, **values
                )
        except IntegrityError:
            return changed_meanwhile(entry.code)
    else:
        row = found.row
        updated = QualityGrade.objects.filter(pk=row.pk, version=entry.version).update(
            **values, import_run=by.import_run, version=entry.version + 1
        )
        if not updated:
            return changed_meanwhile(entry.code)
    changes = [
        f"{name} “{in_words(values[field])}”"
        for field, name in FIELDS.items()
        if values[field] != before[field]
    ]
    audit.record(
        "grade",
        f"Ghi xếp loại chất lượng năm {year} của {organization.code}: {', '.join(changes)}.",
        by=by,
        now=now,
        subject=row,
        organization=organization,
        data={"before": _plain(before), "after": _plain(values)},
    )
    return None


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {
        field: value.isoformat() if isinstance(value, dt.date) else value or ""
        for field, value in values.items()
    }
