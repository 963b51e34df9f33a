"""Forms that a cell or a committee fills in: registration, sheet, self-review, extracts."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from ..parts import NO_VOTE, Entry, PaperContext, Signature, Vote
from ..plain import Plain


@dataclass(frozen=True, kw_only=True)
class SheetCriterion(Plain):
    """One criterion on a sheet."""

    code: str
    """``1.1``"""
    text: str
    max_points: str
    points: str = ""
    note: str = ""
    """Reason for the points taken off, or a note of the cell."""
    not_applicable: Literal["", "x"] = ""
    """``x`` prints the mark "không phát sinh" before the note."""
    mandatory: Literal["", "x"] = ""
    """``x`` prints "(bắt buộc)" after the text."""


@dataclass(frozen=True, kw_only=True)
class SheetGroup(Plain):
    """One of the four contents with its criteria and subtotal."""

    numeral: str
    """``I``"""
    title: str
    max_points: str
    points: str = ""
    criteria: tuple[SheetCriterion, ...]


@dataclass(frozen=True, kw_only=True)
class SheetContext(PaperContext):
    """Phiếu tự đánh giá of one month.

    ``form="blank"`` is the sheet to write on in the meeting: the columns of ``blank_columns``
    instead of points and reasons, empty boxes, dots. With ``no_meeting`` (a reason) only that is
    printed, without criteria and vote.
    """

    KIND: ClassVar[str] = "sheet"

    form: Literal["filled", "blank"] = "filled"
    unit: str
    """Who rates itself, as it begins a sentence: ``Chi bộ`` or ``Đảng bộ``."""
    period: str
    """``tháng 3 năm 2026``"""
    meeting_date: str = ""
    thematic: str = ""
    """``có`` / ``không``; empty is not printed on a filled sheet."""
    voters: str = ""
    present: str = ""
    probationary_present: str = ""
    absent_excused: str = ""
    absent_unexcused: str = ""
    no_meeting: str = ""
    framework_note: str = ""
    """Printed under the table when the framework is the shipped sample."""
    blank_columns: tuple[str, ...] = ("Chi ủy dự kiến", "Chi bộ thông qua")
    groups: tuple[SheetGroup, ...] = ()
    max_points: str = ""
    points: str = ""
    strengths: str = ""
    shortcomings: str = ""
    good_practice: str = ""
    vote: Vote = NO_VOTE
    level: Literal["", "pass", "fail"] = ""
    remark: str = ""
    """Ghi chú of the sheet (for instance why the meeting lay outside the usual days)."""
    paper_note: str = ""
    """Says that the office keyed it in from signed paper, with dates and persons."""


@dataclass(frozen=True, kw_only=True)
class RegistrationContext(PaperContext):
    """Bản đăng ký xây dựng “chi bộ / đảng bộ bốn tốt” of one year."""

    KIND: ClassVar[str] = "registration"

    year: str
    unit: str
    """``Chi bộ`` or ``Đảng bộ``."""
    model: str
    """``“chi bộ bốn tốt”``, with its quotation marks."""
    salutation: str = "Kính gửi"
    addressees: tuple[str, ...] = ()
    opening: str = ""
    """First paragraph (shipped wording ``registration.opening``)."""
    members: str = ""
    """All members; official and probationary beside it."""
    official_members: str = ""
    probationary_members: str = ""
    emulation_title: str = ""
    aims: tuple[Entry, ...] = ()
    """The four contents: label is the title of the content, text the aim."""
    breakthrough_task: str = ""
    breakthrough_due: str = ""
    meeting_date: str = ""
    vote: Vote = NO_VOTE
    paper_note: str = ""


@dataclass(frozen=True, kw_only=True)
class SelfReviewContext(PaperContext):
    """Báo cáo tự rà soát, đánh giá năm và đề nghị."""

    KIND: ClassVar[str] = "self-review"

    year: str
    unit: str
    """``Chi bộ`` or ``Đảng bộ``."""
    model: str
    salutation: str = "Kính gửi"
    addressees: tuple[str, ...] = ()
    opening: str = ""
    facts: tuple[Entry, ...] = ()
    """Figures of the year: members, registration, meeting; label and text."""
    months: tuple[str, ...] = ()
    """Letters of the twelve months as they stood on sending."""
    legend: tuple[str, ...] = ()
    pass_months: str = ""
    points_heading: str = ""
    points: str = ""
    """The year's points by the plan's basis; the total of ``groups`` where they are printed."""
    contents: tuple[Entry, ...] = ()
    """The four contents: title and text."""
    groups: tuple[SheetGroup, ...] = ()
    """Only where the plan's basis is the self-review: points by criterion."""
    max_points: str = ""
    framework_note: str = ""
    breakthrough_task: str = ""
    breakthrough_result: str = ""
    good_practice: str = ""
    declared: tuple[Entry, ...] = ()
    """Discipline, complaints above the level, disunity: label and text."""
    self_grade: str = ""
    request: str = ""
    """Sentence of the request: recognition and, if wished, commendation."""
    vote: Vote = NO_VOTE
    level: Literal["", "pass", "fail"] = ""
    """``pass``: asks for recognition."""
    paper_note: str = ""

    form: ClassVar[str] = "filled"


@dataclass(frozen=True, kw_only=True)
class CellMinutesContext(PaperContext):
    """Trích biên bản họp chi bộ (phần tự đánh giá).

    ``signature`` is the chair's (CHỦ TRÌ HỘI NGHỊ), ``clerk`` the other (NGƯỜI GHI BIÊN BẢN).
    """

    KIND: ClassVar[str] = "cell-minutes"

    clerk: Signature
    unit: str
    period: str
    facts: tuple[Entry, ...]
    """Time, place, who was there, chair, clerk."""
    opinions: str = ""
    groups: tuple[Entry, ...] = ()
    """Each content with its points: ``Nội dung 1 …`` / ``25/25``."""
    points: str = ""
    strengths: str = ""
    shortcomings: str = ""
    vote: Vote = NO_VOTE
    level: Literal["", "pass", "fail"] = ""
