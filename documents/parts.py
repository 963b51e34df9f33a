"""The blocks that official papers are made of, as plain data.

Built by ``letterhead.py`` and ``typography.py``; drawn by ``templates/documents/blocks/``. An empty
string is something that does not exist yet: it prints as dots where a paper needs it to be filled
in, and not at all elsewhere.
"""

from dataclasses import dataclass
from typing import ClassVar

from .plain import Plain


@dataclass(frozen=True, kw_only=True)
class Letterhead(Plain):
    """Top of the first page: bodies and number on the left, Party name and date on the right."""

    body_above: tuple[str, ...]
    """Lines as stored: ``("ĐẢNG BỘ KHỐI", "CÁC CƠ QUAN TỈNH")``."""
    issuing_body: tuple[str, ...]
    """Lines as stored: ``("ĐẢNG ỦY SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH")``."""
    number: str = ""
    """``Số 45-QĐ/ĐU``; a draft ``Số      -QĐ/ĐU``; empty for forms without a number."""
    place_and_date: str
    """``Hải Dương, ngày 05 tháng 02 năm 2026``; dots for what is not known."""


@dataclass(frozen=True, kw_only=True)
class Heading(Plain):
    """Name of the paper's kind in capitals and what it is about."""

    name: str
    subject: str = ""


@dataclass(frozen=True, kw_only=True)
class Signature(Plain):
    """Who signs: ``T/M ĐẢNG ỦY`` / ``BÍ THƯ`` / name. Empty title and name print as dots."""

    on_behalf: str = ""
    title: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Recipients(Plain):
    """Nơi nhận: complete lines with their dash and closing sign."""

    heading: str = "Nơi nhận:"
    lines: tuple[str, ...] = ()


NO_RECIPIENTS = Recipients()


@dataclass(frozen=True, kw_only=True)
class Vote(Plain):
    """A count of votes; percentages are of all members with a vote. Empty before the vote."""

    method: str = ""
    """``giơ tay`` or ``bỏ phiếu kín``."""
    voters: str = ""
    """All members with a vote."""
    present: str = ""
    votes_for: str = ""
    votes_against: str = ""
    votes_other: str = ""
    percent_for: str = ""
    """Without the sign: ``94,1``."""
    percent_against: str = ""
    percent_other: str = ""


NO_VOTE = Vote()


@dataclass(frozen=True, kw_only=True)
class Entry(Plain):
    """A label and its text, for forms."""

    label: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Appendix(Plain):
    """Heading of a list attached to a paper; the rows are the context's own."""

    name: str = "DANH SÁCH"
    subject: str = ""
    reference: str = ""
    """``(kèm theo Quyết định số 45-QĐ/ĐU, ngày 25/12/2025 của …)``."""


@dataclass(frozen=True, kw_only=True)
class PaperContext(Plain):
    """What every paper has. ``KIND`` names its template."""

    KIND: ClassVar[str] = ""
    OF_THE_PRINT: ClassVar[frozenset[str]] = frozenset({"code", "check_address"})
    """Fields in which two prints of one paper differ though they say the same."""
    ACROSS: ClassVar[bool] = False
    """Whether its pages lie across."""

    letterhead: Letterhead
    heading: Heading
    signature: Signature
    recipients: Recipients = NO_RECIPIENTS
    mark: str = ""
    """``DỰ THẢO`` or ``BẢN XEM TRƯỚC`` on every page; empty on what counts."""
    author: str = ""
    """Issuing body in one line, for the file's metadata."""
    date: str = ""
    """Date of the paper as ``YYYY-MM-DD``, for the file's metadata; empty while undated."""
    code: str = ""
    """Short code under which an archived paper can be checked; empty where none is printed."""
    check_address: str = ""
    """The page on which it can be checked, for the QR code beside ``code``."""

    @property
    def title(self) -> str:
        """Kind and subject in one line, for the file's metadata and bookmarks."""
        return f"{self.heading.name} {self.heading.subject}".strip()
