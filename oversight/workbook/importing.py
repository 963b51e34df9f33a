"""Brings a workbook in through the services of every app, all of it or nothing."""

import datetime as dt
import getpass
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from evaluations.models import YEAR
from evaluations.services import import_evaluation
from evaluations.values import PointEntry, SelfReviewValues, SheetValues, Values
from evaluations.workflow import Rating
from organizations.actors import Actor, import_actor
from organizations.formats import local_date
from organizations.models import ImportRun, Kind, Organization
from organizations.refusals import Refusal
from organizations.services import Period, import_organization
from plans.querysets import framework_for, plans_for
from plans.services import import_plan
from plans.values import PlanValues
from plans.workflow import Basis
from recognition.services import import_grade
from registrations.services import ImportedRegistration, import_registration
from registrations.services.imports import HEADINGS as REGISTRATION_COLUMNS
from registrations.submission import Imported

from . import layout
from .problems import Place, Problems
from .reading import content_of, read_workbook
from .reasons import NOT_APPLICABLE, code_order
from .rows import EvaluationRow, GradeRow, OrganizationRow, PlanRow, RegistrationRow, Row, Workbook

# Parts that services name in their own words → the column that they speak of.
_COLUMNS = {
    "meeting": "Ngày họp",
    "votes": "Tán thành",
    "rating": "Tự nhận mức",
    "no_meeting": "Không tổ chức sinh hoạt",
    "period": "Kỳ",
}


@dataclass
class ImportResult:
    """What an import did, or would do: per sheet how many rows were added, settled, equal."""

    counts: dict[str, Counter[Imported]] = field(
        default_factory=lambda: {title: Counter() for title in layout.SHEETS}
    )
    changes: list[tuple[str, Imported, str]] = field(default_factory=list)

    def note(self, sheet: layout.Sheet, row: Row, done: Imported) -> None:
        """Count a row, and name it where it changes something."""
        self.counts[sheet.title][done] += 1
        if done is not Imported.EQUAL:
            self.changes.append((sheet.title, done, sheet.name_of(row)))


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
        result = _Import(workbook, problems, import_actor(run, local_date(now)), now).run()
        problems.refuse_if_any()
        transaction.set_rollback(dry_run)
    return result


