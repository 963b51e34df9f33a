"""Forms of terms, their members and signers, and the filter of the audit trail."""

from django import forms

from ..folding import nfc
from ..formfields import VnCharField, VnDateField, VnTextField
from ..models import Body
from .base import OurForm, VersionedForm


class TermForm(OurForm):
    """A term as its papers are headed."""

    name = VnCharField(label="Tên nhiệm kỳ", help_text="Ví dụ: 2025–2030.", max_length=40)
    from_date = VnDateField(label="Từ ngày")
    to_date = VnDateField(
        label="Đến hết ngày", help_text="Để trống nếu đang trong nhiệm kỳ.", required=False
    )
    committee_name = VnTextField(
        label="Tên Đảng ủy in trên văn bản",
        help_text="Chữ in hoa, ngắt dòng đúng chỗ muốn ngắt.",
    )
    standing_board_name = VnTextField(
        label="Tên Ban Thường vụ in trên văn bản",
        help_text="Để trống nếu không có ban thường vụ.",
        required=False,
    )
    place = VnCharField(
        label="Địa danh", help_text="Trước ngày, tháng trên văn bản.", max_length=80, required=False
    )
    recipients = VnTextField(
        label="Nơi nhận thường dùng", help_text="Mỗi nơi nhận một dòng.", required=False
    )
    legal_references = VnTextField(
        label="Căn cứ thường dùng", help_text="Mỗi căn cứ một dòng.", required=False
    )


class EditTermForm(VersionedForm, TermForm):
    """A term that is there, as it was seen."""


class MembersForm(OurForm):
    """Who sits in a body: one person a line, the position after a semicolon."""

    body = forms.ChoiceField(label="Cơ quan", choices=list(Body.choices), widget=forms.RadioSelect)
    people = VnTextField(
        label="Ủy viên",
        help_text="Mỗi người một dòng; chức vụ (nếu có) sau dấu chấm phẩy. Ví dụ: Nguyễn Văn A;"
        " Bí thư.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    from_date = VnDateField(label="Từ ngày")

    def clean_people(self) -> list[tuple[str, str]]:
        """Names with their positions."""
        lines = [line.partition(";") for line in self.cleaned_data["people"].splitlines()]
        return [(nfc(name), nfc(position)) for name, _, position in lines if nfc(name)]


class SignerForm(OurForm):
    """Who may sign."""

    full_name = VnCharField(label="Họ và tên", max_length=120)
    title = VnCharField(
        label="Chức vụ in trên văn bản", help_text="Ví dụ: BÍ THƯ, PHÓ BÍ THƯ.", max_length=80
    )
    from_date = VnDateField(label="Từ ngày")
    to_date = VnDateField(label="Đến hết ngày", required=False)


class TrailFilterForm(OurForm):
    """What the audit trail is filtered by."""

    tim = VnCharField(label="Tìm trong nội dung", required=False, max_length=100)
    tu_ngay = VnDateField(label="Từ ngày", required=False)
    den_ngay = VnDateField(label="Đến hết ngày", required=False)
