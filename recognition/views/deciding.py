"""Interruption pages: issuing a decision or minutes; and a decision with what reads otherwise."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from documents.before_issuing import before_issuing
from documents.pages import shown_scans
from organizations.models import Body, OrganizationVersion, Role
from organizations.pages import committee_of, form_page
from organizations.permissions import ActingRequest, only_for

from .. import services
from ..board import (
    concerned,
    decision_lines,
    decisions_on,
    taken_by,
    versions_named,
)
from ..forms import IssueForm
from ..frozen import FrozenYear, differences
from ..live import freeze_all
from ..models import Decision, Meeting
from ..order import Votes, places
from ..services.issuing import Grounds, commendable, issuing_obstacles, waiting_votes
from ..workflow import ISSUE_LABELS, QUESTION_LABELS, Question
from ..year import year_report
from .finding import known, review_of, says_where_no_plan
from .reviews import review_url
from .votes import meeting_url

CONSEQUENCES = {
    Question.RECOGNISE: (
        "Quyết định được cấp số, lưu trữ và gửi tới các tổ chức có tên và nơi nhận; số liệu làm "
        "căn cứ được giữ nguyên kèm theo. Sau khi ban hành không sửa, không xóa được; chỉ hủy bỏ "
        "bằng một quyết định khác."
    ),
    Question.CHOOSE: (
        "Quyết định được cấp số và lưu trữ. Số được khen không vượt giới hạn vào lúc ban hành. Sau "
        "khi ban hành không sửa, không xóa được."
    ),
    Question.REVOKE: (
        "Kết quả công nhận bị hủy bỏ, khen thưởng kèm theo cũng bị hủy bỏ và Giấy khen phải thu "
        "hồi. Quyết định cũ vẫn lưu. Muốn công nhận lại phải biểu quyết và ra quyết định mới."
    ),
    Question.WITHDRAW: (
        "Việc biểu dương, khen thưởng bị hủy bỏ và Giấy khen phải thu hồi; kết quả công nhận được "
        "giữ nguyên. Quyết định cũ vẫn lưu."
    ),
}


@require_http_methods(["GET", "POST"])
@only_for(Role.OFFICE)
def issue(request: ActingRequest, year: int, pk: int) -> HttpResponse:
    """Say what is issued, for whom, under which number and with what consequence; ask again."""
    review = review_of(request, year)
    held = get_object_or_404(Meeting.objects.select_related("review__authority"), pk=pk)
    if held.review_id != review.pk:
        raise Http404
    question, today = Question(held.question), request.actor.today
    chooses = question is Question.CHOOSE
    waiting = waiting_votes(held)
    grounds = Grounds(held, waiting, today)
    if chooses:
        possible, blocking = commendable(held, waiting, today, grounds)
    else:
        blocking = issuing_obstacles(held, waiting, today, grounds) if waiting else []
        possible = [] if blocking else waiting
    ahead = before_issuing(request, review.authority, "QĐ", today, body=Body(held.body))
    form = IssueForm(
        request,
        request.POST or None,
        initial={"version": review.version, "dated": today},
        proposed=ahead.proposed,
        # What is sent is judged by the service, also where another tab was faster.
        choices=_in_order(waiting if request.POST else possible) if chooses else None,
        choices_label="Chọn tổ chức được biểu dương, khen thưởng",
    )
    issued: list[Decision] = []

    def act(typed: dict[str, object]) -> str:
        issued.append(
            services.issue_decision(
                held,
                form.how(),
                version=int(str(typed["version"])),
                chosen=form.chosen,
                by=request.actor,
                now=timezone.now(),
            )
        )
        return f"Đã ban hành Quyết định số {issued[-1].symbol}."

    context = {
        "the_year": year,
        "meeting": held,
        "meeting_url": meeting_url(year, pk),
        "review_url": review_url(year),
        "question": ISSUE_LABELS[question],
        "waiting": waiting,
        "possible": possible,
        "concerned": [] if chooses else concerned(held, waiting),
        "chooses": chooses,
        "limits": [limit.in_words() for limit in grounds.limits.values()],
        "consequence": CONSEQUENCES[question],
        "blocking": blocking,
        "ahead": None if request.POST else ahead,
    }
    return form_page(
        request,
        form,
        act,
        template="recognition/issue.html",
        to=lambda: reverse("recognition:decision", args=[year, issued[-1].pk]),
        context=context,
    )


def _in_order(waiting: list) -> list[tuple[str, str]]:  # type: ignore[type-arg]
    """The chosen in the order of E8, equal ones shown as equal."""
    years = {vote.candidate.organization_id: vote.year_voted_on for vote in waiting}
    votes = {vote.candidate.organization_id: Votes(choice=vote.votes_for) for vote in waiting}
    by_key = {vote.candidate.organization_id: vote for vote in waiting}
    found = []
    for place in places(years, votes):
        year, one = years[place.key], by_key[place.key]
        found.append(
            (
                year.code,
                f"{place.in_words()}. {year.name}: {one.votes_for}/{one.meeting.members} tán "
                f"thành, {year.points_shown} điểm, {year.pass_months}/12 tháng",
            )
        )
    return found


@require_http_methods(["GET", "POST"])
@only_for(Role.OFFICE)
def minutes(request: ActingRequest, year: int, pk: int) -> HttpResponse:
    """Issue the minutes of a meeting."""
    review = review_of(request, year)
    held = get_object_or_404(Meeting.objects.select_related("review__authority"), pk=pk)
    if held.review_id != review.pk or held.minutes_id is not None:
        raise Http404
    ahead = before_issuing(request, review.authority, "BB", held.held_on, body=Body(held.body))
    form = IssueForm(
        request,
        request.POST or None,
        initial={"version": review.version, "dated": held.held_on},
        proposed=ahead.proposed,
    )

    def act(typed: dict[str, object]) -> str:
        document = services.issue_minutes(held, form.how(), by=request.actor, now=timezone.now())
        return f"Đã ban hành Biên bản số {document.symbol}."

    return form_page(
        request,
        form,
        act,
        template="recognition/minutes.html",
        to=meeting_url(year, pk),
        context={
            "the_year": year,
            "meeting": held,
            "meeting_url": meeting_url(year, pk),
            "question": QUESTION_LABELS[Question(held.question)],
            "body": Body(held.body).label,
            "ahead": None if request.POST else ahead,
        },
    )


@require_safe
@only_for(Role.OFFICE)
@says_where_no_plan
def decision(request: ActingRequest, year: int, pk: int) -> HttpResponse:
    """A decision: what it gave or took, whether it is in force, and what reads otherwise today."""
    found = decision_found(request, year, pk)
    report = year_report(committee_of(request), year, request.actor.today)
    now = freeze_all((report.own, *report.rows))
    versions = versions_named([found], year)
    items = _by_name([*found.recognitions.all(), *found.commendations.all()], versions)
    taken = taken_by(found)
    context = {
        "the_year": year,
        "review_url": review_url(year),
        "decision": found,
        "line": decision_lines([found], versions)[0],
        "items": [
            (
                item,
                versions[item.organization_id].name,
                item.year_given,
                _otherwise(item.year_given, now.get(item.organization_id)),
            )
            for item in items
        ],
        "certificates": any(item.in_force for item in found.commendations.all())
        and found.document is not None,
        "scans": shown_scans(found, lambda n: reverse("recognition:scan", args=[year, pk, n])),
        "revocations": [
            (
                versions[one.organization_id].name,
                one.reason,
                taken.get(one.organization_id, []),
            )
            for one in _by_name(found.revocations.all(), versions)
        ],
    }
    return render(request, "recognition/decision.html", context)


def decision_found(request: ActingRequest, year: int, pk: int) -> Decision:
    """A decision of the committee, or on it or what is below it; others do not exist."""
    known(year)
    decisions = decisions_on(committee_of(request), year)
    found = next((one for one in decisions if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _by_name(items: Iterable[Any], versions: Mapping[int, OrganizationVersion]) -> list[Any]:
    return sorted(items, key=lambda item: versions[item.organization_id].name_sorted)


def _otherwise(then: FrozenYear | None, now: FrozenYear | None) -> list[str]:
    if then is None:
        return []
    if now is None:
        return ["Ngoài kết quả năm của đảng bộ này nên không so sánh được."]
    return [difference.sentence for difference in differences(then, now)]
