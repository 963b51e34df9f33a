"""Scans of the signed registration."""

from functools import partial

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from documents.pages import add_scan_page, send_scan
from organizations.models import Role
from organizations.permissions import ActingRequest, only_for, settles_for

from .. import services
from .boards import READERS
from .finding import find_sent
from .pages import detail_url


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
def add_scan(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Keep a scan of the signed registration; whoever does not settle it finds no page."""
    found, row = find_sent(request, year, code)
    if settles_for(request.actor, row.organization, row.read_on):
        raise Http404
    return add_scan_page(
        request,
        row,
        partial(services.add_scan, row),
        what=f"{row.in_words.capitalize()} – {found.name}",
        to=detail_url(found),
    )


@require_safe
@only_for(*READERS)
def scan(request: ActingRequest, year: int, code: str, number: int) -> HttpResponse:
    """A scan of the signed registration, for whoever reads the registration."""
    found, row = find_sent(request, year, code)
    name = f"dang-ky-{year}-{code}"
    return send_scan(request, row, number, name=name, to=detail_url(found))
