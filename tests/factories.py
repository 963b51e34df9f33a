"""Organisations and people for tests, made by the services that an office uses."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import count

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from config.sessions import SessionStore
from organizations import services
from organizations.actors import Actor, actor_for, operator
from organizations.formats import LOCAL
from organizations.middleware import CHOSEN_GRANT
from organizations.models import (
    AssignmentKind,
    Body,
    Kind,
    Organization,
    Role,
    RoleGrant,
    User,
)
from tests.shared_rows import shared

FOUNDED = dt.date(2015, 1, 1)
FOUNDING = services.DecisionRef("01-QĐ/TU", dt.date(2014, 12, 15))
PASSWORD = "mot mat khau de thu"

_numbers = count(1)


def moment(day: dt.date, hour: int = 9) -> dt.datetime:
    """A moment of that day in Vietnam."""
    return dt.datetime.combine(day, dt.time(hour), tzinfo=LOCAL)


def as_of(actor: Actor, day: dt.date) -> Actor:
    """The same person in the same role on another day."""
    return replace(actor, today=day)


@dataclass
class ACommittee:
    """A committee at work: under an authority that does not work here, with cells and people."""

    authority: Organization
    organization: Organization
    cells: list[Organization]
    administrator: Actor
    office: Actor
    watcher: Actor
    """A member responsible for the first cell, if there is one."""
    secretaries: dict[str, Actor]
    """By code of the cell."""


def an_organization(
    code: str,
    name: str,
    *,
    kind: Kind = Kind.CELL,
    parent: Organization | None = None,
    founded_on: dt.date = FOUNDED,
    official_members: int | None = None,
) -> Organization:
    """An organisation founded by decision."""
    return services.found(
        services.NewOrganization(
            code=code, kind=kind, name=name, parent=parent, official_members=official_members
        ),
        founded_on=founded_on,
        decision=FOUNDING,
        by=operator(max(founded_on, FOUNDED)),
        now=moment(founded_on),
    )


def a_person(
    role: Role,
    organization: Organization | None,
    *,
    by: Actor,
    username: str = "",
    full_name: str = "",
    position: str = "",
    from_date: dt.date = FOUNDED,
    today: dt.date | None = None,
) -> Actor:
    """A person with an account, a changed password (``PASSWORD``) and one role."""
    number = next(_numbers)
    now = moment(from_date)
    opened = services.open_account(
        username=username or f"nguoi{number}",
        full_name=full_name or f"Nguyễn Văn {number}",
        role=role,
        organization=organization,
        position=position,
        from_date=from_date,
        by=by,
        now=now,
    )
    own = Actor(today=from_date, user=opened.user)
    services.change_password(opened.user, old=opened.first_password, new=PASSWORD, by=own, now=now)
    grant = RoleGrant.objects.select_related("organization", "user").get(user=opened.user)
    return actor_for(grant, today or by.today)


@shared
def a_committee(
    code: str = "DBSVHTTDL",
    cells: int = 2,
    *,
    today: dt.date | None = None,
    founded_on: dt.date = FOUNDED,
    members: int = 5,
) -> ACommittee:
    """A committee with cells ``CB01``…, an office, a secretary each, a member, an open term.

    Cells of a committee with another code are ``<code>.01``…; all are founded on ``founded_on``.
    ``today`` (default: the real one) is the day on which the actors act.
    """
    today = today or timezone.localdate()
    now = moment(founded_on)
    start = operator(founded_on)
    authority = Organization.objects.filter(code="DUKCCQ").first() or an_organization(
        "DUKCCQ", "Đảng bộ Khối các cơ quan tỉnh", kind=Kind.COMMITTEE, founded_on=founded_on
    )
    organization = an_organization(
        code,
        "Đảng bộ Sở Văn hóa, Thể thao và Du lịch" if code == "DBSVHTTDL" else f"Đảng bộ {code}",
        kind=Kind.COMMITTEE,
        parent=authority,
        founded_on=founded_on,
    )
    prefix = "CB" if code == "DBSVHTTDL" else f"{code}."
    below = [
        an_organization(
            f"{prefix}{number:02d}",
            f"Chi bộ số {number}",
            parent=organization,
            founded_on=founded_on,
            official_members=17,
        )
        for number in range(1, cells + 1)
    ]
    administrator = a_person(Role.ADMINISTRATOR, None, by=start, from_date=founded_on)
    office = a_person(
        Role.OFFICE, organization, by=start, position="Chánh Văn phòng", from_date=founded_on
    )
    watcher = a_person(
        Role.WATCHER, organization, by=office, position="Đảng ủy viên", from_date=founded_on
    )
    secretaries = {
        cell.code: a_person(
            Role.SECRETARY, cell, by=office, position="Bí thư", from_date=founded_on
        )
        for cell in below
    }
    if below:
        services.assign(
            _user(watcher),
            organization=below[0],
            kind=AssignmentKind.RESPONSIBLE,
            from_date=founded_on,
            by=office,
            now=now,
        )
    term = services.open_term(
        organization,
        services.TermValues(
            name="2020–2025",
            from_date=founded_on,
            committee_name="ĐẢNG ỦY SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH",
            standing_board_name="BAN THƯỜNG VỤ ĐẢNG ỦY SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH",
            place="Hải Dương",
        ),
        by=office,
        now=now,
    )
    for number in range(1, members + 1):
        services.add_member(
            term,
            body=Body.COMMITTEE,
            full_name=f"Trần Thị {number}",
            from_date=founded_on,
            by=office,
            now=now,
        )
    services.add_signer(
        term, full_name="Trần Thị 1", title="BÍ THƯ", from_date=founded_on, by=office, now=now
    )
    watching = RoleGrant.objects.select_related("organization", "user").get(user=watcher.user)
    return ACommittee(
        authority=authority,
        organization=organization,
        cells=below,
        administrator=as_of(administrator, today),
        office=as_of(office, today),
        watcher=actor_for(watching, today),
        secretaries={code: as_of(actor, today) for code, actor in secretaries.items()},
    )


def signed_in(client: Client, actor: Actor) -> Client:
    """The client with the session of this person in this role, as signing in leaves it."""
    user = _user(actor)
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            CHOSEN_GRANT: actor.grant_id,
        }
    )
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def _user(actor: Actor) -> User:
    assert actor.user is not None
    return actor.user
