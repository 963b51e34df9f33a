"""What is wrong with the grades of a year."""

import datetime as dt
from typing import Any

from evaluations.grades import GRADE_LABELS
from organizations.formats import vn_date
from organizations.models import Organization
from organizations.refusals import CHANGED_MEANWHILE, Obstacle

from ...querysets import Grades
from .values import FIELDS, GRADES, GradeEntry, in_words


def year_obstacle(organization: Organization, year: int, today: dt.date) -> Obstacle | None:
    """Nobody is graded for a year that did not begin or in which it did not live (E1, A3)."""
    code, ended = organization.code, organization.ended_on
    if year > today.year:
        why = f"năm {year} chưa đến"
    elif organization.founded_on.year > year:
        why = f"tổ chức được thành lập ngày {vn_date(organization.founded_on)}, sau năm {year}"
    elif ended is not None and ended.year < year:
        why = f"tổ chức đã kết thúc hoạt động ngày {vn_date(ended)}, trước năm {year}"
    else:
        return None
    sentence = f"{code}: {why} nên không có xếp loại của năm này. Mời xem lại năm."
    return Obstacle("grade_of_no_year", sentence, "year")


def row_obstacles(
    code: str, values: dict[str, Any], found: Grades, year: int, today: dt.date
) -> list[Obstacle]:
    """What is wrong with one row."""
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


def decision_missing(code: str, values: dict[str, Any]) -> list[Obstacle]:
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


def named_twice(rows: list[GradeEntry]) -> list[Obstacle]:
    """Rows that name one organisation twice."""
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


def unknown_organization(code: str) -> Obstacle:
    """A row for nobody of the table."""
    return Obstacle(
        "organization_unknown",
        f"Không có tổ chức “{code}” trong bảng xếp loại của năm này. Mời tải lại trang.",
    )


def differs(code: str, field: str, standing: Any, given: Any) -> Obstacle:
    """A workbook that says something else than what stands."""
    return Obstacle(
        "differs",
        f"{code}: {FIELDS[field]} trong chương trình là “{in_words(standing)}”, "
        f"trong tệp là “{in_words(given)}”. Mời sửa tệp cho khớp, hoặc sửa trong bảng xếp loại.",
        field,
    )


def changed_meanwhile(code: str) -> Obstacle:
    """A row that somebody else wrote since it was seen."""
    return Obstacle(
        CHANGED_MEANWHILE.code,
        f"{code}: dòng này vừa được người khác cập nhật. Mời tải lại trang để xem bản mới nhất.",
        f"{code}:decided",
    )
