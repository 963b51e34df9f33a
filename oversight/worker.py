"""The worker: makes one file at a time, in a process of its own beside the pages.

It says with each part that it lives; one that was killed is found by the next worker, which puts
its job back. What is half made lies under the job's claim and is swept away.
"""

import datetime as dt
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from documents.models import Document
from documents.storage import ArchiveDamaged
from organizations.refusals import Refusal

from . import services
from .dossiers import Made, Whole, build, make_final, whole_of
from .models import Job

POLL = 1.0
"""Seconds between two looks for a job."""
REPORT = dt.timedelta(seconds=1)
SWEEP = dt.timedelta(minutes=10)
ALIVE_FOR = dt.timedelta(minutes=2)

BROKEN = (
    "Có lỗi của chương trình khi tạo tệp này (yêu cầu số {number}). Mời thử lại; nếu vẫn không"
    " được, mời báo quản trị hệ thống kèm số yêu cầu."
)
DAMAGED = (
    "Tệp lưu trữ của một văn bản trong hồ sơ bị thiếu hoặc đã bị thay đổi nên không tạo được. Mời"
    " báo quản trị hệ thống kiểm tra kho lưu trữ."
)

log = structlog.get_logger(__name__)


class _Leave(Exception):
    """The worker was told to stop."""


def folder() -> Path:
    """Where finished files lie, and what is half made."""
    return Path(settings.JOBS_DIR)


def file_of(job: Job) -> Path:
    """Where the file of a finished job lies."""
    return folder() / f"{job.claim}.pdf"


def is_alive(*, now: dt.datetime) -> bool:
    """Whether a worker on this machine was heard lately."""
    try:
        heard = dt.datetime.fromtimestamp(_sign().stat().st_mtime, tz=dt.UTC)
    except OSError:
        return False
    return now - heard < ALIVE_FOR


def _sign() -> Path:
    return folder() / "alive"


class Worker:
    """Makes files until it is told to stop."""

    def __init__(self, *, clock: Callable[[], dt.datetime] = timezone.now) -> None:
        self.clock = clock
        self.stopping = False
        self._swept_at: dt.datetime | None = None

    def stop(self) -> None:
        """Leave after the page that is being drawn; the job goes back to those that wait."""
        self.stopping = True

    def run(self) -> None:
        """Work until stopped."""
        while not self.stopping:
            try:
                worked = self.step()
            except DatabaseError:
                log.exception("worker.database")
                connection.close()  # the next look opens another
                worked = False
            if not worked and not self.stopping:
                time.sleep(POLL)
        _sign().unlink(missing_ok=True)

    def step(self) -> bool:
        """Look after jobs of dead workers and old files, then do one job; whether there was one."""
        now = self.clock()
        self._show_life()
        services.reap(now=now)
        if self._swept_at is None or now - self._swept_at >= SWEEP:
            self._swept_at = now
            sweep(now=now)
        job = services.claim_next(now=now)
        if job is None:
            return False
        self._do(job)
        return True

    def _do(self, job: Job) -> None:
        work = folder() / job.claim
        work.mkdir(mode=0o700, parents=True)
        half = work.with_suffix(".part")
        reported = self.clock()

        def progress(done: int, total: int) -> None:
            nonlocal reported
            if self.stopping:
                raise _Leave
            now = self.clock()
            if done in (0, total) or now - reported >= REPORT:
                reported = now
                self._show_life()
                services.report(job, done, total, now=now)

        try:
            whole = whole_of(job, now=self.clock())
            made = build(whole, half, work, progress)
            if job.final:
                self._make_final(job, whole, made, half)
            else:
                result = services.Result.of_file(half, made.pages)
                _keep(half, file_of(job))
                services.finish(job, result, now=self.clock())
        except _Leave:
            services.give_back(job, now=self.clock())
        except services.ClaimLost:
            file_of(job).unlink(missing_ok=True)
        except Refusal as refusal:
            services.fail(job, str(refusal), now=self.clock())
        except ArchiveDamaged:
            log.exception("worker.archive", job=job.pk)
            services.fail(job, DAMAGED, now=self.clock())
        except DatabaseError:
            raise
        except Exception:
            log.exception("worker.failed", job=job.pk)
            services.fail(job, BROKEN.format(number=job.pk), now=self.clock())
        finally:
            shutil.rmtree(work, ignore_errors=True)
            half.unlink(missing_ok=True)

    def _make_final(self, job: Job, whole: Whole, made: Made, half: Path) -> None:
        """Archive and finish in one transaction: cancelled meanwhile, nothing is archived."""
        now = self.clock()

        def finish(document: Document) -> None:
            services.finish(job, services.Result.of_document(document, made.pages), now=now)

        make_final(whole, made, half, finish=finish, now=now)

    def _show_life(self) -> None:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        _sign().touch()


def _keep(half: Path, whole: Path) -> None:
    """Give a file its name once it is on the disk."""
    with half.open("rb") as file:
        os.fsync(file.fileno())
    half.chmod(0o600)
    half.replace(whole)


def sweep(*, now: dt.datetime) -> None:
    """Remove files that expired, and what killed workers left behind."""
    there = [path for path in folder().iterdir() if path != _sign()]
    # read after the folder: a job begun since then has nothing in ``there``
    kept = set(Job.objects.with_file(now).values_list("claim", flat=True))
    for path in there:
        if path.name.partition(".")[0] in kept:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
