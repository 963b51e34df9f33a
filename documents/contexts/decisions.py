"""Decisions with their lists, and the certificate that goes with a commendation."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import ClassVar, Literal

from ..parts import Appendix, PaperContext
from ..plain import Plain


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
class Award(Plain):
    """What one certificate says."""

    recipient: str
    """Name of the organisation, broken where the office wants it (``\\n``)."""
    achievement: str
    """``Đạt tiêu chuẩn “chi bộ bốn tốt” tiêu biểu năm 2025``."""


@dataclass(frozen=True, kw_only=True)
class CertificateContext(PaperContext):
    """Giấy khen: one page for each, on plain paper or placed on a pre-printed form.

    ``form="pre-printed"`` leaves out what the form already says; the two offsets move everything
    right and down (negative: left and up) in millimetres. ``form="test"`` is a print to try on the
    form: crosses 20 mm from the edges of an unmoved page, moved like everything else.
    """

    KIND: ClassVar[str] = "certificate"

    form: Literal["plain", "pre-printed", "test"] = "plain"
    offset_right: str = "0"
    offset_down: str = "0"
    awards: tuple[Award, ...]
    body: tuple[str, ...]
    """Who awards, in capitals: lines."""
    decision: str
    """``Quyết định số 46-QĐ/ĐU, ngày 25/12/2025``."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for offset in (self.offset_right, self.offset_down):
            try:
                if abs(Decimal(offset)) <= 100:
                    continue
            except InvalidOperation:
                pass
            raise ValueError(f"An offset is between -100 and 100 millimetres, not {offset!r}.")
