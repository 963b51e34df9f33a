"""The people of the demo: accounts with their roles and assignments, terms with their members."""

import datetime as dt

from organizations import services
from organizations.actors import Actor, actor_for, operator
from organizations.models import AssignmentKind, Body, Organization, Role, RoleGrant, Term
from plans.services import shipped_plan

from .cells import CELLS, DemoCell
from .committee import (
    COMMITTEE,
    COMMITTEE_PEOPLE,
    COMMITTEE_PRINTED,
    FOUNDED,
    SIGNERS,
    STANDING_BOARD,
    WATCHERS,
)
from .stage import Stage

PASSWORD = "chi-bo-bon-tot"  # noqa: S105 - shown to whoever starts the demo


def open_accounts(stage: Stage, when: dt.datetime) -> None:
    """An account for each role, with one shared password, and the assignments."""
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
                    assign(stage, username, code, kind, when)
    for cell in CELLS:
        if cell.code != FOUNDED:
            open_secretary(stage, cell, when)
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


def open_secretary(stage: Stage, cell: DemoCell, when: dt.datetime) -> None:
    """The account of who keys in for a cell."""
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
        known_password=stage.password,
        by=by,
        now=when,
    )
    grant = RoleGrant.objects.select_related("user", "organization").get(user=opened.user)
    stage.people[username] = actor_for(grant, day)


def assign(stage: Stage, username: str, code: str, kind: AssignmentKind, when: dt.datetime) -> None:
    """Assign a committee member to a cell."""
    services.assign(
        stage.people[username].user,  # type: ignore[arg-type]
        organization=stage.organizations[code],
        kind=kind,
        from_date=max(when.date(), stage.organizations[code].founded_on),
        by=stage.actor("vanphong", when),
        now=when,
    )


def congress_of(stage: Stage) -> dt.date:
    """The congress of every fifth year, the last one in or before this year."""
    return dt.date(stage.today.year - stage.today.year % 5, 6, 15)


def open_terms(stage: Stage, when: dt.datetime) -> None:
    """The term in which the demo begins."""
    congress = congress_of(stage)
    if congress > when.date():
        before = congress.replace(year=congress.year - 5)
        open_term(stage, before, congress - dt.timedelta(days=1), when)
    else:
        open_term(stage, congress, None, when)


def open_term(stage: Stage, from_date: dt.date, to_date: dt.date | None, when: dt.datetime) -> Term:
    """A term with its members, its standing board and who signs."""
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
