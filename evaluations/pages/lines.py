"""What the pages of a sheet show, line by line, ready for the templates."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.forms import BoundField

from organizations.formats import vn_number
from plans.models import Criterion

from ..forms import slug
from ..scoring import total
from ..sending import SheetRules
from ..values import PointEntry, Values


@dataclass(frozen=True)
class Missing:
    """Something that stands in the way of sending, with the place where it is mended."""

    sentence: str
    url: str


@dataclass(frozen=True)
class MarkShown:
    """What the office asks about one part."""

    label: str
    reason: str
    sentence: str
    url: str
    """Where it is mended; empty for who cannot mend it."""


@dataclass
class CriterionLine:
    """One criterion with what is said on it, now and before."""

    criterion: Criterion
    entry: PointEntry
    open: bool
    earlier: str = ""
    """Last three months, the latest last: ``5 · 5 · 4,5``."""
    last_month: str = ""
    """What last month said, where it differs."""
    last_version: str = ""
    """What the sending before said, where it differs."""
    marks: list[MarkShown] = field(default_factory=list)
    fields: dict[str, BoundField] = field(default_factory=dict)
    """``points``, ``reason`` and ``none``, where the criterion can be keyed in on the page."""

    @property
    def slug(self) -> str:
        """As the fields of the criterion are named."""
        return slug(self.criterion.code)

    @property
    def deducted(self) -> str:
        """How many points are taken off; empty for none."""
        return deducted(self.criterion, self.entry)


@dataclass
class Group:
    """One of the four contents with its criteria."""

    code: str
    title: str
    max_points: Decimal
    points: Decimal | None
    lines: list[CriterionLine]


@dataclass
class Answer:
    """One answer of the sheet outside of the criteria."""

    label: str
    text: str
    long: bool = False
    last_version: str | None = None
    """What the sending before said, where it differs."""


@dataclass
class Section:
    """Answers that are keyed in and mended together."""

    title: str
    part: str
    url: str
    answers: list[Answer]
    open: bool
    marks: list[MarkShown] = field(default_factory=list)
    fields: list[BoundField] = field(default_factory=list)


def deducted(criterion: Criterion, entry: PointEntry) -> str:
    """How many points are taken off, as text; empty for none."""
    if entry.points is None or entry.not_applicable or entry.points >= criterion.max_points:
        return ""
    return vn_number(criterion.max_points - entry.points)


def total_of(rules: SheetRules, values: Values) -> Decimal | None:
    """The total of what is keyed in; None before the first points."""
    keyed_in = [score for score in rules.scores(values) if score.counted is not None]
    return total(keyed_in) if keyed_in else None
