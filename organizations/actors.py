"""Who acts: a person in the role chosen for this visit, or an import in place of persons."""

import datetime as dt
from dataclasses import dataclass, field

from .models import Assignment, ImportRun, Organization, Role, RoleGrant, User
from .querysets import covering


@dataclass(frozen=True)
class Actor:
    """The person, the role worked as, the organisation worked for, as of ``today``.

    ``organization`` is None for the administrator and for an import.
    """

    today: dt.date
    user: User | None = None
    role: Role | None = None
    organization: Organization | None = None
    position: str = ""
    grant_id: int | None = None
    watched_ids: frozenset[int] = field(default_factory=frozenset)
    import_run: ImportRun | None = None

    @property
    def is_import(self) -> bool:
        """Whether an import acts in place of a person."""
        return self.import_run is not None

    def works_for(self, organization: Organization, *roles: Role) -> bool:
        """Whether one of ``roles`` is worked as for exactly this organisation."""
        return (
            self.role in roles
            and self.organization is not None
            and self.organization.pk == organization.pk
        )


def grants_on(user: User, day: dt.date) -> list[RoleGrant]:
    """The roles a person holds on ``day``; also for an organisation that ended, to finish it."""
    return list(user.grants.filter(covering(day)).select_related("organization"))


def actor_for(grant: RoleGrant, today: dt.date) -> Actor:
    """The actor that a role held today makes of a person."""
    watched: frozenset[int] = frozenset()
    if grant.role == Role.WATCHER:
        watched = frozenset(
            Assignment.objects.filter(covering(today), user=grant.user).values_list(
                "organization_id", flat=True
            )
        )
    return Actor(
        today=today,
        user=grant.user,
        role=Role(grant.role),
        organization=grant.organization,
        position=grant.position,
        grant_id=grant.pk,
        watched_ids=watched,
    )


def import_actor(run: ImportRun, today: dt.date) -> Actor:
    """The actor of an import: it stands in place of persons on what it brings in."""
    return Actor(today=today, import_run=run)


def operator(today: dt.date) -> Actor:
    """Who runs a command on the server itself: an administrator without an account."""
    return Actor(today=today, role=Role.ADMINISTRATOR)
