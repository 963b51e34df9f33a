"""What a question asks of its candidates."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from organizations.formats import vn_date
from organizations.refusals import Obstacle

from ...frozen import FrozenYear
from ...live import live_years
from ...models import Candidate, Commendation, Recognition, Review, Vote
from ...rules import Outcome
from ...workflow import CandidateState, Question
from ..reviewing import compiled_as


@dataclass(frozen=True)
class Case:
    """What a question asks of its candidates, read once for all of them."""

    question: Question
    live: dict[int, FrozenYear]
    recognised: dict[int, Recognition]
    commended: dict[int, Commendation]
    voted_on: dict[int, dt.date] = field(default_factory=dict)
    """Of a choice: when each candidate was voted on for recognition."""

    @classmethod
    def of(
        cls,
        review: Review,
        question: Question,
        today: dt.date,
        *,
        among: Collection[int] | None = None,
    ) -> "Case":
        """Read the case of a question; ``among``: for these organisations alone, by key."""
        authority, year = review.authority, review.year
        live: dict[int, FrozenYear] = {}
        if not question.needs_reason:
            live = live_years(authority, year, today, among=among).years
        votes = Vote.objects.standing_in(review) if question is Question.CHOOSE else {}
        voted_on = {
            key: vote.meeting.held_on
            for (key, asked), vote in votes.items()
            if asked is Question.RECOGNISE
        }
        return cls(
            question,
            live,
            Recognition.objects.held(authority, year),
            Commendation.objects.held(authority, year),
            voted_on,
        )

    def obstacles(self, candidate: Candidate) -> list[Obstacle]:
        """What keeps a candidate from being voted on."""
        code = candidate.organization.code
        recognised = candidate.organization_id in self.recognised
        commended = candidate.organization_id in self.commended

        def no(problem: str, sentence: str) -> Obstacle:
            return Obstacle(
                problem, f"{candidate.year_compiled.name} {sentence}", f"{code}:votes_for"
            )

        found: list[Obstacle | None] = []
        match self.question:
            case Question.RECOGNISE:
                found = [
                    compiled_as(candidate, self.live),
                    no("already_recognised", "đã được công nhận, quyết định còn hiệu lực.")
                    if recognised
                    else None,
                    *not_eligible(candidate),
                ]
            case Question.CHOOSE:
                year = candidate.year_compiled
                found = [
                    compiled_as(candidate, self.live),
                    no("already_commended", "đã được biểu dương, khen thưởng.")
                    if commended
                    else None,
                    None
                    if candidate.state == CandidateState.RECOGNISED
                    else no("not_recognised", "chưa được biểu quyết công nhận."),
                    None
                    if year.excellent
                    else no(
                        "not_excellent",
                        "chưa được xếp loại “Hoàn thành xuất sắc nhiệm vụ” (mục II.4.2.2, gạch "
                        "đầu dòng thứ ba).",
                    ),
                    *not_eligible(candidate),
                ]
            case Question.REVOKE:
                found = [
                    None
                    if recognised
                    else no(
                        "nothing_to_revoke",
                        "không có kết quả công nhận còn hiệu lực của đảng bộ này để hủy bỏ.",
                    )
                ]
            case Question.WITHDRAW:
                found = [
                    None
                    if commended
                    else no(
                        "nothing_to_revoke",
                        "không có khen thưởng còn hiệu lực của đảng bộ này để hủy bỏ.",
                    )
                ]
        return [obstacle for obstacle in found if obstacle is not None]

    def too_soon(self, candidate: Candidate, held_on: dt.date) -> Obstacle | None:
        """A meeting takes away only what was given by then, and chooses only whom it voted on."""
        name, held = candidate.year_compiled.name, vn_date(held_on)
        given: Mapping[int, Recognition | Commendation] = (
            self.commended if self.question is Question.WITHDRAW else self.recognised
        )
        one = given.get(candidate.organization_id) if self.question.needs_reason else None
        if one is not None and held_on < one.decision.decided_on:
            return Obstacle(
                "held_before_decision",
                f"Ngày họp {held} trước ngày {vn_date(one.decision.decided_on)} của Quyết định số "
                f"{one.decision.symbol} đối với {name}. Mời xem lại ngày họp.",
                "held_on",
            )
        voted = self.voted_on.get(candidate.pk)
        if voted is not None and held_on < voted:
            return Obstacle(
                "held_before_recognition",
                f"Ngày họp {held} trước ngày {vn_date(voted)} biểu quyết công nhận {name}. Mời xem "
                "lại ngày họp.",
                "held_on",
            )
        return None


def not_eligible(candidate: Candidate) -> list[Obstacle]:
    """Nobody can recognise what is not eligible, or still open (E7)."""
    year = candidate.year_compiled
    if year.eligible:
        return []
    return [
        Obstacle(
            "not_eligible",
            f"{year.name} {Outcome(year.outcome).label} để công nhận: {year.why_not}.",
            f"{year.code}:votes_for",
        )
    ]
