"""The order of E8 in which the exemplary are shown; equal ones are shown as equal."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .frozen import FrozenYear
from .rules import Contender, rank


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes for an organisation, None where it was not voted on."""

    choice: int | None = None
    recognition: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation stands; ``first`` and ``last`` differ where it is equal with others."""

    key: int
    first: int
    last: int

    def in_words(self) -> str:
        """``1``, ``2–3 (ngang nhau)``."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first}–{self.last} (ngang nhau)"


def places(years: Mapping[int, FrozenYear], votes: Mapping[int, Votes]) -> list[Place]:
    """Votes for the choice (before them for the recognition), points, passed months; best first."""
    contenders = [
        Contender(
            source=key,
            choice_votes=votes.get(key, Votes()).choice,
            recognition_votes=votes.get(key, Votes()).recognition,
            points=year.exact_points or Fraction(0),
            pass_months=year.pass_months,
        )
        for key, year in years.items()
    ]
    found: list[Place] = []
    for group in rank(contenders):
        first, last = len(found) + 1, len(found) + len(group)
        found += [Place(contender.source, first, last) for contender in group]
    return found
