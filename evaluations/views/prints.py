"""The sheet on paper: as sent, and blank to write on in the meeting."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from documents.render import render_pdf
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Refusal

from .. import periods
from ..printing import blank_sheet_context, sheet_context
from .finding import READERS, sheet_page
from .showing import no_sheet


@require_safe
@only_for(*READERS)
def print_sheet(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """The sheet of a month as PDF: as last sent, a draft marked as such."""
    page = sheet_page(request, year, period, code)
    if not page.stored or period == periods.YEAR:
        raise Http404
    pdf = render_pdf("sheet", sheet_context(page.evaluation))
    return _pdf(pdf, f"phieu-{year}-{period:02d}-{code}.pdf")


@require_safe
@only_for(*READERS)
def print_blank(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """The sheet of a month as PDF with empty columns for the meeting."""
    try:
        page = sheet_page(request, year, period, code)
    except Refusal as refusal:
        return no_sheet(request, year, period, refusal)
    framework = page.evaluation.framework
    if period == periods.YEAR or framework is None:
        raise Http404
    context = blank_sheet_context(page.organization, year, period, framework)
    pdf = render_pdf("sheet", context)
    return _pdf(pdf, f"phieu-trang-{year}-{period:02d}-{code}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=False, filename=name)
    assert disposition is not None  # noqa: S101 - there is a name
    response["Content-Disposition"] = disposition
    return response
