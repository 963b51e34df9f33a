"""From an address to an organisation and its registration, within what the actor may see."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from organizations.models import Organization
from organizations.permissions import ActingRequest
from organizations.tree import name_on
from plans.models import Plan
from plans.querysets import plan_for

from ..models import Registration
from ..wording import reads_as_own


@dataclass
class Found:
    """What an address stands for; ``registration`` is None where the actor can read none."""

    organization: Organization
    year: int
    name: str
    plan: Plan | None
    registration: Registration | None
    own: bool

    @property
    def version(self) -> int:
        """The version to send along with an act; 0 where there is nothing yet."""
        return self.registration.version if self.registration is not None else 0


def find(request: ActingRequest, year: int, code: str) -> Found:
    """What the address stands for; foreign organisations look like absent ones."""
    if not 2000 <= year <= 2100:
        raise Http404
    organization = get_object_or_404(Organization.objects.visible_to(request.actor), code=code)
    registration = (
        Registration.objects.visible_to(request.actor)
        .of_year([organization], year)
        .for_reading()
        .first()
    )
    return Found(
        organization=organization,
        year=year,
        name=name_on(organization, organization.read_on(request.actor.today)),
        plan=plan_for(organization, year),
        registration=registration,
        own=reads_as_own(request.actor, organization),
    )


def find_sent(request: ActingRequest, year: int, code: str) -> tuple[Found, Registration]:
    """The same, where there has to be a registration that the actor can read."""
    found = find(request, year, code)
    if found.registration is None:
        raise Http404
    return found, found.registration
