"""The limit of the exemplary and the order in which they are shown (E8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from organizations.formats import vn_number


def exemplary_cap(pool: int, share_percent: Decimal | int) -> int:
    """The whole part of share × pool: “không quá 20%” (mục II.4.2.2, gạch đầu dòng thứ ba).

    ``pool``: recognitions in force of one kind of organisation, by the same authority.
    """
    return int(Fraction(share_percent) * pool / 100)


def exemplary_cap_in_words(pool: int, share_percent: Decimal | int, kind: str) -> str:
    """``tối đa 1 chi bộ (20% của 6 là 1,2, lấy phần nguyên)``; ``kind``: chi bộ, đảng bộ."""
    exact = Fraction(share_percent) * pool / 100
    cap = exemplary_cap(pool, share_percent)
    whole = "" if exact == cap else ", lấy phần nguyên"
    return (
        f"tối đa {cap} {kind} ({vn_number(share_percent)}% của {pool} là {vn_number(exact)}{whole})"
    )


@dataclass(frozen=True, slots=True)
class Contender:
    """One who may be chosen: votes for the choice once it was voted, else None."""

    source: int
    choice_votes: int | None
    recognition_votes: int | None
    points: Fraction
    pass_months: int


def rank(contenders: Iterable[Contender]) -> tuple[tuple[Contender, ...], ...]:
    """Groups of equals, best first: votes, then exact points, then passed months (E8).

    Once anybody was voted on for the choice, those votes count, else the votes for recognition;
    who has none comes last. Within a group nobody is before another: the committee chooses.
    """
    all_of_them = list(contenders)
    chosen = any(contender.choice_votes is not None for contender in all_of_them)

    def merit(contender: Contender) -> tuple[int, Fraction, int]:
        votes = contender.choice_votes if chosen else contender.recognition_votes
        return (-1 if votes is None else votes, contender.points, contender.pass_months)

    ordered = sorted(all_of_them, key=merit, reverse=True)
    return tuple(tuple(group) for _, group in groupby(ordered, key=merit))
