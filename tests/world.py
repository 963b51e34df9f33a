"""A small đảng bộ with one person in each role, for tests that need somebody to act."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from organizations.actors import Actor, actor_for
from organizations.formats import local_date
from organizations.models import (
    Assignment,
    AssignmentKind,
    Kind,
    Organization,
    OrganizationVersion,
    Role,
    RoleGrant,
    User,
)

FOUNDED = dt.date(2020, 1, 1)
PASSWORD = "mat-khau-dai-2026"


@dataclass
class World:
    """Two cells of one committee; the secretary and the watcher belong to ``cell`` only."""

    committee: Organization
    cell: Organization
    other_cell: Organization
    people: dict[Role, User]

    def actor(self, role: Role, today: dt.date | None = None) -> Actor:
        """The person of a role as an actor."""
        grant = RoleGrant.objects.select_related("user", "organization").get(
            user=self.people[role], role=role
        )
        return actor_for(grant, today or local_date(timezone.now()))


def organization(
    code: str, name: str, *, parent: Organization | None = None, kind: Kind = Kind.CELL
) -> Organization:
    """An organisation that has lived since ``FOUNDED`` under one name."""
    made = Organization.objects.create(code=code, kind=kind, founded_on=FOUNDED)
    OrganizationVersion.objects.create(
        organization=made, name=name, parent=parent, from_date=FOUNDED
    )
    return made


def person(
    username: str, role: Role, organization: Organization | None = None, position: str = ""
) -> User:
    """An account whose password is ``PASSWORD``, holding one role."""
    user = User(
        username=username,
        full_name=f"Nguyễn Văn {username.title()}",
        must_change_password=False,
        created_at=timezone.now(),
    )
    user.set_password(PASSWORD)
    user.save()
    RoleGrant.objects.create(
        user=user, role=role, organization=organization, position=position, from_date=FOUNDED
    )
    return user


def build_world() -> World:
    """Write the world's rows."""
    committee = organization("DB01", "Đảng bộ Sở Văn hóa", kind=Kind.COMMITTEE)
    cell = organization("CB01", "Chi bộ Bảo tàng tỉnh", parent=committee)
    other_cell = organization("CB02", "Chi bộ Thư viện tỉnh", parent=committee)
    people = {
        Role.SECRETARY: person("chi-bo", Role.SECRETARY, cell, "Bí thư"),
        Role.OFFICE: person("van-phong", Role.OFFICE, committee),
        Role.WATCHER: person("cap-uy", Role.WATCHER, committee, "Ủy viên"),
        Role.ADMINISTRATOR: person("quan-tri", Role.ADMINISTRATOR),
    }
    Assignment.objects.create(
        user=people[Role.WATCHER],
        organization=cell,
        kind=AssignmentKind.RESPONSIBLE,
        from_date=FOUNDED,
    )
    return World(committee, cell, other_cell, people)
