"""The kinds of paper: whose they are, what they ask for, and what draws them."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

from documents.contexts import KINDS
from documents.parts import PaperContext
from evaluations.printing import blank_sheet_context, sheet_context
from organizations.refusals import Obstacle, Refusal
from plans.querysets import framework_for, plan_for
from recognition.printing import draft_context
from recognition.year import no_plan
from registrations.models import Registration
from registrations.printing import registration_context
from registrations.reading import values_as_sent, values_for
from registrations.workflow import Status as RegistrationStatus

from .wanted import Wanted, member_of, month_of, not_sent, sheet_of


class Whose(enum.Enum):
    """Whose paper it is: of a cell or committee, of a cell alone, of a committee alone."""

    UNIT = enum.auto()
    CELL = enum.auto()
    COMMITTEE = enum.auto()


class Asks(enum.Enum):
    """What part of the year a paper is about."""

    YEAR = enum.auto()
    MONTH = enum.auto()
    HALF_OR_YEAR = enum.auto()
    """Periods 1–6 are the first six months, all others and none the year."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One kind of paper as it can be drawn without being issued."""

    draw: Callable[[Wanted], PaperContext]
    whose: Whose
    asks: Asks = Asks.YEAR
    has_blank: bool = False
    """Whether there is a form to be filled in by hand."""


def paper_of(kind: str, wanted: Wanted) -> PaperContext:
    """The context of a document; ``Refusal`` where there is nothing to draw it from."""
    if kind not in PAPERS:
        raise Refusal(
            Obstacle(
                "kind_not_available",
                f"Chưa in được loại “{kind}”. Hiện in được: {', '.join(PAPERS)}.",
            )
        )
    return PAPERS[kind].draw(wanted)


def known_kinds() -> list[str]:
    """Every kind of document there is, also those that cannot be drawn here yet."""
    return sorted(KINDS)


def _registration(wanted: Wanted) -> PaperContext:
    organization, year, reader = member_of(wanted), wanted.year, wanted.reader
    if wanted.blank:
        return registration_context(organization, year, today=wanted.today)
    readable = (
        Registration.objects.exclude(status=RegistrationStatus.DRAFT)
        if reader is None
        else Registration.objects.visible_to(reader)
    )
    row = readable.filter(organization=organization, year=year).for_reading().first()
    if row is None:
        raise Refusal(not_sent(wanted, f"đăng ký năm {year}"))
    values = values_as_sent(row) if reader is None else values_for(reader, row)
    return registration_context(organization, year, row, values=values, today=wanted.today)


def _sheet(wanted: Wanted) -> PaperContext:
    month = month_of(wanted)
    if not wanted.blank:
        return sheet_context(sheet_of(wanted, month))
    organization, year = member_of(wanted), wanted.year
    plan = plan_for(organization, year)
    framework = framework_for(plan, organization.kind, year) if plan else None
    if framework is None:
        raise Refusal(no_plan(organization, year))
    return blank_sheet_context(organization, year, month, framework)


def _of_the_year(kind: str) -> Callable[[Wanted], PaperContext]:
    return lambda wanted: draft_context(kind, wanted.committee, wanted.year, day=wanted.today)


PAPERS: dict[str, Paper] = {
    "registration": Paper(draw=_registration, whose=Whose.UNIT, has_blank=True),
    "sheet": Paper(draw=_sheet, whose=Whose.UNIT, asks=Asks.MONTH, has_blank=True),
    "year-table": Paper(draw=_of_the_year("year-table"), whose=Whose.COMMITTEE),
    "minutes": Paper(draw=_of_the_year("minutes"), whose=Whose.COMMITTEE),
    "recognition": Paper(draw=_of_the_year("recognition"), whose=Whose.COMMITTEE),
    "commendation": Paper(draw=_of_the_year("commendation"), whose=Whose.COMMITTEE),
    "revocation": Paper(draw=_of_the_year("revocation"), whose=Whose.COMMITTEE),
    "proposal": Paper(draw=_of_the_year("proposal"), whose=Whose.COMMITTEE),
}
"""Every kind that can be drawn, in the order of a year."""
