"""Questions about jobs."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models

from organizations.actors import Actor
from organizations.models import Role

from .workflow import OPEN, JobState

if TYPE_CHECKING:
    from .models import Job


class JobQuerySet(models.QuerySet["Job"]):
    """Files asked for."""

    def visible_to(self, actor: Actor) -> Self:
        """An office: all of its committee; a cell's secretary: what that person asked for it."""
        if actor.organization is None or actor.user is None:
            return self.none()
        if actor.role == Role.OFFICE:
            return self.filter(committee=actor.organization)
        if actor.role == Role.SECRETARY:
            return self.filter(organization=actor.organization, requester=actor.user)
        return self.none()

    def waiting(self) -> Self:
        """Those that nobody began, the oldest first."""
        return self.filter(state=JobState.WAITING).order_by("requested_at", "pk")

    def open(self) -> Self:
        """Those that wait or run."""
        return self.filter(state__in=OPEN)

    def without_sign_of_life_since(self, moment: dt.datetime) -> Self:
        """Running ones whose worker was last heard before ``moment``."""
        return self.filter(state=JobState.RUNNING, heartbeat_at__lt=moment)

    def with_file(self, now: dt.datetime) -> Self:
        """Those whose file is there, or is being written."""
        return self.filter(
            models.Q(state=JobState.RUNNING) | models.Q(state=JobState.DONE, expires_at__gt=now)
        )
