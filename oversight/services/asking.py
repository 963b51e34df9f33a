"""People ask for a file, or cancel it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from evaluations import periods
from organizations import audit
from organizations.actors import Actor
from organizations.models import Organization, Role, User
from organizations.names import body_of
from organizations.refusals import Obstacle, Refusal, refuse_if
from organizations.tree import authority_on, name_on

from ..models import Job
from ..permissions import asks_for, cancels
from ..workflow import KIND_LABELS, JobAct, JobKind, JobState, before

MAX_WAITING = 3
"""Files that one person may have waiting."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be made; ``period`` is a month, or ``periods.YEAR`` for the whole year."""

    kind: JobKind
    organization: Organization
    year: int
    period: int = periods.YEAR
    final: bool = False
    """To be made final (Chốt bản in) and archived, rather than a preview."""


def request_job(order: Order, *, by: Actor, now: dt.datetime) -> Job:
    """Ask for a file; asked for again while it waits or runs, it is the same job."""
    refuse_if([asks_for(by, order.kind, order.organization, order.year)])
    refuse_if(_order_obstacles(order, by.today))
    committee = _committee(order, by)
    if by.user is None or committee is None:
        raise ValueError("Only a person who works for an organisation asks for a file.")
    with transaction.atomic():
        # whoever asks twice at the same moment waits here for the first
        person = User.objects.select_for_update().get(pk=by.user.pk)
        mine = Job.objects.filter(requester=person)
        same = mine.open().filter(
            kind=order.kind,
            organization=order.organization,
            year=order.year,
            period=order.period,
            final=order.final,
        )
        if (there := same.first()) is not None:
            return there
        if mine.waiting().count() >= MAX_WAITING:
            raise Refusal(
                Obstacle(
                    "too_many_waiting",
                    f"Đồng chí đang có {MAX_WAITING} tệp chờ tạo, tối đa {MAX_WAITING}. Mời đợi một"
                    " tệp xong hoặc hủy bớt rồi tạo tiếp.",
                )
            )
        job = Job.objects.create(
            kind=order.kind,
            requester=person,
            requested_as=by.role or "",
            committee=committee,
            organization=order.organization,
            year=order.year,
            period=order.period,
            final=order.final,
            title=title_of(order),
            requested_at=now,
        )
        audit.record(
            "job.request",
            f"Yêu cầu tạo tệp{' và chốt bản in' if job.final else ''}: {job.title}.",
            by=by,
            now=now,
            subject=job,
            organization=order.organization,
        )
    return job


def cancel_job(job: Job, *, by: Actor, now: dt.datetime) -> None:
    """Cancel a job that waits or runs; the worker stops before the next page."""
    refuse_if([cancels(by, job)])
    with transaction.atomic():
        changed = Job.objects.filter(pk=job.pk, state__in=before(JobAct.CANCEL)).update(
            state=JobState.CANCELLED, ended_at=now
        )
        if not changed:
            raise Refusal(
                Obstacle("job_ended", "Tệp này đã tạo xong hoặc đã dừng nên không cần hủy nữa.")
            )
        audit.record(
            "job.cancel",
            f"Hủy tạo tệp: {job.title}.",
            by=by,
            now=now,
            subject=job,
            organization=job.organization,
        )
    job.refresh_from_db()


def title_of(order: Order) -> str:
    """``Tập phiếu tự đánh giá tháng 3/2026 – Đảng ủy Sở …``, names of the last day of the year."""
    organization = order.organization
    name = name_on(organization, organization.read_on(periods.last_day(order.year, order.period)))
    label = KIND_LABELS[order.kind]
    match order.kind:
        case JobKind.CELL_DOSSIER:
            return f"Hồ sơ năm {order.year} của {name}"
        case JobKind.COMMITTEE_DOSSIER:
            return f"Hồ sơ đề nghị cấp trên năm {order.year} của {body_of(name)}"
        case JobKind.HALF_YEAR:
            return f"{label} đầu năm {order.year} của {body_of(name)}"
        case JobKind.MONTHLY_SUMMARY:
            return f"Bảng tổng hợp {periods.label(order.year, order.period)} của {body_of(name)}"
        case JobKind.YEAR_TABLE:
            return f"Bảng tổng hợp năm {order.year} của {body_of(name)}"
        case _:
            when = periods.label(order.year, order.period)
            return f"{label} {when} của {body_of(name)}"


def _committee(order: Order, by: Actor) -> Organization | None:
    """The committee whose office may fetch the file too."""
    if by.role == Role.OFFICE:
        return by.organization
    day = order.organization.read_on(periods.last_day(order.year, periods.YEAR))
    return authority_on(order.organization, day)


def _order_obstacles(order: Order, today: dt.date) -> list[Obstacle | None]:
    by_month = order.kind is JobKind.MONTHLY_SUMMARY
    return [
        Obstacle(
            "not_begun",
            f"Năm {order.year} chưa bắt đầu nên chưa có gì để in. Mời chọn năm khác.",
            "year",
        )
        if order.year > today.year
        else None,
        Obstacle(
            "month_not_begun",
            f"{periods.label(order.year, order.period).capitalize()} chưa bắt đầu nên chưa có gì"
            " để in. Mời chọn tháng khác.",
            "period",
        )
        if order.year == today.year and today.month < order.period < periods.YEAR
        else None,
        Obstacle("month_missing", "Bảng tổng hợp tháng là của một tháng: mời chọn tháng.", "period")
        if by_month and order.period == periods.YEAR
        else None,
        Obstacle(
            "whole_year_only", "Tệp này là của cả năm: mời chọn “Cả năm” thay cho tháng.", "period"
        )
        if not by_month and order.kind is not JobKind.BOOK and order.period != periods.YEAR
        else None,
    ]
