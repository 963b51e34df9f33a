"""Scans of a signed sheet or self-review."""

from functools import partial

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from documents.pages import add_scan_page, send_scan
from organizations.models import Role
from organizations.pages import with_query
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Refusal

from .. import periods, services
from ..pages import SheetPage
from .finding import READERS, sheet_page


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
def add_scan(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Keep a scan of the signed sheet; whoever does not settle it finds no page."""
    page = _stored(request, year, period, code)
    if not page.settles:
        raise Http404
    return add_scan_page(
        request,
        page.evaluation,
        partial(services.add_scan, page.evaluation),
        what=f"{page.title} – {page.name}",
        to=with_query(page.url(), request),
    )


@require_safe
@only_for(*READERS)
def scan(request: ActingRequest, year: int, period: int, code: str, number: int) -> HttpResponse:
    """A scan of the signed sheet, for whoever reads the sheet."""
    page = _stored(request, year, period, code)
    name = f"{year}-{periods.slug(period)}-{code}"
    return send_scan(request, page.evaluation, number, name=name, to=page.url())


def _stored(request: ActingRequest, year: int, period: int, code: str) -> SheetPage:
    try:
        page = sheet_page(request, year, period, code)
    except Refusal:  # a year without a plan has no sheets
        raise Http404 from None
    if not page.stored:
        raise Http404
    return page
