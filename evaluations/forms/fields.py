"""The fields of a sheet, each as it is offered; those needed only for sending may stay empty."""

from collections.abc import Callable
from typing import Any

from django import forms

from organizations.formfields import VnCharField, VnDateField, VnIntegerField, VnTextField

from ..grades import GRADE_LABELS
from ..workflow import (
    BALLOT_LABELS,
    MEETING_QUALITY_LABELS,
    RATING_LABELS,
    Ballot,
    Rating,
)


class _ForSending(forms.Field):
    """Needed before the sheet is sent: a draft keeps it empty."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)


class _Day(_ForSending, VnDateField):
    pass


class _Count(_ForSending, VnIntegerField):
    pass


class _Text(_ForSending, VnTextField):
    pass


class _Choice(_ForSending, forms.TypedChoiceField):
    widget = forms.RadioSelect


def _count(label: str, *, needed: bool = True, help_text: str = "") -> forms.Field:
    kind = _Count if needed else VnIntegerField
    return kind(label=label, min_value=0, max_value=9999, required=needed, help_text=help_text)


def _optional_text(label: str, help_text: str = "", rows: int = 3) -> forms.Field:
    return VnTextField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _rating() -> forms.Field:
    return _Choice(
        label="Tự nhận mức",
        choices=list(RATING_LABELS.items()),
        coerce=Rating,
        empty_value=None,
    )


def _yes_or_no(label: str) -> forms.Field:
    return forms.TypedChoiceField(
        label=label,
        choices=[(False, "Không"), (True, "Có")],
        coerce=lambda chosen: chosen == "True",
        widget=forms.RadioSelect,
    )


_IF_NONE = "Không có thì ghi “Không”."

FIELDS: dict[str, Callable[[], forms.Field]] = {
    "no_meeting": lambda: forms.BooleanField(
        label="Tháng này không tổ chức sinh hoạt", required=False
    ),
    "no_meeting_reason": lambda: _optional_text("Lý do không tổ chức sinh hoạt", rows=2),
    "content_1": lambda: _Text(label="Nội dung 1"),
    "content_2": lambda: _Text(label="Nội dung 2"),
    "content_3": lambda: _Text(label="Nội dung 3"),
    "content_4": lambda: _Text(label="Nội dung 4"),
    "breakthrough_result": lambda: _optional_text("Kết quả công việc đột phá"),
    "strengths": lambda: _optional_text("Ưu điểm"),
    "shortcomings": lambda: _optional_text("Hạn chế"),
    "good_practice": lambda: _optional_text("Cách làm hay"),
    "discipline": lambda: _optional_text("Tổ chức, đảng viên bị kỷ luật trong năm", _IF_NONE, 2),
    "complaints": lambda: _optional_text("Đơn thư khiếu nại, tố cáo vượt cấp", _IF_NONE, 2),
    "disunity": lambda: _optional_text("Biểu hiện mất đoàn kết nội bộ", _IF_NONE, 2),
    "self_grade": lambda: _Choice(
        label="Tự xếp loại chất lượng", choices=list(GRADE_LABELS.items()), empty_value=""
    ),
    "wants_commendation": lambda: forms.BooleanField(
        label="Đề nghị xét biểu dương, khen thưởng “tiêu biểu”", required=False
    ),
    "meeting_on": lambda: _Day(label="Ngày họp"),
    "thematic": lambda: _yes_or_no("Sinh hoạt chuyên đề"),
    "meeting_quality": lambda: forms.ChoiceField(
        label="Chất lượng buổi sinh hoạt",
        choices=[("", "Chưa đánh giá"), *MEETING_QUALITY_LABELS.items()],
        required=False,
    ),
    "voters": lambda: _count(
        "Số đảng viên có quyền biểu quyết",
        help_text=(
            "Đảng viên chính thức, trừ người được miễn sinh hoạt, sinh hoạt tạm thời nơi khác "
            "hoặc bị đình chỉ sinh hoạt (nếu dự họp thì vẫn tính)."
        ),
    ),
    "present": lambda: _count("Có mặt (có quyền biểu quyết)"),
    "probationary_present": lambda: _count("Đảng viên dự bị có mặt", needed=False),
    "absent_with_reason": lambda: _count("Vắng có lý do", needed=False),
    "absent_without_reason": lambda: _count("Vắng không lý do", needed=False),
    "ballot": lambda: forms.TypedChoiceField(
        label="Cách biểu quyết",
        choices=list(BALLOT_LABELS.items()),
        coerce=Ballot,
        widget=forms.RadioSelect,
    ),
    "votes_for": lambda: _count("Tán thành mức đạt"),
    "votes_against": lambda: _count("Không tán thành"),
    "votes_other": lambda: _count("Ý kiến khác"),
    "rating": _rating,
    "note": lambda: _optional_text(
        "Ghi chú", "Ghi rõ lý do nếu họp ngoài thời gian thường lệ.", rows=2
    ),
    "paper_received_on": lambda: VnDateField(
        label="Ngày nhận bản giấy", help_text="Ngày này được tính là ngày gửi."
    ),
    "paper_signer": lambda: VnCharField(label="Người ký bản giấy", max_length=120),
}
