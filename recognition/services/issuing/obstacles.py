"""What stands in the way of a decision, from live rows."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from organizations.formats import vn_date
from organizations.models import Kind
from organizations.refusals import Obstacle

from ...frozen import FrozenYear
from ...limits import Limit
from ...models import Decision, Meeting, Vote
from ...workflow import Question
from ..reviewing import compiled_as
from ..voting import not_eligible
from .grounds import Grounds


def waiting_votes(meeting: Meeting, chosen: Collection[str] | None = None) -> list[Vote]:
    """The votes of a meeting that were carried and wait for their decision, by code."""
    votes = Vote.objects.of_meeting(meeting).waiting_for_decision()
    if chosen is not None:
        votes = votes.filter(candidate__organization__code__in=list(chosen))
    return list(votes)


def issuing_obstacles(
    meeting: Meeting, votes: Sequence[Vote], dated: dt.date, grounds: Grounds
) -> list[Obstacle]:
    """What stands in the way of the decision, from live rows; empty where nothing does."""
    year, question = meeting.review.year, Question(meeting.question)
    if not votes:
        return [
            Obstacle(
                "nothing_waits",
                "Không có kết quả biểu quyết nào của hội nghị này đang chờ quyết định; có thể "
                "quyết định đã được ban hành. Mời tải lại trang.",
            )
        ]
    found: list[Obstacle | None] = []
    if dated < meeting.held_on:
        found.append(
            Obstacle(
                "dated_before_meeting",
                f"Ngày quyết định {vn_date(dated)} trước ngày biểu quyết "
                f"{vn_date(meeting.held_on)}. Mời xem lại ngày.",
                "dated",
            )
        )
    for vote in votes:
        key, name = vote.candidate.organization_id, vote.year_voted_on.name
        code = vote.candidate.organization.code
        match question:
            case Question.RECOGNISE:
                found += _as_voted(vote, grounds.live)
                if key in grounds.recognised:
                    found.append(
                        Obstacle(
                            "already_recognised",
                            f"{name} đã được công nhận năm {year}, quyết định còn"
                            " hiệu lực, không cần công nhận nữa.",
                            code,
                        )
                    )
            case Question.CHOOSE:
                found += _as_voted(vote, grounds.live)
                if key in grounds.recognised:
                    found.append(_dated_too_soon(vote, dated, grounds.recognised[key].decision))
                else:
                    found.append(
                        Obstacle(
                            "not_recognised_yet",
                            f"{name} chưa có quyết định công nhận. Mời ban hành quyết định công "
                            "nhận trước quyết định biểu dương, khen thưởng.",
                            code,
                        )
                    )
                if key in grounds.commended:
                    found.append(
                        Obstacle(
                            "already_commended",
                            f"{name} đã được biểu dương, khen thưởng, không cần chọn nữa.",
                            code,
                        )
                    )
                if not vote.candidate.year_compiled.excellent:
                    found.append(
                        Obstacle(
                            "not_excellent",
                            f"{name} không được xếp loại “Hoàn thành xuất sắc nhiệm vụ”; chỉ"
                            " chọn tổ chức có xếp loại này.",
                            code,
                        )
                    )
            case Question.REVOKE if key not in grounds.recognised:
                found.append(
                    Obstacle(
                        "nothing_to_revoke",
                        f"{name} không có kết quả công nhận còn hiệu lực của đảng bộ này. Mời xem"
                        " lại quyết định công nhận.",
                        code,
                    )
                )
            case Question.WITHDRAW if key not in grounds.commended:
                found.append(
                    Obstacle(
                        "nothing_to_revoke",
                        f"{name} không có khen thưởng còn hiệu lực của đảng bộ này. Mời xem lại"
                        " quyết định khen thưởng.",
                        code,
                    )
                )
    if question is Question.CHOOSE:
        found += _limit_obstacles(grounds.limits, votes).values()
    return [obstacle for obstacle in found if obstacle is not None]


def _dated_too_soon(vote: Vote, dated: dt.date, given: Decision) -> Obstacle | None:
    """A commendation rests on a recognition and is not dated before it."""
    if dated >= given.decided_on:
        return None
    return Obstacle(
        "dated_before_recognition",
        f"Ngày quyết định {vn_date(dated)} trước ngày {vn_date(given.decided_on)} của Quyết định "
        f"số {given.symbol} công nhận {vote.year_voted_on.name}. Mời xem lại ngày.",
        "dated",
    )


def _as_voted(vote: Vote, live: dict[int, FrozenYear]) -> list[Obstacle | None]:
    """Live rows, what was compiled and what was voted on say the same, and it is eligible."""
    candidate = vote.candidate
    changed = compiled_as(candidate, live)
    if changed is None and candidate.year_compiled.verdict() != vote.year_voted_on.verdict():
        changed = Obstacle(
            "vote_fell",
            f"{vote.year_voted_on.name}: kết quả đã đổi từ khi biểu quyết. Mời biểu quyết lại.",
        )
    return [changed, *not_eligible(candidate)]


def commendable(
    meeting: Meeting, votes: Sequence[Vote], today: dt.date, grounds: Grounds
) -> tuple[list[Vote], list[Obstacle]]:
    """Who of the chosen could be commended now, and what keeps the others from it."""
    found = [
        obstacle
        for obstacle in issuing_obstacles(meeting, votes, today, grounds)
        if obstacle.part != "chosen"
    ]
    barred = {obstacle.part for obstacle in found}
    possible = [vote for vote in votes if vote.candidate.organization.code not in barred]
    one_of_each = {vote.candidate.organization.kind: vote for vote in possible}
    full = _limit_obstacles(grounds.limits, list(one_of_each.values()))
    possible = [vote for vote in possible if Kind(vote.candidate.organization.kind) not in full]
    return possible, [*found, *full.values()]


def _limit_obstacles(limits: Mapping[Kind, Limit], votes: Sequence[Vote]) -> dict[Kind, Obstacle]:
    """No issue exceeds the limit at this moment; an excess blocks further commendation (E8)."""
    found = {}
    for name, count in Counter(vote.candidate.organization.kind for vote in votes).items():
        kind = Kind(name)
        limit = limits.get(kind)
        if limit is None:
            continue  # nobody of the kind is recognised: said candidate by candidate
        if limit.excess:
            code, sentence = (
                "limit_exceeded",
                f"Đã khen {limit.commended} {kind.label}, vượt giới hạn {limit.excess} sau khi "
                f"hủy bỏ công nhận ({limit.in_words()}). Chưa thể khen thêm.",
            )
        elif not limit.free:
            code, sentence = (
                "limit_reached",
                f"Không còn được khen thêm {kind.label} nào: {limit.in_words()} (mục II.4.2.2, "
                "gạch đầu dòng thứ ba). Có thêm tổ chức được công nhận thì giới hạn mới tăng.",
            )
        elif count > limit.free:
            code, sentence = (
                "limit_reached",
                f"Chỉ còn được khen {limit.free} {kind.label} nhưng đang chọn {count}: "
                f"{limit.in_words()} (mục II.4.2.2, gạch đầu dòng thứ ba). Mời chọn bớt.",
            )
        else:
            continue
        found[kind] = Obstacle(code, sentence, "chosen")
    return found
