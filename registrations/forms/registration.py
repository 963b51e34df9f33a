"""The registration as a form: by the organisation itself, or by the office from paper."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from documents.forms import ScanField
from organizations.formfields import VnCharField, VnDateField, VnIntegerField, VnTextField
from organizations.forms import VersionedForm

from ..submission import Paper
from ..values import LABELS, NAMES, OPTIONAL, RegistrationValues

_MOST = 99_999
_GROUPS = (
    (
        "Đảng viên và danh hiệu",
        ("official_members", "probationary_members", "emulation_title"),
    ),
    ("Mục tiêu theo bốn nội dung", ("aim_1", "aim_2", "aim_3", "aim_4")),
    ("Công việc đột phá", ("breakthrough_task", "breakthrough_due")),
    (
        "Hội nghị và biểu quyết",
        (
            "meeting_on",
            "voters",
            "present",
            "votes_for",
            "votes_against",
            "votes_other",
        ),
    ),
    ("Ghi chú", ("note",)),
)


def _number(name: str, help_text: str = "") -> VnIntegerField:
    return VnIntegerField(
        label=LABELS[name], min_value=0, max_value=_MOST, required=False, help_text=help_text
    )


class RegistrationForm(VersionedForm):
    """All answers; none is compulsory until it is sent."""

    official_members = _number("official_members")
    probationary_members = _number("probationary_members", "Ghi 0 nếu không có.")
    emulation_title = VnCharField(
        label=LABELS["emulation_title"],
        help_text="Ví dụ: Chi bộ trong sạch, vững mạnh.",
        max_length=200,
        required=False,
    )
    aim_1 = VnTextField(label=LABELS["aim_1"], required=False)
    aim_2 = VnTextField(label=LABELS["aim_2"], required=False)
    aim_3 = VnTextField(label=LABELS["aim_3"], required=False)
    aim_4 = VnTextField(label=LABELS["aim_4"], required=False)
    breakthrough_task = VnTextField(
        label=LABELS["breakthrough_task"],
        help_text="Một việc cụ thể để thực hiện dứt điểm trong năm.",
        required=False,
    )
    breakthrough_due = VnDateField(label=LABELS["breakthrough_due"], required=False)
    meeting_on = VnDateField(label=LABELS["meeting_on"], required=False)
    voters = _number(
        "voters", "Đảng viên chính thức, trừ người được miễn, đang sinh hoạt nơi khác, bị đình chỉ."
    )
    present = _number("present")
    votes_for = _number("votes_for")
    votes_against = _number("votes_against", "Ghi 0 nếu không có.")
    votes_other = _number("votes_other", "Ghi 0 nếu không có.")
    note = VnTextField(label=LABELS["note"], required=False)

    def __init__(self, *args: Any, base: RegistrationValues, **kwargs: Any) -> None:
        known = {name: getattr(base, name) for name in NAMES}
        kwargs["initial"] = known | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("version", *self.groups())
        for name in set(NAMES) - OPTIONAL:
            # asked for on sending; a draft may leave it out
            self.fields[name].quiet = True  # type: ignore[attr-defined]

    def groups(self) -> list[Fieldset]:
        """The parts of the page."""
        return [Fieldset(title, *names, css_class="group") for title, names in _GROUPS]

    def values(self) -> RegistrationValues:
        """What was typed."""
        return RegistrationValues(**{name: self.cleaned_data[name] for name in NAMES})


class PaperForm(RegistrationForm):
    """The same from signed paper, with its receipt and signer."""

    paper_received_on = VnDateField(
        label="Ngày nhận bản giấy", help_text="Được tính là ngày gửi của tổ chức."
    )
    paper_signer = VnCharField(label="Người ký bản giấy", max_length=120)
    scan = ScanField(required=False)

    def groups(self) -> list[Fieldset]:
        """The receipt first, as it lies on top of the desk."""
        receipt = Fieldset(
            "Bản giấy", "paper_received_on", "paper_signer", "scan", css_class="group"
        )
        return [receipt, *super().groups()]

    def paper(self) -> Paper:
        """The receipt that was typed."""
        return Paper(self.cleaned_data["paper_received_on"], self.cleaned_data["paper_signer"])


class CommitteeBasis(forms.ChoiceField):
    """What a committee's own office settles its own registration by."""

    def __init__(self, **kwargs: Any) -> None:
        texts = ("Kết luận của hội nghị Đảng ủy", "Tiếp nhận của cấp trên")
        super().__init__(
            label="Căn cứ tiếp nhận",
            choices=[(text, text) for text in texts],
            widget=forms.RadioSelect,
            **kwargs,
        )
