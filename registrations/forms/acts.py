"""The small forms of single acts; each knows the version seen."""

from typing import Any

from django import forms

from organizations.formfields import VnCharField, VnDateField, VnTextField
from organizations.forms import OurForm, VersionedForm

from ..submission import Basis
from .registration import CommitteeBasis


def _asked_for(field: forms.Field) -> forms.Field:
    """The service refuses it when empty, with its own sentence; the page calls it no option."""
    field.quiet = True  # type: ignore[attr-defined]
    return field


class ReasonForm(VersionedForm):
    """An act that needs a reason."""

    reason = _asked_for(VnTextField(label="Lý do", required=False))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label


class AcceptForm(VersionedForm):
    """Accepting; asks for a reason or a basis only where one is needed."""

    reason = _asked_for(VnTextField(label="Lý do tiếp nhận sau hạn cuối", required=False))
    basis = _asked_for(CommitteeBasis(required=False))
    basis_on = _asked_for(VnDateField(label="Ngày của căn cứ", required=False))
    basis_number = VnCharField(
        label="Số của căn cứ", help_text="Chưa có thì bổ sung sau.", max_length=60, required=False
    )

    def __init__(self, *args: Any, late: bool, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["reason"]
        if not own:
            for name in ("basis", "basis_on", "basis_number"):
                del self.fields[name]

    def basis_typed(self) -> Basis | None:
        """The basis, where the form asked for one."""
        if "basis" not in self.fields:
            return None
        return Basis(
            self.cleaned_data["basis"],
            self.cleaned_data["basis_on"],
            self.cleaned_data["basis_number"],
        )


class NumberForm(VersionedForm):
    """The number of the basis, which followed."""

    basis_number = _asked_for(
        VnCharField(label="Số của căn cứ tiếp nhận", max_length=60, required=False)
    )


class AnswerForm(VersionedForm):
    """The office's answer to an objection."""

    answer = _asked_for(VnTextField(label="Trả lời phản ánh", required=False))


class SignedCopyForm(VersionedForm):
    """The day on which the signed paper came."""

    signed_copy_received_on = VnDateField(label="Ngày nhận bản ký")


class NoteForm(OurForm):
    """How the breakthrough work stands."""

    text = _asked_for(VnTextField(label="Đang thực hiện đến đâu", required=False))
