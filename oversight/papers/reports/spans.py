"""What a report is about: the first six months of a year, or all of it."""

from dataclasses import dataclass

from evaluations import periods

from ..wanted import Wanted

HALF = range(1, 7)


@dataclass(frozen=True)
class Span:
    """The first six months of a year, or all of it."""

    year: int
    half: bool

    @property
    def months(self) -> range:
        """Its months."""
        return HALF if self.half else periods.MONTHS

    @property
    def in_words(self) -> str:
        """``6 tháng đầu năm 2025``, ``năm 2025``."""
        return f"6 tháng đầu năm {self.year}" if self.half else f"năm {self.year}"


def span_of(wanted: Wanted) -> Span:
    """Periods 1–6 ask for the first six months, all others and none for the year."""
    return Span(wanted.year, wanted.period in HALF)
