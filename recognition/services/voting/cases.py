"""What a question asks of its candidates."""

import datetime as dt
from dataclasses import dataclass

from organizations.refusals import Obstacle

from ...frozen import FrozenYear
from ...live import live_years
from ...models import Candidate, Commendation, Recognition, Review
from ...workflow import CandidateState, Question
from ..reviewing import compiled_as


@dataclass(frozen=True)
class Case:
    """What a question asks of its candidates, read once for all of them."""

    question: Question
    live: dict[int, FrozenYear]
    recognised: frozenset[int]
    commended: frozenset[int]

    @classmethod
    def of(cls, review: Review, question: Question, today: dt.date) -> "Case":
        """Read the case of a question."""
        authority, year = review.authority, review.year
        asks_facts = not question.needs_reason
        given = [
            frozenset(
                model.objects.by(authority, year)
                .in_force()
                .values_list("organization_id", flat=True)
            )
            for model in (Recognition, Commendation)
        ]
        live = live_years(authority, year, today) if asks_facts else {}
        return cls(question, live, given[0], given[1])

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


def not_eligible(candidate: Candidate) -> list[Obstacle]:
    """Nobody can recognise what is not eligible, or still open (E7)."""
    year = candidate.year_compiled
    if year.eligible:
        return []
    return [
        Obstacle(
            "not_eligible",
            f"{year.name} chưa đủ điều kiện công nhận: {year.why_not}.",
            f"{year.code}:votes_for",
        )
    ]
