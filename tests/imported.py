"""A single row of an import, as a workbook would bring it; what refuses it is raised."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from evaluations.services import ImportedSheet, import_evaluations
from evaluations.values import Values
from organizations.actors import Actor
from organizations.models import Kind, Organization
from organizations.refusals import Refusal
from organizations.services import (
    ImportedOrganization,
    ImportedPeriods,
    Period,
    import_organizations,
)
from recognition.services import import_grades
from registrations.services import ImportedRegistration, import_registrations
from registrations.submission import Imported

T = TypeVar("T")


def unless_refused(outcome: T | Refusal) -> T:
    """What a row came to; raises the refusal if it came to one."""
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def import_organization(
    *, code: str, kind: Kind, periods: Sequence[Period], by: Actor, now: dt.datetime
) -> ImportedOrganization:
    rows = ImportedPeriods(code=code, kind=kind, periods=periods)
    return unless_refused(import_organizations([rows], by=by, now=now)[0])


def import_registration(
    organization: Organization,
    year: int,
    row: ImportedRegistration,
    *,
    by: Actor,
    now: dt.datetime,
) -> Imported:
    return unless_refused(import_registrations([(organization, year, row)], by=by, now=now)[0])


def import_evaluation(
    organization: Organization,
    year: int,
    period: int,
    values: Values,
    *,
    sent_on: dt.date,
    settled_on: dt.date | None = None,
    silent: Collection[str] = (),
    by: Actor,
    now: dt.datetime,
) -> Imported:
    row = ImportedSheet(
        organization=organization,
        year=year,
        period=period,
        values=values,
        sent_on=sent_on,
        settled_on=settled_on,
        silent=silent,
    )
    return unless_refused(import_evaluations([row], by=by, now=now)[0])


def import_grade(
    organization: Organization,
    year: int,
    columns: Mapping[str, Any],
    *,
    by: Actor,
    now: dt.datetime,
) -> bool:
    """True when something was written."""
    outcome = unless_refused(import_grades([(organization, year, columns)], by=by, now=now)[0])
    return outcome is Imported.ADDED
