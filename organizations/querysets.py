"""Questions about organisations: who is called what and belongs to whom on a day."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from .folding import fold

if TYPE_CHECKING:
    from .actors import Actor
    from .models import Organization, OrganizationVersion


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
        ).filter(
            Q(to_date__isnull=True)
            | Q(to_date__gte=OuterRef(day_field))
            | Q(to_date=OuterRef(f"{organization_field}__ended_on"))
        )
    )
