"""The sheet of a month and the self-review of a year (D1–D12)."""

from django.db import models
from django.db.models import F, Q

from organizations.modelfields import NfcTextField
from plans.models import Criterion, Framework
from registrations.submission import Submission, submission_constraints

from ..periods import YEAR
from ..querysets import EvaluationQuerySet
from ..workflow import (
    BALLOT_LABELS,
    LABELS_FOR_OFFICE,
    MEETING_QUALITY_LABELS,
    RATING_LABELS,
    RESUBMISSION_LABELS,
    Ballot,
    Rating,
    Status,
)


class Evaluation(Submission):
    """A sheet (``period`` 1–12) or the self-review of a year (``period`` YEAR).

    Total and group totals are stored so that lists never read single points. The ``sent_…``
    columns are those of the last sending that counts: what waits, and what is returned, is
    judged by them (D5, D7).
    """

    period = models.PositiveSmallIntegerField()
    # Frozen when the sheet was begun (B2).
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="evaluations")
    framework = models.ForeignKey(
        Framework, null=True, blank=True, on_delete=models.PROTECT, related_name="evaluations"
    )
    due_on = models.DateField()
    lock_on = models.DateField(null=True, blank=True)
    # After a return or reopening the sheet stays open until this day, inclusive (D6).
    open_until = models.DateField(null=True, blank=True)
    # A reopened sheet is open in all its parts; a returned one in those that are marked.
    open_in_all_parts = models.BooleanField(default=True)

    meeting_on = models.DateField(null=True, blank=True)
    thematic = models.BooleanField(default=False)
    meeting_quality = models.CharField(
        max_length=8, choices=list(MEETING_QUALITY_LABELS.items()), blank=True
    )
    voters = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    probationary_present = models.PositiveIntegerField(null=True, blank=True)
    absent_with_reason = models.PositiveIntegerField(null=True, blank=True)
    absent_without_reason = models.PositiveIntegerField(null=True, blank=True)
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    votes_other = models.PositiveIntegerField(null=True, blank=True)
    ballot = models.CharField(
        max_length=6, choices=list(BALLOT_LABELS.items()), default=Ballot.HAND
    )
    rating = models.CharField(max_length=4, choices=list(RATING_LABELS.items()), blank=True)
    strengths = NfcTextField(blank=True)
    shortcomings = NfcTextField(blank=True)
    good_practice = NfcTextField(blank=True)
    no_meeting = models.BooleanField(default=False)
    no_meeting_reason = NfcTextField(blank=True)

    # Self-review only (D10).
    content_1 = NfcTextField(blank=True)
    content_2 = NfcTextField(blank=True)
    content_3 = NfcTextField(blank=True)
    content_4 = NfcTextField(blank=True)
    breakthrough_result = NfcTextField(blank=True)
    discipline = NfcTextField(blank=True)
    complaints = NfcTextField(blank=True)
    disunity = NfcTextField(blank=True)
    self_grade = models.CharField(max_length=15, blank=True)
    wants_commendation = models.BooleanField(default=False)
    # The twelve months as they stood on sending.
    months_when_sent = models.JSONField(null=True, blank=True)

    total = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    total_1 = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    total_2 = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    total_3 = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    total_4 = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    sent_rating = models.CharField(max_length=4, choices=list(RATING_LABELS.items()), blank=True)
    sent_total = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    sent_no_meeting = models.BooleanField(default=False)
    resubmission = models.CharField(
        max_length=8, choices=list(RESUBMISSION_LABELS.items()), blank=True
    )

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["year", "period", "organization"]
        indexes = [
            models.Index(fields=["year", "period", "status"], name="evaluation_period_status"),
            models.Index(fields=["status", "sent_at"], name="evaluation_queue"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "period"],
                name="evaluation_one_per_period",
                violation_error_message="Kỳ này đã có phiếu.",
            ),
            *submission_constraints("evaluation", "confirmed"),
            models.CheckConstraint(
                name="evaluation_period_known", condition=Q(period__gte=1, period__lte=YEAR)
            ),
            models.CheckConstraint(
                name="evaluation_rating_known",
                condition=Q(rating__in=["", Rating.PASS, Rating.FAIL]),
            ),
            models.CheckConstraint(
                name="evaluation_no_meeting_only_in_a_month",
                condition=Q(no_meeting=False) | Q(period__lt=YEAR),
                violation_error_message="Tự rà soát năm phải có hội nghị.",
            ),
            models.CheckConstraint(
                name="evaluation_settled_is_whole",
                condition=Q(status__in=[Status.DRAFT, Status.RETURNED])
                | (Q(no_meeting=True, rating="", votes_for__isnull=True) & ~Q(no_meeting_reason=""))
                | (
                    Q(no_meeting=False, meeting_on__isnull=False)
                    & ~Q(rating="")
                    & Q(present__lte=F("voters"))
                    & Q(present=F("votes_for") + F("votes_against") + F("votes_other"))
                ),
                violation_error_message="Phiếu đã gửi phải đủ hội nghị, biểu quyết và mức tự nhận.",
            ),
            models.CheckConstraint(
                name="evaluation_pass_has_majority",
                condition=Q(status__in=[Status.DRAFT, Status.RETURNED])
                | ~Q(rating=Rating.PASS)
                | Q(voters__lt=F("votes_for") * 2),
                violation_error_message="Mức đạt cần quá nửa số có quyền biểu quyết tán thành.",
            ),
            models.CheckConstraint(
                name="evaluation_month_has_framework",
                condition=Q(period=YEAR) | Q(framework__isnull=False),
            ),
            models.CheckConstraint(
                name="evaluation_total_0_to_100",
                condition=Q(total__isnull=True) | Q(total__gte=0, total__lte=100),
            ),
        ]

    def get_status_display(self) -> str:
        """The status in the office's words."""
        return LABELS_FOR_OFFICE[Status(self.status)]

    @property
    def is_self_review(self) -> bool:
        """Whether this is the self-review of the year."""
        return self.period == YEAR

    @property
    def in_words(self) -> str:
        if self.is_self_review:
            return f"bản tự rà soát, đánh giá năm {self.year}"
        return f"phiếu tháng {self.period}/{self.year}"


class EvaluationPoint(models.Model):
    """Points of one criterion, with the reason of a deduction (D2)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="points")
    # A framework is edited only before a sheet of it was sent: a criterion that is replaced then
    # takes the points of drafts with it (B4).
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    points = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    reason = NfcTextField(blank=True)
    not_applicable = models.BooleanField(default=False)

    class Meta:
        ordering = ["evaluation_id", "criterion__group__code", "criterion__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "criterion"], name="point_one_per_criterion"
            ),
            models.CheckConstraint(
                name="point_not_negative",
                condition=Q(points__isnull=True) | Q(points__gte=0),
                violation_error_message="Điểm không được âm.",
            ),
        ]
