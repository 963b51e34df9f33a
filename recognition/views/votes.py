"""Recording what a meeting voted, and reading it again."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organizations.models import Role
from organizations.pages import form_page
from organizations.permissions import ActingRequest, only_for

from .. import services
from ..board import ReviewBoard, names_in, versions_named
from ..forms import VoteForm
from ..forms.voting import Votable
from ..models import Meeting, Review, Vote
from ..services.voting import votable
from ..workflow import QUESTION_LABELS, REVIEW_TRANSITIONS, Question, ReviewStatus
from ..year import year_report
from .finding import review_of, says_where_no_plan
from .reviews import review_url

SLUGS = {
    "cong-nhan": Question.RECOGNISE,
    "tieu-bieu": Question.CHOOSE,
    "huy-cong-nhan": Question.REVOKE,
    "huy-khen-thuong": Question.WITHDRAW,
}


@require_http_methods(["GET", "POST"])
@only_for(Role.OFFICE)
@says_where_no_plan
def vote(request: ActingRequest, year: int, question: str) -> HttpResponse:
    """One meeting's vote as one table; who cannot be voted on is listed with the reason."""
    if question not in SLUGS:
        raise Http404
    asked = SLUGS[question]
    review = review_of(request, year)
    report = year_report(review.authority, year, request.actor.today)
    board = ReviewBoard(report)
    rows, barred = _rows(board, review, asked, request)
    before = _same_meeting(review) if asked is Question.CHOOSE else None
    form = VoteForm(
        asked, rows, request.POST or None, initial={**_filled_in(before), "version": review.version}
    )
    held: list[Meeting] = []

    def act(typed: dict[str, object]) -> str:
        held.append(
            services.record_votes(
                review,
                asked,
                form.meeting(),
                form.votes(),
                version=int(str(typed["version"])),
                by=request.actor,
                now=timezone.now(),
            )
        )
        return f"Đã ghi kết quả biểu quyết {QUESTION_LABELS[asked]}."

    context = {
        "the_year": year,
        "review_url": review_url(year),
        "question": QUESTION_LABELS[asked],
        "chooses": asked is Question.CHOOSE,
        "limits": [limit.in_words() for limit in board.limits.values()],
        "before": before,
        "no_place": bool(board.limits) and not any(limit.free for limit in board.limits.values()),
        "barred": barred,
        "allowed": (ReviewStatus(review.status), asked.act) in REVIEW_TRANSITIONS,
    }
    return form_page(
        request,
        form,
        act,
        template="recognition/vote.html",
        to=lambda: meeting_url(year, held[-1].pk),
        context=context,
    )


def _same_meeting(review: Review) -> Meeting | None:
    """The latest meeting that voted for recognition; the choice mostly follows in the same one."""
    return review.meetings.filter(question=Question.RECOGNISE).last()


_FIELDS = ("body", "held_on", "present", "method", "issued", "returned", "valid", "chair", "clerk")


def _filled_in(meeting: Meeting | None) -> dict[str, object]:
    """The fields above the table as they were in that meeting."""
    if meeting is None:
        return {}
    return {name: getattr(meeting, name) for name in _FIELDS}


def _rows(
    board: ReviewBoard, review: Review, asked: Question, request: ActingRequest
) -> tuple[list[Votable], list[str]]:
    """Who can be voted on, in the order shown, and sentences on who cannot.

    A row in which something was typed stays, also where it cannot be voted on any more: the
    refusal then stands beside it.
    """
    obstacles = votable(review, asked, request.actor.today)
    typed = {name.split(":")[0] for name, value in request.POST.items() if ":" in name and value}
    rows, barred = {}, []
    for line in board.lines:
        candidate = line.candidate
        if candidate is None:
            continue
        why_not = obstacles[candidate.pk]
        if why_not and not asked.needs_reason:
            barred.append(why_not[0].sentence)
        if not why_not or line.line.code in typed:
            note = board.taken_in_words(line, asked) if asked.needs_reason else line.figures
            rows[candidate.organization_id] = Votable(line.line.code, line.line.name, note)
    if asked is not Question.CHOOSE:
        return list(rows.values()), barred
    ordered = {
        place.key: replace(rows[place.key], place=place.in_words())
        for place in board.choice_order()
        if place.key in rows
    }
    return list((ordered | {key: rows[key] for key in rows if key not in ordered}).values()), barred


def meeting_url(year: int, pk: int) -> str:
    """The address of a meeting."""
    return reverse("recognition:meeting", args=[year, pk])


@require_safe
@only_for(Role.OFFICE)
def meeting(request: ActingRequest, year: int, pk: int) -> HttpResponse:
    """A meeting's count, what it led to, and what waits for its decision."""
    review = review_of(request, year)
    held = get_object_or_404(
        Meeting.objects.select_related("minutes", "recorded_by"), pk=pk, review=review
    )
    votes = list(Vote.objects.of_meeting(held))
    waiting = set(Vote.objects.of_meeting(held).waiting_for_decision().values_list("pk", flat=True))
    decisions = list(
        held.decisions.select_related("document").prefetch_related(
            "recognitions__organization", "commendations__organization", "revocations__organization"
        )
    )
    versions = versions_named(decisions, year)
    context = {
        "the_year": year,
        "review_url": review_url(year),
        "meeting": held,
        "question": QUESTION_LABELS[Question(held.question)],
        "needs_reason": Question(held.question).needs_reason,
        "votes": [(one, one.year_voted_on, one.pk in waiting) for one in votes],
        "waits": bool(waiting),
        "decisions": [
            (decision, ", ".join(names_in(decision, versions))) for decision in decisions
        ],
    }
    return render(request, "recognition/meeting.html", context)
