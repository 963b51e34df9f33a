"""What an organisation has to key in and send: a cell's secretary, an office for its đảng bộ."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from evaluations import periods
from evaluations.models import Evaluation, OpeningRequest
from evaluations.overview import Task as Period
from evaluations.overview import left_of, year_of_one
from evaluations.workflow import LABELS_FOR_OWN
from evaluations.workflow import Status as SheetStatus
from organizations.actors import Actor
from organizations.formats import days_until, local_date, vn_date
from organizations.models import Organization
from plans.models import Plan
from plans.querysets import plan_for
from recognition.rules import last_day_to_register
from registrations.models import Registration
from registrations.wording import status_for
from registrations.workflow import Status as RegistrationStatus

from .tasks import Section, Task, in_order

TOLD_FOR = dt.timedelta(days=30)
"""How long a home tells of a request that was declined; on the sheet the answer stays."""


@dataclass(frozen=True)
class OwnWork:
    """What is to do, what was answered, what was sent and waits, and what comes next."""

    tasks: list[Task]
    declined: list[Task]
    """Requests to open that the office declined lately."""
    waiting: list[Task]
    next_step: str
    """Said where nothing is to do."""

    @property
    def answered(self) -> list[Section]:
        """Of its own on the home page: it neither waits nor is it to do. Empty without any."""
        return [Section("Đề nghị đã được trả lời", self.declined)] if self.declined else []


def own_work(organization: Organization, actor: Actor) -> OwnWork:
    """The work of one organisation today; of last year what is still open."""
    today = actor.today
    this = year_of_one(organization, today.year, actor=actor)
    last = year_of_one(organization, today.year - 1, actor=actor)
    registrations = {
        row.year: row
        for row in Registration.objects.visible_to(actor).filter(
            organization=organization, year__in=[last.year, this.year, this.year + 1]
        )
    }
    plan = plan_for(organization, this.year)
    tasks = _sheet_tasks(this.to_do, "")
    tasks += _sheet_tasks(left_of(last, today), f"/{last.year}")
    tasks += _registration_tasks(organization, registrations, plan, today)
    return OwnWork(
        in_order(tasks),
        in_order(_declined([*last.declined, *this.declined], today)),
        in_order(_waiting(organization, registrations, actor)),
        _next_step(organization, plan, today),
    )


def _sheet_tasks(to_do: Iterable[Period], suffix: str) -> list[Task]:
    """``suffix`` says the year of a month that is not of this one."""
    returned = LABELS_FOR_OWN[SheetStatus.RETURNED]
    return [
        Task(
            day=task.until,
            title=(task.act if task.state == returned else task.title)
            + ("" if task.number == periods.YEAR else suffix),
            url=task.url,
            state=task.state,
            tone=task.tone,
            when=task.when,
        )
        for task in to_do
    ]


def _registration_tasks(
    organization: Organization,
    registrations: Mapping[int, Registration],
    plan: Plan | None,
    today: dt.date,
) -> list[Task]:
    """This year's registration until it is sent, one begun for the next, whichever was returned."""
    if not organization.lives_on(today):
        return []
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        row = registrations.get(year)
        status = RegistrationStatus(row.status) if row else None
        returned = status is RegistrationStatus.RETURNED
        open_ = (
            (None, RegistrationStatus.DRAFT) if year == today.year else (RegistrationStatus.DRAFT,)
        )
        due = plan and year >= today.year and status in open_
        if not (returned or due):
            continue
        last = today
        if plan:
            on_time_until = plan.registration_last_day(organization.kind, year)
            last = last_day_to_register(on_time_until, organization.founded_on)
        words = status_for(row, own=True)
        when = f"Hạn gửi {vn_date(last)} ({days_until(last, today)})"
        if returned:
            when = f"Văn phòng trả lại ngày {vn_date(row.returned_at)}" if row else ""
        elif today > last:
            when = f"Đã quá hạn ngày {vn_date(last)}; gửi muộn vẫn được ghi nhận"
        found.append(
            Task(
                day=last,
                title=f"{'Sửa bản đăng ký' if returned else 'Đăng ký'} năm {year}",
                url=reverse("registrations:detail", args=[year, organization.code]),
                state=words.text,
                tone=words.tone or ("bad" if today > last else ""),
                when=when,
            )
        )
    return found


