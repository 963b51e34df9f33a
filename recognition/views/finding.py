"""Years, reviews and decisions as the person who asks may find them."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from organizations.models import Organization
from organizations.permissions import ActingRequest

from ..models import Review


def known(year: int) -> None:
    """Years outside of what a committee can have on record do not exist."""
    if not 2000 <= year <= 2100:
        raise Http404


def committee_of(request: ActingRequest) -> Organization:
    """The committee that an office or a member works for."""
    organization = request.actor.organization
    if organization is None:
        raise Http404
    return organization


def review_of(request: ActingRequest, year: int) -> Review:
    """The review of one's own committee; another's looks like none."""
    known(year)
    return get_object_or_404(
        Review.objects.select_related("authority"), authority=committee_of(request), year=year
    )
