"""The year by the rules for a home page, or nothing where no plan governs it."""

import datetime as dt

from organizations.actors import Actor
from organizations.models import Organization
from organizations.refusals import Refusal
from recognition.year import YearReport, YearRow, report_for, year_of


def row_of(organization: Organization, today: dt.date) -> YearRow | None:
    """This year of one organisation; None without a plan, and once it has ended (E13)."""
    if not organization.lives_on(today):
        return None
    try:
        return year_of(organization, today.year, today)
    except Refusal:
        return None


def report_of(actor: Actor) -> YearReport | None:
    """This year of all that the actor reads; None without a plan."""
    try:
        return report_for(actor, actor.today.year)
    except Refusal:
        return None
