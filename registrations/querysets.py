"""Questions about registrations: who may read them, and what waits for whom."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from organizations.actors import Actor
from organizations.models import Organization, Role
from organizations.permissions import works_here
from organizations.querysets import reads_under
from organizations.tree import authority_on

from .workflow import Status

if TYPE_CHECKING:
    from .models import Registration


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations, scoped to who asks."""

    def visible_to(self, actor: Actor) -> Self:
        """What the actor may read today.

        A cell reads its own; an office its own organisation's and what was sent to it, now or
        while it was the authority; a member what assigned organisations sent; an administrator
        nothing (A4–A7).
        """
        if actor.is_import:
            return self
        if actor.organization is None:
            return self.none()
        if actor.role == Role.SECRETARY:
            return self.filter(organization=actor.organization)
        if actor.role == Role.OFFICE:
            return self.filter(
                Q(organization=actor.organization)
                | (Q(sent_at__isnull=False) & reads_under(actor.organization, "read_on"))
            )
        if actor.role == Role.WATCHER:
            return self.filter(sent_at__isnull=False, organization__in=actor.watched_ids)
        return self.none()

    def awaiting_office(self, actor: Actor) -> Self:
        """What waits for this office to accept or return, the oldest first."""
        if actor.role != Role.OFFICE or actor.organization is None:
            return self.none()
        waits = Q(reads_under(actor.organization, "read_on"))
        authority = authority_on(actor.organization, actor.today)
        if authority is None or not works_here(authority, actor.today):
            waits |= Q(organization=actor.organization)
        return self.filter(waits, status=Status.SUBMITTED).order_by("sent_at", "pk")

    def of_year(self, organizations: Iterable[Organization], year: int) -> Self:
        """The registrations of these organisations for a year."""
        return self.filter(organization__in=list(organizations), year=year)

    def for_reading(self) -> Self:
        """With all that a page shows of one, in one query."""
        return self.select_related("organization", "plan", "sent_by", "settled_by")
