"""The rows of a workbook, and what they rest on, read once for many of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass

from organizations.formats import local_date
from organizations.models import Organization
from plans.models import Criterion, Framework, Plan
from plans.querysets import framework_for, plans_for

from ...models import Evaluation
from ...reading import all_sent_values, criteria_of
from ...values import Values
from ...workflow import Status


@dataclass(frozen=True, kw_only=True)
class ImportedSheet:
    """What a row says; ``silent`` names fields that the file does not carry: never compared."""

    organization: Organization
    year: int
    period: int
    values: Values
    sent_on: dt.date
    settled_on: dt.date | None = None
    silent: Collection[str] = ()


class Known:
    """Plans, frameworks and sheets around some rows; queries by years and frameworks alone."""

    def __init__(self, rows: Iterable[ImportedSheet]) -> None:
        self._plans: dict[tuple[int, int], Plan] = {}
        self._sheets: dict[tuple[int, int], dict[int, Evaluation]] = defaultdict(dict)
        self._frameworks: dict[tuple[int, str, int], Framework | None] = {}
        self._criteria: dict[int, list[Criterion]] = {}
        wanted = {(row.organization.pk, row.year, row.period) for row in rows}
        by_year: dict[int, dict[int, Organization]] = defaultdict(dict)
        for row in rows:
            by_year[row.year][row.organization.pk] = row.organization
        for year, organizations in by_year.items():
            self._read_year(organizations.values(), year)
        self._sent = all_sent_values(
            sheet
            for (organization, year), sheets in self._sheets.items()
            for period, sheet in sheets.items()
            if sheet.status != Status.DRAFT and (organization, year, period) in wanted
        )

    def _read_year(self, organizations: Iterable[Organization], year: int) -> None:
        for organization, plan in plans_for(organizations, year).items():
            self._plans[organization, year] = plan
        for sheet in Evaluation.objects.of_year(organizations, year).select_related(
            "organization", "plan", "framework"
        ):
            self.keep(sheet)

    def keep(self, sheet: Evaluation) -> None:
        """Know a sheet; also one that is stored later, which the rows after it then meet."""
        self._sheets[sheet.organization_id, sheet.year][sheet.period] = sheet

    def plan_of(self, row: ImportedSheet) -> Plan | None:
        """The plan that the organisation of a row follows."""
        return self._plans.get((row.organization.pk, row.year))

    def sheet_of(self, row: ImportedSheet) -> Evaluation | None:
        """The sheet of a row, if there is one."""
        return self.sheets_beside(row).get(row.period)

    def sheets_beside(self, row: ImportedSheet) -> dict[int, Evaluation]:
        """All sheets of that organisation and year, by period."""
        return self._sheets[row.organization.pk, row.year]

    def sheets_then(self, row: ImportedSheet) -> dict[int, Evaluation]:
        """All sheets of that organisation and year as they stood when the row was sent.

        Days are all that a workbook knows: what was done on that same day was done by then.
        """
        found = {}
        for period, sheet in self.sheets_beside(row).items():
            sent_at, settled_at = sheet.counts_as_sent_at, sheet.settled_at
            if sent_at is None or local_date(sent_at) > row.sent_on:
                continue
            if settled_at is not None and local_date(settled_at) > row.sent_on:
                sheet = copy(sheet)
                sheet.status = Status.SUBMITTED
            found[period] = sheet
        return found

    def sent_values(self, sheet: Evaluation) -> Values | None:
        """What was last sent of a sheet; None where nothing was, and of a draft."""
        return self._sent.get(sheet.pk)

    def framework_for(self, plan: Plan, kind: str, year: int) -> Framework | None:
        """As ``plans.querysets.framework_for``."""
        key = plan.pk, kind, year
        if key not in self._frameworks:
            self._frameworks[key] = framework_for(plan, kind, year)
        return self._frameworks[key]

    def criteria_of(self, framework: Framework | None) -> list[Criterion]:
        """As ``reading.criteria_of``."""
        if framework is None:
            return []
        if framework.pk not in self._criteria:
            self._criteria[framework.pk] = criteria_of(framework)
        return self._criteria[framework.pk]
