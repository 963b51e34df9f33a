"""The setting of the demo: organisations, people, terms and the plan, before the first year."""

import datetime as dt
from dataclasses import replace

from organizations import services
from organizations.actors import Actor, actor_for, operator
from organizations.models import (
    AssignmentKind,
    Body,
    Kind,
    Organization,
    Role,
    RoleGrant,
    Term,
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
    COMMITTEE_PEOPLE,
    COMMITTEE_PRINTED,
    FOUNDED,
    RENAMED,
    RENAMED_TO,
    SIGNERS,
    STANDING_BOARD,
    WATCHERS,
)
from .stage import Stage, at

PASSWORD = "chi-bo-bon-tot"  # noqa: S105 - shown to whoever starts the demo
FIRST_DAY = dt.date(2015, 1, 1)
_FOUNDING = services.DecisionRef("215-QĐ/ĐUK", dt.date(2014, 12, 19))


def plan_setting(stage: Stage) -> None:
    """Plan how the organisations come to be, and what becomes of them last year."""
    opening = at(dt.date(stage.last_year - 1, 12, 1), 8)
    stage.plan(opening, lambda when: _found_all(stage, when))
    stage.plan(opening, lambda when: _open_accounts(stage, when))
    stage.plan(opening, lambda when: _open_terms(stage, when))
    stage.plan(opening, lambda when: _put_plan_in_force(stage, when))
    year = stage.last_year
    stage.plan(at(dt.date(year, 3, 28)), lambda when: _rename(stage, when))
    stage.plan(at(dt.date(year, 5, 10)), lambda when: _found_school(stage, when))
    stage.plan(at(dt.date(year, 8, 25)), lambda when: _absorb(stage, when))
    stage.plan(at(dt.date(year, 9, 1), 8), lambda when: _after_absorption(stage, when))
    congress = _congress(stage)
    if congress > local(opening):
        stage.plan(at(congress), lambda when: _open_term(stage, congress, None, when))


def local(moment: dt.datetime) -> dt.date:
    """The day of a moment made by ``at``."""
    return moment.date()


def _found_all(stage: Stage, when: dt.datetime) -> None:
    above = _found(stage, AUTHORITY, Kind.COMMITTEE, None, when)
    own = _found(stage, COMMITTEE, Kind.COMMITTEE, above, when, members=COMMITTEE_MEMBERS)
    for cell in CELLS:
        if cell.code != FOUNDED:
            members = (cell.official, cell.probationary)
            _found(stage, (cell.code, cell.name), Kind.CELL, own, when, members=members)
    for organization, printed in ((above, AUTHORITY_PRINTED), (own, COMMITTEE_PRINTED)):
        official, probationary = COMMITTEE_MEMBERS if organization is own else (None, None)
        services.describe(
            organization,
            printed_name=printed.replace("ĐẢNG ỦY", "ĐẢNG BỘ"),
            office_label="Văn phòng",
            official_members=official,
            probationary_members=probationary,
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
            official_members=members[0],
            probationary_members=members[1],
        ),
        founded_on=founded_on,
        decision=decision,
        by=operator(when.date()),
        now=when,
    )
    return stage.organizations[code]


def _open_accounts(stage: Stage, when: dt.datetime) -> None:
    committee = stage.organizations[COMMITTEE[0]]
    start = operator(when.date())
    _open(stage, "quantri", "Trần Văn Bình", Role.ADMINISTRATOR, None, "", start, when)
    _open(
        stage,
        "vanphong",
        "Đỗ Minh Khuê",
        Role.OFFICE,
        committee,
        "Chánh Văn phòng",
        stage.people["quantri"],
        when,
    )
    office = stage.people["vanphong"]
    for username, name, position, responsible, attends in WATCHERS:
        _open(stage, username, name, Role.WATCHER, committee, position, office, when)
        for kind, codes in (
            (AssignmentKind.RESPONSIBLE, responsible),
            (AssignmentKind.ATTENDS, attends),
        ):
            for code in codes:
                if code != FOUNDED:
                    _assign(stage, username, code, kind, when)
    for cell in CELLS:
        if cell.code != FOUNDED:
            _open_secretary(stage, cell, when)
    # one person with two roles: the head bar offers to change
    services.grant_role(
        stage.people["capuy1"].user,  # type: ignore[arg-type]
        role=Role.SECRETARY,
        organization=stage.organizations["CB04"],
        from_date=when.date(),
        position="Phó Bí thư",
        by=office,
        now=when,
    )


