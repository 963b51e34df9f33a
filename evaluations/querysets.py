"""Questions about sheets: who may read which, what waits for whom."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from organizations.actors import Actor
from organizations.models import Organization, Role
from organizations.querysets import reads_under

from .periods import YEAR
from .workflow import RequestStatus, Status

if TYPE_CHECKING:
    from .models import Evaluation, Extension, OpeningRequest


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Sheets of months and self-reviews of years."""

    def visible_to(self, actor: Actor) -> Self:
        """What the actor may read: all of its own organisation, of others what was sent.

        An office keeps reading the months for which it was the authority; a member reads what is
        assigned today; the administrator reads none.
        """
        if actor.is_import:
            return self
        if actor.organization is None:
            return self.none()
        sent = ~Q(status=Status.DRAFT)
        if actor.role == Role.SECRETARY:
            return self.filter(organization=actor.organization)
        if actor.role == Role.OFFICE:
            return self.filter(
                Q(organization=actor.organization)
                | (sent & Q(reads_under(actor.organization, "read_on")))
            )
        if actor.role == Role.WATCHER:
            return self.filter(sent, organization__in=actor.watched_ids)
        return self.none()

    def of_year(self, organizations: Iterable[Organization], year: int) -> Self:
        """Everything of these organisations in a year, also drafts."""
        return self.filter(organization__in=list(organizations), year=year)

    def months(self) -> Self:
        """Sheets of months, without self-reviews."""
        return self.filter(period__lt=YEAR)

    def sent(self) -> Self:
        """Those that count as sent: waiting, returned or confirmed."""
        return self.exclude(status=Status.DRAFT)

    def awaiting_office(self, actor: Actor) -> Self:
        """What waits for this office, oldest first: of what is below it, and its own where no
        authority works here (D9). Nothing for anybody else.
        """
        mine = _settled_by(actor)
        if mine is None:
            return self.none()
        return self.filter(mine, status=Status.SUBMITTED).order_by("sent_at", "pk")

    def matching(self, period: int | None, text: str, day: dt.date) -> Self:
        """Of that period, and of organisations whose name or code holds ``text``."""
        found = self if period is None else self.filter(period=period)
        if not text:
            return found
        return found.filter(organization__in=Organization.objects.search(text, day))


class ExtensionQuerySet(models.QuerySet["Extension"]):
    """Months that an office opened again."""

    def latest_for(
        self, organizations: Iterable[Organization], year: int
    ) -> dict[tuple[int, int], "Extension"]:
        """(organisation, month) → the extension given last: it replaces those before it."""
        found: dict[tuple[int, int], Extension] = {}
        for extension in self.filter(organization__in=list(organizations), year=year).order_by(
            "at", "pk"
        ):
            found[extension.organization_id, extension.month] = extension
        return found


class OpeningRequestQuerySet(models.QuerySet["OpeningRequest"]):
    """Requests to open a sheet that is locked or confirmed."""

    def about(self, organization: Organization, year: int, period: int) -> Self:
        """Those about one sheet, stored or not."""
        return self.filter(organization=organization, year=year, period=period)

    def waiting(self) -> Self:
        """Those not answered yet."""
        return self.filter(status=RequestStatus.WAITING)

    def awaiting_office(self, actor: Actor) -> Self:
        """What waits for this office, oldest first; nothing for anybody else."""
        mine = _settled_by(actor)
        if mine is None:
            return self.none()
        return self.waiting().filter(mine).order_by("asked_at", "pk")


def _settled_by(actor: Actor) -> Q | None:
    """Rows read on a day on which this office settles for their organisation; None: none."""
    from organizations.permissions import settles_for

    if actor.role != Role.OFFICE or actor.organization is None:
        return None
    mine = Q(reads_under(actor.organization, "read_on"))
    if settles_for(actor, actor.organization, actor.today) is None:
        mine |= Q(organization=actor.organization)
    return mine
