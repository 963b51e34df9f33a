"""One frozen context for each kind of paper: everything that is printed, as text, and no more.

The apps above build them from rows (``*/printing.py``) with the builders of ``letterhead.py`` and
the texts of ``wording.py``; ``render.py`` draws them. An empty string prints as dots where a paper
must be filled in. Numbers come formatted (``92,5``); dates in running text as ``11/4/2024``.
"""

import json
from dataclasses import dataclass
from typing import ClassVar, Literal

from .parts import NO_VOTE, Appendix, Entry, PaperContext, Signature, Vote
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
    """One row of the list of recognised, commended or proposed organisations."""

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


@dataclass(frozen=True, kw_only=True)
class CommendationContext(RecognitionContext):
    """Quyết định biểu dương, khen thưởng “chi bộ bốn tốt” tiêu biểu; listed like recognition."""

    KIND: ClassVar[str] = "commendation"


@dataclass(frozen=True, kw_only=True)
class RevokedUnit(Plain):
    """One row of the list of a revocation."""

    organization: str
    decision: str
    """The old decision by number and date."""
    reason: str


@dataclass(frozen=True, kw_only=True)
class RevocationContext(DecisionContext):
    """Quyết định hủy bỏ kết quả công nhận, or hủy bỏ việc biểu dương, khen thưởng alone.

    One organisation stands in the articles and there is no appendix; several are listed.
    """

    KIND: ClassVar[str] = "revocation"

    appendix: Appendix | None = None
    unit_heading: str = "Tổ chức đảng"
    rows: tuple[RevokedUnit, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProposedUnit(RecognisedUnit):
    """One row of the list of a tờ trình."""

    request: str
    """``Công nhận “đảng bộ bốn tốt”``, ``Biểu dương, khen thưởng tiêu biểu``."""


@dataclass(frozen=True, kw_only=True)
class ProposalContext(PaperContext):
    """Tờ trình to the authority above, with its list."""

    KIND: ClassVar[str] = "proposal"

    salutation: str
    """``Kính gửi`` or ``Kính trình``, as the guideline of the day says."""
    addressees: tuple[str, ...]
    paragraphs: tuple[str, ...]
    appendix: Appendix
    unit_heading: str = "Tổ chức đảng"
    points_heading: str
    rows: tuple[ProposedUnit, ...] = ()
    empty_note: str = ""


@dataclass(frozen=True, kw_only=True)
class VotedUnit(Plain):
    """One candidate in the minutes; empty figures before the count."""

    organization: str
    votes_for: str = ""
    votes_against: str = ""
    votes_other: str = ""
    percent_for: str = ""
    """Of all members of the deciding body, without the sign."""
    result: str = ""
    """``Công nhận`` / ``Không công nhận``, with the reason where one was given."""


@dataclass(frozen=True, kw_only=True)
class MinutesContext(PaperContext):
    """Biên bản kiểm phiếu, or Biên bản hội nghị (phần biểu quyết).

    ``signature`` is the chair's (CHỦ TRÌ HỘI NGHỊ), ``clerk`` the other (NGƯỜI GHI BIÊN BẢN).
    """

    KIND: ClassVar[str] = "minutes"

    clerk: Signature
    facts: tuple[Entry, ...]
    """Time, place, members, present, chair, clerk: label and text, in their order."""
    ballots: tuple[Entry, ...] = ()
    """Issued, returned, valid, invalid; empty for a vote by hand."""
    question: str
    """What was voted on, as a sentence."""
    unit_heading: str = "Tổ chức đảng"
    rows: tuple[VotedUnit, ...] = ()
    paragraphs: tuple[str, ...] = ()
    """After the table: the conclusion."""


@dataclass(frozen=True, kw_only=True)
class YearRow(Plain):
    """One organisation in the table of the year or of six months."""

    organization: str
    months: tuple[str, ...]
    """Đ, K, CG, CX, TL, KSH, –, × for each month of the head."""
    pass_months: str = ""
    points: str = ""
    grade: str = ""
    conditions: str = ""
    """``Đủ`` or the conditions that are not met or open, in words."""
    proposal: str = ""


@dataclass(frozen=True, kw_only=True)
class YearTableContext(PaperContext):
    """Bảng tổng hợp kết quả năm, landscape; printed before any grade exists too."""

    KIND: ClassVar[str] = "year-table"

    months: tuple[str, ...] = tuple(str(month) for month in range(1, 13))
    legend: tuple[str, ...] = ()
    """``Đ: đạt``, … for the letters that occur."""
    unit_heading: str = "Tổ chức đảng"
    points_heading: str
    rows: tuple[YearRow, ...] = ()
    totals: tuple[str, ...] = ()
    """Sentences under the table: how many were listed, meet the conditions, are proposed."""
    empty_note: str = ""


KINDS: dict[str, type[PaperContext]] = {
    context.KIND: context
    for context in (
        SheetContext,
        RegistrationContext,
        RecognitionContext,
        CommendationContext,
        RevocationContext,
        ProposalContext,
        MinutesContext,
        YearTableContext,
    )
}


def context_from_json(kind: str, text: str) -> PaperContext:
    """The frozen context of a document of ``kind``; ``ValueError`` when it does not fit."""
    if kind not in KINDS:
        raise ValueError(f"Unknown kind of document: {kind!r}.")
    if not isinstance(json.loads(text), dict):
        raise ValueError("A context is a JSON object.")
    return KINDS[kind].from_json(text)
