"""A worker claims a job, reports, finishes, fails, gives back; the jobs of dead ones are put back.

Each act is compared with the worker's claim too: whoever lost it changes nothing.
"""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.db.models import F

from documents.models import Document

from ..models import Job
from ..querysets import JobQuerySet
from ..workflow import MAX_ATTEMPTS, JobAct, JobState, after_death, before

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
