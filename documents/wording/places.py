"""What an editable text is made of, and the places that it may name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

PLACE = re.compile(r"\{([^{}]*)\}")
"""A named place within a text."""

PLACES: dict[str, str] = {
    "year": "năm xét (2025)",
    "period": "kỳ (tháng 3 năm 2025)",
    "model": "mô hình của tổ chức (“chi bộ bốn tốt”)",
    "models": "các mô hình được công nhận (“chi bộ bốn tốt”)",
    "unit": "loại tổ chức (Chi bộ)",
    "units": "loại tổ chức được công nhận (chi bộ)",
    "organization": "tên tổ chức đảng",
    "organizations": "tên các tổ chức đảng có trong quyết định",
    "count": "số lượng và loại tổ chức (5 chi bộ)",
    "committee": "tên đảng ủy (Đảng ủy Sở …)",
    "deciding_body": "nơi quyết định (Đảng ủy Sở …, Ban Thường vụ Đảng ủy Sở …)",
    "authority": "tổ chức đảng cấp trên",
    "office": "văn phòng hoặc bộ phận giúp việc (Văn phòng Đảng ủy)",
    "plan": "số, ký hiệu kế hoạch (Kế hoạch số 39-KH/ĐU)",
    "legal_reference": "từng căn cứ pháp lý đã khai báo, mỗi căn cứ một dòng",
    "meeting_date": "ngày hội nghị biểu quyết",
    "emulation_title": "danh hiệu thi đua đăng ký",
    "decision": "quyết định được dẫn (Quyết định số 45-QĐ/ĐU, ngày 25/12/2025)",
    "reference": "văn bản mà danh sách kèm theo (Quyết định số 45-QĐ/ĐU, ngày 25/12/2025 của …)",
    "reason": "lý do",
    "request": "nội dung đề nghị hoặc biểu quyết (công nhận “chi bộ bốn tốt”)",
    "result": "kết quả xét trong năm, viết thành câu",
}
"""Every place that a template may name, with its meaning for the office."""

_ABOUT_A_YEAR = (
    "year",
    "models",
    "units",
    "committee",
    "deciding_body",
    "authority",
    "office",
    "plan",
    "meeting_date",
)
MORE_PLACES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "recognition",
            "commendation",
            "revocation",
            "withdrawal",
            "proposal",
            "minutes",
            "ballot-minutes",
            "year-table",
        ),
        _ABOUT_A_YEAR,
    ),
    "sheet": ("year", "organization", "authority"),
    "registration": ("authority",),
    "certificate": ("organization", "decision", "committee"),
}
"""By kind, the places that its papers know beside those of the shipped text."""


@dataclass(frozen=True)
class Wording:
    """The editable text of one kind of paper.

    A ground that names ``{legal_reference}`` is repeated for each of them.
    """

    name: str
    subject: str
    opening: str = ""
    grounds: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    """Under the table."""
    appendix_name: str = ""
    appendix_subject: str = ""
    appendix_reference: str = ""

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The parts of a wording, in the order in which they are printed."""
        return tuple(field.name for field in fields(cls))

    @classmethod
    def lists(cls) -> tuple[str, ...]:
        """The parts that are lists."""
        return ("grounds", "articles", "paragraphs", "after")

    @classmethod
    def from_lines(cls, texts: Mapping[str, str]) -> Self:
        """The wording whose lists are given as one item a line; white space around them falls."""
        lists = {
            name: tuple(line.strip() for line in text.splitlines() if line.strip())
            for name, text in texts.items()
            if name in cls.lists()
        }
        single = {name: text.strip() for name, text in texts.items() if name not in lists}
        return cls(**single, **lists)  # type: ignore[arg-type]

    def as_lines(self) -> dict[str, str]:
        """Each part as text, lists with one item a line."""
        return {
            name: "\n".join(getattr(self, name)) if name in self.lists() else getattr(self, name)
            for name in self.names()
        }

    def places(self) -> frozenset[str]:
        """The places that it names."""
        return frozenset(PLACE.findall("\n".join(self.as_lines().values())))
