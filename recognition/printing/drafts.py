"""Papers of a year as they would be issued today, as drafts: nothing is issued by printing them.

Lists hold those that the committee voted for; before any vote those eligible (commendation:
eligible and excellent, in the order of E8).
"""

import datetime as dt
from collections.abc import Callable

from documents.issuers import issuer_on
from documents.parts import PaperContext
from organizations.models import Body, Organization
from organizations.refusals import Obstacle, Refusal

from ..frozen import FrozenYear
from ..live import freeze_all
from ..models import Commendation, Meeting, Recognition, Review, Vote
from ..order import Votes, places
from ..workflow import Question
from ..year import YearReport, year_report
from .ballot import ballot_context
from .certificate import certificate_context
from .decisions import cited, commendation_context, recognition_context, revocation_context
from .minutes import minutes_context
from .paper import Paper
from .proposal import Proposed, proposal_context
from .revoked import Revoked
from .table import half_year_context, year_table_context


def draft_context(kind: str, committee: Organization, year: int, *, day: dt.date) -> PaperContext:
    """The draft of a paper of ``kind`` (one of ``DRAFTS``), as of ``day``.

    Raises ``Refusal`` without a plan, and for a revocation where no case was voted.
    """
    report = year_report(committee, year, day)
    return DRAFTS[kind](report, day)


def _paper(report: YearReport, day: dt.date, meeting: Meeting | None = None) -> Paper:
    body = Body(meeting.body) if meeting else Body.COMMITTEE
    return Paper(
        issuer=issuer_on(report.committee, day, body=body),
        plan=report.plan,
        year=report.year,
        meeting_on=meeting.held_on if meeting else None,
    )


def _voted(report: YearReport, question: Question) -> tuple[Meeting | None, list[Vote]]:
    """The last meeting on a question whose votes stand, and those carried in it."""
    review = Review.objects.filter(authority=report.committee, year=report.year).first()
    if review is None:
        return None, []
    votes = [
        vote for (_, asked), vote in Vote.objects.standing_in(review).items() if asked is question
    ]
    if not votes:
        return None, []
    meeting = max((vote.meeting for vote in votes), key=lambda held: (held.held_on, held.pk))
    carried = Vote.objects.of_meeting(meeting).filter(standing=True, carried=True)
    return meeting, list(carried)


def _by_code(report: YearReport, years: dict[int, FrozenYear]) -> list[FrozenYear]:
    return [years[row.organization.pk] for row in report.rows if row.organization.pk in years]


def _recognition(report: YearReport, day: dt.date) -> PaperContext:
    meeting, votes = _voted(report, Question.RECOGNISE)
    if meeting is not None:
        found = {vote.candidate.organization_id: vote.year_voted_on for vote in votes}
    else:
        found = freeze_all(report.eligible)
    return recognition_context(_paper(report, day, meeting), _by_code(report, found))


def _commendation(report: YearReport, day: dt.date) -> PaperContext:
    meeting, votes = _voted(report, Question.CHOOSE)
    if meeting is not None:
        years = [vote.year_voted_on for vote in votes]
    else:
        years = _in_order(report, freeze_all(report.exemplary))
    decisions = dict.fromkeys(
        cited(given.decision.symbol, given.decision.decided_on)
        for given in Recognition.objects.by(report.committee, report.year).in_force()
    )
    return commendation_context(_paper(report, day, meeting), years, list(decisions))


def _in_order(report: YearReport, years: dict[int, FrozenYear]) -> list[FrozenYear]:
    """In the order of E8 before any choice."""
    votes = {
        vote.candidate.organization_id: Votes(recognition=vote.votes_for)
        for vote in Vote.objects.filter(
            candidate__review__authority=report.committee,
            candidate__review__year=report.year,
            question=Question.RECOGNISE,
            standing=True,
        ).select_related("candidate")
    }
    return [years[place.key] for place in places(years, votes)]


