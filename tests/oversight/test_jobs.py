"""Jobs: asked for, claimed, given back, cancelled, expired; nobody else's file is there."""

import datetime as dt
import io
import itertools
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.storage import ArchiveDamaged
from organizations.models import AuditEvent, Role
from oversight import services, worker
from oversight.dossiers import Part, whole
from oversight.models import Job
from oversight.services import ClaimLost, Order, Result
from oversight.worker import Worker
from oversight.workflow import (
    JOB_TRANSITIONS,
    MAX_ATTEMPTS,
    JobAct,
    JobKind,
    JobState,
    after_death,
    before,
)
from tests.factories import ACommittee, a_committee, a_person, signed_in
from tests.refused import refused

from .factories import YEAR, a_finished, a_job, claimed

NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def made(db) -> ACommittee:
    return a_committee()


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path: Path) -> None:
    settings.JOBS_DIR = tmp_path


def stand(job: Job) -> str:
    job.refresh_from_db()
    return job.state


# The table


@pytest.mark.parametrize(("state", "act"), list(itertools.product(JobState, JobAct)))
def test_every_act_in_every_state_happens_or_does_not(state, act):
    assert (state in before(act)) == ((state, act) in JOB_TRANSITIONS)


def test_a_third_death_is_the_last():
    acts = [after_death(attempts) for attempts in range(1, MAX_ATTEMPTS + 1)]
    assert acts == [JobAct.GIVE_BACK, JobAct.GIVE_BACK, JobAct.FAIL]


# Asking


def test_asked_for_twice_while_it_is_open_it_is_the_same_job(made):
    first = a_job(made)
    assert a_job(made) == first
    claimed()
    assert a_job(made) == first
    assert Job.objects.count() == 1
    assert AuditEvent.objects.filter(act="job.request").count() == 1


def test_the_database_refuses_the_same_open_job_twice(made):
    job = a_job(made)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(
            kind=job.kind,
            requester=job.requester,
            requested_as=job.requested_as,
            committee=job.committee,
            organization=job.organization,
            year=job.year,
            title=job.title,
            requested_at=NOW,
        )


def test_a_fourth_waiting_file_is_refused_until_one_is_begun(made):
    for month in range(1, 4):
        a_job(made, JobKind.BOOK, period=month)
    with refused("too_many_waiting"):
        a_job(made, JobKind.BOOK, period=4)
    a_job(made)  # another person's
    claimed()
    a_job(made, JobKind.BOOK, period=4)


def test_what_has_not_begun_or_does_not_fit_is_refused(made):
    year = made.office.today.year
    with refused("not_begun"):
        a_job(made, JobKind.YEAR_TABLE, year=year + 1)
    with refused("month_missing"):
        a_job(made, JobKind.MONTHLY_SUMMARY)
    with refused("whole_year_only"):
        a_job(made, JobKind.YEAR_TABLE, period=3)


def test_a_secretary_asks_for_the_own_dossier_alone(made):
    other = made.secretaries["CB02"]
    with refused("not_allowed"):
        services.request_job(
            Order(kind=JobKind.CELL_DOSSIER, organization=made.cells[0], year=YEAR),
            by=other,
            now=NOW,
        )
    with refused("not_allowed"):
        a_job(made, JobKind.BOOK, by=other, organization=other.organization)


def test_an_office_does_not_ask_for_the_cell_of_another_committee(made):
    other = a_committee("DBKHAC", cells=1)
    with refused("not_allowed"):
        a_job(made, by=made.office, organization=other.cells[0])
    with refused("not_allowed"):
        a_job(made, JobKind.BOOK, organization=other.organization)


# Workers


def test_a_claimed_job_is_nobody_elses(made):
    job = a_job(made)
    first = claimed()
    assert first == job
    assert services.claim_next(now=NOW) is None


def test_jobs_are_taken_in_the_order_asked(made):
    jobs = [a_job(made, JobKind.BOOK, period=month, now=NOW + month * SECOND) for month in (1, 2)]
    assert [claimed(), claimed()] == jobs


def test_a_dead_workers_job_goes_back_and_its_late_report_finds_nothing(made):
    a_job(made)
    dead = claimed(NOW)
    later = NOW + services.SILENT_AFTER + SECOND
    assert services.reap(now=NOW + services.SILENT_AFTER) == 0
    assert services.reap(now=later) == 1
    again = claimed(later)
    assert (again.pk, again.attempts) == (dead.pk, 2)
    with pytest.raises(ClaimLost):
        services.report(dead, 1, 2, now=later)
    with pytest.raises(ClaimLost):
        services.finish(dead, Result(sha256="a" * 64, size=1, pages=1), now=later)
    services.give_back(dead, now=later)
    services.fail(dead, "muộn", now=later)
    assert stand(again) == JobState.RUNNING


