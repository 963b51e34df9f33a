"""Scans of the decisions of the authority above."""

from functools import partial

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from documents.pages import add_scan_page, send_scan
from organizations.models import Role
from organizations.pages import committee_of
from organizations.permissions import ActingRequest, only_for

from .. import services
from ..workflow import Origin
from .deciding import decision_found


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
def add_scan(request: ActingRequest, year: int, pk: int) -> HttpResponse:
    """Keep a scan of a decision of the authority above; one's own is scanned as its document."""
    found = decision_found(request, year, pk)
    if found.origin != Origin.OUTER:
        raise Http404
    return add_scan_page(
        request,
        found,
        partial(services.add_decision_scan, committee_of(request), found),
        what=f"Quyết định số {found.symbol}",
        to=reverse("recognition:decision", args=[year, pk]),
    )


@require_safe
@only_for(Role.OFFICE)
def scan(request: ActingRequest, year: int, pk: int, number: int) -> HttpResponse:
    """A scan of a decision of the authority above, for whoever reads the decision."""
    found = decision_found(request, year, pk)
    to = reverse("recognition:decision", args=[year, pk])
    return send_scan(request, found, number, name=f"quyet-dinh-{year}-{pk}", to=to)