def _open_secretary(stage: Stage, cell: DemoCell, when: dt.datetime) -> None:
    _open(
        stage,
        cell.code.lower(),
        cell.secretary,
        Role.SECRETARY,
        stage.organizations[cell.code],
        cell.position,
        stage.actor("vanphong", when),
        when,
    )


def _open(
    stage: Stage,
    username: str,
    full_name: str,
    role: Role,
    organization: Organization | None,
    position: str,
    by: Actor,
    when: dt.datetime,
) -> None:
    day = when.date()
    opened = services.open_account(
        username=username,
        full_name=full_name,
        role=role,
        organization=organization,
        from_date=max(day, organization.founded_on) if organization else day,
        position=position,
        by=by,
        now=when,
    )
    services.change_password(
        opened.user,
        old=opened.first_password,
        new=PASSWORD,
        by=Actor(today=day, user=opened.user),
        now=when,
    )
    grant = RoleGrant.objects.select_related("user", "organization").get(user=opened.user)
    stage.people[username] = actor_for(grant, day)


def _assign(
    stage: Stage, username: str, code: str, kind: AssignmentKind, when: dt.datetime
) -> None:
    services.assign(
        stage.people[username].user,  # type: ignore[arg-type]
        organization=stage.organizations[code],
        kind=kind,
        from_date=max(when.date(), stage.organizations[code].founded_on),
        by=stage.actor("vanphong", when),
        now=when,
    )


# Terms


def _congress(stage: Stage) -> dt.date:
    """The congress of every fifth year, the last one in or before this year."""
    return dt.date(stage.today.year - stage.today.year % 5, 6, 15)


def _open_terms(stage: Stage, when: dt.datetime) -> None:
    congress = _congress(stage)
    if congress > when.date():
        before = congress.replace(year=congress.year - 5)
        _open_term(stage, before, congress - dt.timedelta(days=1), when)
    else:
        _open_term(stage, congress, None, when)


def _open_term(
    stage: Stage, from_date: dt.date, to_date: dt.date | None, when: dt.datetime
) -> Term:
    office = stage.actor("vanphong", when)
    plan = shipped_plan(stage.organizations[COMMITTEE[0]], when.date())
    term = services.open_term(
        stage.organizations[COMMITTEE[0]],
        services.TermValues(
            name=f"{from_date.year}–{from_date.year + 5}",
            from_date=from_date,
            to_date=to_date,
            committee_name=COMMITTEE_PRINTED,
            standing_board_name=f"BAN THƯỜNG VỤ\n{COMMITTEE_PRINTED}",
            place="Hải Dương",
            recipients=plan.recipients,
        ),
        by=office,
        now=when,
    )
    for body, people in ((Body.COMMITTEE, COMMITTEE_PEOPLE), (Body.STANDING_BOARD, STANDING_BOARD)):
        for name, position in people:
            services.add_member(
                term,
                body=body,
                full_name=name,
                position=position,
                from_date=from_date,
                by=office,
                now=when,
            )
    for name, title in SIGNERS:
        services.add_signer(
            term, full_name=name, title=title, from_date=from_date, by=office, now=when
        )
    return term


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
    _found(
        stage,
        (cell.code, cell.name),
        Kind.CELL,
        stage.organizations[COMMITTEE[0]],
        when,
        members=(cell.official, cell.probationary),
        founded_on=when.date(),
        decision=services.DecisionRef("102-QĐ/ĐU", dt.date(when.year, 5, 7)),
    )
    _open_secretary(stage, cell, when)
    for username, _, _, responsible, attends in WATCHERS:
        if FOUNDED in responsible:
            _assign(stage, username, FOUNDED, AssignmentKind.RESPONSIBLE, when)
        if FOUNDED in attends:
            _assign(stage, username, FOUNDED, AssignmentKind.ATTENDS, when)


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
    services.describe(
        stage.organizations[ABSORBED_INTO],
        printed_name="",
        office_label="Văn phòng",
        official_members=official,
        probationary_members=probationary,
        by=office,
        now=when,
    )
    user = stage.people[ABSORBED.lower()].user
    services.grant_role(
        user,  # type: ignore[arg-type]
        role=Role.SECRETARY,
        organization=stage.organizations[ABSORBED_INTO],
        from_date=when.date(),
        position="Phó Bí thư",
        by=office,
        now=when,
    )
