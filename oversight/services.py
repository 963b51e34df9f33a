"""The acts on jobs; the only writers of their states.

People ask for a file and cancel; a worker claims, reports, finishes, fails, gives back. Every act
is one compare-and-set on the state and, of a worker, on its claim: whoever comes second gets
nothing.
"""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import F

from documents.models import Document
from evaluations import periods
from organizations import audit
from organizations.actors import Actor
from organizations.models import Organization, Role, User
from organizations.names import body_of
from organizations.refusals import Obstacle, Refusal, refuse_if
from organizations.tree import authority_on, name_on

from .models import Job
from .permissions import asks_for
from .querysets import JobQuerySet
from .workflow import (
    KIND_LABELS,
    MAX_ATTEMPTS,
    JobAct,
    JobKind,
    JobState,
    after_death,
    before,
)

MAX_WAITING = 3
"""Files that one person may have waiting."""
KEPT = dt.timedelta(days=7)
"""How long a finished file is kept."""
SILENT_AFTER = dt.timedelta(minutes=2)
"""A worker that was not heard for so long is taken for dead."""

DIED = (
    f"Tiến trình nền đã dừng giữa chừng {MAX_ATTEMPTS} lần khi tạo tệp này nên không thử nữa. Mời "
    "tạo lại; nếu vẫn không được, mời báo quản trị hệ thống."
)


class ClaimLost(Exception):
    """The job is no longer this worker's: it was cancelled, or the worker was taken for dead."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be made; ``period`` is a month, or ``periods.YEAR`` for the whole year."""

    kind: JobKind
    organization: Organization
    year: int
    period: int = periods.YEAR
    final: bool = False
    """To be made final (Chốt bản in) and archived, rather than a preview."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """A finished file; with its document where it was made final."""

    sha256: str
    size: int
    pages: int
    document: Document | None = None

    @classmethod
    def of_file(cls, path: Path, pages: int) -> "Result":
        """What lies in a file."""
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(sha256=sha256, size=path.stat().st_size, pages=pages)

    @classmethod
    def of_document(cls, document: Document, pages: int) -> "Result":
        """What lies in the archive."""
        return cls(
            sha256=document.pdf_sha256, size=document.pdf_size, pages=pages, document=document
        )


# People


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


# The worker


def claim_next(*, now: dt.datetime) -> Job | None:
    """Take the oldest waiting job; None where none waits. Two workers never get the same one."""
    for key in Job.objects.waiting().values_list("pk", flat=True):
        won = Job.objects.filter(pk=key, state__in=before(JobAct.CLAIM)).update(
            state=JobState.RUNNING,
            claim=secrets.token_hex(16),
            attempts=F("attempts") + 1,
            heartbeat_at=now,
            done=0,
            total=0,
        )
        if won:
            return Job.objects.select_related("organization", "committee", "requester").get(pk=key)
    return None


def report(job: Job, done: int, total: int, *, now: dt.datetime) -> None:
    """Say that the job goes on; ``ClaimLost`` where it is no longer this worker's."""
    changed = _mine(job, JobAct.FINISH).update(done=done, total=total, heartbeat_at=now)
    if not changed:
        raise ClaimLost


def give_back(job: Job, *, now: dt.datetime) -> None:
    """Put a job back that the worker was told to leave; this attempt does not count."""
    _mine(job, JobAct.GIVE_BACK).update(
        state=JobState.WAITING,
        claim="",
        heartbeat_at=None,
        attempts=F("attempts") - 1,
        done=0,
        total=0,
    )


def finish(job: Job, result: Result, *, now: dt.datetime) -> None:
    """The file is there; ``ClaimLost`` where the job was cancelled or taken over meanwhile."""
    changed = _mine(job, JobAct.FINISH).update(
        state=JobState.DONE,
        done=F("total"),
        ended_at=now,
        expires_at=now + KEPT,
        sha256=result.sha256,
        size=result.size,
        pages=result.pages,
        document=result.document,
    )
    if not changed:
        raise ClaimLost


def fail(job: Job, reason: str, *, now: dt.datetime) -> None:
    """Nothing came of it; ``reason`` is a sentence for whoever asked."""
    _mine(job, JobAct.FAIL).update(state=JobState.FAILED, ended_at=now, reason=reason[:500])


def reap(*, now: dt.datetime) -> int:
    """Put back the jobs of workers that died, or fail those tried often enough; how many."""
    silent = Job.objects.without_sign_of_life_since(now - SILENT_AFTER)
    reaped = 0
    for job in silent:
        act = after_death(job.attempts)
        # compared with the heartbeat seen: a worker heard meanwhile keeps its job
        mine = _mine(job, act).filter(heartbeat_at=job.heartbeat_at)
        if act is JobAct.GIVE_BACK:
            reaped += mine.update(
                state=JobState.WAITING, claim="", heartbeat_at=None, done=0, total=0
            )
        else:
            reaped += mine.update(state=JobState.FAILED, ended_at=now, reason=DIED)
    return reaped


def _mine(job: Job, act: JobAct) -> JobQuerySet:
    return Job.objects.filter(pk=job.pk, claim=job.claim, state__in=before(act))
