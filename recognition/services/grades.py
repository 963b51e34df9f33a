"""Quality grades of a year, entered by the office in one table (E1)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction

from evaluations.grades import GRADE_LABELS
from organizations import audit
from organizations.actors import Actor
from organizations.folding import nfc
from organizations.formats import local_date, vn_date
from organizations.models import Organization
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, refuse_if

from ..models import QualityGrade
from ..permissions import gradable, only_by_import
from ..querysets import Grades

FIELDS = {
    "self_grade": "tự xếp loại",
    "proposed": "đề nghị xếp loại",
    "decided": "được xếp loại",
    "decided_body": "nơi quyết định",
    "decided_on": "ngày quyết định",
    "decided_number": "số quyết định",
}
GRADES = ("self_grade", "proposed", "decided")


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeValues:
    """What is said of one organisation's year; empty: there is none."""

    self_grade: str = ""
    proposed: str = ""
    decided: str = ""
    decided_body: str = ""
    decided_on: dt.date | None = None
    decided_number: str = ""


@dataclass(frozen=True, slots=True)
class GradeEntry:
    """One row of the table; ``version`` is the one that was seen, 0 where there was none yet."""

    code: str
    values: GradeValues
    version: int = 0


def grade_many(
    committee: Organization,
    year: int,
    entries: Iterable[GradeEntry],
    *,
    by: Actor,
    now: dt.datetime,
) -> int:
    """Enter the grades of a year, all rows or none; returns how many rows changed.

    Who is in no row keeps what it has; a row replaces all its values, and only a decided grade
    counts for the rules. A self-grade that a confirmed self-review carries is not keyed in.
    Raises ``Refusal`` whose obstacles name their place as ``code:field``.
    """
    rows = list(entries)
    allowed = {o.code: o for o in gradable(by, committee, year)}
    with transaction.atomic():
        standing = QualityGrade.objects.of_year(allowed.values(), year)
        refuse_if(_twice(rows))
        changed = 0
        obstacles: list[Obstacle | None] = []
        for entry in rows:
            organization = allowed.get(entry.code)
            if organization is None:
                obstacles.append(_unknown(entry.code))
                continue
            found = standing[organization.pk]
            values = _without_reviewed(_clean(entry.values), found)
            if values == _stored(found.row):
                continue
            wrong = _obstacles(entry.code, values, found, year, local_date(now))
            wrong += _decision_missing(entry.code, values)
            obstacles += wrong
            if not wrong:
                changed += 1
                obstacles.append(_write(organization, year, values, entry, found, by, now))
        refuse_if(obstacles)
    return changed


@transaction.atomic
def import_grade(
    organization: Organization,
    year: int,
    columns: Mapping[str, Any],
    *,
    by: Actor,
    now: dt.datetime,
) -> bool:
    """Bring in the grades of one organisation; True when written, False when there already.

    ``columns`` holds what the workbook says, named as the fields of ``GradeValues``; what it does
    not say is not compared. Neither body nor day of the decision is asked of an import. Refuses,
    naming both values, where what stands differs.
    """
    refuse_if([only_by_import(by)])
    said = _clean(GradeValues(**columns))
    said = {field: said[field] for field in columns}
    found = QualityGrade.objects.of_year([organization], year)[organization.pk]
    standing = _stored(found.row) | {"self_grade": found.self_grade or ""}
    compared = FIELDS if found.row is not None else ["self_grade"] if found.from_review else []
    refuse_if(
        _differs(organization.code, field, standing[field], said[field])
        for field in compared
        if field in said and said[field] != standing[field]
    )
    if found.row is not None or not any(said.values()):
        return False
    values = _without_reviewed(_stored(None) | said, found)
    refuse_if(_obstacles(organization.code, values, found, year, local_date(now)))
    entry = GradeEntry(organization.code, GradeValues(**values))
    refuse_if([_write(organization, year, values, entry, found, by, now)])
    return True


def _clean(values: GradeValues) -> dict[str, Any]:
    return {
        field: nfc(value) if isinstance(value, str) else value
        for field, value in asdict(values).items()
    }


def _stored(row: QualityGrade | None) -> dict[str, Any]:
    if row is None:
        return asdict(GradeValues())
    return {field: getattr(row, field) for field in FIELDS}


def _without_reviewed(values: dict[str, Any], found: Grades) -> dict[str, Any]:
    """A self-grade equal to the one in the confirmed self-review stays there alone."""
    if found.from_review and values["self_grade"] == found.self_grade:
        return values | {"self_grade": found.row.self_grade if found.row else ""}
    return values


