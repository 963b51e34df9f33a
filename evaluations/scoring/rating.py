"""When a meeting may rate itself *đạt* and when a month passes (D3, D10, E4)."""

from collections.abc import Sequence
from decimal import Decimal

from organizations.formats import clause_in_words, vn_number
from organizations.refusals import Obstacle

from ..workflow import Rating
from .points import CriterionScore, total
from .votes import Votes, is_majority, majority_of

POINTS_CLAUSE = "II.4.2.2/2"
MAJORITY_CLAUSE = "vận dụng khoản 5 Điều 9 Điều lệ Đảng"


def month_passes(
    rating: Rating | None, points: Decimal | None, month_min_points: Decimal | None
) -> bool:
    """Rated đạt with the plan's month points (E4); a plan may ask for none."""
    if rating != Rating.PASS:
        return False
    return month_min_points is None or (points is not None and points >= month_min_points)


def pass_obstacles(
    *,
    points: Decimal | None,
    min_points: Decimal | None,
    mandatory_below_full: Sequence[str] = (),
    votes_for: int,
    voters: int,
    yearly: bool = False,
) -> tuple[Obstacle, ...]:
    """Why a meeting cannot rate itself *đạt* (D3; D10 for a self-review, ``yearly``).

    ``min_points``: the plan's month points; for a self-review the year points where the plan's
    basis is the self-review; None where no points are asked. ``mandatory_below_full``: codes.
    """
    period = "năm" if yearly else "tháng"
    obstacles = []
    if min_points is not None and (points is None or points < min_points):
        obstacles.append(
            Obstacle(
                "points_too_few",
                f"Chưa thể tự nhận mức đạt: tổng {vn_number(points or Decimal(0))} điểm, mức đạt "
                f"của {period} cần từ {vn_number(min_points)} điểm "
                f"({clause_in_words(POINTS_CLAUSE)}). Mời xem lại điểm hoặc tự nhận mức không đạt.",
                "rating",
            )
        )
    if mandatory_below_full:
        obstacles.append(
            Obstacle(
                "mandatory_below_full",
                "Chưa thể tự nhận mức đạt: tiêu chí bắt buộc "
                f"{', '.join(mandatory_below_full)} chưa đủ điểm tối đa. "
                "Mời xem lại điểm hoặc tự nhận mức không đạt.",
                "rating",
            )
        )
    if not is_majority(votes_for, voters):
        obstacles.append(
            Obstacle(
                "no_majority",
                f"Chưa thể tự nhận mức đạt: {votes_for} trên {voters} đồng chí có quyền biểu quyết "
                f"tán thành, cần quá nửa, ít nhất {majority_of(voters)} đồng chí "
                f"({MAJORITY_CLAUSE}). Mời xem lại số phiếu hoặc tự nhận mức không đạt.",
                "rating",
            )
        )
    return tuple(obstacles)


def rating_obstacles(
    rating: Rating | None,
    *,
    scores: Sequence[CriterionScore],
    votes: Votes,
    min_points: Decimal | None,
    yearly: bool = False,
) -> tuple[Obstacle, ...]:
    """What is wrong with the rating that a meeting took; it may rate lower, never higher (D3).

    For a self-review (``yearly``) no criterion is *bắt buộc*: that word belongs to months (B3).
    """
    if rating is None:
        return (
            Obstacle(
                "rating_missing",
                "Chưa ghi mức tự nhận. Mời chọn “đạt” hoặc “không đạt” theo kết quả biểu quyết.",
                "rating",
            ),
        )
    if rating == Rating.FAIL:
        return ()
    return pass_obstacles(
        points=total(scores),
        min_points=min_points,
        mandatory_below_full=[]
        if yearly
        else [score.code for score in scores if score.mandatory_below_full],
        votes_for=votes.votes_for or 0,
        voters=votes.voters or 0,
        yearly=yearly,
    )


def what_pass_needs(
    *, min_points: Decimal | None, voters: int | None, mandatory: Sequence[str] = ()
) -> str:
    """One line for the bar that stays in view while a sheet is filled in (D3)."""
    needs = []
    if min_points is not None:
        needs.append(f"từ {vn_number(min_points)} điểm")
    if mandatory:
        needs.append(f"đủ điểm tiêu chí bắt buộc {', '.join(mandatory)}")
    majority = "quá nửa số có quyền biểu quyết"
    if voters:
        majority += f" (ít nhất {majority_of(voters)} đồng chí)"
    needs.append(majority)
    listed = needs[0] if len(needs) == 1 else f"{', '.join(needs[:-1])} và {needs[-1]}"
    return f"Đạt cần {listed}"
