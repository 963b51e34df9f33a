"""Brings a workbook in through the services of every app, all of it or nothing."""

import datetime as dt
import getpass
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from evaluations.services import import_evaluation
from organizations.actors import import_actor
from organizations.formats import local_date
from organizations.models import ImportRun, Kind, Organization
from organizations.refusals import Refusal
from plans.querysets import framework_for, plans_for
from plans.services import import_plan
from plans.values import PlanValues
from plans.workflow import Basis
from recognition.services import import_grade
from registrations.services import ImportedRegistration, import_registration
from registrations.services.imports import HEADINGS as REGISTRATION_COLUMNS
from registrations.submission import Imported

from .. import layout
from ..opening import content_of
from ..problems import Place
from ..reading import read_workbook
from ..reasons import code_order
from ..rows import EvaluationRow, GradeRow, PlanRow, RegistrationRow
from .organizations import bring_in_organizations
from .session import ImportResult, Session
from .values import values_of

__all__ = ["ImportResult", "import_workbook"]


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
        for row in self.workbook.plans:
            self._attempt(layout.PLANS, row, self._plan)
        if self.problems.touch(layout.PLANS.title):
            return
        self._check_criteria()
        for registration in self.workbook.registrations:
            self._attempt(layout.REGISTRATIONS, registration, self._registration)
        for evaluation in self.workbook.evaluations:
            self._attempt(layout.EVALUATIONS, evaluation, self._evaluation)
        for grade in self.workbook.grades:
            self._attempt(layout.GRADES, grade, self._grade)

    def _attempt(
        self, sheet: layout.Sheet, row: Any, act: Callable[[Any, Organization], Imported]
    ) -> None:
        code_column = sheet.columns[0]
        organization = self.known.get(getattr(row, code_column.field))
        if organization is None:
            self.problems.add(
                "unknown_code",
                f"mã {getattr(row, code_column.field)} không có trong trang “Tổ chức” và trong"
                " chương trình; kiểm tra lại mã.",
                Place(sheet.title, row.line, code_column.heading),
            )
            return
        try:
            done = act(row, organization)
        except Refusal as refusal:
            self.session.report(sheet, row, refusal)
        else:
            self.session.result.note(sheet, row, done)

    # The other sheets, one row at a time

    def _plan(self, row: PlanRow, committee: Organization) -> Imported:
        columns: dict[str, Any] = {}
        for name in row.said - {"committee"}:
            value = getattr(row, name)
            if name in ("cell_deadline", "committee_deadline"):
                columns[f"{name}_day"], columns[f"{name}_month"] = value
            elif name == "basis":
                columns[name] = Basis(value)
            elif name == "due_day":
                columns[name] = PlanValues.due_day if value is None else value
            else:
                columns[name] = value
        added = import_plan(committee, columns, by=self.by, now=self.now)
        return Imported.ADDED if added else Imported.EQUAL

    def _registration(self, row: RegistrationRow, organization: Organization) -> Imported:
        return import_registration(
            organization,
            row.year,
            ImportedRegistration(
                row.sent_on,
                row.accepted_on,
                {name: getattr(row, name) for name in REGISTRATION_COLUMNS if name in row.said},
            ),
            by=self.by,
            now=self.now,
        )

    def _evaluation(self, row: EvaluationRow, organization: Organization) -> Imported:
        return import_evaluation(
            organization,
            row.year,
            row.period,
            values_of(row),
            sent_on=row.sent_on,
            settled_on=row.confirmed_on,
            silent=frozenset({"note", "no_meeting_reason"}) - row.said,
            by=self.by,
            now=self.now,
        )

    def _grade(self, row: GradeRow, organization: Organization) -> Imported:
        columns = {name: getattr(row, name) for name in row.said - {"code", "year"}}
        added = import_grade(organization, row.year, columns, by=self.by, now=self.now)
        return Imported.ADDED if added else Imported.EQUAL

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
