"""The review of a year: seen, compiled, closed, reopened; one candidate with all its grounds."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.forms import VersionedForm
from organizations.models import Role
from organizations.pages import act_or_say_why, committee_of, form_page
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import CHANGED_MEANWHILE, Refusal

from .. import services
from ..board import ReviewBoard
from ..forms import ReopenForm
from ..models import Review, Vote
from ..services.reviewing import closing_obstacles, not_in_this_status, too_early
from ..workflow import QUESTION_LABELS, Question
from ..year import year_report
from .finding import known, review_of, says_where_no_plan


def review_url(year: int) -> str:
    """The address of a year's review."""
    return reverse("recognition:review", args=[year])


def _seen(request: ActingRequest) -> int:
    """The version that the page showed."""
    form = VersionedForm(request.POST)
    if not form.is_valid():
        raise Refusal(CHANGED_MEANWHILE)
    return int(form.cleaned_data["version"])


@require_safe
@only_for(Role.OFFICE)
@says_where_no_plan
def review(request: ActingRequest, year: int) -> HttpResponse:
    """Candidates, votes, decisions and what comes next; before it is compiled, a dry run."""
    known(year)
    report = year_report(committee_of(request), year, request.actor.today)
    board = ReviewBoard(report)
    early = too_early(year, request.actor.today)
    found = board.review
    context = {
        "board": board,
        "report": report,
        "the_year": year,
        "early": [early] if early else [],
        "closed": [] if found is None or found.is_open else [not_in_this_status(found)],
        "why_not_close": closing_obstacles(found) if found is not None else [],
        "limits": [limit.in_words() for limit in board.limits.values()],
        "excess": [limit for limit in board.limits.values() if limit.excess],
        "waiting": board.to_issue,
        "next_step": board.next_step,
    }
    return render(request, "recognition/review.html", context)


@require_POST
@only_for(Role.OFFICE)
def compile_candidates(request: ActingRequest, year: int) -> HttpResponse:
    """Compile the candidates, for the first time or again."""
    known(year)

    def act() -> str:
        review = services.compile_review(
            committee_of(request),
            year,
            version=_seen(request),
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã lập danh sách xét năm {year}, lần {review.run}."

    return act_or_say_why(request, act, to=review_url(year))


@require_POST
@only_for(Role.OFFICE)
def close(request: ActingRequest, year: int) -> HttpResponse:
    """Close the review."""
    found = review_of(request, year)

    def act() -> str:
        services.close_review(found, version=_seen(request), by=request.actor, now=timezone.now())
        return f"Đã kết thúc đợt xét năm {year}."

    return act_or_say_why(request, act, to=review_url(year))


@require_http_methods(["GET", "POST"])
@only_for(Role.OFFICE)
def reopen(request: ActingRequest, year: int) -> HttpResponse:
    """Open a closed review again, with a reason."""
    found = review_of(request, year)
    form = ReopenForm(request.POST or None, initial={"version": found.version})

    def act(typed: dict[str, object]) -> str:
        services.reopen_review(
            found,
            str(typed["reason"]),
            version=int(str(typed["version"])),
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã mở lại đợt xét năm {year}."

    return form_page(
        request,
        form,
        act,
        template="recognition/reopen.html",
        to=review_url(year),
        context={"the_year": year, "review_url": review_url(year)},
    )


@require_safe
@only_for(Role.OFFICE)
@says_where_no_plan
def candidate(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """One candidate: as compiled and as it reads today, what it declares, how it was voted on."""
    found: Review = review_of(request, year)
    report = year_report(found.authority, year, request.actor.today)
    board = ReviewBoard(report)
    line = next((line for line in board.lines if line.line.code == code), None)
    if line is None or line.candidate is None:
        raise Http404
    votes = (
        Vote.objects.filter(candidate=line.candidate)
        .select_related("meeting")
        .order_by("-meeting__held_on", "-pk")
    )
    declared = line.candidate.year_compiled.declared
    context = {
        "the_year": year,
        "review": found,
        "review_url": review_url(year),
        "line": line,
        "compiled": line.candidate.year_compiled,
        "votes": [(QUESTION_LABELS[Question(vote.question)], vote) for vote in votes],
        "declared": [
            ("Kỷ luật", declared.discipline or "không khai"),
            ("Đơn thư vượt cấp", declared.complaints or "không khai"),
            ("Mất đoàn kết", declared.disunity or "không khai"),
            ("Đề nghị biểu dương, khen thưởng", "có" if declared.wants_commendation else "không"),
        ],
    }
    return render(request, "recognition/candidate.html", context)
