"""Years, reviews and decisions as the person who asks may find them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from organizations.models import Role
from organizations.pages import committee_of
from organizations.permissions import ActingRequest
from organizations.refusals import Refusal

from ..models import Review


def known(year: int) -> None:
    """Years outside of what a committee can have on record do not exist."""
    if not 2000 <= year <= 2100:
        raise Http404


def review_of(request: ActingRequest, year: int) -> Review:
    """The review of one's own committee; another's looks like none."""
    known(year)
    return get_object_or_404(
        Review.objects.select_related("authority"), authority=committee_of(request), year=year
    )


def says_where_no_plan(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Nothing is computed in a year without a plan, and the page says so (B2)."""

    @wraps(view)
    def shown(request: ActingRequest, year: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, year, *args, **kwargs)
        except Refusal as refusal:
            if refusal.codes != {"no_plan"}:
                raise
            context = {"the_year": year, "office": request.actor.role == Role.OFFICE}
            status = 422 if request.method == "POST" else 200
            return render(request, "recognition/no_plan.html", context, status=status)

    return shown
