"""Lockout after wrong passwords; the only module that knows who counts them (django-axes)."""

import datetime as dt
from collections.abc import Collection

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum


def lift(username: str) -> None:
    """Forget the wrong passwords of an account, from wherever they came."""
    AccessAttempt.objects.filter(username=username).delete()


def locked_until(usernames: Collection[str], now: dt.datetime) -> dict[str, dt.datetime]:
    """Until when each locked account cannot sign in from the address of the wrong passwords.

    Accounts that are not locked are left out. One query.
    """
    attempts = (
        AccessAttempt.objects.filter(
            username__in=usernames, attempt_time__gt=now - settings.AXES_COOLOFF_TIME
        )
        .values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), latest=Max("attempt_time"))
        .filter(failures__gte=settings.AXES_FAILURE_LIMIT)
        .order_by("latest")
    )
    return {row["username"]: row["latest"] + settings.AXES_COOLOFF_TIME for row in attempts}
