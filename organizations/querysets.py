"""Questions about organisations: who is called what and belongs to whom on a day."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate

from .folding import fold
from .formats import LOCAL

if TYPE_CHECKING:
    from .actors import Actor
    from .models import AuditEvent, Organization, OrganizationVersion, User

Rows = TypeVar("Rows", bound=models.QuerySet[Any])


def covering(day: dt.date | models.F | OuterRef, prefix: str = "") -> Q:
    """The condition that a dated row (from, to inclusive) covers ``day``."""
    return Q(**{f"{prefix}from_date__lte": day}) & (
        Q(**{f"{prefix}to_date__isnull": True}) | Q(**{f"{prefix}to_date__gte": day})
    )


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Organisations as they stand on a day."""

    def living_on(self, day: dt.date) -> Self:
        """Those that exist on ``day``."""
        return self.filter(
            Q(founded_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gte=day))
        )

    def children_of(self, parent: "Organization", day: dt.date) -> Self:
        """Those that live on ``day`` with ``parent`` as their authority that day."""
        from .models import OrganizationVersion

        return self.living_on(day).filter(
            Exists(
                OrganizationVersion.objects.filter(
                    covering(day), organization=OuterRef("pk"), parent=parent
                )
            )
        )

    def named_on(self, day: dt.date) -> Self:
        """Annotate ``name``, ``printed_name``, ``name_sorted`` and ``parent_id_then``.

        They are those of ``day``, or of the last day of life where that lies before it.
        """
        from .models import OrganizationVersion

        latest = OrganizationVersion.objects.filter(
            organization=OuterRef("pk"), from_date__lte=day
        ).order_by("-from_date")
        return self.annotate(
            name=Subquery(latest.values("name")[:1]),
            printed_name=Subquery(latest.values("printed_name")[:1]),
            name_sorted=Subquery(latest.values("name_sorted")[:1]),
            parent_id_then=Subquery(latest.values("parent")[:1]),
        )

    def by_name(self, day: dt.date) -> Self:
        """As ``named_on``, in the order of a Vietnamese dictionary."""
        return self.named_on(day).order_by("name_sorted", "code")

    def search(self, text: str, day: dt.date) -> Self:
        """Those whose code, or any name they ever had, holds ``text`` (folded)."""
        from .models import OrganizationVersion

        wanted = fold(text)
        if not wanted:
            return self
        return self.filter(
            Q(code__icontains=text.strip())
            | Exists(
                OrganizationVersion.objects.filter(
                    organization=OuterRef("pk"), name_folded__contains=wanted
                )
            )
        )

    def visible_to(self, actor: "Actor") -> Self:
        """The organisations whose existence and name the actor may see today.

        A cell sees itself, a member what is assigned, an office its own organisation and what is
        or was directly below it, the administrator all.
        """
        from .models import OrganizationVersion, Role

        if actor.import_run is not None or actor.role == Role.ADMINISTRATOR:
            return self
        if actor.organization is None:
            return self.none()
        if actor.role == Role.OFFICE:
            return self.filter(
                Q(pk=actor.organization.pk)
                | Exists(
                    OrganizationVersion.objects.filter(
                        organization=OuterRef("pk"), parent=actor.organization
                    )
                )
            )
        if actor.role == Role.WATCHER:
            return self.filter(pk__in=actor.watched_ids)
        return self.filter(pk=actor.organization.pk)


class VersionQuerySet(models.QuerySet["OrganizationVersion"]):
    """Names and parents by date."""

    def on(self, day: dt.date) -> Self:
        """The versions that cover ``day``."""
        return self.filter(covering(day))

    def latest_until(
        self, organizations: Iterable["Organization"], day: dt.date
    ) -> dict[int, "OrganizationVersion"]:
        """Per organisation the version of ``day`` or of the last day of life, in one query."""
        found: dict[int, OrganizationVersion] = {}
        for version in self.filter(
            organization__in=list(organizations), from_date__lte=day
        ).order_by("from_date"):
            found[version.organization_id] = version
        return found


