"""Numbers and symbols of papers: ``45-QĐ/ĐU`` (documents are numbered within a term). Pure.

A series belongs to issuing organisation, code of the paper and term; it runs from 01 across the
turn of years. Every number up to the highest has its record: taken, reserved or void.
"""

from enum import StrEnum

CODE_OF_KIND = {
    "recognition": "QĐ",
    "commendation": "QĐ",
    "revocation": "QĐ",
    "proposal": "TTr",
    "minutes": "BB",
    "assignments": "TB",
    "report": "BC",
    "cell-report": "BC",
}
"""Code of each numbered kind of document; all others are forms without a number."""

CODE_LABELS = {
    "QĐ": "Quyết định",
    "TTr": "Tờ trình",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "CV": "Công văn",
    "TB": "Thông báo",
    "NQ": "Nghị quyết",
}

KIND_LABELS = {
    "registration": "Bản đăng ký",
    "registration-list": "Danh sách tổng hợp đăng ký",
    "assignments": "Thông báo phân công",
    "sheet": "Phiếu tự đánh giá",
    "cell-minutes": "Trích biên bản họp (phần tự đánh giá)",
    "monthly-summary": "Bảng tổng hợp tháng",
    "half-year": "Bảng tổng hợp 6 tháng",
    "year-table": "Bảng tổng hợp năm",
    "self-review": "Báo cáo tự rà soát năm",
    "cell-report": "Báo cáo của chi bộ",
    "report": "Báo cáo",
    "ballot": "Phiếu biểu quyết",
    "minutes": "Biên bản",
    "recognition": "Quyết định công nhận",
    "commendation": "Quyết định biểu dương, khen thưởng",
    "certificate": "Giấy khen",
    "revocation": "Quyết định hủy bỏ",
    "proposal": "Tờ trình",
    "dossier": "Hồ sơ",
    "book": "Tập phiếu tự đánh giá",
}
"""What each kind of document is called on screen."""

CODES = tuple(CODE_LABELS)

MAX_NUMBER = 99_999


class NumberState(StrEnum):
    """What became of a number."""

    TAKEN = "taken"
    RESERVED = "reserved"
    VOID = "void"


STATE_LABELS = {
    NumberState.TAKEN: "đã cấp",
    NumberState.RESERVED: "giữ lại",
    NumberState.VOID: "bỏ",
}


def symbol(code: str, body: str, number: int) -> str:
    """``05-QĐ/ĐU``: number and symbol as they are cited; below ten with a leading zero."""
    return f"{number:02d}-{code}/{body}"


def next_number(highest: int | None) -> int:
    """The number after the highest with a record; 1 in a new series, which has none."""
    return (highest or 0) + 1


def skipped(highest: int | None, number: int) -> range:
    """The numbers without a record that taking ``number`` would leave behind."""
    return range(next_number(highest), number)
