"""What a sheet or a self-review says, as plain typed values, to and from JSON. Pure.

The form, the import, the versions of a sheet and its columns all meet in these classes: field
names are those of the columns.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from organizations.folding import nfc

from .scoring import Votes
from .workflow import Rating


@dataclass(frozen=True, slots=True)
class PointEntry:
    """What is keyed in on one criterion (D2); ``points`` is None until then."""

    points: Decimal | None = None
    reason: str = ""
    not_applicable: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", nfc(self.reason))
        # 4.50 and 4.5 are one entry, also as JSON.
        if self.points is not None and self.points.is_finite():
            object.__setattr__(self, "points", Decimal(f"{self.points.normalize():f}"))


@dataclass(frozen=True, kw_only=True)
class MeetingValues:
    """The meeting, its vote and its points: what months and years have in common (D1, D10)."""

    meeting_on: dt.date | None = None
    note: str = ""
    voters: int | None = None
    present: int | None = None
    probationary_present: int | None = None
    absent_with_reason: int | None = None
    absent_without_reason: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_other: int | None = None
    ballot: str = "hand"
    rating: Rating | None = None
    points: Mapping[str, PointEntry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in (f.name for f in fields(self)):
            value = getattr(self, name)
            if type(value) is str:
                # Browsers send line breaks as CRLF; the same text is one text.
                object.__setattr__(self, name, nfc(value.replace("\r\n", "\n")))

    @property
    def votes(self) -> Votes:
        """The numbers of the vote, for ``scoring``."""
        return Votes(
            self.voters, self.present, self.votes_for, self.votes_against, self.votes_other
        )

    @property
    def no_meeting_held(self) -> bool:
        """Whether the sheet says that no meeting was held (D8)."""
        return False


@dataclass(frozen=True, kw_only=True)
class SheetValues(MeetingValues):
    """The sheet of a month (D1)."""

    thematic: bool = False
    meeting_quality: str = ""
    strengths: str = ""
    shortcomings: str = ""
    good_practice: str = ""
    no_meeting: bool = False
    no_meeting_reason: str = ""

    @property
    def no_meeting_held(self) -> bool:
        return self.no_meeting


@dataclass(frozen=True, kw_only=True)
class SelfReviewValues(MeetingValues):
    """The self-review of a year (D10); *đạt* is the request for recognition."""

    content_1: str = ""
    content_2: str = ""
    content_3: str = ""
    content_4: str = ""
    breakthrough_result: str = ""
    strengths: str = ""
    shortcomings: str = ""
    good_practice: str = ""
    discipline: str = ""
    complaints: str = ""
    disunity: str = ""
    self_grade: str = ""
    wants_commendation: bool = False


Values = SheetValues | SelfReviewValues


def columns(values: Values) -> dict[str, Any]:
    """The values as columns of the row; points live in their own table."""
    found = {f.name: getattr(values, f.name) for f in fields(values) if f.name != "points"}
    found["rating"] = values.rating or ""
    return found


def to_json(values: Values) -> dict[str, Any]:
    """The values as a version keeps them."""
    content = columns(values)
    content["meeting_on"] = values.meeting_on.isoformat() if values.meeting_on else None
    content["points"] = {
        code: {
            "points": None if entry.points is None else str(entry.points),
            "reason": entry.reason,
            "not_applicable": entry.not_applicable,
        }
        for code, entry in values.points.items()
    }
    return content


def from_json(content: Mapping[str, Any], *, yearly: bool) -> Values:
    """The values that ``to_json`` wrote."""
    kind: type[Values] = SelfReviewValues if yearly else SheetValues
    known = {f.name for f in fields(kind)}
    plain: dict[str, Any] = {name: value for name, value in content.items() if name in known}
    plain["meeting_on"] = (
        dt.date.fromisoformat(content["meeting_on"]) if content["meeting_on"] else None
    )
    plain["rating"] = Rating(content["rating"]) if content["rating"] else None
    plain["points"] = {
        code: PointEntry(
            None if entry["points"] is None else Decimal(entry["points"]),
            entry["reason"],
            entry["not_applicable"],
        )
        for code, entry in content["points"].items()
    }
    return kind(**plain)


def without_meeting(values: SheetValues) -> SheetValues:
    """A sheet that says no meeting was held: its reason, without vote and points (D8)."""
    return SheetValues(
        no_meeting=True, no_meeting_reason=values.no_meeting_reason, note=values.note
    )
