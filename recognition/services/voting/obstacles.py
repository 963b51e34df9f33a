"""What is wrong with a meeting and with its counts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from organizations.folding import nfc
from organizations.formats import vn_date
from organizations.refusals import Obstacle

from ...models import Review
from ...voting import CommitteeVote, vote_obstacles
from ...workflow import Question
from ..reviewing import first_day_of_review
from .values import MeetingValues, VoteRow


def meeting_obstacles(
    review: Review, question: Question, meeting: MeetingValues, members: int, today: dt.date
) -> list[Obstacle]:
    """What is wrong with the meeting itself."""
    found = []
    held = vn_date(meeting.held_on)
    first = first_day_of_review(review.year)
    if meeting.held_on > today:
        found.append(
            Obstacle(
                "meeting_in_future", f"Ngày họp {held} chưa đến. Mời ghi ngày đã họp.", "held_on"
            )
        )
    elif meeting.held_on < first:
        found.append(
            Obstacle(
                "meeting_too_early",
                f"Ngày họp {held} trước ngày {vn_date(first)}, ngày đợt xét năm {review.year} có "
                "thể bắt đầu. Mời xem lại ngày.",
                "held_on",
            )
        )
    if members == 0:
        found.append(
            Obstacle(
                "members_unknown",
                f"Chưa có danh sách ủy viên {meeting.body.label} vào ngày {held}. Mời cập nhật "
                "nhiệm kỳ và ủy viên tại mục Tổ chức.",
                "held_on",
            )
        )
    for field, name in (("chair", "người chủ trì"), ("clerk", "người ghi biên bản")):
        if not nfc(getattr(meeting, field)):
            found.append(Obstacle(f"{field}_missing", f"Mời ghi {name}.", field))
    return found


def rows_obstacles(rows: Sequence[VoteRow]) -> list[Obstacle]:
    """What is wrong with the rows taken together."""
    if not rows:
        return [
            Obstacle(
                "no_rows", "Chưa ghi kết quả biểu quyết cho tổ chức nào. Mời ghi ít nhất một dòng."
            )
        ]
    codes = [row.code for row in rows]
    return [
        Obstacle("row_twice", f"{code} có hai dòng. Mời giữ lại một dòng.", f"{code}:votes_for")
        for code in dict.fromkeys(codes)
        if codes.count(code) > 1
    ]


# Fields of the meeting by the obstacles of ``vote_obstacles`` that belong to it, not to a row.
_OF_THE_MEETING = ("present", "issued", "returned", "valid")
# Fields of a row; what concerns their sum stands at the first.
_OF_A_ROW = ("votes_for", "votes_against", "votes_other")


def count_obstacles(row: VoteRow, meeting: MeetingValues, members: int) -> list[Obstacle]:
    """What is wrong with the count of one candidate."""
    if members == 0:
        return []
    vote = CommitteeVote(
        method=meeting.method,
        members=members,
        present=meeting.present,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        votes_other=row.votes_other,
        issued=meeting.issued,
        returned=meeting.returned,
        valid=meeting.valid,
    )
    found = []
    for obstacle in vote_obstacles(vote):
        if obstacle.code == "present_above_members":
            found.append(Obstacle(obstacle.code, _too_many(meeting, members), "present"))
            continue
        field = _field_of(obstacle, _OF_THE_MEETING)
        if field is not None:
            found.append(replace(obstacle, part=field))
        else:
            part = f"{row.code}:{_field_of(obstacle, _OF_A_ROW) or _OF_A_ROW[0]}"
            found.append(Obstacle(obstacle.code, f"{row.code}: {obstacle.sentence}", part))
    return found


def _field_of(obstacle: Obstacle, fields: Sequence[str]) -> str | None:
    """The field that an obstacle's code names first, if it is one of these."""
    return next((field for field in fields if obstacle.code.startswith(f"{field}_")), None)


def _too_many(meeting: MeetingValues, members: int) -> str:
    return (
        f"Số có mặt là {meeting.present}, nhiều hơn số ủy viên {meeting.body.label} vào ngày "
        f"{vn_date(meeting.held_on)} là {members}. Mời xem lại số có mặt và ngày họp, hoặc danh "
        "sách ủy viên tại mục Tổ chức, Nhiệm kỳ."
    )
