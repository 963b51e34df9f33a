"""The kinds of paper: whose they are, what they ask for, and what draws them."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

from documents.contexts import JOINED, KINDS
from documents.parts import PaperContext
from evaluations import periods
from evaluations.models import YEAR
from evaluations.printing import (
    blank_minutes_context,
    blank_self_review_context,
    blank_sheet_context,
    minutes_context,
    monthly_summary_context,
    self_review_context,
    sheet_context,
)
from organizations.refusals import Refusal
from plans.models import Framework
from plans.querysets import framework_for, plan_for
from recognition.printing import draft_context
from recognition.year import no_plan
from registrations.models import Registration
from registrations.printing import registration_context, registration_list_context
from registrations.reading import values_as_sent, values_for
from registrations.workflow import Status as RegistrationStatus

from .assignments import assignments_context
from .reports import cell_report_context, report_context
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
    made_final: bool = False
    """Whether its print is made final (Chốt bản in) rather than issued with a number (§4)."""

    def lacks_its_month(self, period: int | None) -> bool:
        """Whether it is of one month, and the period is none."""
        return self.asks is Asks.MONTH and period not in periods.MONTHS


def paper_of(kind: str, wanted: Wanted) -> PaperContext:
    """The context of a document; ``Refusal`` where there is nothing to draw it from."""
    return PAPERS[kind].draw(wanted)


def known_kinds() -> list[str]:
    """Every kind of document there is, files of several papers among them."""
    return sorted(KINDS | JOINED)


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


def _registration_list(wanted: Wanted) -> PaperContext:
    return registration_list_context(wanted.committee, wanted.year, today=wanted.today)


def _sheet(wanted: Wanted) -> PaperContext:
    month = month_of(wanted)
    if not wanted.blank:
        return sheet_context(sheet_of(wanted, month))
    return blank_sheet_context(member_of(wanted), wanted.year, month, _framework(wanted))


def _cell_minutes(wanted: Wanted) -> PaperContext:
    month = month_of(wanted)
    if not wanted.blank:
        return minutes_context(sheet_of(wanted, month))
    return blank_minutes_context(member_of(wanted), wanted.year, month, _framework(wanted))


def _framework(wanted: Wanted) -> Framework:
    organization, year = wanted.organization, wanted.year
    plan = plan_for(organization, year)
    framework = framework_for(plan, organization.kind, year) if plan else None
    if framework is None:
        raise Refusal(no_plan(organization, year))
    return framework


def _monthly_summary(wanted: Wanted) -> PaperContext:
    month = month_of(wanted)
    return monthly_summary_context(wanted.committee, wanted.year, month, today=wanted.today)


def _self_review(wanted: Wanted) -> PaperContext:
    if wanted.blank:
        return blank_self_review_context(member_of(wanted), wanted.year)
    return self_review_context(sheet_of(wanted, YEAR), today=wanted.today)


def _of_the_year(kind: str) -> Callable[[Wanted], PaperContext]:
    return lambda wanted: draft_context(kind, wanted.committee, wanted.year, day=wanted.today)


def _of_committee(kind: str, *, made_final: bool = False) -> Paper:
    return Paper(draw=_of_the_year(kind), whose=Whose.COMMITTEE, made_final=made_final)


PAPERS: dict[str, Paper] = {
    "registration": Paper(draw=_registration, whose=Whose.UNIT, has_blank=True, made_final=True),
    "registration-list": Paper(draw=_registration_list, whose=Whose.COMMITTEE, made_final=True),
    "assignments": Paper(draw=assignments_context, whose=Whose.COMMITTEE),
    "sheet": Paper(draw=_sheet, whose=Whose.UNIT, asks=Asks.MONTH, has_blank=True, made_final=True),
    "cell-minutes": Paper(
        draw=_cell_minutes, whose=Whose.UNIT, asks=Asks.MONTH, has_blank=True, made_final=True
    ),
    "monthly-summary": Paper(
        draw=_monthly_summary, whose=Whose.COMMITTEE, asks=Asks.MONTH, made_final=True
    ),
    "half-year": _of_committee("half-year", made_final=True),
    "year-table": _of_committee("year-table", made_final=True),
    "self-review": Paper(draw=_self_review, whose=Whose.UNIT, has_blank=True, made_final=True),
    "cell-report": Paper(draw=cell_report_context, whose=Whose.CELL, asks=Asks.HALF_OR_YEAR),
    "report": Paper(draw=report_context, whose=Whose.COMMITTEE, asks=Asks.HALF_OR_YEAR),
    **{
        kind: _of_committee(kind)
        for kind in (
            "ballot",
            "minutes",
            "recognition",
            "commendation",
            "certificate",
            "revocation",
            "proposal",
        )
    },
}
"""Every kind that can be drawn, in the order of a year."""
