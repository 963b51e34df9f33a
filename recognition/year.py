"""The year of a committee by the rules: one row per organisation, the counts and the limits.

The pages, the commands and the printed tables all draw from ``year_report``.
"""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from organizations.actors import Actor
from organizations.formats import cut_down
from organizations.models import Kind, Organization, OrganizationVersion, Role
from organizations.querysets import covering
from organizations.refusals import Obstacle, Refusal
from organizations.tree import name_on
from plans.models import Plan
from plans.querysets import plans_for

from .facts import Collected, collect, thresholds_of
from .frozen import Declared
from .models import Commendation, Recognition
from .rules import Assessment, Check, Outcome, YearFacts, assess, exemplary_cap
from .waiting import office_holds_up


@dataclass(frozen=True, slots=True)
class YearRow:
    """One organisation's year: name and parent are those of 31/12 or of its last day (A3)."""

    organization: Organization
    name: str
    name_sorted: str
    plan: Plan
    facts: YearFacts
    assessment: Assessment
    declared: Declared


@dataclass(frozen=True, slots=True)
class YearReport:
    """The year of a committee: ``rows`` by code, and its own organisation beside them.

    ``plan`` governs the committee itself; its share is that of the exemplary (E8). ``date`` says
    which deadlines have passed. ``recognised``, ``commended``: what it gave that is in force.
    """

    committee: Organization
    year: int
    date: dt.date
    plan: Plan
    rows: tuple[YearRow, ...]
    own: YearRow
    recognised: tuple[Recognition, ...] = ()
    commended: tuple[Commendation, ...] = ()

    @property
    def keys(self) -> frozenset[int]:
        """The organisations of the rows."""
        return frozenset(row.organization.pk for row in self.rows)

    @property
    def exemplary(self) -> tuple[YearRow, ...]:
        """Those eligible and excellent (E8)."""
        return tuple(row for row in self.rows if row.assessment.exemplary_eligible)

    def of(self, outcome: Outcome) -> tuple[YearRow, ...]:
        """The rows with that outcome."""
        return tuple(row for row in self.rows if row.assessment.outcome is outcome)

    @property
    def eligible(self) -> tuple[YearRow, ...]:
        """Those that may be recognised."""
        return self.of(Outcome.ELIGIBLE)

    @property
    def open(self) -> tuple[YearRow, ...]:
        """Those on whom nothing can be concluded yet."""
        return self.of(Outcome.OPEN)

    @property
    def held_up(self) -> tuple[YearRow, ...]:
        """Those among them on whom the office could conclude more by settling what it has."""
        return tuple(
            row
            for row in self.open
            if office_holds_up(row.facts, thresholds_of(row.plan), row.assessment)
        )

    @property
    def projected_exemplary_cap(self) -> int:
        """How many could be chosen if all that are eligible were recognised (E8)."""
        return self._cap(row.organization.kind for row in self.eligible)

    @property
    def exemplary_cap(self) -> int:
        """How many may be commended among those recognised (E8)."""
        return self._cap(given.kind for given in self.recognised)

    def only(self, keys: Collection[int]) -> "YearReport":
        """The same report with the rows of some organisations."""
        return dataclasses.replace(
            self, rows=tuple(row for row in self.rows if row.organization.pk in keys)
        )

    def row_of(self, organization: Organization) -> YearRow | None:
        """The row of one organisation, the committee's own among them."""
        return next(
            (row for row in (*self.rows, self.own) if row.organization.pk == organization.pk), None
        )

    def _cap(self, kinds: Any) -> int:
        """The sum of the whole parts per kind of organisation."""
        pools = Counter(kinds)
        return sum(exemplary_cap(pool, self.plan.exemplary_share) for pool in pools.values())


def year_report(committee: Organization, year: int, date: dt.date) -> YearReport:
    """Run the rules on every organisation under ``committee`` on 31/12, in constant queries.

    Raises ``Refusal`` where no plan governs the year: then nothing is computed (B2).
    """
    versions = _versions(_below(committee, year) | Q(organization=committee), year)
    rows = _rows(versions, year, date, _plans(versions, year))
    own = next((row for row in rows if row.organization.pk == committee.pk), None)
    if own is None:
        raise Refusal(no_plan(committee, year))
    return YearReport(
        committee=committee,
        year=year,
        date=date,
        plan=own.plan,
        rows=tuple(row for row in rows if row is not own),
        own=own,
        recognised=tuple(Recognition.objects.by(committee, year).in_force()),
        commended=tuple(Commendation.objects.by(committee, year).in_force()),
    )


def rows_below(
    committee: Organization, year: int, date: dt.date, *, among: Collection[int] | None = None
) -> tuple[Plan, list[YearRow]]:
    """The committee's plan, and the rows of the organisations under it on 31/12 alone, by code.

    ``among``: only of these, by key. Raises ``Refusal`` where no plan governs the committee's year.
    """
    wanted = _below(committee, year)
    if among is not None:
        wanted &= Q(organization__in=among)
    versions = _versions(wanted, year)
    plans = _plans(versions, year, committee)
    if committee.pk not in plans:
        raise Refusal(no_plan(committee, year))
    return plans[committee.pk], _rows(versions, year, date, plans)


