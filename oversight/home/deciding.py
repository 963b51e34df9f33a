"""What the year's end asks of an office: to compile, record votes, issue decisions; cases."""

import datetime as dt

from django.urls import reverse

from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.models import Organization
from organizations.refusals import Refusal
from plans.querysets import plan_for
from recognition.board import MeetingLine, ReviewBoard
from recognition.limits import Limit
from recognition.models import Review
from recognition.services.reviewing import first_day_of_review
from recognition.year import YearReport, year_report

from .tasks import Task, in_order


def deciding_tasks(actor: Actor, this_year: YearReport | None) -> list[Task]:
    """What is to do for the reviews of last year and of this one, by date; also for a closed one:
    what is found out later stays on the list (E11).
    """
    committee, today = actor.organization, actor.today
    assert committee is not None  # noqa: S101 - an office works for a committee
    years = (today.year - 1, today.year)
    reviewed = set(
        Review.objects.filter(authority=committee, year__in=years).values_list("year", flat=True)
    )
    found = []
    for year in years:
        if year in reviewed:
            report = this_year if year == today.year else _report(committee, year, today)
            found += _of_review(report) if report else []  # no plan governs the year any more
        elif _is_time(year, today) and plan_for(committee, year) is not None:
            found.append(_to_compile(year))
    return in_order(found)


def _is_time(year: int, today: dt.date) -> bool:
    """Whether a review of ``year`` is due; none by the end of March was decided elsewhere."""
    return first_day_of_review(year) <= today <= dt.date(year + 1, 3, 31)


def _to_compile(year: int) -> Task:
    first = first_day_of_review(year)
    return Task(
        day=first,
        title=f"Lập danh sách xét công nhận năm {year}",
        url=reverse("recognition:review", args=[year]),
        state="Chưa lập",
        when=f"Lập được từ ngày {vn_date(first)}; xem thử kết quả được bất cứ ngày nào",
    )


def _report(committee: Organization, year: int, today: dt.date) -> YearReport | None:
    try:
        return year_report(committee, year, today)
    except Refusal:
        return None


def _of_review(report: YearReport) -> list[Task]:
    board, year, today = ReviewBoard(report), report.year, report.date
    found = [_to_issue(line, year) for line in board.to_issue]
    found += _to_vote(board, year)
    found += [_excess(limit, year, today) for limit in board.limits.values() if limit.excess]
    if cases := board.cases:
        found.append(
            Task(
                day=min(case.given.decision.decided_on for case in cases),
                title=f"Xem lại kết quả công nhận năm {year}: "
                + ", ".join(case.name for case in cases),
                url=reverse("recognition:review", args=[year]),
                state="Cần xem lại",
                tone="warn",
                when=" ".join(case.in_words() for case in cases)
                + " Không có gì tự hủy bỏ; Đảng ủy xem xét, biểu quyết.",
            )
        )
    return found


def _to_vote(board: ReviewBoard, year: int) -> list[Task]:
    """Between the list and the decision the committee votes."""
    waiting = board.to_vote
    if board.review is None or not waiting:
        return []
    when = f"{len(waiting)} tổ chức đủ điều kiện chưa có kết quả biểu quyết công nhận"
    if board.changed or board.gone:
        when += ". Số liệu đã thay đổi từ lần lập gần nhất, mời lập lại danh sách trước"
    return [
        Task(
            day=local_date(board.review.compiled_at),
            title=f"Ghi kết quả biểu quyết của Đảng ủy về công nhận năm {year}",
            url=reverse("recognition:review", args=[year]),
            state="Chưa biểu quyết",
            when=when,
        )
    ]


def _excess(limit: Limit, year: int, today: dt.date) -> Task:
    return Task(
        day=today,
        title=f"Vượt giới hạn khen thưởng năm {year}",
        url=reverse("recognition:review", args=[year]),
        state=f"Vượt {limit.excess} {limit.kind.label}",
        tone="warn",
        when=f"{limit.in_words().capitalize()}. Chưa khen thêm được; Đảng ủy xem xét.",
    )


def _to_issue(line: MeetingLine, year: int) -> Task:
    return Task(
        day=line.meeting.held_on,
        title=f"Ban hành quyết định {line.decision_in_words} năm {year}",
        url=reverse("recognition:issue", args=[year, line.meeting.pk]),
        state="Đã biểu quyết",
        when=f"Hội nghị ngày {vn_date(line.meeting.held_on)}, {line.waiting} tổ chức chờ quyết "
        "định",
    )
