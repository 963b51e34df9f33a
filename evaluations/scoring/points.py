"""The points of a sheet, criterion by criterion (D2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from organizations.folding import nfc
from organizations.formats import vn_number
from organizations.refusals import Obstacle
from plans.workflow import Rhythm

STEP = Decimal("0.5")
NOT_APPLICABLE = "không phát sinh"


def says_not_applicable(reason: str) -> bool:
    """Whether a reason is those words and nothing else: a workbook marks the criterion by them."""
    return nfc(reason).casefold() == NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """What a sheet says on one criterion; ``points`` is None until keyed in."""

    code: str
    group: str
    max_points: Decimal
    points: Decimal | None = None
    reason: str = ""
    not_applicable: bool = False
    mandatory: bool = False

    @property
    def counted(self) -> Decimal | None:
        """The points that count: *không phát sinh* gives the maximum (D2)."""
        return self.max_points if self.not_applicable else self.points

    @property
    def mandatory_below_full(self) -> bool:
        """A *bắt buộc* criterion that keeps the month from đạt (B3, D3)."""
        return self.mandatory and self.counted != self.max_points


def total(scores: Iterable[CriterionScore]) -> Decimal:
    """The sum of the points keyed in so far."""
    return sum((score.counted or Decimal(0) for score in scores), Decimal(0))


def group_totals(scores: Iterable[CriterionScore]) -> dict[str, Decimal]:
    """The sum of each content, by its code, in the order met."""
    totals: dict[str, Decimal] = {}
    for score in scores:
        totals[score.group] = totals.get(score.group, Decimal(0)) + (score.counted or 0)
    return totals


def proposes_not_applicable(rhythm: str, month: int) -> bool:
    """Whether *không phát sinh* is proposed: the ``Rhythm`` does not fall in the month (D2)."""
    if rhythm == Rhythm.QUARTER:
        return month % 3 != 0
    return rhythm == Rhythm.YEAR and month != 12


def points_obstacles(scores: Iterable[CriterionScore]) -> tuple[Obstacle, ...]:
    """What is wrong with the points of a sheet that is to be sent (D2), criterion by criterion."""
    found = (_points_obstacle(score) for score in scores)
    return tuple(obstacle for obstacle in found if obstacle is not None)


def _points_obstacle(score: CriterionScore) -> Obstacle | None:
    part = f"criterion:{score.code}"
    name = f"Tiêu chí {score.code}"
    full = vn_number(score.max_points)
    given = score.points
    if score.not_applicable:
        if given is None or given == score.max_points:
            return None
        return Obstacle(
            "not_applicable_points",
            f"{name} ghi “không phát sinh” thì được đủ {full} điểm, nhưng đang ghi "
            f"{_exact(given)} điểm. Mời sửa thành {full} điểm, hoặc bỏ “không phát sinh” và ghi "
            "rõ lý do trừ điểm.",
            part,
        )
    if given is None or not given.is_finite():
        return Obstacle(
            "points_missing",
            f"{name} chưa có điểm. Mời nhập từ 0 đến {full} điểm, theo bước 0,5.",
            part,
        )
    if given < 0:
        return Obstacle(
            "points_below_zero",
            f"{name}: {_exact(given)} điểm nhỏ hơn 0. Mời nhập từ 0 đến {full} điểm.",
            part,
        )
    if given > score.max_points:
        return Obstacle(
            "points_above_max",
            f"{name}: {_exact(given)} điểm vượt điểm tối đa {full}. Mời nhập từ 0 đến {full} điểm.",
            part,
        )
    if given % STEP:
        below = given // STEP * STEP
        return Obstacle(
            "points_off_step",
            f"{name}: {_exact(given)} điểm không theo bước 0,5. "
            f"Mời nhập {_exact(below)} hoặc {_exact(below + STEP)} điểm.",
            part,
        )
    if says_not_applicable(score.reason):
        deducted = given < score.max_points
        instead = "ghi rõ lý do trừ điểm" if deducted else "xóa lý do này"
        return Obstacle(
            "reason_says_not_applicable",
            f"{name} được {_exact(given)} trên {full} điểm nhưng lý do chỉ ghi “không phát sinh”. "
            "Mời đánh dấu “Không phát sinh” để được đủ điểm, hoặc "
            f"{instead}.",
            part,
        )
    if given < score.max_points and not score.reason.strip():
        return Obstacle(
            "reason_missing",
            f"{name} được {_exact(given)} trên {full} điểm nhưng chưa có lý do. "
            f"Mời ghi lý do trừ {_exact(score.max_points - given)} điểm, hoặc chấm đủ {full} điểm.",
            part,
        )
    return None


def _exact(points: Decimal) -> str:
    """Points as somebody typed them, with a decimal comma and never cut."""
    return f"{points.normalize():f}".replace(".", ",")
