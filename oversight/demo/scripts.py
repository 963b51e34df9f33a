"""What happens to each organisation in the two years, said in one table each."""

from dataclasses import dataclass

from evaluations.grades import Grade

from .committee import ABSORBED, COMMITTEE, FOUNDED

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Script:
    """A year of one organisation; months are numbers, all others are passed and on time.

    ``registered``: the day of January on which it registers, None: never. ``paper``: months that
    the office keys in from signed paper, 0 standing for the registration.
    """

    registered: int | None = None
    failed: frozenset[int] = _NONE
    no_meeting: frozenset[int] = _NONE
    missing: frozenset[int] = _NONE
    late: frozenset[int] = _NONE
    extended: frozenset[int] = _NONE
    returned: frozenset[int] = _NONE
    reopened: frozenset[int] = _NONE
    paper: frozenset[int] = _NONE
    grade: Grade = Grade.GOOD
    requests: bool = True


def _months(*numbers: int) -> frozenset[int]:
    return frozenset(numbers)


# Last year: exactly ten months (CB02), nine (CB03), late (CB04), unregistered and renamed (CB05),
# on paper (CB06), absorbed (CB10), founded (CB11).
LAST_YEAR = {
    "CB01": Script(registered=8, grade=Grade.EXCELLENT),
    "CB02": Script(registered=13, no_meeting=_months(1), missing=_months(9)),
    "CB03": Script(
        registered=13,
        failed=_months(1, 4),
        no_meeting=_months(6),
        extended=_months(7),
        grade=Grade.COMPLETED,
    ),
    "CB04": Script(registered=22, failed=_months(6), late=_months(2, 5, 10), grade=Grade.EXCELLENT),
    "CB05": Script(),
    "CB06": Script(registered=9, paper=_months(0, 2, 5, 8)),
    "CB07": Script(registered=7, returned=_months(4), grade=Grade.EXCELLENT),
    "CB08": Script(registered=10, failed=_months(2), grade=Grade.EXCELLENT),
    "CB09": Script(registered=10, failed=_months(2), returned=_months(5), grade=Grade.COMPLETED),
    ABSORBED: Script(registered=9),
    FOUNDED: Script(grade=Grade.EXCELLENT, requests=False),
    "CB12": Script(registered=12, reopened=_months(6), grade=Grade.EXCELLENT),
    COMMITTEE[0]: Script(registered=22),
}

# This year, as far as it has come.
THIS_YEAR = {
    "CB01": Script(registered=7, grade=Grade.EXCELLENT),
    "CB02": Script(registered=9, failed=_months(3)),
    "CB03": Script(registered=13, failed=_months(2, 5), grade=Grade.COMPLETED),
    "CB04": Script(registered=19, late=_months(3, 7)),
    "CB05": Script(registered=12),
    "CB06": Script(registered=8, paper=_months(0, 4)),
    "CB07": Script(registered=9, failed=_months(5), grade=Grade.EXCELLENT),
    "CB08": Script(registered=12, no_meeting=_months(4), grade=Grade.EXCELLENT),
    "CB09": Script(registered=8),
    FOUNDED: Script(returned=_months(3)),
    "CB12": Script(registered=6, extended=_months(6), grade=Grade.EXCELLENT),
    COMMITTEE[0]: Script(registered=21),
}
