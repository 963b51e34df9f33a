"""The form in which a sheet is keyed in; each step offers some of it, closed parts never (D5)."""

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from documents.forms import ScanField
from documents.scans import NewScan
from organizations.formfields import VnCharField, VnDecimalField, VnTextField
from plans.models import Criterion
from registrations.submission import Paper

from .. import parts
from ..scoring import CriterionScore, points_obstacles, proposes_not_applicable
from ..sending import IMPOSSIBLE_POINTS
from ..values import PointEntry, SelfReviewValues, Values
from ..workflow import Rating
from .base import SheetForm, at_its_field, slug
from .fields import FIELDS

_MEETING_PARTS = {parts.MEETING, parts.VOTES, parts.RATING}
_PAPER_FIELDS = ("paper_received_on", "paper_signer")


class Step(enum.StrEnum):
    """How much of a sheet one page offers."""

    CONTENT = "nhap"
    MEETING = "bieu-quyet"
    PAPER = "nhap-thay"

    def offers(self, part: str) -> bool:
        """Whether the page offers this part."""
        if self is Step.PAPER:
            return True
        if part == parts.NO_MEETING:
            return False
        return (part in _MEETING_PARTS) is (self is Step.MEETING)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a form is made for: a sheet as it stands, and how its words read."""

    base: Values
    version: int
    criteria: Sequence[Criterion]
    opened: Collection[str]
    titles: Sequence[str] = ()
    """Of the four contents, for the texts of a self-review."""
    month: int | None = None
    """The month, whose rhythm proposes *không phát sinh*; None for a self-review."""
    new: bool = False
    """Whether nothing was keyed in yet: then proposals are filled in."""
    proposed_voters: int | None = None
    of_committee: bool = False
    paper: Paper | None = None
    breakthrough: str = ""
    """The breakthrough work that was registered, asked about in the self-review (C1)."""


class KeyingForm(SheetForm):
    """One step of a sheet; ``values`` gives the sheet with what the step says."""

    def __init__(self, *args: Any, step: Step, offer: Offer, **kwargs: Any) -> None:
        self.names = [
            name
            for part, names in parts.fields_of(offer.base).items()
            if step.offers(part) and parts.is_open(part, offer.opened)
            for name in names
        ]
        self.criteria = [
            criterion
            for criterion in offer.criteria
            if step.offers(f"{parts.CRITERION}{criterion.code}")
            and parts.is_open(f"{parts.CRITERION}{criterion.code}", offer.opened)
        ]
        paper_names = _PAPER_FIELDS if step is Step.PAPER else ()
        super().__init__(*args, initial=self._initial(offer), **kwargs)
        for criterion in self.criteria:
            self._add_criterion(criterion)
        for name in (*paper_names, *self.names):
            self.fields[name] = FIELDS[name]()
        if step is Step.PAPER:
            self.fields["scan"] = ScanField(required=False)
        self._find_words(offer)

    def _initial(self, offer: Offer) -> dict[str, Any]:
        initial: dict[str, Any] = {"version": offer.version}
        for criterion in self.criteria:
            entry = offer.base.points.get(criterion.code, PointEntry())
            if offer.new and offer.month is not None:
                entry = proposed_entry(criterion, offer.month)
            name = slug(criterion.code)
            initial |= {
                f"points_{name}": entry.points,
                f"reason_{name}": entry.reason,
                f"none_{name}": entry.not_applicable,
            }
        initial |= {name: getattr(offer.base, name) for name in self.names}
        if "voters" in initial and initial["voters"] is None:
            initial["voters"] = offer.proposed_voters
        if offer.paper is not None:
            initial |= {
                "paper_received_on": offer.paper.received_on,
                "paper_signer": offer.paper.signer,
            }
        return initial

    def _add_criterion(self, criterion: Criterion) -> None:
        name = slug(criterion.code)
        self.fields[f"points_{name}"] = VnDecimalField(
            label=f"Điểm tiêu chí {criterion.code}",
            required=False,
            widget=forms.TextInput(
                attrs={
                    "class": "form-control",
                    "inputmode": "decimal",
                    "autocomplete": "off",
                    "data-max": f"{criterion.max_points.normalize():f}".replace(".", ","),
                }
            ),
        )
        self.fields[f"reason_{name}"] = VnCharField(
            label=f"Lý do trừ điểm tiêu chí {criterion.code}",
            required=False,
            max_length=1000,
            widget=forms.TextInput(attrs={"class": "form-control"}),
        )
        self.fields[f"none_{name}"] = forms.BooleanField(
            label="Không phát sinh",
            required=False,
            widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        )

    def _find_words(self, offer: Offer) -> None:
        """Words that depend on what is rated: the contents' titles, a year, a committee."""
        for number, title in enumerate(offer.titles, start=1):
            if f"content_{number}" in self.fields:
                self.fields[f"content_{number}"].label = f"{number}. {title}"
        if offer.breakthrough and "breakthrough_result" in self.fields:
            self.fields["breakthrough_result"].help_text = f"Đã đăng ký: {offer.breakthrough}"
        if offer.of_committee and "voters" in self.fields:
            self.fields["voters"].label = "Số đảng ủy viên có quyền biểu quyết"
            self.fields["voters"].help_text = "Ủy viên ban chấp hành đương nhiệm vào ngày họp."
        rating = self.fields.get("rating")
        if isinstance(offer.base, SelfReviewValues) and isinstance(rating, forms.ChoiceField):
            rating.choices = [
                (Rating.PASS, "Đạt – đề nghị công nhận"),
                (Rating.FAIL, "Không đạt – không đề nghị công nhận"),
            ]

    def clean(self) -> dict[str, Any]:
        """Points that are impossible are refused at their field, by the test of ``scoring``."""
        cleaned = super().clean()
        for criterion in self.criteria:
            name = f"points_{slug(criterion.code)}"
            if name not in cleaned:
                continue
            entry = self._entry(criterion)
            score = CriterionScore(
                code=criterion.code,
                group=criterion.group.code,
                max_points=criterion.max_points,
                points=entry.points,
                not_applicable=entry.not_applicable,
            )
            for obstacle in points_obstacles([score]):
                if obstacle.code in IMPOSSIBLE_POINTS:
                    self.add_error(name, at_its_field(obstacle))
        return cleaned

    def _entry(self, criterion: Criterion) -> PointEntry:
        name = slug(criterion.code)
        not_applicable = bool(self.cleaned_data.get(f"none_{name}"))
        return PointEntry(
            criterion.max_points if not_applicable else self.cleaned_data.get(f"points_{name}"),
            self.cleaned_data.get(f"reason_{name}", ""),
            not_applicable,
        )

    def values(self, base: Values) -> Values:
        """``base`` with what this step says; a field that is wrong keeps what ``base`` has."""
        points = dict(base.points)
        for criterion in self.criteria:
            name = slug(criterion.code)
            if f"points_{name}" in self.cleaned_data and f"reason_{name}" in self.cleaned_data:
                points[criterion.code] = self._entry(criterion)
        said = {name: self.cleaned_data[name] for name in self.names if name in self.cleaned_data}
        return replace(base, points=points, **said)

    def paper(self) -> Paper:
        """Receipt and signer of the paper."""
        return Paper(self.cleaned_data["paper_received_on"], self.cleaned_data["paper_signer"])

    def scan(self) -> NewScan | None:
        """The scan of the paper, where one was sent along."""
        found: NewScan | None = self.cleaned_data["scan"]
        return found


def proposed_entry(criterion: Criterion, month: int) -> PointEntry:
    """What a new sheet proposes: full points where the rhythm does not fall in the month (D2)."""
    if proposes_not_applicable(criterion.rhythm, month):
        return PointEntry(criterion.max_points, not_applicable=True)
    return PointEntry()


class NoMeetingForm(SheetForm):
    """That no meeting was held in the month, with its reason (D8)."""

    no_meeting_reason = VnTextField(
        label="Lý do không tổ chức sinh hoạt",
        help_text="Ví dụ: cả chi bộ đi công tác dài ngày.",
        error_messages={"required": "Mời ghi lý do không tổ chức sinh hoạt."},
    )
