"""The forms in which the office settles, and in which an organisation answers it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from organizations.formfields import VnCharField, VnDateField, VnTextField
from organizations.forms import OurForm, VersionedForm
from organizations.refusals import Obstacle

from .. import parts
from ..services import Basis, Mark
from ..workflow import RESUBMISSION_LABELS, RETURN_REASON_LABELS
from .base import SheetForm, slug


class ReturnForm(SheetForm):
    """Parts to tick, each with a coded reason and a sentence."""

    def __init__(self, *args: Any, offered: Sequence[str], version: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": version}, **kwargs)
        self.offered = offered
        for part in offered:
            name, label = part_slug(part), parts.label(part)
            self.fields[f"mark_{name}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"reason_{name}"] = forms.ChoiceField(
                label=f"{label}: lý do",
                choices=[("", "Chọn lý do"), *RETURN_REASON_LABELS.items()],
                required=False,
            )
            self.fields[f"sentence_{name}"] = VnCharField(
                label=f"{label}: cần sửa gì", required=False, max_length=500
            )
            for kind in ("reason", "sentence"):
                # of a ticked part both must be given (D5); the service asks for them
                self.fields[f"{kind}_{name}"].quiet = True  # type: ignore[attr-defined]

    def marks(self) -> list[Mark]:
        """What was ticked; a reason or a sentence counts as a tick."""
        found = []
        for part in self.offered:
            name = part_slug(part)
            ticked, reason, sentence = (
                self.cleaned_data[f"{kind}_{name}"] for kind in ("mark", "reason", "sentence")
            )
            if ticked or reason or sentence:
                found.append(Mark(part, reason, sentence))
        return found

    def field_of(self, obstacle: Obstacle) -> str:
        name = part_slug(obstacle.part)
        return f"reason_{name}" if obstacle.code == "reason_missing" else f"sentence_{name}"


class ReasonForm(SheetForm):
    """A reason, for reopening."""

    reason = VnTextField(
        label="Lý do mở lại", error_messages={"required": "Mở lại phiếu phải có lý do."}
    )


class ExtensionForm(OurForm):
    """Until when a locked month is opened, and why."""

    until = VnDateField(label="Mở lại đến hết ngày")
    reason = VnTextField(
        label="Lý do", error_messages={"required": "Mở lại tháng đã khóa phải có lý do."}
    )


class AskForm(OurForm):
    """Why a closed sheet should be opened."""

    reason = VnTextField(
        label="Lý do",
        help_text="Một câu để văn phòng biết vì sao cần mở lại.",
        max_length=1000,
        error_messages={"required": "Đề nghị mở lại phải có lý do. Mời ghi một câu."},
    )


class DeclineForm(VersionedForm):
    """Why it is not opened; ``version`` is the key of the request as seen."""

    answer = VnTextField(
        label="Vì sao không mở lại",
        max_length=1000,
        error_messages={"required": "Không mở lại thì mời ghi rõ vì sao."},
    )


class BasisForm(SheetForm):
    """What the committee's own office confirms its own sheet on (D9)."""

    basis = forms.ChoiceField(
        label="Căn cứ xác nhận",
        choices=[
            (text, text) for text in ("Kết luận của hội nghị", "Văn bản tiếp nhận của cấp trên")
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Mời chọn căn cứ xác nhận."},
    )
    basis_on = VnDateField(label="Ngày của căn cứ")
    basis_number = VnCharField(
        label="Số, ký hiệu", help_text="Có thể bổ sung sau.", required=False, max_length=60
    )

    def given(self) -> Basis:
        """The basis as keyed in."""
        data = self.cleaned_data
        return Basis(data["basis"], data["basis_on"], data["basis_number"])


class BasisNumberForm(SheetForm):
    """The number of a basis, when it follows."""

    basis_number = VnCharField(label="Số, ký hiệu của căn cứ", max_length=60)


class ObjectionForm(SheetForm):
    """What an organisation finds wrong in what the office keyed in from its paper (D11)."""

    reason = VnTextField(
        label="Chỗ chưa đúng", error_messages={"required": "Mời ghi rõ chỗ chưa đúng."}
    )


class AnswerForm(SheetForm):
    """The office's answer to an objection."""

    answer = VnTextField(
        label="Nội dung trả lời", error_messages={"required": "Mời ghi nội dung trả lời."}
    )


class SignedCopyForm(SheetForm):
    """When the signed paper arrived (D12)."""

    signed_copy_received_on = VnDateField(label="Ngày nhận bản ký")


class SubmitForm(SheetForm):
    """Sending; after a return the organisation says what it did (D5)."""

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if again:
            self.fields["resubmission"] = forms.ChoiceField(
                label="Lần gửi lại này",
                choices=list(RESUBMISSION_LABELS.items()),
                widget=forms.RadioSelect,
                required=False,
            )
            # the service asks for it, with everything else that is missing
            self.fields["resubmission"].quiet = True  # type: ignore[attr-defined]


def part_slug(part: str) -> str:
    """A part as fields are named: ``criterion_2_1``."""
    return slug(part.replace(":", "_"))
