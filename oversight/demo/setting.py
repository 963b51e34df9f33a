"""The setting of the demo: its organisations and plan, and what becomes of them last year."""

import datetime as dt
from dataclasses import replace

from organizations import services
from organizations.actors import operator
from organizations.models import (
    AssignmentKind,
    Kind,
    Organization,
    Role,
)
from plans.services import open_first_plan, put_in_force, shipped_plan

from .cells import CELLS, DemoCell
from .committee import (
    ABSORBED,
    ABSORBED_INTO,
    AFTER_ABSORPTION,
    AUTHORITY,
    AUTHORITY_PRINTED,
    COMMITTEE,
    COMMITTEE_MEMBERS,
    COMMITTEE_PRINTED,
    FOUNDED,
    RENAMED,
    RENAMED_TO,
    WATCHERS,
)
from .people import assign, congress_of, open_accounts, open_secretary, open_term, open_terms
from .stage import Stage, at

FIRST_DAY = dt.date(2015, 1, 1)
_FOUNDING = services.DecisionRef("215-QĐ/ĐUK", dt.date(2014, 12, 19))


def plan_setting(stage: Stage) -> None:
    """Plan how the organisations come to be, and what becomes of them last year."""
    opening = at(dt.date(stage.last_year - 1, 12, 1), 8)
    stage.plan(opening, lambda when: _found_all(stage, when))
    stage.plan(opening, lambda when: open_accounts(stage, when))
    stage.plan(opening, lambda when: open_terms(stage, when))
    stage.plan(opening, lambda when: _put_plan_in_force(stage, when))
    year = stage.last_year
    stage.plan(at(dt.date(year, 3, 28)), lambda when: _rename(stage, when))
    stage.plan(at(dt.date(year, 5, 10)), lambda when: _found_school(stage, when))
    stage.plan(at(dt.date(year, 8, 25)), lambda when: _absorb(stage, when))
    stage.plan(at(dt.date(year, 9, 1), 8), lambda when: _after_absorption(stage, when))
    congress = congress_of(stage)
    if congress > local(opening):
        stage.plan(at(congress), lambda when: open_term(stage, congress, None, when))


def local(moment: dt.datetime) -> dt.date:
    """The day of a moment made by ``at``."""
    return moment.date()


def _found_all(stage: Stage, when: dt.datetime) -> None:
    above = _found(stage, AUTHORITY, Kind.COMMITTEE, None, when)
    own = _found(stage, COMMITTEE, Kind.COMMITTEE, above, when, members=COMMITTEE_MEMBERS)
    for cell in CELLS:
        if cell.code != FOUNDED:
            _found_cell(stage, cell, own, when)
    for organization, printed in ((above, AUTHORITY_PRINTED), (own, COMMITTEE_PRINTED)):
        official, probationary = COMMITTEE_MEMBERS if organization is own else (None, None)
        services.describe(
            organization,
            printed_name=printed.replace("ĐẢNG ỦY", "ĐẢNG BỘ"),
            office_label="Văn phòng",
            official_members=official,
            probationary_members=probationary,
            version=organization.version,
            by=operator(when.date()),
            now=when,
        )


def _found(
    stage: Stage,
    named: tuple[str, str],
    kind: Kind,
    parent: Organization | None,
    when: dt.datetime,
    *,
    printed_name: str = "",
    members: tuple[int | None, int | None] = (None, None),
    founded_on: dt.date = FIRST_DAY,
    decision: services.DecisionRef = _FOUNDING,
) -> Organization:
    code, name = named
    stage.organizations[code] = services.found(
        services.NewOrganization(
            code=code,
            kind=kind,
            name=name,
            parent=parent,
            printed_name=printed_name,
            official_members=members[0],
            probationary_members=members[1],
        ),
        founded_on=founded_on,
        decision=decision,
        by=operator(when.date()),
        now=when,
    )
    return stage.organizations[code]


def _found_cell(
    stage: Stage,
    cell: DemoCell,
    own: Organization,
    when: dt.datetime,
    *,
    founded_on: dt.date = FIRST_DAY,
    decision: services.DecisionRef = _FOUNDING,
) -> None:
    _found(
        stage,
        (cell.code, cell.name),
        Kind.CELL,
        own,
        when,
        printed_name=cell.printed_name,
        members=(cell.official, cell.probationary),
        founded_on=founded_on,
        decision=decision,
    )


def _put_plan_in_force(stage: Stage, when: dt.datetime) -> None:
    committee = stage.organizations[COMMITTEE[0]]
    office = stage.actor("vanphong", when)
    values = shipped_plan(committee, when.date())
    first_year = min(values.first_year, stage.last_year)
    issued_on = values.issued_on.replace(year=min(values.issued_on.year, first_year - 1))
    plan = open_first_plan(
        committee,
        values=replace(values, first_year=first_year, issued_on=issued_on),
        by=office,
        now=when,
    )
    put_in_force(plan, version=plan.version, by=office, now=when)


# What becomes of cells last year


def _rename(stage: Stage, when: dt.datetime) -> None:
    services.rename(
        stage.organizations[RENAMED],
        name=RENAMED_TO,
        effective_on=dt.date(when.year, 4, 1),
        decision=services.DecisionRef("87-QĐ/ĐU", when.date()),
        by=stage.actor("quantri", when),
        now=when,
    )


def _found_school(stage: Stage, when: dt.datetime) -> None:
    cell = next(cell for cell in CELLS if cell.code == FOUNDED)
    _found_cell(
        stage,
        cell,
        stage.organizations[COMMITTEE[0]],
        when,
        founded_on=when.date(),
        decision=services.DecisionRef("102-QĐ/ĐU", dt.date(when.year, 5, 7)),
    )
    open_secretary(stage, cell, when)
    for username, _, _, responsible, attends in WATCHERS:
        if FOUNDED in responsible:
            assign(stage, username, FOUNDED, AssignmentKind.RESPONSIBLE, when)
        if FOUNDED in attends:
            assign(stage, username, FOUNDED, AssignmentKind.ATTENDS, when)


def _absorb(stage: Stage, when: dt.datetime) -> None:
    services.absorb(
        stage.organizations[ABSORBED],
        into=stage.organizations[ABSORBED_INTO],
        effective_on=dt.date(when.year, 9, 1),
        decision=services.DecisionRef("131-QĐ/ĐU", when.date()),
        by=stage.actor("quantri", when),
        now=when,
    )
    for organization in stage.organizations.values():
        organization.refresh_from_db()


def _after_absorption(stage: Stage, when: dt.datetime) -> None:
    """The members go along, and the secretary becomes deputy where they go."""
    office = stage.actor("vanphong", when)
    official, probationary = AFTER_ABSORPTION
    into = stage.organizations[ABSORBED_INTO]
    into.refresh_from_db()
    services.describe(
        into,
        printed_name="",
        office_label="Văn phòng",
        official_members=official,
        probationary_members=probationary,
        version=into.version,
        by=office,
        now=when,
    )
    user = stage.people[ABSORBED.lower()].user
    services.grant_role(
        user,  # type: ignore[arg-type]
        role=Role.SECRETARY,
        organization=into,
        from_date=when.date(),
        position="Phó Bí thư",
        by=office,
        now=when,
    )