def test_after_three_deaths_it_fails_with_a_reason(made):
    job = a_job(made)
    now = NOW
    for _ in range(MAX_ATTEMPTS):
        claimed(now)
        now += services.SILENT_AFTER + SECOND
        services.reap(now=now)
    assert stand(job) == JobState.FAILED
    assert job.reason == services.DIED
    assert services.claim_next(now=now) is None


def test_a_worker_that_was_heard_keeps_its_job(made):
    a_job(made)
    job = claimed(NOW)
    later = NOW + services.SILENT_AFTER
    services.report(job, 1, 5, now=later)
    assert services.reap(now=later + SECOND) == 0


def test_a_job_given_back_has_not_used_an_attempt(made):
    job = a_job(made)
    services.give_back(claimed(), now=NOW)
    assert stand(job) == JobState.WAITING
    assert job.attempts == 0


# What the worker does, with papers that take no time


class Drawn:
    """Stands in for the parts of a file: one small page each, and what happens in between."""

    def __init__(self, monkeypatch, *events: Any) -> None:
        paper = pikepdf.new()
        paper.add_blank_page()
        buffer = io.BytesIO()
        paper.save(buffer)
        self.page = buffer.getvalue()
        monkeypatch.setattr(whole, "parts_of", lambda job, *, today: self.parts(events))

    def parts(self, events):
        for number, event in enumerate(events, 1):
            yield Part(title=f"Văn bản {number}", draw=partial(self.draw, event))

    def draw(self, event: Any) -> bytes:
        if isinstance(event, Exception):
            raise event
        if event is not None:
            event()
        return self.page


def test_a_file_is_made_and_fetched(made, client, monkeypatch):
    Drawn(monkeypatch, None, None)
    job = a_job(made)
    assert Worker().step()
    assert stand(job) == JobState.DONE
    assert (job.done, job.total, job.pages) == (2, 2, 3)
    signed_in(client, made.secretaries["CB01"])
    response = client.get(reverse("oversight:download_job", args=[job.pk]))
    content = b"".join(response.streaming_content)
    assert response["Content-Type"] == "application/pdf"
    assert len(content) == job.size
    assert content.startswith(b"%PDF")
    assert not Worker().step()


def test_only_who_asked_and_the_office_cancel_a_file(made):
    job = a_job(made)  # asked for by CB01
    with refused("not_allowed"):
        services.cancel_job(job, by=made.secretaries["CB02"], now=timezone.now())
    services.cancel_job(job, by=made.office, now=timezone.now())
    assert stand(job) == JobState.CANCELLED


def test_cancelled_between_pages_nothing_more_is_drawn(made, monkeypatch, tmp_path):
    drawn: list[str] = []

    def cancel() -> None:
        drawn.append("first")
        services.cancel_job(Job.objects.get(), by=made.secretaries["CB01"], now=timezone.now())

    ticks = (timezone.now() + number * 2 * SECOND for number in itertools.count())
    Drawn(monkeypatch, cancel, lambda: drawn.append("second"))
    job = a_job(made)
    assert Worker(clock=lambda: next(ticks)).step()
    assert stand(job) == JobState.CANCELLED
    assert drawn == ["first"]
    assert [path.name for path in tmp_path.iterdir()] == ["alive"]


def test_cancelled_before_the_last_step_no_file_is_left(made, monkeypatch, tmp_path):
    def cancel() -> None:
        services.cancel_job(Job.objects.get(), by=made.office, now=timezone.now())

    Drawn(monkeypatch, cancel)
    job = a_job(made)
    Worker().step()
    assert stand(job) == JobState.CANCELLED
    assert [path.name for path in tmp_path.iterdir()] == ["alive"]
    with refused("job_ended"):
        cancel()


def test_told_to_stop_the_worker_gives_the_job_back(made, monkeypatch):
    ours = Worker()
    Drawn(monkeypatch, ours.stop, None)
    job = a_job(made)
    ours.run()
    assert stand(job) == JobState.WAITING
    assert not worker.is_alive(now=timezone.now())


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ZeroDivisionError(), "Có lỗi của chương trình"),
        (ArchiveDamaged(), "kho lưu trữ"),
    ],
)
def test_what_cannot_be_made_fails_with_a_sentence(made, monkeypatch, error, reason):
    Drawn(monkeypatch, None, error)
    job = a_job(made)
    Worker().step()
    assert stand(job) == JobState.FAILED
    assert reason in job.reason


