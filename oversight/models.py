"""Jobs: files that take longer to make than somebody waits for a page."""

import datetime as dt
from fractions import Fraction

from django.db import models
from django.db.models import Q

from documents.models import Document
from evaluations.periods import YEAR
from organizations.formats import vn_number
from organizations.modelfields import NfcCharField
from organizations.models import Organization, Role, User

from .querysets import JobQuerySet
from .workflow import JOB_LABELS, KIND_LABELS, MAX_ATTEMPTS, OPEN, JobKind, JobState


class Job(models.Model):
    """A file to be made by a worker: asked for by a person, kept for some days, then removed.

    A result is found under ``claim``: each attempt has its own, so that a worker that was taken
    for dead cannot put its file in the place of another's.
    """

    kind = models.CharField(max_length=20, choices=list(KIND_LABELS.items()))
    # Whose file it is to fetch: the person who asked, and the office of the committee.
    requester = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_as = models.CharField(max_length=15, choices=Role.choices)
    committee = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    # What it is about; the committee itself but for the dossier of a cell.
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    # A month, or YEAR for the whole year.
    period = models.PositiveSmallIntegerField(default=YEAR)
    # Made final (Chốt bản in): the file goes into the archive, and is fetched from there.
    final = models.BooleanField(default=False)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = NfcCharField(max_length=400)
    state = models.CharField(
        max_length=9, choices=list(JOB_LABELS.items()), default=JobState.WAITING
    )
    requested_at = models.DateTimeField()
    # Of the attempt that runs, or was the last.
    claim = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Why nothing came of it, as a sentence.
    reason = NfcCharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        indexes = [models.Index(fields=["state", "requested_at"], name="job_state_requested")]
        constraints = [
            models.UniqueConstraint(
                fields=["requester", "kind", "organization", "year", "period", "final"],
                condition=Q(state__in=sorted(OPEN)),
                name="job_asked_once_while_open",
                violation_error_message="Tệp này đang được tạo.",
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=~Q(claim=""), name="job_claim_once"
            ),
            models.CheckConstraint(
                name="job_kind_known", condition=Q(kind__in=[kind.value for kind in JobKind])
            ),
            models.CheckConstraint(
                name="job_state_whole",
                condition=Q(
                    state=JobState.WAITING,
                    claim="",
                    heartbeat_at__isnull=True,
                    ended_at__isnull=True,
                    reason="",
                    sha256="",
                    expires_at__isnull=True,
                )
                | (
                    Q(
                        state=JobState.RUNNING,
                        heartbeat_at__isnull=False,
                        attempts__gte=1,
                        ended_at__isnull=True,
                        reason="",
                        sha256="",
                        expires_at__isnull=True,
                    )
                    & ~Q(claim="")
                )
                | (
                    Q(
                        state=JobState.DONE,
                        ended_at__isnull=False,
                        expires_at__isnull=False,
                        size__gte=1,
                        pages__gte=1,
                        reason="",
                    )
                    & ~Q(sha256="")
                    & ~Q(claim="")
                )
                | (
                    Q(
                        state=JobState.FAILED,
                        ended_at__isnull=False,
                        sha256="",
                        expires_at__isnull=True,
                    )
                    & ~Q(reason="")
                )
                | Q(
                    state=JobState.CANCELLED,
                    ended_at__isnull=False,
                    reason="",
                    sha256="",
                    expires_at__isnull=True,
                ),
                violation_error_message="Trạng thái, thời điểm và kết quả của tệp không khớp nhau.",
            ),
            models.CheckConstraint(
                name="job_final_done_with_document",
                condition=Q(state=JobState.DONE, final=True, document__isnull=False)
                | (~Q(state=JobState.DONE) | Q(final=False)) & Q(document__isnull=True),
            ),
            models.CheckConstraint(
                name="job_attempts_limited", condition=Q(attempts__lte=MAX_ATTEMPTS)
            ),
            models.CheckConstraint(
                name="job_done_within_total", condition=Q(done__lte=models.F("total"))
            ),
            models.CheckConstraint(
                name="job_period_known", condition=Q(period__gte=1, period__lte=YEAR)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN

    def is_expired(self, now: dt.datetime) -> bool:
        """Whether its file was kept long enough and is no longer there; the archive's stays."""
        return self.document_id is None and self.expires_at is not None and self.expires_at <= now

    @property
    def percent(self) -> int:
        """How much of it is done."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def size_in_words(self) -> str:
        """``0,5 MB``."""
        return f"{vn_number(Fraction(self.size, 1024 * 1024), 1)} MB"

    @property
    def filename(self) -> str:
        """A plain name for the download."""
        when = f"{self.year}" if self.period == YEAR else f"{self.year}-{self.period:02d}"
        return (
            f"{_FILE_NAMES.get(JobKind(self.kind), self.kind)}-{when}-{self.organization.code}.pdf"
        )


_FILE_NAMES = {
    JobKind.CELL_DOSSIER: "ho-so-nam",
    JobKind.COMMITTEE_DOSSIER: "ho-so-de-nghi",
    JobKind.BOOK: "tap-phieu",
    JobKind.REGISTRATION_LIST: "danh-sach-dang-ky",
    JobKind.MONTHLY_SUMMARY: "tong-hop-thang",
    JobKind.HALF_YEAR: "tong-hop-6-thang",
    JobKind.YEAR_TABLE: "tong-hop-nam",
}
