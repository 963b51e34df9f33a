"""One candidate as the page of a review shows it."""

from dataclasses import dataclass

from ..frozen import Difference, FrozenYear
from ..models import Candidate, Vote
from ..tables import Line
from ..workflow import CANDIDATE_LABELS, CandidateState

STATE_TONES = {
    CandidateState.UNDECIDED: "",
    CandidateState.RECOGNISED: "ok",
    CandidateState.DECLINED: "bad",
}


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One organisation in a review; ``candidate`` is None where none was compiled yet."""

    line: Line
    year: FrozenYear
    candidate: Candidate | None
    changed: tuple[Difference, ...]
    recognise: Vote | None
    choose: Vote | None
    decisions: tuple[str, ...]
    revoked: bool

    @property
    def is_new(self) -> bool:
        """Whether the last run did not know it."""
        return self.candidate is None or not self.candidate.listed

    @property
    def figures(self) -> str:
        """``12/12 tháng, 95,66 điểm, HTXSNV``."""
        year = self.candidate.year_compiled if self.candidate else self.year
        return f"{year.pass_months}/12 tháng, {year.points_shown} điểm, {self.line.grade}"

    @property
    def state(self) -> CandidateState:
        """What the committee said."""
        return CandidateState(self.candidate.state) if self.candidate else CandidateState.UNDECIDED

    def state_in_words(self) -> str:
        """``Công nhận, 5/5 tán thành``; of a revoked recognition that it was revoked."""
        if self.revoked and self.state is CandidateState.UNDECIDED:
            return "Đã hủy bỏ công nhận"
        label = CANDIDATE_LABELS[self.state]
        counted = f", {count_in_words(self.recognise)}" if self.recognise else ""
        return f"{label[0].upper()}{label[1:]}{counted}"

    @property
    def state_tone(self) -> str:
        """Colour, in addition to the words."""
        return STATE_TONES[self.state]

    def choice_in_words(self) -> str:
        """``Chọn, 4/5 tán thành``; empty before the choice."""
        if self.choose is None:
            return ""
        return f"{'Chọn' if self.choose.carried else 'Không chọn'}, {count_in_words(self.choose)}"


def count_in_words(vote: Vote) -> str:
    """``4/5 tán thành``: of all members of the body."""
    return f"{vote.votes_for}/{vote.meeting.members} tán thành"
