"""The grades of a year."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organizations.models import Role
from organizations.pages import SeeOther, committee_of
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Refusal

from .. import services
from ..forms import GradesForm
from ..models import QualityGrade
from ..permissions import gradable
from ..tables import GRADE_LEGEND
from .finding import known
from .years import PER_PAGE


@require_http_methods(["GET", "POST"])
@only_for(Role.OFFICE)
def grades(request: ActingRequest, year: int) -> HttpResponse:
    """The grades of the year in one table, fifty a page, saved whole or not at all."""
    known(year)
    actor, committee = request.actor, committee_of(request)
    organizations = gradable(actor, committee, year)
    page = Paginator(organizations, PER_PAGE).get_page(request.GET.get("trang"))
    standing = QualityGrade.objects.of_year(page.object_list, year)
    rows = [(organization, standing[organization.pk]) for organization in page.object_list]
    form = GradesForm(rows, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.grade_many(
                committee, year, form.entries(), by=actor, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(
                request,
                f"Đã ghi xếp loại của {changed} tổ chức." if changed else "Không có gì đổi.",
            )
            return SeeOther(reverse("recognition:grades", args=[year]))
    return render(
        request,
        "recognition/grades.html",
        {
            "form": form,
            "the_year": year,
            "page": page,
            "parent_label": f"Năm {year}",
            "legend": GRADE_LEGEND,
        },
        status=422 if form.errors else 200,
    )
