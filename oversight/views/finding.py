"""Papers as the person who asks may find them, and the addresses of their pages."""

from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from evaluations import periods
from organizations.permissions import ActingRequest

from ..papers import Wanted, wanted_by


def known(year: int) -> None:
    """Years outside of what a committee can have on record do not exist."""
    if not 2000 <= year <= 2100:
        raise Http404


def wanted_in(request: ActingRequest, year: int, code: str, kind: str) -> Wanted:
    """What the address asks for; what the actor does not print does not exist."""
    known(year)
    try:
        period = periods.from_slug(request.GET.get("ky", "nam"))
    except ValueError:
        period = periods.YEAR
    blank = request.GET.get("mau") == "trong"
    wanted = wanted_by(request.actor, kind, year, code, period=period, blank=blank)
    if wanted is None:
        raise Http404
    return wanted


def address_of(name: str, kind: str, wanted: Wanted) -> str:
    """The address of one of the views on the same paper."""
    query = {}
    if wanted.period is not None:
        query["ky"] = periods.slug(wanted.period)
    if wanted.blank:
        query["mau"] = "trong"
    address = reverse(f"oversight:{name}", args=[wanted.year, wanted.organization.code, kind])
    return f"{address}?{urlencode(query)}" if query else address
