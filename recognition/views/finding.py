"""Years, reviews and decisions as the person who asks may find them."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from organizations.pages import committee_of
from organizations.permissions import ActingRequest

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
