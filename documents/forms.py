"""Finding documents, the book of numbers, scans, texts and form of papers, checking by code."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from organizations.formfields import VnCharField, VnDecimalField, VnIntegerField, VnTextField
from organizations.forms import OurForm, VersionedForm
from organizations.refusals import Refusal

from .docx.opening import MOST_BYTES, TOO_LARGE
from .guidelines import SEPARATORS, Guideline
from .models.style import MAX_OFFSET, OFFSET_STEP
from .numbering import CODE_LABELS, KIND_LABELS, MAX_NUMBER
from .scans import NewScan, received
from .wording import Wording
from .wording.checks import MAY_BE_EMPTY, PART_LABELS, parts_of


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].label = "Giữ lại đến hết số"
        self.fields["number"].help_text = "Giữ từ số tiếp theo của sổ đến hết số này."
        self.fields["reason"].help_text = "Ví dụ: đã cấp cho văn bản giấy."


class VoidForm(NumberForm):
    """A number not to be used."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].label = "Số bỏ"
        self.fields[
            "number"
        ].help_text = "Số đã giữ lại, hoặc số tiếp theo của sổ. Không lấy lại được."


class ScanField(forms.Field):
    """A scan of signed paper; its value is the file as written anew.

    ``accept`` names the types one by one: a phone then offers its camera beside its files, and
    gives a picture as JPEG where it would keep it in another form. ``capture`` would take the files
    away.
    """

    widget = forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"})
    default_error_messages = {"required": "Chưa chọn tệp. Mời chọn tệp quét hoặc chụp bản ký."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Bản quét của bản đã ký")
        kwargs.setdefault(
            "help_text",
            "PDF, JPEG hoặc PNG, không quá 10 MB; trên điện thoại có thể chụp ngay."
            # a browser gives no file back with a page
            + ("" if kwargs.get("required", True) else " Trang báo lỗi thì chọn lại tệp."),
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> NewScan | None:
        if value in self.empty_values:
            return None
        try:
            return received(value)
        except Refusal as refusal:
            found = refusal.obstacles[0]
            raise ValidationError(found.sentence, code=found.code) from None


class ScanForm(VersionedForm):
    """A scan to keep; ``version`` is how many there were on the page."""

    scan = ScanField()


class WordTemplateForm(VersionedForm):
    """A Word template to be used from now on."""

    file = forms.FileField(
        label="Tệp mẫu (.docx)",
        help_text="Tài liệu Word (.docx) không quá 2 MB, không có mật khẩu, macro và liên kết ra"
        " ngoài.",
        widget=forms.FileInput(
            attrs={
                "accept": ".docx,"
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
        ),
        error_messages={
            "required": "Chưa chọn tệp. Mời chọn tệp mẫu đã sửa trong Word.",
            "missing": "Chưa chọn tệp. Mời chọn tệp mẫu đã sửa trong Word.",
            "empty": "Tệp này trống. Mời chọn lại tệp mẫu.",
        },
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """A file of at most 2 MB, before it is read into memory."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE.sentence, code=TOO_LARGE.code)
        return file


_PART_HELP = {
    "grounds": "Mỗi căn cứ một dòng. Dấu chấm phẩy và dấu phẩy cuối dòng do chương trình ghi.",
    "articles": "Mỗi điều một dòng, không ghi “Điều 1.”; chương trình tự đánh số.",
    "paragraphs": "Mỗi đoạn một dòng.",
    "after": "Mỗi đoạn một dòng.",
}


class WordingForm(VersionedForm):
    """The text of one kind of paper, as far as the kind has parts."""

    def __init__(
        self, *args: Any, kind: str, current: Wording, version: int, **kwargs: Any
    ) -> None:
        lines = current.as_lines()
        shown = {part: lines[part] for part in parts_of(kind)}
        super().__init__(*args, initial={**shown, "version": version}, **kwargs)
        self.kind = kind
        for part, text in shown.items():
            field = VnCharField if part in ("name", "appendix_name") else VnTextField
            self.fields[part] = field(
                label=PART_LABELS[part],
                help_text=_PART_HELP.get(part, ""),
                required=part not in MAY_BE_EMPTY,
            )
            if field is VnTextField:
                rows = sum(1 + len(line) // 70 for line in text.splitlines()) + 1
                self.fields[part].widget.attrs["rows"] = min(max(rows, 2), 24)

    def wording(self) -> Wording:
        """What was typed; parts that the kind does not have stay empty."""
        texts = {part: self.cleaned_data.get(part, "") for part in parts_of(self.kind)}
        return Wording.from_lines({**dict.fromkeys(Wording.names(), ""), **texts})


class GuidelineForm(VersionedForm):
    """What a committee prints under one guideline on form."""

    salutation = VnCharField(label="Lời gửi trên báo cáo, đăng ký", max_length=40)
    submission_salutation = VnCharField(label="Lời gửi trên tờ trình", max_length=40)
    recipient_separator = forms.ChoiceField(
        label="Dấu giữa các nơi nhận", choices=list(SEPARATORS.items())
    )

    def values(self, base: Guideline) -> Guideline:
        """The guideline with what was typed."""
        typed = {name: text for name, text in self.cleaned_data.items() if name != "version"}
        return replace(base, **typed)


class CodePrintingForm(VersionedForm):
    """Whether numbered papers carry code and QR."""

    on = forms.BooleanField(
        label="In mã kiểm tra và mã QR trên văn bản có số và Giấy khen",
        required=False,
        help_text="Văn bản in ở chân trang đầu, Giấy khen ở dưới dòng quyết định, bên trái. Biểu"
        " mẫu và bảng đã chốt bản in luôn có mã, không theo lựa chọn này.",
    )


class OffsetsForm(VersionedForm):
    """How far certificates are moved on the pre-printed form."""

    right = VnDecimalField(
        label="Dời sang phải (mm)",
        help_text="Số âm: dời sang trái. Mỗi nấc 0,5 mm, từ -30 đến 30.",
        min_value=-MAX_OFFSET,
        max_value=MAX_OFFSET,
        step=OFFSET_STEP,
    )
    down = VnDecimalField(
        label="Dời xuống dưới (mm)",
        help_text="Số âm: dời lên trên.",
        min_value=-MAX_OFFSET,
        max_value=MAX_OFFSET,
        step=OFFSET_STEP,
    )


MOST_COMPARED = 10 * 1024 * 1024
"""The largest file that is compared with an archived one."""
TOO_LARGE_TO_COMPARE = "Tệp lớn hơn 10 MB nên không đối chiếu. Mời chọn tệp PDF không quá 10 MB."


class CodeForm(OurForm):
    """The code of a paper."""

    ma = VnCharField(
        label="Mã kiểm tra",
        max_length=100,
        help_text=(
            "Mười chữ và số in cạnh mã QR, ví dụ K7MPQ-3XWTA. Chữ hoa hay thường, có gạch nối hay"
            " không đều được; mời tắt bộ gõ tiếng Việt khi nhập."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class FileForm(OurForm):
    """A file to be compared with the archived one."""

    tep = forms.FileField(
        label="Tệp PDF cần đối chiếu",
        help_text="Không quá 10 MB. Tệp chỉ được so với bản lưu trữ, không được giữ lại.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": "Mời chọn tệp PDF.",
            "missing": "Mời chọn tệp PDF.",
            "empty": "Tệp này trống. Mời chọn lại tệp PDF.",
        },
    )

    def clean_tep(self) -> Any:
        """A PDF of at most ``MOST_COMPARED``."""
        file: UploadedFile[bytes] = self.cleaned_data["tep"]
        if (file.size or 0) > MOST_COMPARED:
            raise ValidationError(TOO_LARGE_TO_COMPARE)
        if not file.read(5).startswith(b"%PDF-"):
            raise ValidationError("Tệp này không phải là PDF. Mời chọn tệp PDF của văn bản.")
        file.seek(0)
        return file
