"""The vote of one meeting on many candidates, as one table (E9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from organizations.formfields import VnCharField, VnDateField, VnIntegerField, VnTextField
from organizations.forms import VersionedForm
from organizations.models import Body

from ..models.review import METHOD_LABELS
from ..services import MeetingValues, VoteRow
from ..voting import VoteMethod
from ..workflow import Question
from .rows import RowsForm

COUNTS = {
    "votes_for": "Tán thành",
    "votes_against": "Không tán thành",
    "votes_other": "Ý kiến khác",
}


@dataclass(frozen=True, slots=True)
class Votable:
    """A candidate that can be voted on; ``place`` in the order of E8, for the choice."""

    code: str
    name: str
    note: str
    place: str = ""


class VoteForm(RowsForm, VersionedForm):
    """Fields of the meeting, and a row ``code:field`` for each candidate.

    A row left wholly empty was not voted on.
    """

    body = forms.ChoiceField(label="Cấp biểu quyết", choices=Body.choices)
    held_on = VnDateField(label="Ngày họp")
    present = VnIntegerField(
        label="Số ủy viên có mặt",
        help_text="Tổng số ủy viên lấy theo nhiệm kỳ vào ngày họp.",
        min_value=0,
        max_value=9999,
    )
    method = forms.ChoiceField(label="Cách biểu quyết", choices=list(METHOD_LABELS.items()))
    issued = VnIntegerField(
        label="Số phiếu phát ra",
        help_text="Ba ô số phiếu chỉ ghi khi bỏ phiếu kín.",
        required=False,
        min_value=0,
        max_value=9999,
    )
    returned = VnIntegerField(label="Số phiếu thu về", required=False, min_value=0, max_value=9999)
    valid = VnIntegerField(label="Số phiếu hợp lệ", required=False, min_value=0, max_value=9999)
    chair = VnCharField(label="Người chủ trì", max_length=120)
    clerk = VnCharField(label="Người ghi biên bản", max_length=120)

    def __init__(
        self, question: Question, rows: Sequence[Votable], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.rows = question, rows
        for row in rows:
            for field, label in COUNTS.items():
                self.fields[f"{row.code}:{field}"] = VnIntegerField(
                    label=f"{row.name}, {label.lower()}",
                    required=False,
                    min_value=0,
                    max_value=9999,
                )
                self.fields[f"{row.code}:{field}"].widget.attrs["class"] = "form-control"
            if question.needs_reason:
                self.fields[f"{row.code}:reason"] = VnTextField(
                    label=f"{row.name}, lý do", required=False, max_length=2000
                )
                self.fields[f"{row.code}:reason"].widget.attrs |= {
                    "class": "form-control",
                    "rows": 2,
                }

    def names(self) -> dict[str, str]:
        """Code → name of the candidates in the table."""
        return {row.code: row.name for row in self.rows}

    def meeting_fields(self) -> list[forms.BoundField]:
        """The fields above the table."""
        names = ("body", "held_on", "present", "method", "issued", "returned", "valid")
        return [self[name] for name in (*names, "chair", "clerk")]

    def table(self) -> list[dict[str, Any]]:
        """The rows as the page draws them."""
        columns = [*COUNTS.items(), *([("reason", "Lý do")] if self.question.needs_reason else [])]
        return [
            {
                "row": row,
                "cells": [(label, self[f"{row.code}:{field}"]) for field, label in columns],
            }
            for row in self.rows
        ]

    def columns(self) -> list[str]:
        """Headings of the table after the name."""
        return [*COUNTS.values(), *(["Lý do"] if self.question.needs_reason else [])]

    def meeting(self) -> MeetingValues:
        """The meeting as typed; call it on a valid form."""
        typed = self.cleaned_data
        method = VoteMethod(typed["method"])
        secret = method is VoteMethod.SECRET
        return MeetingValues(
            body=Body(typed["body"]),
            held_on=typed["held_on"],
            present=typed["present"],
            method=method,
            chair=typed["chair"],
            clerk=typed["clerk"],
            issued=typed["issued"] if secret else None,
            returned=typed["returned"] if secret else None,
            valid=typed["valid"] if secret else None,
        )

    def votes(self) -> list[VoteRow]:
        """The rows in which anything was typed."""
        found = []
        for row in self.rows:
            counts = {field: self.cleaned_data[f"{row.code}:{field}"] for field in COUNTS}
            reason = self.cleaned_data.get(f"{row.code}:reason", "")
            if reason or any(count is not None for count in counts.values()):
                found.append(VoteRow(code=row.code, reason=reason, **counts))
        return found
