"""Interruption pages: issuing, proposing, recording, reopening."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest

from documents.forms import ScanField
from organizations.formfields import VnCharField, VnDateField, VnIntegerField, VnTextField
from organizations.forms import OurForm, VersionedForm
from organizations.forms.confirming import ConfirmedForm

from ..services import Issue, OuterDecision
from ..workflow import ISSUE_LABELS, Question

MAX_NUMBER = 99_999
KEPT_WITH_THE_TERM = frozenset({"term_missing", "place_missing", "signer_missing"})


class IssueForm(ConfirmedForm):
    """Date and number of a paper, and the password again; the number may be left to the book.

    ``choices``: those among whom some are chosen (the exemplary); none where all are concerned.
    """

    dated = VnDateField(label="Ngày của văn bản")
    number = VnIntegerField(label="Số văn bản", required=False, min_value=1, max_value=MAX_NUMBER)
    skipped_reason = VnCharField(
        label="Lý do bỏ qua số",
        help_text="Chỉ ghi khi dùng số lớn hơn số tiếp theo của sổ.",
        required=False,
        max_length=500,
    )

    def __init__(
        self,
        request: HttpRequest,
        *args: Any,
        proposed: int | None = None,
        choices: Sequence[tuple[str, str]] | None = None,
        choices_label: str = "Chọn tổ chức",
        **kwargs: Any,
    ) -> None:
        super().__init__(request, *args, **kwargs)
        if proposed is not None:
            self.fields[
                "number"
            ].help_text = f"Để trống thì lấy số tiếp theo của sổ: {proposed:02d}."
        if choices is not None:
            self.fields["chosen"] = forms.MultipleChoiceField(
                label=choices_label,
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Chưa chọn tổ chức nào. Mời chọn ít nhất một."},
            )
            self.order_fields(["version", "chosen"])

    def how(self) -> Issue:
        """Date and number as typed; call it on a valid form."""
        typed = self.cleaned_data
        return Issue(
            dated=typed["dated"],
            number=typed["number"],
            skipped_reason=typed["skipped_reason"],
        )

    @property
    def lacks_term(self) -> bool:
        """Whether it was refused for what is kept with the committee's term."""
        errors = [error for found in self.errors.as_data().values() for error in found]
        return any(error.code in KEPT_WITH_THE_TERM for error in errors)

    @property
    def chosen(self) -> list[str] | None:
        """Those chosen, where there is a choice."""
        return self.cleaned_data.get("chosen")


class ProposeForm(IssueForm):
    """Whom to propose, and the same as for every paper."""


class OuterForm(OurForm):
    """A decision of the authority above, as its paper says."""

    question = forms.ChoiceField(
        label="Quyết định về việc",
        choices=list(ISSUE_LABELS.items()),
        help_text="Hủy bỏ kết quả công nhận thì khen thưởng kèm theo cũng bị hủy bỏ; hủy bỏ việc"
        " biểu dương, khen thưởng thì kết quả công nhận được giữ nguyên.",
    )
    symbol = VnCharField(label="Số, ký hiệu", help_text="Ví dụ: 112-QĐ/ĐUK", max_length=60)
    decided_on = VnDateField(label="Ngày quyết định")
    body = VnCharField(label="Nơi quyết định", max_length=200)
    codes = forms.MultipleChoiceField(
        label="Tổ chức có tên trong quyết định", widget=forms.CheckboxSelectMultiple
    )
    reason = VnTextField(
        label="Lý do hủy bỏ",
        help_text="Chỉ ghi khi quyết định hủy bỏ.",
        required=False,
        max_length=2000,
    )
    proposal = forms.TypedChoiceField(
        label="Trả lời tờ trình", required=False, coerce=int, empty_value=None
    )
    scan = ScanField(label="Bản quét của quyết định", required=False)

    def __init__(
        self,
        codes: Sequence[tuple[str, str]],
        proposals: Sequence[tuple[int, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = codes  # type: ignore[attr-defined]
        self.fields["proposal"].choices = [  # type: ignore[attr-defined]
            ("", "không theo tờ trình nào"),
            *proposals,
        ]

    def decision(self) -> OuterDecision:
        """The decision as typed; call it on a valid form."""
        typed = self.cleaned_data
        return OuterDecision(
            question=Question(typed["question"]),
            symbol=typed["symbol"],
            decided_on=typed["decided_on"],
            body=typed["body"],
            codes=tuple(typed["codes"]),
            reason=typed["reason"],
        )


class ReopenForm(VersionedForm):
    """Why a closed review is opened again."""

    reason = VnTextField(label="Lý do mở lại đợt xét", max_length=2000)
