"""Asking for a file of several papers; issuing a notice or report."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest

from documents.contexts import Section
from evaluations import periods
from organizations.actors import Actor
from organizations.formfields import VnIntegerField, VnTextField
from organizations.forms import OurForm
from organizations.models import Kind, Organization, Role
from recognition.forms import IssueForm

from .papers import SECTIONS
from .services import Order
from .workflow import KIND_LABELS, JobKind


class OrderForm(OurForm):
    """Which file, of which year and month; an office also chooses kind and cell."""

    kind = forms.ChoiceField(label="Tệp cần tạo", choices=list(KIND_LABELS.items()))
    year = VnIntegerField(label="Năm", min_value=2000, max_value=2100)
    period = forms.ChoiceField(
        label="Tháng",
        choices=[
            (periods.slug(periods.YEAR), "Cả năm"),
            *((periods.slug(month), f"Tháng {month}") for month in periods.MONTHS),
        ],
        help_text="Chỉ dùng cho tập phiếu và bảng tổng hợp tháng.",
    )
    organization = forms.ChoiceField(
        label="Chi bộ", required=False, help_text="Chỉ dùng cho hồ sơ năm của chi bộ."
    )

    final = forms.BooleanField(
        label="Chốt bản in",
        required=False,
        help_text="Đánh dấu thì tệp được lưu trữ, mang mã kiểm tra và mã QR ở trang đầu; không sửa,"
        " không xóa được. Không đánh dấu thì là bản xem trước.",
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        # registrations and sheets of this year are only begun; the last year is what is filed
        super().__init__(data, initial={"year": actor.today.year - (actor.today.month < 7)})
        self.actor = actor
        self.fields["organization"].quiet = True  # type: ignore[attr-defined]
        if actor.role != Role.OFFICE:
            for name in ("kind", "period", "organization"):
                del self.fields[name]
            return
        self.cells = {
            cell.code: cell
            for cell in Organization.objects.visible_to(actor)
            .filter(kind=Kind.CELL)
            .by_name(actor.today)
        }
        choice = self.fields["organization"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - as declared above
        choice.choices = [
            ("", "Chọn chi bộ"),
            *((code, f"{cell.name or code} ({code})") for code, cell in self.cells.items()),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == JobKind.CELL_DOSSIER and not cleaned.get("organization"):
            self.add_error("organization", "Mời chọn chi bộ của hồ sơ.")
        return cleaned

    def order(self, values: dict[str, Any]) -> Order:
        """What was asked for; fields that the kind does not need are left aside."""
        own = self.actor.organization
        assert own is not None  # noqa: S101 - offices and secretaries work for an organisation
        if self.actor.role != Role.OFFICE:
            return Order(
                kind=JobKind.CELL_DOSSIER,
                organization=own,
                year=values["year"],
                final=values["final"],
            )
        kind = JobKind(values["kind"])
        cell = self.cells[values["organization"]] if kind is JobKind.CELL_DOSSIER else own
        by_month = kind in (JobKind.BOOK, JobKind.MONTHLY_SUMMARY)
        period = periods.from_slug(values["period"]) if by_month else periods.YEAR
        return Order(
            kind=kind,
            organization=cell,
            year=values["year"],
            period=period,
            final=values["final"],
        )


LONGEST_SECTION = 50_000


class PaperIssueForm(IssueForm):
    """Date, number and password as for every paper; before them the texts of a report."""

    def __init__(
        self,
        request: HttpRequest,
        *args: Any,
        sections: Sequence[Section] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(request, *args, **kwargs)
        self.titles = dict(SECTIONS) if sections else {}
        for (name, title), section in zip(self.titles.items(), sections, strict=bool(sections)):
            text = "\n".join(section.paragraphs)
            field = VnTextField(
                label=title,
                help_text="Mỗi đoạn một dòng. Không có thì ghi “Không có.”.",
                initial=text,
                max_length=LONGEST_SECTION,
                error_messages={
                    "required": "Phần này còn trống. Mời ghi nội dung; không có thì ghi “Không"
                    " có.”."
                },
            )
            rows = sum(1 + len(line) // 70 for line in text.splitlines()) + 1
            field.widget.attrs["rows"] = min(max(rows, 3), 20)
            self.fields[name] = field
        self.order_fields(["version", *self.titles])

    def sections(self) -> list[Section] | None:
        """The texts as typed, a paragraph a line; None on a paper without; of a valid form."""
        if not self.titles:
            return None
        return [
            Section(
                title=title,
                paragraphs=tuple(
                    line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()
                ),
            )
            for name, title in self.titles.items()
        ]
