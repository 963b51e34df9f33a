"""Who prints what: a cell its own papers, an office those of its committee and of its cells."""

import datetime as dt
from dataclasses import dataclass

from documents.numbering import KIND_LABELS
from organizations.actors import Actor
from organizations.models import Organization, Role
from organizations.tree import authority_on

from .kinds import PAPERS, Asks, Whose
from .wanted import Wanted


@dataclass(frozen=True)
class Offer:
    """A kind of paper that somebody can print."""

    kind: str
    label: str
    has_blank: bool


def may_print(actor: Actor, kind: str, organization: Organization) -> bool:
    """Whether the actor prints papers of a kind about an organisation that it sees.

    What of it was not sent yet is a question of the rows (``Wanted.reader``).
    """
    whose = PAPERS[kind].whose
    if whose is Whose.COMMITTEE:
        return organization.is_committee and actor.works_for(organization, Role.OFFICE)
    if whose is Whose.CELL and (organization.is_committee or actor.role == Role.WATCHER):
        return False
    return actor.role in (Role.SECRETARY, Role.OFFICE, Role.WATCHER)


def offers_to(actor: Actor, organization: Organization) -> list[Offer]:
    """The papers about an organisation that the actor can print, in the order of a year."""
    return [
        Offer(kind, KIND_LABELS[kind], paper.has_blank)
        for kind, paper in PAPERS.items()
        if may_print(actor, kind, organization)
    ]


def lived_in(organization: Organization, year: int) -> bool:
    """Whether it lived on a day of the year: of other years there is no paper."""
    ended = organization.ended_on
    return organization.founded_on.year <= year and (ended is None or year <= ended.year)


def wanted_by(
    actor: Actor, kind: str, year: int, code: str, *, period: int | None, blank: bool
) -> Wanted | None:
    """What an address asks for; None where for this reader there is no such thing.

    A paper of a month without one is that of the last month that ended.
    """
    organization = Organization.objects.visible_to(actor).filter(code=code).first()
    if organization is None or kind not in PAPERS or not may_print(actor, kind, organization):
        return None
    if not lived_in(organization, year):
        return None
    last = dt.date(year, 12, 31)
    paper = PAPERS[kind]
    if paper.lacks_its_month(period):
        period = _last_month(year, actor.today)
    above = None
    if not organization.is_committee:
        above = authority_on(organization, organization.read_on(last))
    return Wanted(
        committee=above or organization,
        organization=organization,
        year=year,
        period=None if paper.asks is Asks.YEAR else period,
        blank=blank and paper.has_blank,
        today=actor.today,
        reader=actor,
    )


def _last_month(year: int, today: dt.date) -> int:
    if year != today.year:
        return 12 if year < today.year else 1
    return max(today.month - 1, 1)
