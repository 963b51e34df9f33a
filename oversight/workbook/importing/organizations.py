"""Brings in the sheet ``Tổ chức``."""

from organizations.models import Kind, Organization
from organizations.refusals import Refusal
from organizations.services import Period, import_organization
from registrations.submission import Imported

from .. import layout
from ..problems import Place
from ..rows import OrganizationRow
from .session import Session, heading_of


def bring_in_organizations(session: Session) -> None:
    """Those above first; an organisation with all its periods at once."""
    waiting: dict[str, list[OrganizationRow]] = {}
    for row in session.workbook.organizations:
        waiting.setdefault(row.code, []).append(row)
    there = {
        organization.code: organization
        for organization in Organization.objects.filter(
            code__in={row.parent for row in session.workbook.organizations}
        )
    }
    while waiting:
        ready = [
            code for code, rows in waiting.items() if not any(row.parent in waiting for row in rows)
        ]
        if not ready:
            _report_cycle(session, waiting)
            return
        for code in ready:
            _bring_in(session, waiting.pop(code), there)


def _bring_in(
    session: Session, rows: list[OrganizationRow], there: dict[str, Organization]
) -> None:
    sheet = layout.ORGANIZATIONS
    for row in rows:
        if row.parent and row.parent not in there:
            if not _refused(session, row.parent):
                session.problems.add(
                    "unknown_code",
                    f"mã cấp trên {row.parent} không có trong trang này và trong chương trình;"
                    " thêm dòng cho cấp trên hoặc sửa mã.",
                    Place(sheet.title, row.line, "Mã cấp trên"),
                )
            return
        if row.kind != rows[0].kind:
            session.problems.add(
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
            by=session.by,
            now=session.now,
        )
    except Refusal as refusal:
        for obstacle in refusal.obstacles:
            index, _, part = obstacle.part.partition(":")
            row = rows[int(index) if index.isdecimal() else 0]
            place = Place(sheet.title, row.line, heading_of(sheet, part))
            session.problems.add(obstacle.code, obstacle.sentence, place)
    else:
        there[rows[0].code] = imported.organization
        for row in rows:
            session.result.note(sheet, row, Imported.ADDED if imported.created else Imported.EQUAL)


def _refused(session: Session, code: str) -> bool:
    """Whether the rows of that organisation are in the file and were refused themselves."""
    return any(row.code == code for row in session.workbook.organizations)


def _report_cycle(session: Session, waiting: dict[str, list[OrganizationRow]]) -> None:
    for code, rows in waiting.items():
        row = next(row for row in rows if row.parent in waiting)
        session.problems.add(
            "cycle",
            f"{code} nằm trong vòng cấp trên khép kín (cấp trên {row.parent} lại trực thuộc nó,"
            " trực tiếp hoặc qua cấp khác); sửa lại mã cấp trên.",
            Place(layout.ORGANIZATIONS.title, row.line, "Mã cấp trên"),
        )
