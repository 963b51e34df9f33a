"""The stage of the demo: a clock, the people, and acts that happen in the order of their time.

Every act goes through the services, by the person who would do it, at a moment that lies before
``now``; what is planned for later simply has not happened yet.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth.hashers import make_password

from evaluations.reading import criteria_of
from organizations.actors import Actor
from organizations.formats import LOCAL, local_date
from organizations.models import Organization
from plans.models import Criterion
from plans.querysets import framework_for, plan_for
from registrations.models import Registration

Act = Callable[[dt.datetime], object]


class Stage:
    """What has happened so far, and what is planned."""

    def __init__(self, now: dt.datetime, password: str) -> None:
        self.now = now
        # Hashed once for all accounts: hashing is made to take long.
        self.password = make_password(password)
        self.today = local_date(now)
        self.last_year = self.today.year - 1
        self.organizations: dict[str, Organization] = {}
        self.people: dict[str, Actor] = {}
        self._planned: list[tuple[dt.datetime, int, Act]] = []
        self._criteria: dict[tuple[str, int], list[Criterion]] = {}

    def plan(self, when: dt.datetime, act: Act) -> None:
        """Let ``act`` happen at ``when``, unless that lies after now."""
        if when <= self.now:
            self._planned.append((when, len(self._planned), act))

    def play(self) -> None:
        """Let everything planned happen, in the order of time."""
        for when, _, act in sorted(self._planned, key=lambda planned: planned[:2]):
            act(when)
        self._planned.clear()

    def actor(self, username: str, when: dt.datetime) -> Actor:
        """The person with that account, acting at that moment."""
        return replace(self.people[username], today=local_date(when))

    def keyer(self, code: str) -> str:
        """Who keys in for an organisation: its secretary, or the office for the committee."""
        return "vanphong" if self.organizations[code].is_committee else code.lower()

    def criteria(self, code: str, year: int) -> list[Criterion]:
        """The criteria that the organisation is measured by."""
        organization = self.organizations[code]
        key = (organization.kind, year)
        if key not in self._criteria:
            plan = plan_for(organization, year)
            framework = framework_for(plan, organization.kind, year) if plan else None
            self._criteria[key] = criteria_of(framework)
        return self._criteria[key]

    def registration(self, code: str, year: int) -> Registration:
        """A registration as it stands."""
        return Registration.objects.select_related("organization", "plan").get(
            organization=self.organizations[code], year=year
        )


def at(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    """A moment of a day in Vietnam."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=LOCAL)


def working_day(day: dt.date, step: int) -> dt.date:
    """``day``, or the nearest day that is no Saturday or Sunday in that direction (1 or −1)."""
    while day.weekday() > 4:
        day += dt.timedelta(days=step)
    return day
