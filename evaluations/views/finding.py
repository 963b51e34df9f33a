"""From an address to a sheet, within what the reader may see; foreign looks like absent."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from organizations.actors import Actor
from organizations.models import Organization, Role
from organizations.permissions import ActingRequest, keys_in_for, settles_for

from ..models import Evaluation
from ..pages import SheetPage
from ..reading import new_row

READERS = (Role.SECRETARY, Role.OFFICE, Role.WATCHER)


def known_year(year: int) -> None:
    """Years outside of what a committee can have on record do not exist."""
    if not 2000 <= year <= 2100:
        raise Http404


def sheet_page(request: ActingRequest, year: int, period: int, code: str) -> SheetPage:
    """The sheet of an address; one that nobody has begun, or whose draft is not the reader's to
    see, is there without being stored. Raises ``Http404`` for what is foreign, and ``Refusal``
    where no plan governs the year.
    """
    known_year(year)
    actor = request.actor
    organization = get_object_or_404(Organization.objects.visible_to(actor), code=code)
    evaluation = (
        Evaluation.objects.visible_to(actor)
        .filter(organization=organization, year=year, period=period)
        .select_related("organization", "plan", "framework")
        .first()
    )
    if evaluation is None:
        evaluation = new_row(organization, year, period, by=actor, now=timezone.now())
        if keys_in_for(actor, organization) and not _would_read(actor, evaluation):
            raise Http404
    return SheetPage(organization, evaluation, actor)


def _would_read(actor: Actor, evaluation: Evaluation) -> bool:
    """Whether somebody other than its own side would read this sheet if it was sent."""
    if actor.role == Role.WATCHER:
        return True
    return settles_for(actor, evaluation.organization, evaluation.read_on) is None


def form_context(page: SheetPage, title: str, explanation: str, *, submit: str) -> dict[str, str]:
    """What the page of one act on a sheet says around its form."""
    return {
        "title": title,
        "lead": f"{page.name} – {page.title}",
        "explanation": explanation,
        "submit": submit,
        "parent_label": page.title,
        "back_url": page.url(),
    }
