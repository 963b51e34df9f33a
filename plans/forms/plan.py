"""The form of a plan; in force it offers only what may still change."""

from dataclasses import replace
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from organizations.folding import nfc
from organizations.formfields import (
    VnCharField,
    VnDateField,
    VnDecimalField,
    VnIntegerField,
    VnTextField,
)
from organizations.forms import VersionedForm
from organizations.refusals import Obstacle, Refusal

from ..values import EDITABLE_IN_FORCE, LABELS, PlanValues, parse_day_month
from ..workflow import BASIS_LABELS

# Columns that the form shows under another name.
_REFERENCES = "references_recognition"
_REFERENCES_OF = {
    _REFERENCES: "recognition",
    "references_commendation": "commendation",
    "references_revocation": "revocation",
}
_FIELD_OF_PART = {
    "cell_deadline_day": "cell_deadline",
    "cell_deadline_month": "cell_deadline",
    "committee_deadline_day": "committee_deadline",
    "committee_deadline_month": "committee_deadline",
    "legal_references": _REFERENCES,
}
_GROUPS = (
    ("Kế hoạch", ("number", "issued_on", "first_year")),
    ("Đăng ký đầu năm", ("cell_deadline", "committee_deadline", "deadline_inclusive")),
    ("Phiếu hằng tháng", ("due_day", "lock_day", "month_min_points")),
    (
        "Điều kiện xét công nhận",
        ("min_pass_months", "year_min_points", "basis", "exemplary_share", "pro_rata"),
    ),
    ("Văn bản", ("addressee_above", "addressee_via", *_REFERENCES_OF, "recipients")),
)


class DayMonthField(forms.Field):
    """A day of every year as ``dd/mm``; its value is the pair of day and month."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm"}
    )

    def prepare_value(self, value: Any) -> Any:
        return f"{value[0]:02d}/{value[1]:02d}" if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> tuple[int, int] | None:
        if value in self.empty_values:
            return None
        try:
            return parse_day_month(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None


class PlanForm(VersionedForm):
    """The values of a plan as they stand in ``base``."""

    number = VnCharField(label=LABELS["number"], max_length=60)
    issued_on = VnDateField(label=LABELS["issued_on"])
    first_year = VnIntegerField(
        label=LABELS["first_year"],
        help_text="Kế hoạch có hiệu lực từ năm này cho đến năm trước khi có kế hoạch tiếp theo.",
    )
    cell_deadline = DayMonthField(label=LABELS["cell_deadline_day"])
    committee_deadline = DayMonthField(label=LABELS["committee_deadline_day"])
    deadline_inclusive = forms.BooleanField(
        label="Ngày ghi trên được tính là trong hạn",
        help_text="Không chọn: “trước ngày 15/01” nghĩa là chậm nhất hết ngày 14/01.",
        required=False,
    )
    due_day = VnIntegerField(
        label=LABELS["due_day"], help_text="Từ 1 đến 28. Gửi hết ngày này là đúng hạn."
    )
    lock_day = VnIntegerField(
        label=LABELS["lock_day"],
        help_text="Sau hạn gửi, không quá 28. Để trống nếu không khóa.",
        required=False,
    )
    month_min_points = VnDecimalField(
        label=LABELS["month_min_points"], help_text="Để trống nếu không quy định.", required=False
    )
    min_pass_months = VnIntegerField(label=LABELS["min_pass_months"])
    year_min_points = VnDecimalField(label=LABELS["year_min_points"])
    basis = forms.ChoiceField(
        label=LABELS["basis"],
        choices=[(basis.value, label) for basis, label in BASIS_LABELS.items()],
    )
    exemplary_share = VnDecimalField(label=LABELS["exemplary_share"])
    pro_rata = forms.BooleanField(
        label="Tổ chức hoạt động từ 6 đến 11 tháng trọn vẹn trong năm được tính theo tỷ lệ",
        required=False,
    )
    addressee_above = VnCharField(
        label=LABELS["addressee_above"],
        help_text="Ví dụ: Đảng ủy Khối các cơ quan tỉnh.",
        max_length=200,
        required=False,
    )
    addressee_via = VnCharField(label=LABELS["addressee_via"], max_length=200, required=False)
    references_recognition = VnTextField(
        label="Căn cứ của quyết định công nhận",
        help_text="Mỗi căn cứ một dòng, không ghi chữ “Căn cứ”.",
        required=False,
    )
    references_commendation = VnTextField(
        label="Căn cứ của quyết định biểu dương, khen thưởng",
        help_text="Để trống thì dùng căn cứ của quyết định công nhận.",
        required=False,
    )
    references_revocation = VnTextField(
        label="Căn cứ của quyết định hủy bỏ",
        help_text="Để trống thì dùng căn cứ của quyết định công nhận.",
        required=False,
    )
    recipients = VnTextField(
        label=LABELS["recipients"], help_text="Mỗi nơi nhận một dòng.", required=False
    )

    def __init__(self, *args: Any, base: PlanValues, in_force: bool, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(base) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.base = base
        if in_force:
            editable = {_FIELD_OF_PART.get(name, name) for name in EDITABLE_IN_FORCE}
            editable |= set(_REFERENCES_OF)
            for name in set(self.fields) - editable - {"version"}:
                del self.fields[name]
        groups = [
            Fieldset(title, *(name for name in names if name in self.fields), css_class="group")
            for title, names in _GROUPS
            if any(name in self.fields for name in names)
        ]
        self.helper.layout = Layout("version", *groups)

    def values(self) -> PlanValues:
        """What the plan is to say; what the form did not offer stays."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if _REFERENCES in typed:
            said = {
                kind: [nfc(line) for line in typed.pop(field).splitlines() if line.strip()]
                for field, kind in _REFERENCES_OF.items()
            }
            merged = self.base.legal_references | said
            # a kind without references of its own is not named at all
            typed["legal_references"] = {
                kind: lines for kind, lines in merged.items() if lines or kind == "recognition"
            }
        for name in ("cell_deadline", "committee_deadline"):
            if name in typed:
                typed[f"{name}_day"], typed[f"{name}_month"] = typed.pop(name)
        return replace(self.base, **typed)

    def add_refusal(self, refusal: Refusal) -> None:
        """Show an obstacle of a column at the field that stands for it."""
        super().add_refusal(
            Refusal(
                Obstacle(one.code, one.sentence, _FIELD_OF_PART.get(one.part, one.part))
                for one in refusal.obstacles
            )
        )


def _initial(base: PlanValues) -> dict[str, Any]:
    return {
        **{name: getattr(base, name) for name in LABELS if name != "legal_references"},
        "cell_deadline": (base.cell_deadline_day, base.cell_deadline_month),
        "committee_deadline": (base.committee_deadline_day, base.committee_deadline_month),
        **{
            field: "\n".join(base.legal_references.get(kind, []))
            for field, kind in _REFERENCES_OF.items()
        },
    }
