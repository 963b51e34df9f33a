"""The registration of January (C1–C4)."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from organizations.formats import local_date
from organizations.modelfields import NfcCharField, NfcTextField
from organizations.models import Role, User
from plans.models import Plan

from .querysets import RegistrationQuerySet
from .submission import Submission, submission_constraints
from .values import NAMES, RegistrationValues
from .workflow import LABELS_FOR_OFFICE, Act, Standing, Status


class Registration(Submission):
    """What an organisation registers for a year, and how the office received it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="registrations")
    emulation_title = NfcCharField(max_length=200, blank=True)
    aim_1 = NfcTextField(blank=True)
    aim_2 = NfcTextField(blank=True)
    aim_3 = NfcTextField(blank=True)
    aim_4 = NfcTextField(blank=True)
    breakthrough_task = NfcTextField(blank=True)
    breakthrough_due = models.DateField(null=True, blank=True)
    official_members = models.PositiveIntegerField(null=True, blank=True)
    probationary_members = models.PositiveIntegerField(null=True, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    voters = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    votes_other = models.PositiveIntegerField(null=True, blank=True)
    # Why the office accepts one that came after the plan's later deadline (C2).
    acceptance_reason = NfcTextField(blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["year", "organization"]
        indexes = [models.Index(fields=["year", "status"], name="registration_year_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"],
                name="registration_one_per_year",
                violation_error_message="Năm này đã có bản đăng ký.",
            ),
            *submission_constraints("registration", "accepted"),
            models.CheckConstraint(
                name="registration_votes_add_up",
                condition=Q(present__isnull=True)
                | Q(voters__isnull=True)
                | Q(votes_for__isnull=True)
                | Q(status="draft")
                | Q(status="returned")
                | (
                    Q(present__lte=F("voters"))
                    & Q(present=F("votes_for") + F("votes_against") + F("votes_other"))
                ),
                violation_error_message="Số phiếu không khớp số có mặt.",
            ),
        ]

    def get_status_display(self) -> str:
        """The status in the office's words."""
        return LABELS_FOR_OFFICE[Status(self.status)]

    @property
    def in_words(self) -> str:
        return f"bản đăng ký năm {self.year}"

    @property
    def values(self) -> RegistrationValues:
        """What it says now."""
        return RegistrationValues(**{name: getattr(self, name) for name in NAMES})

    @property
    def standing(self) -> Standing:
        """What the workflow needs to know."""
        return Standing(
            status=Status(self.status),
            opened=self.opened_at is not None,
            from_paper=self.from_paper,
            objection_open=self.objection_open,
        )

    @property
    def sent_on(self) -> dt.date | None:
        """The day by which on time is judged: that of the first sending that counts (C2)."""
        moment = self.counts_as_sent_at
        return local_date(moment) if moment is not None else None

    @property
    def last_sent_on(self) -> dt.date | None:
        """The day of the last sending."""
        return local_date(self.sent_at) if self.sent_at is not None else None

    def is_late(self, plan: Plan) -> bool:
        """Whether it was sent after the last day that the plan gives its kind of organisation."""
        last_day = plan.registration_last_day(self.organization.kind, self.year)
        return self.sent_on is not None and self.sent_on > last_day

    @property
    def after_both_deadlines(self) -> bool:
        """Whether it was sent after the plan's later deadline: accepting asks for a reason (C2)."""
        last_day = self.plan.registration_later_day(self.year)
        return self.sent_on is not None and self.sent_on > last_day


class RegistrationVersion(models.Model):
    """A registration as it was sent; kept when it is returned, reopened or replaced by paper."""

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # "sent", or "draft" when a draft was replaced by an entry from paper.
    kind = models.CharField(max_length=8, default="sent")
    # A sending that was taken back before the office opened it never counts.
    taken_back = models.BooleanField(default=False)
    content = models.JSONField()

    class Meta:
        ordering = ["registration_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "number"], name="registration_version_number"
            )
        ]


class RegistrationTransition(models.Model):
    """One act on a registration, with the reason that was given."""

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="transitions"
    )
    act = models.CharField(max_length=20, choices=[(act.value, act.value) for act in Act])
    before = models.CharField(max_length=10)
    after = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=15, choices=Role.choices, blank=True)
    reason = NfcTextField(blank=True)

    class Meta:
        ordering = ["registration_id", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="registration_return_has_reason",
                condition=~Q(act__in=["return", "reopen"]) | ~Q(reason=""),
                violation_error_message="Trả lại hoặc mở lại phải có lý do.",
            )
        ]


class BreakthroughNote(models.Model):
    """How the breakthrough work stands, noted any time in the year (C1)."""

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="breakthrough_notes"
    )
    text = NfcTextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]
