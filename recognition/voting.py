"""The committee's vote on one candidate, by hand or secret (E9). Pure."""

import enum
from dataclasses import dataclass

from evaluations.scoring import count_obstacles, is_majority
from organizations.refusals import Obstacle


class VoteMethod(enum.StrEnum):
    """How the committee votes: biểu quyết giơ tay, bỏ phiếu kín."""

    HAND = "hand"
    SECRET = "secret"  # noqa: S105 - a way of voting


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeVote:
    """One vote; None is what was not keyed in. ``members``: of the deciding body on that day.

    ``issued``, ``returned`` and ``valid`` count ballots and belong to a secret vote only.
    """

    method: VoteMethod
    members: int | None
    present: int | None
    votes_for: int | None
    votes_against: int | None
    votes_other: int | None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None


_BY_HAND = {
    "members": "số thành viên của cấp ủy",
    "present": "số có mặt",
    "votes_for": "số tán thành",
    "votes_against": "số không tán thành",
    "votes_other": "số ý kiến khác",
}
_SECRET = {
    "issued": "số phiếu phát ra",
    "returned": "số phiếu thu về",
    "valid": "số phiếu hợp lệ",
}


def vote_obstacles(vote: CommitteeVote) -> tuple[Obstacle, ...]:
    """What is wrong with the numbers of a vote (E9).

    By hand: for + against + other = present. Secret: for + against + other ≤ valid ≤ returned ≤
    issued ≤ present. In both, present ≤ members.
    """
    secret = vote.method == VoteMethod.SECRET
    names = _BY_HAND | (_SECRET if secret else {})
    counts = {field: getattr(vote, field) for field in names}
    obstacles = count_obstacles(counts, names)
    if vote.members == 0:
        obstacles.append(
            _obstacle(
                "members_none",
                "Số thành viên của cấp ủy đang là 0. Mời nhập theo danh sách cấp ủy ngày họp.",
            )
        )
    if obstacles:
        return tuple(obstacles)
    numbers = {field: count for field, count in counts.items() if count is not None}
    votes = numbers["votes_for"] + numbers["votes_against"] + numbers["votes_other"]
    if secret:
        chain = [("members", "present"), ("present", "issued"), ("issued", "returned")]
        chain.append(("returned", "valid"))
    else:
        chain = [("members", "present")]
    for larger, smaller in chain:
        if numbers[smaller] > numbers[larger]:
            obstacles.append(
                _obstacle(
                    f"{smaller}_above_{larger}",
                    f"{names[smaller].capitalize()} là {numbers[smaller]}, nhiều hơn "
                    f"{names[larger]} là {numbers[larger]}. Mời xem lại hai số này.",
                )
            )
    if secret and votes > numbers["valid"]:
        obstacles.append(
            _obstacle(
                "votes_above_valid",
                f"Tán thành, không tán thành và ý kiến khác cộng là {votes}, nhiều hơn "
                f"{numbers['valid']} phiếu hợp lệ. Mời xem lại kết quả kiểm phiếu.",
            )
        )
    if not secret and votes != numbers["present"]:
        obstacles.append(
            _obstacle(
                "votes_do_not_add_up",
                f"Tán thành, không tán thành và ý kiến khác cộng là {votes}, nhưng có mặt "
                f"{numbers['present']} đồng chí. Mời sửa để ba số cộng lại bằng số có mặt.",
            )
        )
    return tuple(obstacles)


def carries(votes_for: int, members: int) -> bool:
    """More than half of **all** members, present or not (E9); exactly half does not carry."""
    return is_majority(votes_for, members)


def _obstacle(code: str, sentence: str) -> Obstacle:
    return Obstacle(code, sentence, "votes")
