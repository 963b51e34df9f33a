"""Certificates of a decision as PDF: on plain paper, or positioned on the pre-printed form."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.certificates import on_form
from documents.length import too_long
from documents.render import render_pdf
from organizations.models import Role
from organizations.pages import say_why
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Refusal, refuse_if

from ..certificates import certificates_by
from .deciding import decision_found

PLAIN, PRE_PRINTED = "giay-trang", "phoi-in-san"


@require_safe
@only_for(Role.OFFICE)
def certificates(request: ActingRequest, year: int, pk: int, form: str) -> HttpResponse:
    """One page for each organisation that the decision commends."""
    if form not in (PLAIN, PRE_PRINTED):
        raise Http404
    found = decision_found(request, year, pk)
    try:
        context = certificates_by(found)
        refuse_if([too_long(context)])
    except Refusal as refusal:
        return say_why(request, refusal, to=reverse("recognition:decision", args=[year, pk]))
    if form == PRE_PRINTED:
        context = on_form(context, found.authority)
    return HttpResponse(
        render_pdf("certificate", context),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="giay-khen-{year}-{form}.pdf"'},
    )
