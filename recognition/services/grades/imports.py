"""Grades from a workbook: added, found equal, or refused with both values."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from organizations import audit
from organizations.actors import Actor
from organizations.formats import local_date
from organizations.models import Organization
from organizations.refusals import Refusal, refuse_if
from registrations.submission import Imported

from ...models import QualityGrade
from ...permissions import only_by_import
from ...querysets import Grades
from .obstacles import changed_meanwhile, differs, row_obstacles, year_obstacle
from .telling import event_of
from .values import FIELDS, GradeValues, cleaned, stored, without_reviewed

# Whose grades of which year a row is; its columns are named as the fields of ``GradeValues``.
Named = tuple[Organization, int, Mapping[str, Any]]


@transaction.atomic
def import_grades(
    rows: Sequence[Named], *, by: Actor, now: dt.datetime
) -> list[Imported | Refusal]:
    """Bring in rows, no organisation twice in a year; says of each what became of it.

    What a row does not say is not compared. Neither body nor day of the decision is asked of an
    import. A row is refused, naming both values, where what stands differs. Many rows take the
    same few queries; where a row is refused, the caller takes back the others.
    """
    refuse_if([only_by_import(by)])
    standing = _standing(rows)
    outcomes: list[Imported | Refusal] = []
    added: dict[int, tuple[QualityGrade, dict[str, Any]]] = {}
    for place, (organization, year, columns) in enumerate(rows):
        found = standing[organization.pk, year]
        try:
            values = _new_values(organization, year, columns, found, now=now)
        except Refusal as refusal:
            outcomes.append(refusal)
            continue
        outcomes.append(Imported.EQUAL if values is None else Imported.ADDED)
        if values is not None:
            row = QualityGrade(
                organization=organization, year=year, import_run=by.import_run, **values
            )
            added[place] = row, values
    for place, refused in _store(added, by=by, now=now).items():
        outcomes[place] = refused
    return outcomes


def _standing(rows: Sequence[Named]) -> dict[tuple[int, int], Grades]:
    by_year: dict[int, list[Organization]] = defaultdict(list)
    for organization, year, _ in rows:
        by_year[year].append(organization)
    return {
        (key, year): grades
        for year, organizations in by_year.items()
        for key, grades in QualityGrade.objects.of_year(organizations, year).items()
    }


def _new_values(
    organization: Organization,
    year: int,
    columns: Mapping[str, Any],
    found: Grades,
    *,
    now: dt.datetime,
) -> dict[str, Any] | None:
    """What a row adds; None where it says nothing new, ``Refusal`` where it may not be added."""
    code, today = organization.code, local_date(now)
    said = cleaned(GradeValues(**columns))
    said = {field: said[field] for field in columns}
    there = stored(found.row) | {"self_grade": found.self_grade or ""}
    compared = FIELDS if found.row is not None else ["self_grade"] if found.from_review else []
    refuse_if(
        differs(code, field, there[field], said[field])
        for field in compared
        if field in said and said[field] != there[field]
    )
    if found.row is not None or not any(said.values()):
        return None
    values = without_reviewed(stored(None) | said, found)
    refuse_if([year_obstacle(organization, year, today)])
    refuse_if(row_obstacles(code, values, found, year, today))
    return values


def _store(
    added: Mapping[int, tuple[QualityGrade, dict[str, Any]]], *, by: Actor, now: dt.datetime
) -> dict[int, Refusal]:
    """Store with the audit; nothing, and who is refused, where somebody else was faster."""
    try:
        with transaction.atomic():
            QualityGrade.objects.bulk_create(row for row, _ in added.values())
    except IntegrityError:
        refused = {
            place: Refusal(changed_meanwhile(row.organization.code))
            for place, (row, _) in added.items()
            if QualityGrade.objects.filter(organization=row.organization, year=row.year).exists()
        }
        if not refused:
            raise
        return refused
    audit.record_all(
        event_of(row, stored(None), values, by=by, now=now) for row, values in added.values()
    )
    return {}