class UserQuerySet(models.QuerySet["User"]):
    """Accounts."""

    def visible_to(self, actor: "Actor") -> Self:
        """The accounts that ``actor`` has to do with.

        The administrator all; an office those of its members and colleagues, also of earlier ones,
        and of secretaries whose cell was below it while they were that. Whether it manages one of
        them is a question of permissions.
        """
        from .models import OrganizationVersion, Role, RoleGrant

        if actor.role == Role.ADMINISTRATOR:
            return self
        if actor.role != Role.OFFICE or actor.organization is None:
            return self.none()
        # a grant and a time below this committee have a day in common
        while_below = OrganizationVersion.objects.filter(
            _lasting_until("from_date", "organization"),
            organization=OuterRef("organization"),
            parent=actor.organization,
            from_date__lte=Coalesce(OuterRef("to_date"), Value(dt.date.max, models.DateField())),
        )
        theirs = RoleGrant.objects.filter(
            Q(organization=actor.organization) | Q(Exists(while_below), role=Role.SECRETARY)
        )
        return self.filter(pk__in=theirs.values("user"))

    def holding(self, role: str, organization: "Organization", day: dt.date) -> Self:
        """Those who hold a role for an organisation on ``day`` with an account that is open, by
        name."""
        from .models import RoleGrant

        grants = RoleGrant.objects.filter(covering(day), role=role, organization=organization)
        return self.filter(is_active=True, pk__in=grants.values("user")).order_by("name_sorted")

    def search(self, text: str) -> Self:
        """Those whose name (folded) or user name holds ``text``."""
        wanted = fold(text)
        if not wanted:
            return self
        return self.filter(Q(name_folded__contains=wanted) | Q(username__contains=wanted))


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """The audit trail."""

    def visible_to(self, actor: "Actor") -> Self:
        """What ``actor`` may read of it.

        A cell reads what concerns itself; an office what concerns its committee, what happened
        below it while it was the authority (A3), and what it did itself; the administrator what was
        done to organisations and accounts, but nothing of what organisations send.
        """
        from .models import OrganizationVersion, Role, RoleGrant

        if actor.role == Role.ADMINISTRATOR:
            return self.filter(subject_type__startswith="organizations.")
        if actor.organization is None:
            return self.none()
        own = Q(organization=actor.organization)
        if actor.role == Role.SECRETARY:
            return self.filter(own)
        if actor.role != Role.OFFICE:
            return self.none()
        below = OrganizationVersion.objects.filter(
            _lasting_until("day", "organization"),
            # what was recorded before the first day belongs to it
            Q(from_date__lte=OuterRef("day")) | Q(from_date=OuterRef("organization__founded_on")),
            organization=OuterRef("organization"),
            parent=actor.organization,
        )
        office = RoleGrant.objects.filter(role=Role.OFFICE, organization=actor.organization)
        done_here = Q(role=Role.OFFICE, user__in=office.values("user"))
        return self.annotate(day=TruncDate("at", tzinfo=LOCAL)).filter(
            own | Exists(below) | done_here
        )


def reads_under(
    parent: "Organization", day_field: str, organization_field: str = "organization"
) -> Exists:
    """The condition that ``parent`` was the authority on the day a row is read.

    For rows with a date column ``day_field`` (the last day of a month, 31/12, the day sent): the
    version of that day, or the last one of an organisation that ended before it (A3).
    """
    from .models import OrganizationVersion

    return Exists(
        OrganizationVersion.objects.filter(
            organization=OuterRef(organization_field),
            parent=parent,
            from_date__lte=OuterRef(day_field),
        ).filter(_lasting_until(day_field, organization_field))
    )


def _lasting_until(day_field: str, organization_field: str) -> Q:
    """The condition that a version was not over before the day, or was the last one there is."""
    return (
        Q(to_date__isnull=True)
        | Q(to_date__gte=OuterRef(day_field))
        | Q(to_date=OuterRef(f"{organization_field}__ended_on"))
    )


def behind(queue: Rows, row: Any) -> Rows:
    """The others of a queue by ``sent_at``: first those behind ``row``, then the oldest again.

    One who leafs through the queue without settling sees each once, not two by turns.
    """
    others = queue.exclude(pk=row.pk)
    if row.sent_at is None:
        return others
    later = Q(sent_at__gt=row.sent_at) | Q(sent_at=row.sent_at, pk__gt=row.pk)
    return others.order_by(Case(When(later, then=Value(0)), default=Value(1)), "sent_at", "pk")
