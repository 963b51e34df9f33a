"""Papers to other bodies and records of meetings: minutes, ballot, proposal, notice, reports."""

from dataclasses import dataclass
from typing import ClassVar

from ..parts import Appendix, Entry, PaperContext, Signature
from ..plain import Plain
from .decisions import RecognisedUnit


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
class BallotContext(PaperContext):
    """Phiếu biểu quyết: all candidates on one ballot, to be ticked; nobody signs it."""

    KIND: ClassVar[str] = "ballot"

    guidance: str
    """How to vote, as a sentence."""
    unit_heading: str = "Tổ chức đảng"
    points_heading: str
    rows: tuple[RecognisedUnit, ...] = ()
    empty_note: str = ""


@dataclass(frozen=True, kw_only=True)
class AssignedMember(Plain):
    """One row of the notice of assignments."""

    member: str
    position: str = ""
    responsible: str = ""
    """Organisations in the member's charge, one a line."""
    attends: str = ""
    """Organisations whose meetings the member attends, one a line."""


@dataclass(frozen=True, kw_only=True)
class AssignmentsContext(PaperContext):
    """Thông báo phân công cấp ủy viên phụ trách, dự sinh hoạt."""

    KIND: ClassVar[str] = "assignments"

    paragraphs: tuple[str, ...] = ()
    rows: tuple[AssignedMember, ...] = ()
    after: tuple[str, ...] = ()
    """Paragraphs under the table."""
    empty_note: str = ""


@dataclass(frozen=True, kw_only=True)
class Section(Plain):
    """A numbered part of a report."""

    title: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportContext(PaperContext):
    """Báo cáo kết quả thực hiện mô hình 6 tháng / năm, of a committee to the authority above."""

    KIND: ClassVar[str] = "report"

    salutation: str = "Kính gửi"
    addressees: tuple[str, ...] = ()
    opening: str = ""
    figures: tuple[Entry, ...] = ()
    """Registered, months sent and passed, recognised: label and figure."""
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CellReportContext(ReportContext):
    """Báo cáo kết quả thực hiện mô hình 6 tháng / năm, of a cell."""

    KIND: ClassVar[str] = "cell-report"
