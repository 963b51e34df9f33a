"""The editor of a framework: four contents with rows of criteria, summed by the server."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from organizations.formfields import VnCharField, VnIntegerField
from organizations.forms import OurForm, VersionedForm
from organizations.models import Kind
from organizations.refusals import Obstacle, Refusal

from ..frameworks import FULL, GROUP_CODES, CriterionValues, FrameworkValues, GroupValues, part_of
from ..workflow import Rhythm
from .rows import COLUMNS, MOST_ROWS, WORDS, Content, Row, criterion_fields


class FrameworkForm(VersionedForm):
    """All of a framework, with an empty row for each content; ``add_to`` gets one more."""

    name = VnCharField(label="Tên khung", max_length=200)
    source = VnCharField(label="Nguồn", max_length=300, required=False)
    note = VnCharField(label="Ghi chú", max_length=300, required=False)
    is_sample = forms.BooleanField(
        label="Đây còn là khung mẫu",
        help_text="Bỏ chọn khi đã thay bằng khung ban hành kèm theo kế hoạch; trên màn hình và bản"
        " in sẽ không còn dòng “Khung tiêu chí mẫu”.",
        required=False,
    )

    def __init__(self, *args: Any, base: FrameworkValues, add_to: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base = base
        self.initial.update(
            {name: getattr(base, name) for name in ("name", "source", "note", "is_sample")}
        )
        self._rows: dict[str, list[int]] = {}
        # Of each field of a criterion, where it stands.
        self._where: dict[str, str] = {}
        for group in base.groups:
            self._offer_content(group, one_more=not self.is_bound or group.code == add_to)
        # Which row of the page each criterion of the values was typed in.
        self._typed_in: dict[str, list[int]] = {}

    def _offer_content(self, group: GroupValues, *, one_more: bool) -> None:
        self.fields[f"g{group.code}-title"] = VnCharField(
            label=f"Tên nội dung {group.code}", max_length=200
        )
        self.initial[f"g{group.code}-title"] = group.title
        count = self._sent_rows(group.code) if self.is_bound else len(group.criteria)
        count = min(count + one_more, MOST_ROWS)
        self._rows[group.code] = list(range(count))
        for index in range(count):
            known = group.criteria[index] if index < len(group.criteria) else None
            self._offer_row(group.code, index, known)

    def _sent_rows(self, group: str) -> int:
        indexes = [
            int(parts[1])
            for parts in (name.split("-") for name in self.data)
            if len(parts) == 3 and parts[0] == f"g{group}" and parts[1].isdecimal()
        ]
        return min(max(indexes, default=-1) + 1, MOST_ROWS)

    def _offer_row(self, group: str, index: int, known: CriterionValues | None) -> None:
        where = f"tiêu chí {known.code}" if known else f"dòng thêm của nội dung {group}"
        fields = criterion_fields()
        for name, field in fields.items():
            part = part_of(group, index, name)
            field.widget.attrs["aria-label"] = f"{field.label}, {where}"
            self._where[part] = where
            self.fields[part] = field
            if known is not None and name != "remove":
                self.initial[part] = getattr(known, name)
        self.initial.setdefault(part_of(group, index, "rhythm"), Rhythm.MONTH)

    def clean(self) -> dict[str, Any]:
        """Say of each error in a row in which one it is: all rows have the same labels."""
        for part in self._where.keys() & self.errors.keys():
            where = self._where[part][:1].upper() + self._where[part][1:]
            found = [f"{where}: {error}" for error in self.errors[part]]
            self.errors[part] = self.error_class(found)
        return super().clean() or self.cleaned_data

    def contents(self) -> Iterator[Content]:
        """The page, content by content."""
        sums = self._sums()
        for group in self.base.groups:
            known = {index: criterion.code for index, criterion in enumerate(group.criteria)}
            yield Content(
                code=group.code,
                title=self[f"g{group.code}-title"],
                rows=[
                    Row(
                        index,
                        known.get(index, ""),
                        {name: self[part_of(group.code, index, name)] for name in COLUMNS},
                    )
                    for index in self._rows[group.code]
                ],
                points=sums[group.code],
            )

    @property
    def total(self) -> Decimal:
        """The points of all contents as typed so far."""
        return sum(self._sums().values(), Decimal(0))

    @property
    def missing(self) -> Decimal:
        """What the total still lacks to 100."""
        return max(FULL - self.total, Decimal(0))

    @property
    def excess(self) -> Decimal:
        """What the total has beyond 100."""
        return max(self.total - FULL, Decimal(0))

    def _sums(self) -> dict[str, Decimal]:
        if not self.is_bound:
            return {group.code: group.max_points for group in self.base.groups}
        self.is_valid()  # cleans once
        return {
            code: sum(
                (self._cleaned(code, index, "max_points") or Decimal(0) for index in kept),
                Decimal(0),
            )
            for code in GROUP_CODES
            for kept in ([i for i in self._rows[code] if not self._cleaned(code, i, "remove")],)
        }

    def _cleaned(self, group: str, index: int, name: str) -> Any:
        return self.cleaned_data.get(part_of(group, index, name))

    def values(self) -> FrameworkValues:
        """What the framework is to say; empty and removed rows fall out."""
        groups = []
        for code in GROUP_CODES:
            kept = [
                index
                for index in self._rows[code]
                if not self._cleaned(code, index, "remove")
                and (
                    self._cleaned(code, index, "text")
                    or self._cleaned(code, index, "max_points") is not None
                    or self._cleaned(code, index, "code")
                )
            ]
            self._typed_in[code] = kept
            groups.append(
                GroupValues(
                    code=code,
                    title=self.cleaned_data[f"g{code}-title"],
                    criteria=tuple(self._criterion(code, index) for index in kept),
                )
            )
        return FrameworkValues(
            name=self.cleaned_data["name"],
            note=self.cleaned_data["note"],
            source=self.cleaned_data["source"],
            is_sample=self.cleaned_data["is_sample"],
            groups=tuple(groups),
        )

    def _criterion(self, group: str, index: int) -> CriterionValues:
        return CriterionValues(
            code=self._cleaned(group, index, "code"),
            text=self._cleaned(group, index, "text"),
            max_points=self._cleaned(group, index, "max_points") or Decimal(0),
            verbatim=self._cleaned(group, index, "verbatim"),
            clause=self._cleaned(group, index, "clause"),
            rhythm=Rhythm(self._cleaned(group, index, "rhythm") or Rhythm.MONTH),
            mandatory=self._cleaned(group, index, "mandatory"),
        )

    def add_refusal(self, refusal: Refusal) -> None:
        """Show the obstacle of a criterion at the row in which it was typed."""
        super().add_refusal(Refusal(self._at_its_row(one) for one in refusal.obstacles))

    def _at_its_row(self, obstacle: Obstacle) -> Obstacle:
        parts = obstacle.part.split("-")
        if len(parts) != 3:
            return obstacle
        group, index = parts[0].removeprefix("g"), int(parts[1])
        part = part_of(group, self._typed_in[group][index], parts[2])
        return Obstacle(obstacle.code, obstacle.sentence, part)


class FrozenFrameworkForm(FrameworkForm):
    """Only the words of a framework; codes, points, rhythms and marks stand as they are."""

    def __init__(self, *args: Any, base: FrameworkValues, **kwargs: Any) -> None:
        super().__init__(*args, base=base, **kwargs)
        del self.fields["is_sample"]

    def _offer_content(self, group: GroupValues, *, one_more: bool) -> None:
        super()._offer_content(group, one_more=False)

    def _sent_rows(self, group: str) -> int:
        return len(next(one for one in self.base.groups if one.code == group).criteria)

    def _offer_row(self, group: str, index: int, known: CriterionValues | None) -> None:
        super()._offer_row(group, index, known)
        for name in set(COLUMNS) - set(WORDS):
            del self.fields[part_of(group, index, name)]

    def contents(self) -> Iterator[Content]:
        """The page, content by content."""
        for group in self.base.groups:
            yield Content(
                code=group.code,
                title=self[f"g{group.code}-title"],
                rows=[
                    Row(
                        index,
                        criterion.code,
                        {name: self[part_of(group.code, index, name)] for name in WORDS},
                        fixed=criterion,
                    )
                    for index, criterion in enumerate(group.criteria)
                ],
                points=group.max_points,
            )

    def _sums(self) -> dict[str, Decimal]:
        return {group.code: group.max_points for group in self.base.groups}

    def values(self) -> FrameworkValues:
        """The same framework with the words as typed."""
        self._typed_in = {code: list(rows) for code, rows in self._rows.items()}
        return replace(
            self.base,
            name=self.cleaned_data["name"],
            note=self.cleaned_data["note"],
            source=self.cleaned_data["source"],
            groups=tuple(
                replace(
                    group,
                    title=self.cleaned_data[f"g{group.code}-title"],
                    criteria=tuple(
                        replace(
                            criterion,
                            **{name: self._cleaned(group.code, index, name) for name in WORDS},
                        )
                        for index, criterion in enumerate(group.criteria)
                    ),
                )
                for group in self.base.groups
            ),
        )


class NewFrameworkForm(OurForm):
    """For which kind of organisation and from which year a new framework starts."""

    kind = forms.ChoiceField(label="Dùng cho", choices=[(kind.value, kind.label) for kind in Kind])
    first_year = VnIntegerField(label="Áp dụng từ năm")
