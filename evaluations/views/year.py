"""The year of sheets: of a cell, of an office, of a member who watches."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organizations.actors import Actor
from organizations.models import Organization, Role
from organizations.permissions import ActingRequest, only_for
from plans.querysets import plan_for

from .. import periods
from ..board import Row, board_of, totals
from ..forms import QueueFilter
from ..models import Evaluation
from ..overview import Task, left_of, queue_lines, year_of_one
from .finding import READERS, known_year

PER_PAGE = 50


@require_safe
@only_for(*READERS)
def index(request: ActingRequest) -> HttpResponse:
    """To the current year."""
    return redirect("evaluations:year", year=request.actor.today.year)


@require_safe
@only_for(*READERS)
def year(request: ActingRequest, year: int) -> HttpResponse:
    """The year of sheets as the reader's role needs it."""
    known_year(year)
    actor = request.actor
    if actor.organization is None:
        raise Http404
    if actor.role == Role.SECRETARY:
        own = year_of_one(actor.organization, year, actor=actor)
        context = {
            "own": own,
            "earlier": _left_of_year_before(actor, actor.organization, year),
            "years": _years(request, year),
        }
        return render(request, "evaluations/year_own.html", context)
    return _many(request, actor.organization, year)


def _many(request: ActingRequest, committee: Organization, year: int) -> HttpResponse:
    actor = request.actor
    office = actor.role == Role.OFFICE
    filters = QueueFilter(request.GET)
    period, text = filters.chosen()
    rows = board_of(actor, year, text=text, today=actor.today)
    queue = Evaluation.objects.none()
    if office:
        queue = (
            Evaluation.objects.awaiting_office(actor)
            .filter(year=year)
            .matching(period, text, actor.today)
            .select_related("organization", "plan")
        )
    page = Paginator(queue, PER_PAGE).get_page(request.GET.get("trang"))
    board = Paginator(rows, PER_PAGE).get_page(request.GET.get("bang"))
    return render(
        request,
        "evaluations/year_office.html",
        {
            "the_year": year,
            "years": _years(request, year),
            "office": office,
            "has_plan": plan_for(committee, year) is not None or any(row.has_plan for row in rows),
            "filters": filters,
            "filtered": period is not None or bool(text),
            "page": page,
            "queue": queue_lines(list(page.object_list), actor, request.GET.urlencode()),
            "board": board,
            "rows": list(board.object_list),
            "months": list(periods.MONTHS),
            "totals": totals(rows, today=actor.today),
            "legend": Row.LEGEND,
            "own": year_of_one(committee, year, actor=actor) if office else None,
            "earlier": _left_of_year_before(actor, committee, year) if office else [],
        },
    )


def _left_of_year_before(actor: Actor, organization: Organization, year: int) -> list[Task]:
    """What this year's page tells of the last: December is due in January."""
    if year != actor.today.year:
        return []
    return left_of(year_of_one(organization, year - 1, actor=actor), actor.today)


def _years(request: ActingRequest, year: int) -> list[int]:
    return [other for other in (year - 1, year + 1) if other <= request.actor.today.year]


@require_safe
@only_for(Role.SECRETARY, Role.OFFICE)
def choose(request: ActingRequest, year: int) -> HttpResponse:
    """Which month is to be rated? Proposes the earliest not yet sent (D4)."""
    known_year(year)
    organization = request.actor.organization
    if organization is None:
        raise Http404
    chosen = request.GET.get("thang")
    own = year_of_one(organization, year, actor=request.actor)
    if chosen is not None and chosen in {str(month.number) for month in own.to_rate}:
        return redirect(reverse("evaluations:content", args=[year, int(chosen), organization.code]))
    earlier = _left_of_year_before(request.actor, organization, year)
    return render(request, "evaluations/choose.html", {"own": own, "earlier": earlier})
