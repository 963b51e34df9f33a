"""One frozen context for each kind of paper: everything that is printed, as text, and no more.

The apps above build them from rows (``*/printing.py``) with the builders of ``letterhead.py`` and
the texts of ``wording.py``; ``render.py`` draws them. An empty string prints as dots where a paper
must be filled in. Numbers come formatted (``92,5``); dates in running text as ``11/4/2024``.
"""

import json
from dataclasses import dataclass
from typing import ClassVar, Literal

from .parts import NO_VOTE, Appendix, Entry, PaperContext, Vote
from .plain import Plain


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
class DecisionContext(PaperContext):
    """What every decision has; ``grounds`` and ``articles`` are complete sentences."""

    grounds: tuple[str, ...]
    """``Căn cứ …;`` without the dash; the last ends with a comma."""
    deciding_body: tuple[str, ...]
    """Lines above the word QUYẾT ĐỊNH."""
    articles: tuple[str, ...]
    """Texts after ``Điều n.``"""


@dataclass(frozen=True, kw_only=True)
class RecognisedUnit(Plain):
    """One row of the list of recognised organisations."""

    organization: str
    pass_months: str
    """``11/12``"""
    points: str
    grade: str
    """In words: ``Hoàn thành tốt nhiệm vụ``."""


@dataclass(frozen=True, kw_only=True)
class RecognitionContext(DecisionContext):
    """Quyết định công nhận “chi bộ bốn tốt” năm Y, with its list."""

    KIND: ClassVar[str] = "recognition"

    appendix: Appendix
    unit_heading: str = "Tổ chức đảng"
    points_heading: str
    """Head of the points column as the plan's basis says: ``Điểm trung bình các tháng đạt``."""
    rows: tuple[RecognisedUnit, ...] = ()
    empty_note: str = ""
    """Printed in the list when it has no rows."""


KINDS: dict[str, type[PaperContext]] = {
    context.KIND: context for context in (SheetContext, RegistrationContext, RecognitionContext)
}


def context_from_json(kind: str, text: str) -> PaperContext:
    """The frozen context of a document of ``kind``; ``ValueError`` when it does not fit."""
    if kind not in KINDS:
        raise ValueError(f"Unknown kind of document: {kind!r}.")
    if not isinstance(json.loads(text), dict):
        raise ValueError("A context is a JSON object.")
    return KINDS[kind].from_json(text)
