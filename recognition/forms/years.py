"""What is looked for in the table of the year, and the grades of one page of it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from evaluations.grades import GRADE_LABELS, GRADE_SHORT
from organizations.formfields import VnCharField, VnDateField
from organizations.models import Organization

from ..querysets import Grades
from ..rules import Outcome
from ..services import GradeEntry, GradeValues
from .rows import RowsForm

OUTCOMES = {
    "du": Outcome.ELIGIBLE,
    "khong-du": Outcome.NOT_ELIGIBLE,
    "chua-du-can-cu": Outcome.OPEN,
}
COLUMNS = {
    "self_grade": "Tự xếp loại",
    "proposed": "Đề nghị",
    "decided": "Được xếp loại",
    "decided_body": "Nơi quyết định",
    "decided_on": "Ngày",
    "decided_number": "Số",
}
GRADE_CHOICES = [("", "–"), *((grade.value, name) for grade, name in GRADE_SHORT.items())]


class YearFilter(forms.Form):
    """Filters that stand in the address; nonsense there looks for nothing."""

    tim = VnCharField(
        label="Tìm tổ chức đảng",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": "Tìm tổ chức đảng"}),
    )
    ket_luan = forms.ChoiceField(
        label="Kết luận",
        required=False,
        choices=[
            ("", "Mọi kết luận"),
            *((value, outcome.label.capitalize()) for value, outcome in OUTCOMES.items()),
        ],
    )

    @property
    def is_filtered(self) -> bool:
        """Whether anything is looked for."""
        return self.wanted() != ("", None)

    def wanted(self) -> tuple[str, Outcome | None]:
        """Text and outcome looked for."""
        self.is_valid()
        found = self.cleaned_data
        return found.get("tim", ""), OUTCOMES.get(found.get("ket_luan", ""))


class GradesForm(RowsForm):
    """Grades of several organisations in one table; fields are named ``code:field``.

    What is said once above the table (body, date, number) fills the rows with a decided grade
    that say nothing themselves.
    """

    decided_body = VnCharField(label="Nơi quyết định", required=False, max_length=200)
    decided_on = VnDateField(label="Ngày quyết định", required=False)
    decided_number = VnCharField(label="Số quyết định", required=False, max_length=60)

    def __init__(self, rows: Sequence[tuple[Organization, Grades]], data: object = None) -> None:
        super().__init__(data)
        self.rows = rows
        for organization, grades in rows:
            self._add_row(organization, grades)

    def _add_row(self, organization: Organization, grades: Grades) -> None:
        row, code = grades.row, organization.code
        name = organization.name
        fields: dict[str, forms.Field] = {}
        if not grades.from_review:
            fields["self_grade"] = _grade_field("tự xếp loại", row.self_grade if row else "")
        fields["proposed"] = _grade_field("đề nghị", row.proposed if row else "")
        fields["decided"] = _grade_field("được xếp loại", row.decided if row else "")
        fields["decided_body"] = VnCharField(
            label="nơi quyết định",
            required=False,
            max_length=200,
            initial=row.decided_body if row else "",
        )
        fields["decided_on"] = VnDateField(
            label="ngày quyết định", required=False, initial=row.decided_on if row else None
        )
        fields["decided_number"] = VnCharField(
            label="số quyết định",
            required=False,
            max_length=60,
            initial=row.decided_number if row else "",
        )
        fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=row.version if row else 0
        )
        for field, made in fields.items():
            made.label = f"{name}, {made.label}"
            drawn = "form-select" if isinstance(made, forms.ChoiceField) else "form-control"
            if isinstance(made, VnDateField):
                drawn += " day"
            made.widget.attrs["class"] = drawn
            self.fields[f"{code}:{field}"] = made

    def names(self) -> dict[str, str]:
        """Code → name of the organisations in the table."""
        return {organization.code: organization.name for organization, _ in self.rows}

    def common(self) -> list[forms.BoundField]:
        """The fields above the table."""
        return [self[name] for name in ("decided_body", "decided_on", "decided_number")]

    def table(self) -> list[dict[str, Any]]:
        """The rows as the page draws them: cells of label and field, or of text."""
        return [
            {
                "code": organization.code,
                "name": organization.name,
                "version": self[f"{organization.code}:version"],
                "cells": [
                    (label, self[name], "")
                    if (name := f"{organization.code}:{field}") in self.fields
                    else (label, None, _reviewed(grades))
                    for field, label in COLUMNS.items()
                ],
            }
            for organization, grades in self.rows
        ]

    def entries(self) -> list[GradeEntry]:
        """What was typed, one entry per row; call it on a valid form."""
        return [self._entry(organization.code, grades) for organization, grades in self.rows]

    def _entry(self, code: str, grades: Grades) -> GradeEntry:
        typed = {
            name.removeprefix(f"{code}:"): value
            for name, value in self.cleaned_data.items()
            if name.startswith(f"{code}:")
        }
        version = typed.pop("version") or 0
        if grades.from_review:
            typed["self_grade"] = grades.row.self_grade if grades.row else ""
        if typed["decided"]:
            for field in ("decided_body", "decided_on", "decided_number"):
                typed[field] = typed[field] or self.cleaned_data[field]
        return GradeEntry(code, GradeValues(**typed), version)


def _reviewed(grades: Grades) -> str:
    """A self-grade that the confirmed self-review carries."""
    name = GRADE_LABELS[grades.self_grade] if grades.self_grade else ""
    return f"{name} (theo bản tự rà soát năm)"


def _grade_field(label: str, value: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=GRADE_CHOICES, required=False, initial=value)
