"""The rows of the editor of a framework: one for each criterion, by content."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.forms import BoundField

from organizations.formfields import VnCharField, VnDecimalField, VnTextField

from ..frameworks import GROUP_CODES, CriterionValues
from ..workflow import RHYTHM_LABELS

MOST_ROWS = 30
WORDS = ("text", "verbatim", "clause")
COLUMNS = ("code", "text", "max_points", "rhythm", "mandatory", "clause", "verbatim", "remove")

# With scripts, the sums follow each change; without, by the button "Tính tổng".
_SUM_UP = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-vals": '{"then": "count"}',
    "hx-include": "closest form",
    "hx-target": "#tong",
    "hx-select": "#tong",
    "hx-select-oob": ",".join(f"#tong-{code}" for code in GROUP_CODES),
    "hx-swap": "outerHTML",
}


@dataclass
class Row:
    """One criterion on the page."""

    index: int
    code: str
    fields: dict[str, BoundField]
    fixed: CriterionValues | None = None
    """What cannot be changed any more, where the framework is frozen."""

    @property
    def is_new(self) -> bool:
        """Whether it is an empty row to write in."""
        return not self.code


@dataclass
class Content:
    """One of the four contents on the page."""

    code: str
    title: BoundField
    rows: list[Row]
    points: Decimal


def criterion_fields() -> dict[str, forms.Field]:
    """The fields of one criterion, by the names in ``COLUMNS``."""
    points = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"} | _SUM_UP)
    fields: dict[str, forms.Field] = {
        "code": VnCharField(label="Mã", max_length=5, required=False),
        "text": VnTextField(label="Nội dung", required=False),
        "max_points": VnDecimalField(label="Điểm tối đa", required=False, widget=points),
        "rhythm": forms.ChoiceField(
            label="Nhịp chấm",
            choices=[(rhythm.value, label) for rhythm, label in RHYTHM_LABELS.items()],
            required=False,
        ),
        "mandatory": forms.BooleanField(label="Bắt buộc đủ điểm", required=False),
        "clause": VnCharField(label="Mục của kế hoạch", max_length=80, required=False),
        "verbatim": VnTextField(label="Nguyên văn", required=False),
        "remove": forms.BooleanField(label="Bỏ tiêu chí này", required=False),
    }
    fields["code"].widget.attrs["class"] = "short"
    return fields