def test_a_file_of_nothing_fails_with_a_sentence(made):
    job = a_job(made)
    Worker().step()
    assert stand(job) == JobState.FAILED
    assert "Chưa có nội dung nào để in" in job.reason


def test_an_expired_file_is_removed_and_said(made, client, monkeypatch, tmp_path):
    Drawn(monkeypatch, None)
    job = a_job(made)
    now = timezone.now()
    Worker().step()
    signed_in(client, made.office)
    address = reverse("oversight:download_job", args=[job.pk])
    later = now + services.KEPT - dt.timedelta(hours=1)
    worker.sweep(now=later)
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    worker.sweep(now=later + dt.timedelta(hours=2))
    assert list(tmp_path.glob("*.pdf")) == []
    response = client.get(address, follow=True)
    assert "đã hết hạn" in response.content.decode()


def test_what_a_killed_worker_left_is_swept_away_and_no_more(made, tmp_path):
    a_job(made)
    running = claimed()
    for name in ("0" * 32, running.claim):
        (tmp_path / name).mkdir()
        (tmp_path / f"{name}.part").touch()
    worker.sweep(now=timezone.now())
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        running.claim,
        f"{running.claim}.part",
    ]


# Pages


def test_a_double_click_starts_one_job(made, client):
    signed_in(client, made.office)
    data = {"kind": "book", "year": str(YEAR), "period": "3", "organization": ""}
    for _ in range(2):
        response = client.post(reverse("oversight:jobs"), data)
        assert response.status_code == 303
    assert Job.objects.count() == 1
    assert Job.objects.get().title.startswith("Tập phiếu tự đánh giá tháng 3/2025 của Đảng ủy")


def test_a_secretary_chooses_nothing_but_the_year_and_whether_it_counts(made, client):
    signed_in(client, made.secretaries["CB02"])
    page = client.get(reverse("oversight:jobs"))
    assert list(page.context["form"].fields) == ["year", "final"]
    assert client.post(reverse("oversight:jobs"), {"year": "2025"}).status_code == 303
    assert Job.objects.get().organization.code == "CB02"


def test_a_cell_must_be_chosen_for_its_dossier(made, client):
    signed_in(client, made.office)
    data = {"kind": "cell-dossier", "year": "2025", "period": "nam", "organization": ""}
    page = client.post(reverse("oversight:jobs"), data)
    assert page.status_code == 422
    assert "Mời chọn chi bộ" in page.content.decode()


def test_anothers_file_looks_like_none(made, client):
    """The requester and the office reach it, a colleague of the cell and other offices do not."""
    job = a_finished(made)
    colleague = a_person(Role.SECRETARY, made.cells[0], by=made.office, position="Phó Bí thư")
    other = a_committee("DBKHAC", cells=1)
    addresses = [
        reverse(f"oversight:{name}", args=[job.pk]) for name in ("download_job", "cancel_job")
    ]
    for actor, status in [
        (made.secretaries["CB01"], 303),  # the file itself was never there
        (made.office, 303),
        (colleague, 404),
        (made.secretaries["CB02"], 404),
        (made.watcher, 404),
        (other.office, 404),
    ]:
        signed_in(client, actor)
        assert client.get(addresses[0]).status_code == status, actor
        assert client.post(addresses[1]).status_code == status, actor
    signed_in(client, colleague)
    assert job.title not in client.get(reverse("oversight:jobs")).content.decode()


def test_a_file_that_is_not_finished_is_not_there(made, client):
    job = a_job(made)
    signed_in(client, made.office)
    assert client.get(reverse("oversight:download_job", args=[job.pk])).status_code == 404


def test_the_list_fetches_itself_again_only_while_something_is_open(made, client):
    signed_in(client, made.office)
    a_finished(made)
    assert "hx-get" not in client.get(reverse("oversight:jobs")).content.decode()
    a_job(made)
    part = client.get(reverse("oversight:jobs"), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<div")
    assert 'hx-trigger="every 2s"' in part


def test_the_page_says_when_no_worker_runs(made, client):
    signed_in(client, made.office)
    sentence = "Chưa có tiến trình nền chạy"
    assert sentence in client.get(reverse("oversight:jobs")).content.decode()
    Worker().step()
    assert sentence not in client.get(reverse("oversight:jobs")).content.decode()


def test_the_list_asks_as_often_for_three_as_for_one(made, client):
    signed_in(client, made.office)
    counts = []
    for month in range(1, 4):
        a_job(made, JobKind.BOOK, period=month)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("oversight:jobs"))
        counts.append(len(asked))
    assert counts[0] == counts[2]