def _waiting(
    organization: Organization, registrations: Mapping[int, Registration], actor: Actor
) -> list[Task]:
    """What was sent and is not settled, however old."""
    code = organization.code
    sheets = (
        Evaluation.objects.visible_to(actor)
        .filter(organization=organization, status=SheetStatus.SUBMITTED)
        .select_related("organization")
        .order_by("sent_at", "pk")
    )
    found = [
        _sent(
            row,
            f"Đăng ký năm {row.year}",
            reverse("registrations:detail", args=[row.year, code]),
            actor.today,
        )
        for row in registrations.values()
        if row.status == RegistrationStatus.SUBMITTED
    ]
    for sheet in sheets:
        title = periods.sheet_name(sheet.year, sheet.period)
        found.append(_sent(sheet, title, sheet_url(sheet), actor.today))
    asked = OpeningRequest.objects.filter(organization=organization).waiting()
    return found + [_asked(row) for row in asked.select_related("organization")]


def _declined(requests: list[OpeningRequest], today: dt.date) -> list[Task]:
    found = []
    for row in requests:
        assert row.answered_at is not None  # noqa: S101 - who declines answers
        day = local_date(row.answered_at)
        if today - day <= TOLD_FOR:
            found.append(
                Task(
                    day=day,
                    title=asked_title(row),
                    url=sheet_url(row),
                    state="Không mở lại",
                    when=f"Trả lời ngày {vn_date(day)}; lý do ghi trên phiếu",
                )
            )
    return found


def sheet_url(row: Evaluation | OpeningRequest) -> str:
    """The page of a sheet, or of what one asks to open."""
    return reverse(
        "evaluations:sheet", args=[row.year, periods.slug(row.period), row.organization.code]
    )


def asked_title(row: OpeningRequest) -> str:
    """``Đề nghị mở lại tháng 3/2025``."""
    return f"Đề nghị mở lại {periods.label(row.year, row.period)}"


def _asked(row: OpeningRequest) -> Task:
    day = local_date(row.asked_at)
    return Task(
        day=day,
        title=asked_title(row),
        url=sheet_url(row),
        state="Văn phòng chưa trả lời",
        when=f"Gửi ngày {vn_date(day)}",
    )


def _sent(row: Registration | Evaluation, title: str, url: str, today: dt.date) -> Task:
    day = local_date(row.sent_at) if row.sent_at else today
    if row.objection_open:
        state, tone = "Đã gửi phản ánh", "warn"
    elif row.from_paper:
        state, tone = "Nhập thay theo bản giấy", ""
    else:
        state, tone = ("Văn phòng đang xem" if row.opened_at else "Văn phòng chưa xem"), ""
    return Task(
        day=day, title=title, url=url, state=state, tone=tone, when=f"Gửi ngày {vn_date(day)}"
    )


def _next_step(organization: Organization, plan: Plan | None, today: dt.date) -> str:
    """``gửi phiếu tháng 12 chậm nhất hết ngày 10/01/2027``; empty where nothing is to come."""
    if plan is None or not organization.lives_on(today):
        return ""
    year, month = (today.year, today.month + 1) if today.month < 12 else (today.year + 1, 1)
    coming = [(plan.due_on(year, month), f"gửi phiếu tháng {month}/{year}")]
    review = periods.self_review_due_on(today.year)
    if today < periods.self_review_opens_on(today.year):
        coming.append((review, f"gửi bản tự rà soát, đánh giá năm {today.year}"))
    register = plan.registration_last_day(organization.kind, today.year + 1)
    coming.append((register, f"gửi đăng ký năm {today.year + 1}"))
    day, words = min(coming)
    return f"{words} chậm nhất hết ngày {vn_date(day)}"