class _Import:
    """One run: brings in sheet by sheet, collecting refusals with their places."""

    def __init__(self, workbook: Workbook, problems: Problems, by: Actor, now: dt.datetime) -> None:
        self.workbook, self.problems = workbook, problems
        self.by, self.now = by, now
        self.result = ImportResult()
        self.known: dict[str, Organization] = {}

    def run(self) -> ImportResult:
        """Bring in everything that can be, in the order in which it rests on what is before it."""
        self._organizations()
        self.known = {
            organization.code: organization for organization in Organization.objects.all()
        }
        if self.problems.touch(layout.ORGANIZATIONS.title):
            return self.result  # without them every other row would be refused too
        for row in self.workbook.plans:
            self._attempt(layout.PLANS, row, self._plan)
        if self.problems.touch(layout.PLANS.title):
            return self.result
        self._check_criteria()
        for registration in self.workbook.registrations:
            self._attempt(layout.REGISTRATIONS, registration, self._registration)
        for evaluation in self.workbook.evaluations:
            self._attempt(layout.EVALUATIONS, evaluation, self._evaluation)
        for grade in self.workbook.grades:
            self._attempt(layout.GRADES, grade, self._grade)
        return self.result

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
            self._report(sheet, row, refusal)
        else:
            self.result.note(sheet, row, done)

    def _report(self, sheet: layout.Sheet, row: Row, refusal: Refusal) -> None:
        for obstacle in refusal.obstacles:
            place = Place(sheet.title, row.line, _heading(sheet, obstacle.part))
            self.problems.add(obstacle.code, obstacle.sentence, place)

    # Organisations: those above first

    def _organizations(self) -> None:
        waiting: dict[str, list[OrganizationRow]] = {}
        for row in self.workbook.organizations:
            waiting.setdefault(row.code, []).append(row)
        there = {
            organization.code: organization
            for organization in Organization.objects.filter(
                code__in={code for row in self.workbook.organizations for code in (row.parent,)}
            )
        }
        while waiting:
            ready = [
                code
                for code, rows in waiting.items()
                if not any(row.parent in waiting for row in rows)
            ]
            if not ready:
                self._report_cycle(waiting)
                return
            for code in ready:
                self._organization(waiting.pop(code), there)

    def _organization(self, rows: list[OrganizationRow], there: dict[str, Organization]) -> None:
        sheet = layout.ORGANIZATIONS
        for row in rows:
            if row.parent and row.parent not in there:
                if not self._refused(row.parent):
                    self.problems.add(
                        "unknown_code",
                        f"mã cấp trên {row.parent} không có trong trang này và trong chương trình;"
                        " thêm dòng cho cấp trên hoặc sửa mã.",
                        Place(sheet.title, row.line, "Mã cấp trên"),
                    )
                return
            if row.kind != rows[0].kind:
                self.problems.add(
                    "kind_differs",
                    f"{row.code} có hai loại khác nhau; một tổ chức chỉ có một loại.",
                    Place(sheet.title, row.line, "Loại"),
                )
                return
        try:
            imported = import_organization(
                code=rows[0].code,
                kind=Kind(rows[0].kind),
                periods=[
                    Period(
                        name=row.name,
                        parent=there[row.parent] if row.parent else None,
                        from_date=row.from_date,
                        to_date=row.to_date,
                        official_members=row.official_members,
                        probationary_members=row.probationary_members,
                    )
                    for row in rows
                ],
                by=self.by,
                now=self.now,
            )
        except Refusal as refusal:
            for obstacle in refusal.obstacles:
                index, _, part = obstacle.part.partition(":")
                row = rows[int(index) if index.isdecimal() else 0]
                place = Place(sheet.title, row.line, _heading(sheet, part))
                self.problems.add(obstacle.code, obstacle.sentence, place)
        else:
            there[rows[0].code] = imported.organization
            for row in rows:
                self.result.note(sheet, row, Imported.ADDED if imported.created else Imported.EQUAL)

    def _refused(self, code: str) -> bool:
        """Whether the rows of that organisation are in the file and were refused themselves."""
        return any(row.code == code for row in self.workbook.organizations)

    def _report_cycle(self, waiting: dict[str, list[OrganizationRow]]) -> None:
        for code, rows in waiting.items():
            row = next(row for row in rows if row.parent in waiting)
            self.problems.add(
                "cycle",
                f"{code} nằm trong vòng cấp trên khép kín (cấp trên {row.parent} lại trực thuộc nó,"
                " trực tiếp hoặc qua cấp khác); sửa lại mã cấp trên.",
                Place(layout.ORGANIZATIONS.title, row.line, "Mã cấp trên"),
            )

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
            _values(row),
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


def _values(row: EvaluationRow) -> Values:
    """What the row says, as the sheet's own values."""
    common: dict[str, Any] = {
        "meeting_on": row.meeting_on,
        "note": row.note,
        "voters": row.voters,
        "present": row.present,
        "votes_for": row.votes_for,
        "votes_against": row.votes_against,
        "votes_other": row.votes_other,
        "rating": Rating(row.rating) if row.rating else None,
        "points": dict(_entries(row)),
        "strengths": row.strengths,
        "shortcomings": row.shortcomings,
    }
    if row.period == YEAR:
        return SelfReviewValues(**common)
    return SheetValues(
        **common,
        no_meeting=bool(row.no_meeting_reason),
        no_meeting_reason=row.no_meeting_reason,
    )


def _entries(row: EvaluationRow) -> Iterable[tuple[str, PointEntry]]:
    for code in {*row.points, *row.reasons}:
        reason = row.reasons.get(code, "")
        marked = reason.casefold() == NOT_APPLICABLE
        yield (
            code,
            PointEntry(row.points.get(code), "" if marked else reason, not_applicable=marked),
        )


def _heading(sheet: layout.Sheet, part: str) -> str:
    """The column that a service's obstacle speaks of; empty for the whole row."""
    if part in sheet.headings():
        return part
    if part.startswith("criterion:"):
        return part.removeprefix("criterion:")
    if layout.CRITERION_CODE.fullmatch(part):
        return part
    name = part.rpartition(":")[2]
    for column in sheet.columns:
        if name in (column.field, f"{column.field}_day", f"{column.field}_month"):
            return column.heading
    return _COLUMNS.get(name, "")
