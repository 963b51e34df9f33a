"""Brings a workbook in through the services of every app, all of it or nothing."""

import datetime as dt
import getpass
import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from evaluations.models import YEAR
from evaluations.services import import_evaluations
from organizations.actors import import_actor
from organizations.formats import local_date
from organizations.models import ImportRun, Kind, Organization
from organizations.refusals import Refusal
from plans.querysets import framework_for, plans_for
from plans.services import PlanImport, import_plan
from recognition.services import import_grades
from registrations.services import import_registrations
from registrations.submission import Imported

from .. import layout
from ..batches import batches
from ..opening import content_of
from ..problems import Place
from ..reading import read_workbook
from ..reasons import code_order
from ..rows import EvaluationRow, GradeRow, PlanRow, RegistrationRow, Row
from .organizations import bring_in_organizations
from .session import AT_ONCE, ImportResult, Session
from .values import grade_columns, plan_columns, registration_of, sheet_of

__all__ = ["ImportResult", "import_workbook"]

_Row = TypeVar("_Row", bound=Row)
_OF_A_PLAN = {
    PlanImport.ADDED: Imported.ADDED,
    PlanImport.EQUAL: Imported.EQUAL,
    PlanImport.PUT_IN_FORCE: Imported.COMPLETED,
}


def import_workbook(path: Path, *, now: dt.datetime, dry_run: bool = False) -> ImportResult:
    """Import the file as one ``ImportRun``; ``Refusal`` with everything that is wrong.

    Writes nothing at all when anything is wrong, or on a dry run.
    """
    content = content_of(path)
    workbook, problems = read_workbook(content)
    with transaction.atomic():
        run = ImportRun.objects.create(
            file_name=path.name[:255],
            sha256=hashlib.sha256(content).hexdigest(),
            at=now,
            operator=getpass.getuser(),
        )
        session = Session(workbook, problems, import_actor(run, local_date(now)), now)
        _Import(session).run()
        problems.refuse_if_any()
        transaction.set_rollback(dry_run)
    return session.result


class _Import:
    """One run: brings in sheet by sheet, collecting refusals with their places."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.workbook, self.problems = session.workbook, session.problems
        self.by, self.now = session.by, session.now
        self.known: dict[str, Organization] = {}

    def run(self) -> None:
        """Bring in everything that can be, in the order in which it rests on what is before it."""
        bring_in_organizations(self.session)
        self.known = {
            organization.code: organization for organization in Organization.objects.all()
        }
        if self.problems.touch(layout.ORGANIZATIONS.title):
            return  # without them every other row would be refused too
        self._bring_in(layout.PLANS, self.workbook.plans, self._plans)
        if self.problems.touch(layout.PLANS.title):
            return
        self._check_criteria()
        self._bring_in(layout.REGISTRATIONS, self.workbook.registrations, self._registrations)
        # Months before self-reviews, which keep them as they stood, wherever in the file they are.
        evaluations = sorted(self.workbook.evaluations, key=lambda row: row.period == YEAR)
        self._bring_in(layout.EVALUATIONS, evaluations, self._evaluations)
        self._bring_in(layout.GRADES, self.workbook.grades, self._grades)

    def _bring_in(
        self,
        sheet: layout.Sheet,
        rows: Iterable[_Row],
        act: Callable[[list[tuple[_Row, Organization]]], list[Imported | Refusal]],
    ) -> None:
        """Bring in many rows at a time, each with the organisation that it is about."""
        for batch in batches(rows, AT_ONCE):
            named = [(row, self._organization(sheet, row)) for row in batch]
            outcomes = iter(act([(row, one) for row, one in named if one is not None]))
            for row, organization in named:
                if organization is None:
                    self._report_unknown(sheet, row)
                    continue
                outcome = next(outcomes)
                if isinstance(outcome, Refusal):
                    self.session.report(sheet, row, outcome)
                else:
                    self.session.result.note(sheet, row, outcome)

    def _organization(self, sheet: layout.Sheet, row: Row) -> Organization | None:
        return self.known.get(getattr(row, sheet.columns[0].field))

    def _report_unknown(self, sheet: layout.Sheet, row: Row) -> None:
        column = sheet.columns[0]
        self.problems.add(
            "unknown_code",
            f"mã {getattr(row, column.field)} không có trong trang “Tổ chức” và trong"
            " chương trình; kiểm tra lại mã.",
            Place(sheet.title, row.line, column.heading),
        )

    # What the services of each app take

    def _plans(self, rows: list[tuple[PlanRow, Organization]]) -> list[Imported | Refusal]:
        outcomes: list[Imported | Refusal] = []
        for row, committee in rows:  # one or a few
            try:
                done = import_plan(committee, plan_columns(row), by=self.by, now=self.now)
                outcomes.append(_OF_A_PLAN[done])
            except Refusal as refusal:
                outcomes.append(refusal)
        return outcomes

    def _registrations(
        self, rows: list[tuple[RegistrationRow, Organization]]
    ) -> list[Imported | Refusal]:
        named = [(organization, row.year, registration_of(row)) for row, organization in rows]
        return import_registrations(named, by=self.by, now=self.now)

    def _evaluations(
        self, rows: list[tuple[EvaluationRow, Organization]]
    ) -> list[Imported | Refusal]:
        sheets = [sheet_of(row, organization) for row, organization in rows]
        return import_evaluations(sheets, by=self.by, now=self.now)

    def _grades(self, rows: list[tuple[GradeRow, Organization]]) -> list[Imported | Refusal]:
        named = [(organization, row.year, grade_columns(row)) for row, organization in rows]
        return import_grades(named, by=self.by, now=self.now)

    # Columns of criteria, which the framework names

    def _check_criteria(self) -> None:
        """One column for each criterion of the frameworks in use, and no other."""
        if not self.workbook.evaluations:
            return
        wanted = set(self._criteria_in_use())
        place = Place(layout.EVALUATIONS.title, 1)
        for code in sorted(wanted - set(self.workbook.criterion_codes), key=code_order):
            self.problems.add(
                "missing_heading",
                f"thiếu cột “{code}” là một tiêu chí của khung; thêm tiêu đề này.",
                place,
            )
        for code in sorted(set(self.workbook.criterion_codes) - wanted, key=code_order):
            if wanted:
                self.problems.add(
                    "unknown_heading",
                    f"tiêu đề cột “{code}” không phải là tiêu chí nào của khung; xóa cột này.",
                    place,
                )

    def _criteria_in_use(self) -> Iterator[str]:
        by_year: dict[int, dict[int, Organization]] = {}
        for row in self.workbook.evaluations:
            if organization := self.known.get(row.code):
                by_year.setdefault(row.year, {})[organization.pk] = organization
        for year, organizations in by_year.items():
            plans = {plan.pk: plan for plan in plans_for(organizations.values(), year).values()}
            for plan in plans.values():
                for kind in Kind.values:
                    framework = framework_for(plan, kind, year)
                    for group in framework.groups.all() if framework else ():
                        yield from (criterion.code for criterion in group.criteria.all())
