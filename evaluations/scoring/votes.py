"""The numbers of a vote and what a majority is (D3, D4)."""

from dataclasses import dataclass

from organizations.refusals import Obstacle


@dataclass(frozen=True, slots=True)
class Votes:
    """The vote of one meeting; None is what was not keyed in."""

    voters: int | None = None
    present: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_other: int | None = None


def is_majority(count: int, of_all: int) -> bool:
    """More than half of all; exactly half is not (D3, E9)."""
    return 2 * count > of_all


def majority_of(of_all: int) -> int:
    """The fewest votes that are more than half of all."""
    return of_all // 2 + 1


_COUNTS = {
    "voters": "số có quyền biểu quyết",
    "present": "số có mặt có quyền biểu quyết",
    "votes_for": "số tán thành mức đạt",
    "votes_against": "số không tán thành",
    "votes_other": "số ý kiến khác",
}


def votes_obstacles(votes: Votes) -> tuple[Obstacle, ...]:
    """What is wrong with the numbers of a vote (D4): for + against + other = present ≤ voters."""
    counts = {name: getattr(votes, name) for name in _COUNTS}
    obstacles = count_obstacles(counts, _COUNTS)
    if votes.voters == 0:
        obstacles.append(
            Obstacle(
                "voters_none",
                "Số có quyền biểu quyết đang là 0. Mời nhập từ 1 đồng chí trở lên.",
                "votes",
            )
        )
    if obstacles:
        return tuple(obstacles)
    voters, present, in_favour, against, other = (count or 0 for count in counts.values())
    if present > voters:
        obstacles.append(
            Obstacle(
                "present_above_voters",
                f"Có mặt {present} đồng chí, nhiều hơn {voters} đồng chí có quyền biểu quyết. "
                "Mời xem lại hai số này (đảng viên dự bị ghi riêng).",
                "votes",
            )
        )
    if in_favour + against + other != present:
        obstacles.append(
            Obstacle(
                "votes_do_not_add_up",
                f"Tán thành {in_favour}, không tán thành {against}, ý kiến khác {other}: cộng là "
                f"{in_favour + against + other}, nhưng có mặt {present} đồng chí có quyền biểu "
                "quyết. Mời sửa để ba số cộng lại bằng số có mặt.",
                "votes",
            )
        )
    return tuple(obstacles)


def count_obstacles(counts: dict[str, int | None], names: dict[str, str]) -> list[Obstacle]:
    """Numbers of people that are missing or negative; ``names`` gives each its words."""
    obstacles = []
    for field, count in counts.items():
        if count is None:
            obstacles.append(
                Obstacle(
                    f"{field}_missing", f"Chưa có {names[field]}. Mời nhập số đồng chí.", "votes"
                )
            )
        elif count < 0:
            obstacles.append(
                Obstacle(
                    f"{field}_negative",
                    f"{names[field].capitalize()} đang là {count}. Mời nhập từ 0 trở lên.",
                    "votes",
                )
            )
    return obstacles
