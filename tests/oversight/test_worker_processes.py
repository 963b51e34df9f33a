"""Real workers: killed in the middle of a file, told to stop, two at the same job."""

import hashlib
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone

from oversight import services, worker
from oversight.models import Job
from oversight.workflow import JobKind, JobState
from tests.documents.reading import text
from tests.evaluations.factories import a_year
from tests.factories import ACommittee, a_committee
from tests.recognition.factories import a_year_of

from .factories import a_job
from .processes import PATIENCE, environment

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[2]


def a_worker(*options: str) -> "subprocess.Popen[bytes]":
    """``manage.py work`` on the database of the test."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", "work", *options],
        cwd=ROOT,
        env=environment(),
    )


def seen(job: Job, what: Callable[[Job], bool]) -> None:
    """Wait until the job is so."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        job.refresh_from_db()
        if what(job):
            return
        time.sleep(0.02)
    raise AssertionError(f"{job.state}, {job.done}/{job.total}, {job.reason}")


def being_made(job: Job) -> bool:
    return job.state == JobState.RUNNING and job.total > 0


def test_a_killed_worker_leaves_no_job_running_and_another_finishes_it():
    year = a_year()
    a_year_of(year, year.cell, months=(1, 2))
    job = a_job(year.committee)

    killed = a_worker()
    seen(job, being_made)
    killed.send_signal(signal.SIGKILL)
    killed.wait(PATIENCE)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING  # it had no time to say anything
    left = worker.folder() / job.claim
    assert left.is_dir()

    assert services.reap(now=timezone.now() + services.SILENT_AFTER) == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.WAITING, 1)

    told_to_stop = a_worker()
    seen(job, being_made)
    told_to_stop.send_signal(signal.SIGTERM)
    assert told_to_stop.wait(PATIENCE) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.WAITING, 1)

    assert a_worker("--once").wait(PATIENCE) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    content = worker.file_of(job).read_bytes()
    assert hashlib.sha256(content).hexdigest() == job.sha256
    assert not left.exists()
    said = text(content)
    assert "hồ sơ thực hiện mô hình “chi bộ bốn tốt” năm 2025 của Chi bộ số 1" in said
    assert "chưa có văn bản nào" in said  # the head of the chain
    assert f"{job.pages}/{job.pages}" in said


def _both_at_once(made: ACommittee, monkeypatch) -> list[Job | None]:
    """Two workers that both looked before either took the job."""
    a_job(made, JobKind.BOOK)
    both_looked = threading.Barrier(2)
    token = secrets.token_hex

    def after_both_looked(length: int) -> str:
        both_looked.wait(PATIENCE)
        return token(length)

    monkeypatch.setattr(secrets, "token_hex", after_both_looked)
    taken: list[Job | None] = []

    def work() -> None:
        try:
            taken.append(services.claim_next(now=timezone.now()))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def test_two_workers_never_take_the_same_job(monkeypatch):
    taken = _both_at_once(a_committee(), monkeypatch)
    assert sorted(job is None for job in taken) == [False, True]


def test_the_control_without_compare_and_set_gives_it_to_both(monkeypatch):
    monkeypatch.setattr("oversight.services.working.before", lambda act: set(JobState))
    taken = _both_at_once(a_committee(), monkeypatch)
    assert [job is None for job in taken] == [False, False]
