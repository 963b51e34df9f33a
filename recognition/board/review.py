"""The page of a review: every candidate with its live year, votes and decisions (E8–E11)."""

from functools import cached_property

from organizations.formats import vn_date
from organizations.models import Kind

from ..cases import Case, cases_of
from ..frozen import Difference, FrozenYear, differences
from ..limits import Limit, limits_of
from ..live import freeze_all
from ..models import Candidate, Commendation, Proposal, Recognition, Review, Vote
from ..order import Place, Votes, places
from ..tables import line_of
from ..workflow import CandidateState, Question
from ..year import YearReport, YearRow
from .candidates import CandidateLine
from .decisions import DecisionLine, decision_lines, decisions_on, versions_named
from .meetings import MeetingLine


class ReviewBoard:
    """Everything that the page of a review shows, in constant queries."""

    def __init__(self, report: YearReport) -> None:
        self.report = report
        self.review = (
            Review.objects.filter(authority=report.committee, year=report.year)
            .select_related("compiled_by", "closed_by", "authority")
            .first()
        )

    @property
    def version(self) -> int:
        """What every act on the page was decided on."""
        return self.review.version if self.review else 0

    @cached_property
    def live(self) -> dict[int, FrozenYear]:
        """The years of this moment."""
        return freeze_all(self.report.rows)

    @cached_property
    def candidates(self) -> dict[int, Candidate]:
        """By organisation."""
        if self.review is None:
            return {}
        return {c.organization_id: c for c in Candidate.objects.of_review(self.review)}

    @cached_property
    def votes(self) -> dict[tuple[int, Question], Vote]:
        """The votes that stand, by candidate and question."""
        return Vote.objects.standing_in(self.review) if self.review else {}

    @cached_property
    def lines(self) -> list[CandidateLine]:
        """The candidates by name."""
        rows = sorted(self.report.rows, key=lambda row: row.name_sorted)
        return [self._line(row) for row in rows]

    @cached_property
    def given(self) -> dict[int, list[Recognition | Commendation]]:
        """What the committee gave for the year, also what it took away again, by organisation."""
        models: tuple[type[Recognition] | type[Commendation], ...] = (Recognition, Commendation)
        found: dict[int, list[Recognition | Commendation]] = {}
        for model in models:
            for one in model.objects.by(self.report.committee, self.report.year).select_related(
                "decision", "revocation__decision"
            ):
                found.setdefault(one.organization_id, []).append(one)
        return found

    def _line(self, row: YearRow) -> CandidateLine:
        key = row.organization.pk
        candidate = self.candidates.get(key)
        changed: list[Difference] = []
        if candidate is not None and not candidate.year_compiled.same_as(self.live[key]):
            changed = differences(candidate.year_compiled, self.live[key])
        given = self.given.get(key, [])
        return CandidateLine(
            line=line_of(row),
            year=self.live[key],
            candidate=candidate,
            changed=tuple(changed),
            recognise=self.votes.get((candidate.pk, Question.RECOGNISE)) if candidate else None,
            choose=self.votes.get((candidate.pk, Question.CHOOSE)) if candidate else None,
            decisions=tuple(dict.fromkeys(symbol for one in given for symbol in _symbols(one))),
            revoked=any(not one.in_force for one in given if isinstance(one, Recognition)),
        )

    @property
    def changed(self) -> list[CandidateLine]:
        """Those that read otherwise than they were compiled; they block vote and issue."""
        if self.review is None:
            return []
        return [line for line in self.lines if line.changed or line.is_new]

    @property
    def gone(self) -> list[Candidate]:
        """Candidates of the last run that are no longer below the committee."""
        return [c for key, c in self.candidates.items() if c.listed and key not in self.live]

    @cached_property
    def limits(self) -> dict[Kind, Limit]:
        """The limits of E8 from the decisions in force."""
        return limits_of(self.report.committee, self.report.year)

    @cached_property
    def cases(self) -> list[Case]:
        """What later changes put on the list (E11)."""
        return cases_of(self.report)

    @cached_property
    def meetings(self) -> list[MeetingLine]:
        """The meetings, the latest first."""
        if self.review is None:
            return []
        waiting = list(
            Vote.objects.waiting_for_decision()
            .filter(candidate__review=self.review)
            .values_list("meeting_id", flat=True)
        )
        held = self.review.meetings.select_related("minutes").prefetch_related("votes")
        return [
            MeetingLine(
                meeting,
                len(votes := meeting.votes.all()),
                sum(vote.carried for vote in votes),
                waiting.count(meeting.pk),
            )
            for meeting in reversed(held)
        ]

    @cached_property
    def decisions(self) -> list[DecisionLine]:
        """The committee's, and outer ones on its organisations and itself, latest first."""
        found = decisions_on(self.report.committee, self.report.year)
        return decision_lines(found, versions_named(found, self.report.year))

    @cached_property
    def proposals(self) -> list[Proposal]:
        """What was proposed upward, the latest first."""
        return list(
            Proposal.objects.filter(committee=self.report.committee, year=self.report.year)
            .select_related("document", "addressee")
            .prefetch_related("items__organization")
            .order_by("-sequence")
        )

    def taken_in_words(self, line: CandidateLine, question: Question) -> str:
        """What a vote to revoke would take from a candidate, and why it is on the list, if so."""
        model = Commendation if question is Question.WITHDRAW else Recognition
        key = line.line.row.organization.pk
        words = [
            f"Quyết định số {one.decision.symbol} ngày {vn_date(one.decision.decided_on)}"
            for one in self.given.get(key, [])
            if isinstance(one, model) and one.in_force
        ]
        words += [f"cần xem lại: {case.why}" for case in self.cases if case.organization.pk == key]
        return "; ".join(words)

    @property
    def to_issue(self) -> list[MeetingLine]:
        """Meetings with votes whose decision can follow; a choice without a place left cannot."""
        places = any(limit.free for limit in self.limits.values())
        return [
            line
            for line in self.meetings
            if line.waiting and (line.question is not Question.CHOOSE or places)
        ]

    @property
    def to_vote(self) -> list[CandidateLine]:
        """Those eligible on whom an open review has not voted.

        Whom a decision was taken from again is not among them: nobody need vote once more.
        """
        if self.review is None or not self.review.is_open:
            return []
        return [
            line
            for line in self.lines
            if line.year.eligible and line.state is CandidateState.UNDECIDED and not line.revoked
        ]

    @property
    def next_step(self) -> str:
        """The act that comes next, the page's main button: compile, issue, recognise, choose."""
        is_open = self.review is not None and self.review.is_open
        if is_open and (self.changed or self.gone):
            return "compile"
        if self.to_issue or not is_open:
            return "issue"
        if self.to_vote:
            return "recognise"
        open_places = any(limit.free for limit in self.limits.values())
        chosen = {line.line.row.organization.pk for line in self.lines if line.choose}
        if open_places and any(place.key not in chosen for place in self.choice_order()):
            return "choose"
        return ""

    def choice_order(self) -> list[Place]:
        """Who could be chosen, in the order of E8."""
        years = {
            line.candidate.organization_id: line.candidate.year_compiled
            for line in self.lines
            if line.candidate is not None
            and line.state is CandidateState.RECOGNISED
            and line.candidate.year_compiled.excellent
        }
        votes = {
            line.candidate.organization_id: Votes(
                choice=line.choose.votes_for if line.choose else None,
                recognition=line.recognise.votes_for if line.recognise else None,
            )
            for line in self.lines
            if line.candidate is not None
        }
        return places(years, votes)


def _symbols(given: Recognition | Commendation) -> tuple[str, ...]:
    """``19-QĐ/ĐU``, and the decision that took it away."""
    if given.revocation is None:
        return (given.decision.symbol,)
    return (given.decision.symbol, f"hủy bỏ: {given.revocation.decision.symbol}")
