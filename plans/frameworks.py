"""A framework of criteria as plain values: the shipped sample, and what is wrong with one (B3)."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from documents.fonts import unprintable
from organizations.formats import vn_number
from organizations.refusals import Obstacle

from .workflow import Rhythm

GROUP_CODES = ("1", "2", "3", "4")
STEP = Decimal("0.5")
FULL = Decimal(100)
_SAMPLE = Path(__file__).parent / "data" / "framework.json"
_CODE = re.compile(r"[1-4]\.[1-9]\d?")


@dataclass(frozen=True)
class CriterionValues:
    """One criterion; its code gives its content and its place in it."""

    code: str
    text: str
    max_points: Decimal
    verbatim: str = ""
    clause: str = ""
    rhythm: Rhythm = Rhythm.MONTH
    mandatory: bool = False


@dataclass(frozen=True)
class GroupValues:
    """One of the four contents."""

    code: str
    title: str
    criteria: tuple[CriterionValues, ...]

    @property
    def max_points(self) -> Decimal:
        """The points of the content."""
        return sum((criterion.max_points for criterion in self.criteria), Decimal(0))


@dataclass(frozen=True)
class FrameworkValues:
    """A whole framework."""

    name: str
    groups: tuple[GroupValues, ...]
    note: str = ""
    source: str = ""
    is_sample: bool = False

    @property
    def max_points(self) -> Decimal:
        """The points of all four contents."""
        return sum((group.max_points for group in self.groups), Decimal(0))


def sample(kind: str) -> FrameworkValues:
    """The shipped sample for cells or for party organisations, ``same_as`` expanded."""
    data = json.loads(_SAMPLE.read_text(encoding="utf-8"))
    groups = []
    for group in data["frames"][kind]:
        source = group
        if "same_as" in group:
            source = next(g for g in data["frames"][group["same_as"]] if g["code"] == group["code"])
        groups.append(
            GroupValues(
                code=group["code"],
                title=group["title"],
                criteria=tuple(
                    CriterionValues(
                        code=criterion["code"],
                        text=criterion["text"],
                        max_points=Decimal(str(criterion["points"])),
                        clause=criterion["clause"],
                        rhythm=Rhythm(criterion["rhythm"]),
                        mandatory=criterion["mandatory"],
                    )
                    for criterion in source["criteria"]
                ),
            )
        )
    return FrameworkValues(
        name=data["name"],
        note=data["note"],
        source=data["source"],
        is_sample=True,
        groups=tuple(groups),
    )


def part_of(group: str, index: int, field: str) -> str:
    """The name by which an obstacle points at a criterion: its content, its row, its column."""
    return f"g{group}-{index}-{field}"


def obstacles(values: FrameworkValues) -> Iterator[Obstacle]:
    """What is wrong with a framework, each at its row."""
    yield from _words(values)
    if not values.name:
        yield Obstacle("name_missing", "Khung tiêu chí cần một tên.", "name")
    if tuple(group.code for group in values.groups) != GROUP_CODES:
        yield Obstacle("not_four_contents", "Khung tiêu chí phải có đủ bốn nội dung 1, 2, 3, 4.")
    used = Counter(criterion.code for group in values.groups for criterion in group.criteria)
    for group in values.groups:
        if not group.title:
            yield Obstacle(
                "title_missing", f"Nội dung {group.code} cần một tên.", f"g{group.code}-title"
            )
        if not group.criteria:
            yield Obstacle(
                "content_empty",
                f"Nội dung {group.code} chưa có tiêu chí nào, cần ít nhất một.",
                f"g{group.code}-title",
            )
        for index, criterion in enumerate(group.criteria):
            yield from _of_criterion(group.code, index, criterion, used)
    if values.max_points != FULL:
        parts = ", ".join(f"nội dung {g.code}: {vn_number(g.max_points)}" for g in values.groups)
        yield Obstacle(
            "not_100",
            f"Tổng điểm của khung là {vn_number(values.max_points)}, phải bằng 100 ({parts})."
            " Mời sửa điểm tối đa của các tiêu chí.",
        )


def _words(values: FrameworkValues) -> Iterator[Obstacle]:
    """Characters that paper cannot show."""
    texts = [
        ("name", "Tên khung", values.name),
        ("note", "Ghi chú", values.note),
        ("source", "Nguồn", values.source),
    ]
    for group in values.groups:
        texts.append((f"g{group.code}-title", f"Tên nội dung {group.code}", group.title))
        for index, criterion in enumerate(group.criteria):
            for field in ("text", "verbatim", "clause"):
                part = part_of(group.code, index, field)
                texts.append((part, f"Tiêu chí {criterion.code}", getattr(criterion, field)))
    for part, label, text in texts:
        if found := unprintable(text, part, label):
            yield found


def _of_criterion(
    group: str, index: int, criterion: CriterionValues, used: Counter[str]
) -> Iterator[Obstacle]:
    if not _CODE.fullmatch(criterion.code) or criterion.code[0] != group:
        yield Obstacle(
            "code_wrong",
            f"Mã tiêu chí “{criterion.code}” phải có dạng {group}.1, {group}.2, … {group}.99.",
            part_of(group, index, "code"),
        )
    elif used[criterion.code] > 1:
        yield Obstacle(
            "code_twice",
            f"Mã tiêu chí {criterion.code} có {used[criterion.code]} lần. Mỗi mã chỉ dùng một lần.",
            part_of(group, index, "code"),
        )
    if not criterion.text:
        yield Obstacle(
            "text_missing",
            f"Tiêu chí {criterion.code} chưa có nội dung. Mời ghi nội dung.",
            part_of(group, index, "text"),
        )
    if not 0 < criterion.max_points <= FULL or criterion.max_points % STEP:
        yield Obstacle(
            "points_off_step",
            f"Điểm tối đa của tiêu chí {criterion.code} phải lớn hơn 0, không quá 100 và là bội số"
            " của 0,5.",
            part_of(group, index, "max_points"),
        )


def position_of(code: str) -> int:
    """The place of a criterion in its content: 10 for ``1.10``."""
    return int(code.split(".")[1])
