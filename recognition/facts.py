"""Collects each organisation's year from the rows into the plain facts of the rules.

A fixed number of queries, however many organisations. Rows are read as they stand today; the day
that is given only says which deadlines have passed, so a past year gives the same answer under
its own plan, names and parents (E14).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluations import periods
from evaluations.grades import Grade
from evaluations.models import YEAR, Evaluation
from evaluations.months import Standing, month_state
from evaluations.scoring import month_passes
from evaluations.workflow import Rating, Status
from organizations.formats import local_date
from organizations.models import Organization
from plans.models import Plan
from plans.querysets import plans_for
from plans.workflow import Basis
from registrations.models import Registration

from .frozen import Declared
from .models import QualityGrade
from .rules import (
    GradeFact,
    MonthFact,
    RegistrationFact,
    SelfReviewFact,
    Thresholds,
    YearFacts,
    full_months,
    last_day_to_register,
)

_OF_SHEETS = (
    "status",
    "due_on",
    "sent_at",
    "settled_at",
    "sent_rating",
    "sent_total",
    "sent_no_meeting",
    "discipline",
    "complaints",
    "disunity",
    "wants_commendation",
)
"""What is read of a sheet and of a self-review."""


@dataclass(frozen=True, slots=True)
class Collected:
    """One organisation's year: the facts of the rules, and what is declared without being one."""

    facts: YearFacts
    declared: Declared


def collect(
    organizations: Iterable[Organization],
    year: int,
    date: dt.date,
    plans: Mapping[int, Plan] | None = None,
) -> dict[int, Collected]:
    """The facts of ``year`` per organisation, by its key; who has no plan is left out (B2).

    ``date`` says which deadlines have passed. ``plans``: those that govern, where the caller has
    them already (``plans_for``).
    """
    everyone = list(organizations)
    governing = plans_for(everyone, year) if plans is None else plans
    keys = [organization.pk for organization in everyone]
    registrations = {
        row.organization_id: row
        for row in Registration.objects.filter(organization__in=keys, year=year)
        .only("organization", "status", "sent_at", "first_sent_at", "settled_at")
        .order_by()
    }
    sheets = {
        (row.organization_id, row.period): row
        for row in Evaluation.objects.filter(organization__in=keys, year=year)
        .only("organization", "period", *_OF_SHEETS)
        .order_by()
    }
    grades = {
        row.organization_id: row
        for row in QualityGrade.objects.filter(organization__in=keys, year=year).order_by()
    }
    found: dict[int, Collected] = {}
    for organization in everyone:
        plan = governing.get(organization.pk)
        if plan is None:
            continue
        review = sheets.get((organization.pk, YEAR))
        facts = YearFacts(
            registration=_registration(
                registrations.get(organization.pk), organization, plan, year, date
            ),
            self_review=_self_review(review, plan, year, date),
            months=tuple(
                _month(sheets.get((organization.pk, month)), organization, plan, year, month, date)
                for month in range(1, 13)
            ),
            grade=_grade(grades.get(organization.pk)),
            full_months=full_months(year, organization.founded_on, organization.ended_on),
            alive_at_year_end=organization.lives_on(dt.date(year, 12, 31)),
        )
        found[organization.pk] = Collected(facts, _declared(review))
    return found


def thresholds_of(plan: Plan) -> Thresholds:
    """What a plan asks of a year, as the rules read it."""
    return Thresholds(
        required_months=plan.min_pass_months,
        month_min_points=plan.month_min_points,
        year_min_points=plan.year_min_points,
        basis=Basis(plan.basis),
        pro_rata=plan.pro_rata,
    )


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else local_date(moment)


def _registration(
    row: Registration | None,
    organization: Organization,
    plan: Plan,
    year: int,
    date: dt.date,
) -> RegistrationFact:
    on_time_until = plan.registration_last_day(organization.kind, year)
    standing = Standing.of(row.status if row else None)
    deadline_passed = date > last_day_to_register(on_time_until, organization.founded_on)
    if row is None or standing is Standing.NONE:
        return RegistrationFact(
            standing=Standing.NONE, on_time_until=on_time_until, deadline_passed=deadline_passed
        )
    return RegistrationFact(
        standing=standing,
        on_time_until=on_time_until,
        deadline_passed=deadline_passed,
        first_sent_on=_day(row.counts_as_sent_at),
        accepted_on=_day(row.settled_at),
        source=row.pk,
    )


def _self_review(row: Evaluation | None, plan: Plan, year: int, date: dt.date) -> SelfReviewFact:
    due_on = dt.date(year, 12, 31)
    standing = Standing.of(row.status if row else None)
    if row is None or standing is Standing.NONE:
        return SelfReviewFact(standing=Standing.NONE, due_on=due_on, due_passed=date > due_on)
    return SelfReviewFact(
        standing=standing,
        due_on=due_on,
        due_passed=date > due_on,
        requests=row.sent_rating == Rating.PASS,
        points=row.sent_total if plan.basis == Basis.SELF_REVIEW else None,
        sent_on=_day(row.sent_at),
        confirmed_on=_day(row.settled_at),
        source=row.pk,
    )


def _declared(row: Evaluation | None) -> Declared:
    if row is None or row.status != Status.CONFIRMED:
        return Declared()
    return Declared(
        discipline=row.discipline,
        complaints=row.complaints,
        disunity=row.disunity,
        wants_commendation=row.wants_commendation,
    )


def _month(
    row: Evaluation | None,
    organization: Organization,
    plan: Plan,
    year: int,
    month: int,
    date: dt.date,
) -> MonthFact:
    """A sheet keeps the due day under which it was begun; without one the plan's holds (B2)."""
    standing = Standing.of(row.status if row else None)
    sent = row if standing is not Standing.NONE else None
    rating = Rating(sent.sent_rating) if sent and sent.sent_rating else None
    points = sent.sent_total if sent and not sent.sent_no_meeting else None
    state = month_state(
        alive=organization.lives_on(periods.last_day(year, month)),
        standing=standing,
        passes=month_passes(rating, points, plan.month_min_points),
        no_meeting=sent is not None and sent.sent_no_meeting,
        due_on=row.due_on if row else plan.due_on(year, month),
        today=date,
    )
    return MonthFact(
        month=month, state=state, rating=rating, points=points, source=sent.pk if sent else None
    )


def _grade(row: QualityGrade | None) -> GradeFact:
    if row is None or not row.decided:
        return GradeFact()
    return GradeFact(decided=Grade(row.decided), decided_on=row.decided_on, source=row.pk)
