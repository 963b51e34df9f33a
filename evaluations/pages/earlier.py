"""What the months before said: points beside each criterion, texts to be copied."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from organizations.formats import vn_number
from registrations.submission import last_sent

from .. import parts
from ..models import Evaluation, EvaluationPoint
from ..reading import values_in
from ..workflow import Status


@dataclass(frozen=True)
class Earlier:
    """What the three months before said on each criterion, the latest last."""

    months: list[Mapping[str, Decimal | None]]
    has_last_month: bool

    @classmethod
    def of(cls, evaluation: Evaluation, count: int = 3) -> "Earlier":
        """Of the months before this one; none for a self-review."""
        if evaluation.is_self_review:
            return cls([], False)
        wanted = [
            _months_before(evaluation.year, evaluation.period, n) for n in range(count, 0, -1)
        ]
        points: dict[tuple[int, int], dict[str, Decimal | None]] = {}
        rows = EvaluationPoint.objects.filter(
            evaluation__organization=evaluation.organization,
            evaluation__year__in={year for year, _ in wanted},
            evaluation__status__in=[Status.SUBMITTED, Status.CONFIRMED],
            evaluation__no_meeting=False,
        ).values_list("evaluation__year", "evaluation__period", "criterion__code", "points")
        for year, month, code, given in rows:
            if (year, month) in wanted:
                points.setdefault((year, month), {})[code] = given
        return cls([points.get(month, {}) for month in wanted], wanted[-1] in points)

    def strip(self, code: str) -> str:
        """``5 · 5 · 4,5``; a month without points is ``–``; empty without any month."""
        if not any(self.months):
            return ""
        return " · ".join(
            "–" if month.get(code) is None else vn_number(month[code]) for month in self.months
        )

    def difference(self, code: str, now: Decimal | None) -> str:
        """What last month said, where it differs from ``now``."""
        if not self.has_last_month or code not in self.months[-1]:
            return ""
        before = self.months[-1][code]
        return "" if before == now else f"tháng trước {vn_number(before)}"


def _months_before(year: int, month: int, count: int) -> tuple[int, int]:
    index = year * 12 + month - 1 - count
    return index // 12, index % 12 + 1


def texts_of_last_month(evaluation: Evaluation) -> dict[str, str]:
    """The texts that the month before sent, to be copied; empty without them."""
    if evaluation.is_self_review:
        return {}
    year, month = _months_before(evaluation.year, evaluation.period, 1)
    before = Evaluation.objects.sent().filter(
        organization=evaluation.organization, year=year, period=month
    )
    sheet = before.first()
    version = None if sheet is None else last_sent(sheet)
    if version is None:
        return {}
    said = values_in(version, yearly=False)
    texts: dict[str, Any] = {name: getattr(said, name) for name in parts.COPIED_TEXTS}
    return {name: text for name, text in texts.items() if text}
