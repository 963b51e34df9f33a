"""What every page shows of the person at work."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from .formats import local_date


def acting(request: HttpRequest) -> dict[str, Any]:
    """``actor``, ``grants`` to choose from, ``today`` and the ``year`` of the head bar."""
    today = local_date(timezone.now())
    match = request.resolver_match
    year = match.kwargs.get("year") if match is not None else None
    return {
        "actor": getattr(request, "actor", None),
        "grants": getattr(request, "grants", []),
        "today": today,
        "year": year or today.year,
    }
