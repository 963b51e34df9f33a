"""Finding documents, and the book of numbers."""

from django import forms

from organizations.formfields import VnCharField, VnIntegerField
from organizations.forms import OurForm

from .numbering import CODE_LABELS, KIND_LABELS, MAX_NUMBER


class DocumentFilter(forms.Form):
    """What to list; wrong values list everything."""

    tim = forms.CharField(label="Tìm theo số hoặc trích yếu", required=False)
    loai = forms.ChoiceField(
        label="Loại văn bản",
        choices=[("", "Tất cả loại"), *KIND_LABELS.items()],
        required=False,
    )
    nam = forms.IntegerField(required=False, min_value=2000, max_value=2100)


class NumberForm(OurForm):
    """One number of a series, and why."""

    paper_code = forms.ChoiceField(
        label="Loại văn bản",
        choices=[(code, f"{label} ({code})") for code, label in CODE_LABELS.items()],
    )
    number = VnIntegerField(label="Số", min_value=1, max_value=MAX_NUMBER)
    reason = VnCharField(label="Lý do", max_length=500)


class ReserveForm(NumberForm):
    """Numbers to keep back."""

    def __init__(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        self.fields["number"].label = "Giữ lại đến hết số"
        self.fields["number"].help_text = "Giữ từ số tiếp theo của sổ đến hết số này."
        self.fields["reason"].help_text = "Ví dụ: đã cấp cho văn bản giấy."


class VoidForm(NumberForm):
    """A number not to be used."""

    def __init__(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        self.fields["number"].label = "Số bỏ"
        self.fields[
            "number"
        ].help_text = "Số đã giữ lại, hoặc số tiếp theo của sổ. Không lấy lại được."
