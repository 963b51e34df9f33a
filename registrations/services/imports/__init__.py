"""Bringing in registrations from a workbook."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction

from organizations.actors import Actor
from organizations.formats import local_date
from organizations.models import Organization
from organizations.refusals import Refusal, refuse_if
from plans.models import Plan
from plans.querysets import plans_for

from ...models import Registration, RegistrationVersion
from ...submission import Imported
from ...values import day_obstacles
from ..writing import Told, tell
from .adding import NewRegistration, new_registration, store
from .comparing import meet
from .rows import HEADINGS, ImportedRegistration, row_obstacles

__all__ = ["HEADINGS", "ImportedRegistration", "import_registrations"]

# Whose registration of which year a row is.
Named = tuple[Organization, int, ImportedRegistration]


@transaction.atomic
def import_registrations(
    rows: Sequence[Named], *, by: Actor, now: dt.datetime
) -> list[Imported | Refusal]:
    """Bring in rows in their order, no registration twice; says of each what became of it.

    One that is not there is added as sent, and accepted where the row says so. An equal one is
    left alone; an equal one that waits and is accepted in the row gets accepted; a differing one
    is refused, naming both values. Lateness asks no reason here. What is read and added takes the
    same few queries for many rows; where a row is refused, the caller takes back the others.
    """
    if not by.is_import:
        raise ValueError("Only an import brings in registrations.")
    known = Known(rows)
    outcomes: list[Imported | Refusal] = []
    added: dict[int, NewRegistration] = {}
    settled: list[Told] = []
    for place, (organization, year, row) in enumerate(rows):
        key = organization.pk, year
        try:
            refuse_if(day_obstacles(organization, year, row.sent_on))
            refuse_if(row_obstacles(organization, row, local_date(now)))
            if there := known.registrations.get(key):
                outcomes.append(meet(there, known.sent.get(there.pk), row, settled, by=by, now=now))
            else:
                plan = known.plans.get(key)
                added[place] = new_registration(plan, organization, year, row, by=by, now=now)
                outcomes.append(Imported.ADDED)
        except Refusal as refusal:
            outcomes.append(refusal)
    tell(settled, by=by, now=now)
    for place, refused in store(added, by=by, now=now).items():
        outcomes[place] = refused
    return outcomes


class Known:
    """What rows rest on, by organisation and year: plans, registrations and their last sending."""

    def __init__(self, rows: Iterable[Named]) -> None:
        self.plans: dict[tuple[int, int], Plan] = {}
        self.registrations: dict[tuple[int, int], Registration] = {}
        by_year: dict[int, list[Organization]] = defaultdict(list)
        for organization, year, _ in rows:
            by_year[year].append(organization)
        for year, organizations in by_year.items():
            for key, plan in plans_for(organizations, year).items():
                self.plans[key, year] = plan
            for one in Registration.objects.filter(
                organization__in=organizations, year=year
            ).select_related("organization", "plan"):
                self.registrations[one.organization_id, year] = one
        # the last of each is what counts
        self.sent: dict[int, RegistrationVersion] = {
            version.registration_id: version
            for version in RegistrationVersion.objects.filter(
                registration__in=list(self.registrations.values()), kind="sent", taken_back=False
            ).order_by("number")
        }
