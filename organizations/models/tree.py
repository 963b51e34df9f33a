"""The tree of party organisations with dated names and parents (A1–A3)."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from ..folding import fold, sort_key
from ..modelfields import NfcCharField, NfcTextField
from ..querysets import OrganizationQuerySet, VersionQuerySet


class Kind(models.TextChoices):
    """The two kinds of organisation of clause II.1."""

    CELL = "cell", "chi bộ"
    COMMITTEE = "committee", "đảng bộ"


class Organization(models.Model):
    """A cell or a party organisation; what it is called and belongs to stands in its versions.

    It lives from ``founded_on`` to ``ended_on``, both days inclusive; nothing is ever deleted.
    """

    code = NfcCharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    founded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    # What the committee calls its office; many have only a "cán bộ phụ trách công tác Đảng" (A5).
    office_label = NfcCharField(max_length=80, default="Văn phòng")
    # Counts each change of what a page about it shows: label, names, parent, members.
    version = models.PositiveIntegerField(default=1)
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors")

    # Set by ``named_on`` and ``by_name``: as it was called on a day.
    name: str

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="organization_kind_known", condition=Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="organization_ends_after_start",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")),
                violation_error_message="Ngày kết thúc không được trước ngày thành lập.",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_committee(self) -> bool:
        """Whether this is a party organisation (đảng bộ)."""
        return self.kind == Kind.COMMITTEE

    def lives_on(self, day: dt.date) -> bool:
        """Whether the organisation exists on that day."""
        return self.founded_on <= day and (self.ended_on is None or day <= self.ended_on)

    def read_on(self, day: dt.date) -> dt.date:
        """The day on which name and parent are read: ``day`` or the last day of life before it."""
        return day if self.ended_on is None else min(day, self.ended_on)


class OrganizationVersion(models.Model):
    """Name and parent of an organisation over a period, days inclusive, without gap or overlap."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="versions"
    )
    name = NfcCharField(max_length=255)
    # The name as printed, broken where the office wants it; empty: on one line.
    printed_name = NfcTextField(blank=True)
    parent = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    official_members = models.PositiveIntegerField(null=True, blank=True)
    probationary_members = models.PositiveIntegerField(null=True, blank=True)
    name_folded = models.CharField(max_length=300, editable=False, db_index=True)
    name_sorted = models.TextField(editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["organization_id", "from_date"]
        indexes = [models.Index(fields=["parent", "from_date"], name="version_parent_from")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "from_date"], name="version_one_per_first_day"
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(to_date__isnull=True),
                name="version_one_open",
            ),
            models.CheckConstraint(
                name="version_ends_after_start",
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                violation_error_message="Ngày cuối không được trước ngày đầu.",
            ),
            models.CheckConstraint(
                name="version_not_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("organization")),
                violation_error_message="Một tổ chức không thể là cấp trên của chính mình.",
            ),
            models.CheckConstraint(name="version_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.fold_name()
        super().save(*args, **kwargs)

    def fold_name(self) -> None:
        """Bring the columns for finding and sorting up to date; ``save`` does, many at once not."""
        self.name_folded = fold(self.name)[:300]
        self.name_sorted = sort_key(self.name)


class EventKind(models.TextChoices):
    """What can happen to an organisation, each by a decision (A3)."""

    FOUNDED = "founded", "thành lập"
    RENAMED = "renamed", "đổi tên"
    MOVED = "moved", "chuyển cấp trên trực tiếp"
    ABSORBED = "absorbed", "sáp nhập"
    UNITED = "united", "hợp nhất"
    SPLIT = "split", "chia tách"
    DISSOLVED = "dissolved", "giải thể"


class OrganizationEvent(models.Model):
    """A change in the life of an organisation, with the decision it rests on."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=EventKind.choices)
    # The first day of the new state; for an end the last day of life is the day before.
    effective_on = models.DateField()
    decision_number = NfcCharField(max_length=60, blank=True)
    decision_date = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["effective_on", "pk"]
        constraints = [
            models.CheckConstraint(name="event_kind_known", condition=Q(kind__in=EventKind.values)),
            models.CheckConstraint(
                name="event_decision_whole",
                condition=(
                    (Q(decision_number="") & Q(decision_date__isnull=True))
                    | (~Q(decision_number="") & Q(decision_date__isnull=False))
                ),
                violation_error_message="Quyết định phải có cả số và ngày.",
            ),
        ]
