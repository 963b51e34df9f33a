"""Brings in the sheet ``Tổ chức``."""

from dataclasses import replace

from organizations.models import Kind, Organization
from organizations.refusals import Refusal
from organizations.services import (
    ImportedOrganization,
    ImportedPeriods,
    Period,
    import_organizations,
)
from registrations.submission import Imported

from .. import layout
from ..batches import batches
from ..problems import Place
from ..rows import OrganizationRow
from .session import AT_ONCE, Session, heading_of

_SHEET = layout.ORGANIZATIONS


def bring_in_organizations(session: Session) -> None:
    """Those above first; an organisation with all its periods at once."""
    waiting: dict[str, list[OrganizationRow]] = {}
    for row in session.workbook.organizations:
        waiting.setdefault(row.code, []).append(row)
    sheet = _Organizations(session)
    while waiting:
        ready = [
            code for code, rows in waiting.items() if not any(row.parent in waiting for row in rows)
        ]
        if not ready:
            _report_cycle(session, waiting)
            return
        for codes in batches(ready, AT_ONCE):
            sheet.bring_in([waiting.pop(code) for code in codes])


class _Organizations:
    """The organisations that are there, in the program or brought in by now."""

    def __init__(self, session: Session) -> None:
        self.session = session
        rows = session.workbook.organizations
        self.in_file = {row.code for row in rows}
        self.there = {
            organization.code: organization
            for organization in Organization.objects.filter(code__in={row.parent for row in rows})
        }

    def bring_in(self, many: list[list[OrganizationRow]]) -> None:
        """Organisations of which nobody above waits any more, each with all its rows."""
        sound = [rows for rows in many if self._is_sound(rows)]
        outcomes = import_organizations(
            [self._periods(rows) for rows in sound], by=self.session.by, now=self.session.now
        )
        for rows, outcome in zip(sound, outcomes, strict=True):
            if isinstance(outcome, Refusal):
                self._report(rows, outcome)
                continue
            self.there[rows[0].code] = outcome.organization
            for row in rows:
                self.session.result.note(_SHEET, row, _done(row, outcome))

    def _is_sound(self, rows: list[OrganizationRow]) -> bool:
        """Whether its authorities are there and it is of one kind; says so where it is not."""
        for row in rows:
            if row.parent and row.parent not in self.there:
                # where that organisation is in the file, its own rows were refused
                if row.parent not in self.in_file:
                    self.session.problems.add(
                        "unknown_code",
                        f"mã cấp trên {row.parent} không có trong trang này và trong chương trình;"
                        " thêm dòng cho cấp trên hoặc sửa mã.",
                        Place(_SHEET.title, row.line, "Mã cấp trên"),
                    )
                return False
            if row.kind != rows[0].kind:
                self.session.problems.add(
                    "kind_differs",
                    f"{row.code} có hai loại khác nhau; một tổ chức chỉ có một loại.",
                    Place(_SHEET.title, row.line, "Loại"),
                )
                return False
        return True

    def _periods(self, rows: list[OrganizationRow]) -> ImportedPeriods:
        return ImportedPeriods(
            code=rows[0].code,
            kind=Kind(rows[0].kind),
            periods=[
                Period(
                    name=row.name,
                    parent=self.there[row.parent] if row.parent else None,
                    from_date=row.from_date,
                    to_date=row.to_date,
                    official_members=row.official_members,
                    probationary_members=row.probationary_members,
                )
                for row in rows
            ],
        )

    def _report(self, rows: list[OrganizationRow], refusal: Refusal) -> None:
        for obstacle in refusal.obstacles:
            index, _, part = obstacle.part.partition(":")
            row = rows[int(index) if index.isdecimal() else 0]
            place = Place(_SHEET.title, row.line, heading_of(_SHEET, replace(obstacle, part=part)))
            self.session.problems.add(obstacle.code, obstacle.sentence, place)


def _done(row: OrganizationRow, outcome: ImportedOrganization) -> Imported:
    if outcome.created:
        return Imported.ADDED
    return Imported.COMPLETED if row.from_date in outcome.numbered else Imported.EQUAL


def _report_cycle(session: Session, waiting: dict[str, list[OrganizationRow]]) -> None:
    for code, rows in waiting.items():
        row = next(row for row in rows if row.parent in waiting)
        session.problems.add(
            "cycle",
            f"{code} nằm trong vòng cấp trên khép kín (cấp trên {row.parent} lại trực thuộc nó,"
            " trực tiếp hoặc qua cấp khác); sửa lại mã cấp trên.",
            Place(_SHEET.title, row.line, "Mã cấp trên"),
        )