def _obstacles(
    code: str, values: dict[str, Any], found: Grades, year: int, today: dt.date
) -> list[Obstacle]:
    wrong: list[Obstacle] = []

    def refuse(field: str, problem: str, sentence: str) -> None:
        wrong.append(Obstacle(problem, f"{code}: {sentence}", f"{code}:{field}"))

    for field in GRADES:
        if values[field] and values[field] not in GRADE_LABELS:
            refuse(
                field,
                "grade_unknown",
                f"“{values[field]}” không phải là một mức xếp loại. Mời chọn một trong bốn mức: "
                + ", ".join(GRADE_LABELS.values())
                + ".",
            )
    kept = found.row.self_grade if found.row else ""
    if found.from_review and found.self_grade and values["self_grade"] not in ("", kept):
        refuse(
            "self_grade",
            "self_grade_in_review",
            "bản tự rà soát năm đã xác nhận ghi tự xếp loại "
            f"“{GRADE_LABELS[found.self_grade]}”. Muốn đổi, mời mở lại bản tự rà soát.",
        )
    for field, most in (("decided_body", 200), ("decided_number", 60)):
        if len(values[field]) > most:
            refuse(field, "too_long", f"{FIELDS[field]} dài quá {most} chữ. Mời viết ngắn lại.")
    if not values["decided"]:
        for field in ("decided_body", "decided_on", "decided_number"):
            if values[field]:
                refuse(
                    "decided",
                    "decision_without_grade",
                    f"đã ghi {FIELDS[field]} nhưng chưa chọn mức được xếp loại. "
                    "Mời chọn mức, hoặc xóa phần quyết định.",
                )
                break
    day = values["decided_on"]
    if day is not None and day > today:
        refuse(
            "decided_on",
            "decided_in_future",
            f"ngày quyết định {vn_date(day)} chưa đến. Mời ghi ngày đã quyết định.",
        )
    if day is not None and day < dt.date(year, 1, 1):
        refuse(
            "decided_on",
            "decided_too_early",
            f"ngày quyết định {vn_date(day)} trước năm được xếp loại ({year}). Mời xem lại ngày.",
        )
    return wrong


def _decision_missing(code: str, values: dict[str, Any]) -> list[Obstacle]:
    """A decided grade names its body and day; the number may follow (E1)."""
    return [
        Obstacle(
            f"{field}_missing",
            f"{code}: đã chọn mức được xếp loại nhưng chưa có {FIELDS[field]}. Mời ghi vào dòng "
            "này hoặc vào phần điền chung ở trên bảng.",
            f"{code}:{field}",
        )
        for field in ("decided_body", "decided_on")
        if values["decided"] and not values[field]
    ]


def _twice(rows: list[GradeEntry]) -> list[Obstacle]:
    seen: set[str] = set()
    found = []
    for entry in rows:
        if entry.code in seen:
            found.append(
                Obstacle(
                    "row_twice",
                    f"{entry.code} có hai dòng trong bảng. Mời giữ lại một dòng.",
                    f"{entry.code}:decided",
                )
            )
        seen.add(entry.code)
    return found


def _unknown(code: str) -> Obstacle:
    return Obstacle(
        "organization_unknown",
        f"Không có tổ chức “{code}” trong bảng xếp loại của năm này. Mời tải lại trang.",
    )


def _differs(code: str, field: str, standing: Any, given: Any) -> Obstacle:
    return Obstacle(
        "differs",
        f"{code}: {FIELDS[field]} trong chương trình là “{_in_words(standing)}”, "
        f"trong tệp là “{_in_words(given)}”. Mời sửa tệp cho khớp, hoặc sửa trong bảng xếp loại.",
        field,
    )


def _in_words(value: Any) -> str:
    if isinstance(value, dt.date):
        return vn_date(value)
    return GRADE_LABELS.get(value, str(value)) if value else "chưa có"


def _write(
    organization: Organization,
    year: int,
    values: dict[str, Any],
    entry: GradeEntry,
    found: Grades,
    by: Actor,
    now: dt.datetime,
) -> Obstacle | None:
    before = _stored(found.row)
    if found.row is None:
        try:
            with transaction.atomic():
                row = QualityGrade.objects.create(
                    organization=organization, year=year, import_run=by.import_run, **values
                )
        except IntegrityError:
            return _changed(entry.code)
    else:
        row = found.row
        updated = QualityGrade.objects.filter(pk=row.pk, version=entry.version).update(
            **values, import_run=by.import_run, version=entry.version + 1
        )
        if not updated:
            return _changed(entry.code)
    changes = [
        f"{name} “{_in_words(values[field])}”"
        for field, name in FIELDS.items()
        if values[field] != before[field]
    ]
    audit.record(
        "grade",
        f"Ghi xếp loại chất lượng năm {year} của {organization.code}: {', '.join(changes)}.",
        by=by,
        now=now,
        subject=row,
        organization=organization,
        data={"before": _plain(before), "after": _plain(values)},
    )
    return None


def _changed(code: str) -> Obstacle:
    return Obstacle(
        CHANGED_MEANWHILE.code,
        f"{code}: dòng này vừa được người khác cập nhật. Mời tải lại trang để xem bản mới nhất.",
        f"{code}:decided",
    )


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {
        field: value.isoformat() if isinstance(value, dt.date) else value or ""
        for field, value in values.items()
    }
