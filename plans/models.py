"""The plan of a committee and the frameworks of criteria that belong to it (B1–B5)."""

import datetime as dt
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from organizations.modelfields import NfcCharField, NfcTextField
from organizations.models import Kind, Organization, User

from .querysets import FrameworkQuerySet, PlanQuerySet
from .workflow import BASIS_LABELS, RHYTHM_LABELS, STATUS_LABELS, Basis, PlanStatus, Rhythm


class Plan(models.Model):
    """A plan governs the years from its first year until the next plan of the same committee."""

    committee = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="plans")
    number = NfcCharField(max_length=60)
    issued_on = models.DateField()
    first_year = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=10, choices=list(STATUS_LABELS.items()), default=PlanStatus.DRAFT
    )
    # Day and month before which cells, and the committee itself, send their registration (II.4.1).
    cell_deadline_day = models.PositiveSmallIntegerField(default=15)
    cell_deadline_month = models.PositiveSmallIntegerField(default=1)
    committee_deadline_day = models.PositiveSmallIntegerField(default=31)
    committee_deadline_month = models.PositiveSmallIntegerField(default=1)
    deadline_inclusive = models.BooleanField(default=False)
    min_pass_months = models.PositiveSmallIntegerField(default=10)
    month_min_points = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, default=Decimal(90)
    )
    year_min_points = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(90))
    basis = models.CharField(
        max_length=12, choices=list(BASIS_LABELS.items()), default=Basis.MEAN_PASSED
    )
    # Per cent of the recognised that may be commended (II.4.2.2/3).
    exemplary_share = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(20))
    pro_rata = models.BooleanField(default=False)
    # Days of the following month; the plan is silent, these are the office's own (D6).
    due_day = models.PositiveSmallIntegerField(default=10)
    lock_day = models.PositiveSmallIntegerField(null=True, blank=True, default=25)
    addressee_above = NfcCharField(max_length=200, blank=True)
    addressee_via = NfcCharField(max_length=200, blank=True, default="Ban Tổ chức")
    # Kind of document (documents.md §1) → list of references as printed.
    legal_references = models.JSONField(default=dict, blank=True)
    recipients = NfcTextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    put_in_force_at = models.DateTimeField(null=True, blank=True)
    put_in_force_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["committee_id", "first_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "first_year"], name="plan_one_per_first_year"
            ),
            models.CheckConstraint(
                name="plan_in_force_dated",
                condition=Q(status=PlanStatus.DRAFT, put_in_force_at__isnull=True)
                | Q(status=PlanStatus.IN_FORCE, put_in_force_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_due_and_lock_days",
                condition=Q(due_day__gte=1, due_day__lte=28)
                & (Q(lock_day__isnull=True) | Q(lock_day__gt=F("due_day"), lock_day__lte=28)),
                violation_error_message=(
                    "Hạn gửi và ngày khóa nằm trong khoảng 1–28, ngày khóa sau hạn gửi."
                ),
            ),
            models.CheckConstraint(
                name="plan_months_1_to_12",
                condition=Q(min_pass_months__gte=1, min_pass_months__lte=12),
                violation_error_message="Số tháng đạt tối thiểu nằm trong khoảng 1–12.",
            ),
            models.CheckConstraint(
                name="plan_points_0_to_100",
                condition=Q(year_min_points__gte=0, year_min_points__lte=100)
                & (
                    Q(month_min_points__isnull=True)
                    | Q(month_min_points__gte=0, month_min_points__lte=100)
                ),
                violation_error_message="Điểm tối thiểu nằm trong khoảng 0–100.",
            ),
            models.CheckConstraint(
                name="plan_share_0_to_100",
                condition=Q(exemplary_share__gte=0, exemplary_share__lte=100),
                violation_error_message="Tỷ lệ tiêu biểu nằm trong khoảng 0–100%.",
            ),
            models.CheckConstraint(
                name="plan_basis_known", condition=Q(basis__in=[b.value for b in Basis])
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def in_force(self) -> bool:
        """Whether the plan governs its years."""
        return self.status == PlanStatus.IN_FORCE

    def due_on(self, year: int, month: int) -> dt.date:
        """The last day on which the sheet of a month is on time."""
        return _in_next_month(year, month, self.due_day)

    def lock_on(self, year: int, month: int) -> dt.date | None:
        """The first day on which the sheet of a month is locked; None: never."""
        return None if self.lock_day is None else _in_next_month(year, month, self.lock_day)

    def registration_last_day(self, kind: str, year: int) -> dt.date:
        """The last day on which a registration of that kind of organisation is on time (C2)."""
        if kind == Kind.COMMITTEE:
            day = dt.date(year, self.committee_deadline_month, self.committee_deadline_day)
        else:
            day = dt.date(year, self.cell_deadline_month, self.cell_deadline_day)
        return day if self.deadline_inclusive else day - dt.timedelta(days=1)

    def registration_later_day(self, year: int) -> dt.date:
        """The last day of the later of both deadlines; after it accepting needs a reason (C2)."""
        return max(self.registration_last_day(kind, year) for kind in Kind)


def _in_next_month(year: int, month: int, day: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, day)


class Framework(models.Model):
    """The criteria of a plan for one kind of organisation from a first year on (B3, B4)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="frameworks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    first_year = models.PositiveSmallIntegerField()
    name = NfcCharField(max_length=200)
    note = NfcTextField(blank=True)
    source = NfcTextField(blank=True)
    is_sample = models.BooleanField(default=False)
    # Set when a sheet of it was first sent; from then only spelling may be mended.
    frozen_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "kind", "first_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "first_year"], name="framework_one_per_kind_and_year"
            ),
            models.CheckConstraint(name="framework_kind_known", condition=Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return self.name


class CriterionGroup(models.Model):
    """One of the four contents (nội dung) of a framework."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(max_length=2)
    title = NfcCharField(max_length=200)

    class Meta:
        ordering = ["framework_id", "code"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="group_one_per_code"),
            models.CheckConstraint(
                name="group_one_of_four", condition=Q(code__in=["1", "2", "3", "4"])
            ),
        ]


class Criterion(models.Model):
    """One criterion (tiêu chí) with its maximum in steps of 0,5."""

    group = models.ForeignKey(CriterionGroup, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=5)
    position = models.PositiveSmallIntegerField()
    text = NfcTextField()
    # The plan's own words, shown as "Nguyên văn".
    verbatim = NfcTextField(blank=True)
    clause = NfcCharField(max_length=80, blank=True)
    rhythm = models.CharField(
        max_length=8, choices=list(RHYTHM_LABELS.items()), default=Rhythm.MONTH
    )
    mandatory = models.BooleanField(default=False)
    max_points = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        ordering = ["group__framework_id", "group__code", "position"]
        constraints = [
            models.UniqueConstraint(fields=["group", "code"], name="criterion_one_per_code"),
            models.CheckConstraint(
                name="criterion_points_positive",
                condition=Q(max_points__gt=0, max_points__lte=100),
                violation_error_message="Điểm tối đa của tiêu chí phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                name="criterion_rhythm_known", condition=Q(rhythm__in=[r.value for r in Rhythm])
            ),
        ]