def year_of(organization: Organization, year: int, date: dt.date) -> YearRow:
    """The year of one organisation by the rules, also of one that has ended (then not considered).

    Raises ``Refusal`` where no plan governs it.
    """
    versions = _versions(Q(organization=organization), year)
    rows = _rows(versions, year, date, _plans(versions, year))
    if not rows:
        raise Refusal(no_plan(organization, year))
    return rows[0]


def report_for(actor: Actor, year: int) -> YearReport:
    """The report that an office reads whole and a member for the cells assigned today.

    ``actor`` works for a committee. Raises ``Refusal`` where no plan governs the year.
    """
    assert actor.organization is not None  # noqa: S101 - the view lets nobody else in
    report = year_report(actor.organization, year, actor.today)
    return report.only(actor.watched_ids) if actor.role == Role.WATCHER else report


def no_plan(organization: Organization, year: int) -> Obstacle:
    """Nothing is computed without a plan."""
    name = name_on(organization, dt.date(year, 12, 31))
    return Obstacle(
        "no_plan",
        f"Chưa có kế hoạch hiệu lực cho năm {year} của {name} nên chưa tính được kết quả. Cần "
        "một kế hoạch được văn phòng đưa vào hiệu lực tại mục Kế hoạch.",
    )


def _below(committee: Organization, year: int) -> Q:
    """The versions of those that live under the committee on 31/12."""
    year_end = dt.date(year, 12, 31)
    lives = Q(organization__ended_on__isnull=True) | Q(organization__ended_on__gte=year_end)
    return covering(year_end) & Q(parent=committee) & lives


def _versions(wanted: Q, year: int) -> list[OrganizationVersion]:
    """Of each organisation the version of 31/12, or of its last day of life, by code."""
    found = (
        OrganizationVersion.objects.filter(wanted, from_date__lte=dt.date(year, 12, 31))
        .select_related("organization")
        .order_by("organization__code", "from_date")
    )
    return list({version.organization_id: version for version in found}.values())


def _plans(
    versions: list[OrganizationVersion], year: int, *others: Organization
) -> dict[int, Plan]:
    """The plans of the organisations with these versions, and of the others."""
    return plans_for(
        [*others, *(version.organization for version in versions)],
        year,
        {version.organization_id: version.parent_id for version in versions},
    )


def _rows(
    versions: list[OrganizationVersion], year: int, date: dt.date, plans: Mapping[int, Plan]
) -> list[YearRow]:
    collected = collect([version.organization for version in versions], year, date, plans)
    return [
        _row(version, plans[version.organization_id], collected[version.organization_id])
        for version in versions
        if version.organization_id in collected
    ]


def _row(version: OrganizationVersion, plan: Plan, collected: Collected) -> YearRow:
    return YearRow(
        organization=version.organization,
        name=version.name,
        name_sorted=version.name_sorted,
        plan=plan,
        facts=collected.facts,
        assessment=assess(collected.facts, thresholds_of(plan)),
        declared=collected.declared,
    )


def as_json(report: YearReport) -> dict[str, Any]:
    """The report as ``year_report --format json`` prints it: plain values only."""
    return {
        "committee": report.committee.code,
        "year": report.year,
        "plan": report.plan.number,
        "date": report.date.isoformat(),
        "eligible_count": len(report.eligible),
        "recognised_count": len(report.recognised),
        "exemplary_count": len(report.commended),
        "exemplary_cap": report.exemplary_cap,
        "projected_exemplary_cap": report.projected_exemplary_cap,
        "units": [_unit(row) for row in report.rows],
        "self": _unit(report.own),
    }


def _unit(row: YearRow) -> dict[str, Any]:
    found = row.assessment
    return {
        "code": row.organization.code,
        "name": row.name,
        "kind": Kind(row.organization.kind).value,
        "registration": row.facts.registration.summary,
        "pass_months": found.pass_months,
        "required_months": found.required_months,
        "fail_months": found.fail_months,
        "awaiting_months": list(found.awaiting_months),
        "missing_months": list(found.missing_months),
        "points": None if found.points is None else _points(cut_down(found.points)),
        "grade": None if found.grade is None else found.grade.value,
        "checks": [_check(check) for check in found.checks],
        "outcome": found.outcome.value,
        "exemplary_eligible": found.exemplary_eligible,
    }


def _points(points: Decimal) -> str:
    return f"{points:.2f}"


def _check(check: Check) -> dict[str, str]:
    return {
        "code": check.code.value,
        "state": check.state.value,
        "clause": check.clause,
        "required": check.required,
        "found": check.found,
    }