def _revocation(report: YearReport, day: dt.date) -> PaperContext:
    for question in (Question.REVOKE, Question.WITHDRAW):
        meeting, votes = _voted(report, question)
        if meeting is not None and votes:
            given = {
                one.organization_id: cited(one.decision.symbol, one.decision.decided_on)
                for one in Recognition.objects.by(report.committee, report.year)
            }
            revoked = [
                Revoked(
                    vote.year_voted_on.name,
                    vote.year_voted_on.kind,
                    given.get(vote.candidate.organization_id, ""),
                    vote.reason,
                )
                for vote in votes
            ]
            return revocation_context(_paper(report, day, meeting), question, revoked)
    raise Refusal(
        Obstacle(
            "no_case",
            f"Năm {report.year} chưa có biểu quyết hủy bỏ nào chờ quyết định nên không có dự thảo "
            "quyết định hủy bỏ. Mời ghi kết quả biểu quyết trước.",
        )
    )


def _minutes(report: YearReport, day: dt.date) -> PaperContext:
    meeting, _ = _voted(report, Question.RECOGNISE)
    if meeting is None:
        years = _by_code(report, freeze_all(report.eligible))
        names = [(year.name, year.kind) for year in years]
        return minutes_context(_paper(report, day), Question.RECOGNISE, names)
    votes = list(Vote.objects.of_meeting(meeting))
    names = [(vote.year_voted_on.name, vote.year_voted_on.kind) for vote in votes]
    return minutes_context(
        _paper(report, day, meeting), Question.RECOGNISE, names, meeting=meeting, votes=votes
    )


def _proposal(report: YearReport, day: dt.date) -> PaperContext:
    from ..upward import proposable, result_in_words

    offered = [one for one in proposable(report) if not one.obstacles]
    proposed = [Proposed(one.year, one.request, one.on_proposed_grade) for one in offered]
    recognised = Recognition.objects.by(report.committee, report.year).in_force()
    kinds = list(recognised.values_list("kind", flat=True))
    return proposal_context(
        _paper(report, day), proposed, result=result_in_words(report), recognised=kinds
    )


def _ballot(report: YearReport, day: dt.date) -> PaperContext:
    """On the question that comes next: recognition of the eligible, then the exemplary choice."""
    asked = {question: _voted_on(report, question) for question in Question}
    waiting = [
        row for row in report.eligible if row.organization.pk not in asked[Question.RECOGNISE]
    ]
    if waiting or not report.recognised:
        years = freeze_all(waiting)
        return ballot_context(_paper(report, day), Question.RECOGNISE, _by_code(report, years))
    recognised = {given.organization_id for given in report.recognised}
    choosable = [row for row in report.exemplary if row.organization.pk in recognised]
    unasked = [row for row in choosable if row.organization.pk not in asked[Question.CHOOSE]]
    in_order = _in_order(report, freeze_all(unasked or choosable))
    return ballot_context(_paper(report, day), Question.CHOOSE, in_order)


def _voted_on(report: YearReport, question: Question) -> set[int]:
    """The organisations on which a vote stands."""
    return set(
        Vote.objects.filter(
            candidate__review__authority=report.committee,
            candidate__review__year=report.year,
            question=question,
            standing=True,
        ).values_list("candidate__organization", flat=True)
    )


def _certificate(report: YearReport, day: dt.date) -> PaperContext:
    """By the latest decision that still commends somebody; before it a draft for the chosen."""
    from ..certificates import certificates_by

    given = (
        Commendation.objects.by(report.committee, report.year)
        .in_force()
        .select_related("decision__document", "decision__meeting", "decision__authority")
        .order_by("-decision__decided_on", "-decision__pk")
        .first()
    )
    if given is not None:
        return certificates_by(given.decision)
    meeting, votes = _voted(report, Question.CHOOSE)
    years = (
        [vote.year_voted_on for vote in votes]
        if meeting is not None
        else _in_order(report, freeze_all(report.exemplary))
    )
    return certificate_context(
        _paper(report, day, meeting), [(year.name, year.kind) for year in years]
    )


def _half_year(report: YearReport, day: dt.date) -> PaperContext:
    return half_year_context(_paper(report, day), report)


def _year_table(report: YearReport, day: dt.date) -> PaperContext:
    return year_table_context(_paper(report, day), report)


DRAFTS: dict[str, Callable[[YearReport, dt.date], PaperContext]] = {
    "recognition": _recognition,
    "commendation": _commendation,
    "revocation": _revocation,
    "minutes": _minutes,
    "proposal": _proposal,
    "year-table": _year_table,
    "half-year": _half_year,
    "ballot": _ballot,
    "certificate": _certificate,
}
"""Kinds that can be drawn without being issued."""
