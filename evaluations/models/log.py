"""What happened to a sheet: versions, transitions with reasons, marks, extensions."""

from django.db import models
from django.db.models import Q

from organizations.modelfields import NfcTextField
from organizations.models import Organization, Role, User

from ..querysets import ExtensionQuerySet
from ..workflow import RETURN_REASON_LABELS, Act
from .sheet import Evaluation


class EvaluationVersion(models.Model):
    """A sheet as it was sent, or a draft that an entry from paper or a withdrawal replaced."""

    SENT, DRAFT = "sent", "draft"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(SENT, SENT), (DRAFT, DRAFT)])
    # A sending that was taken back before the office opened it never counts.
    taken_back = models.BooleanField(default=False)
    content = models.JSONField()

    class Meta:
        ordering = ["evaluation_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="evaluation_version_number"
            )
        ]


class EvaluationTransition(models.Model):
    """One act on a sheet, with the reason that was given."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="transitions")
    act = models.CharField(max_length=20, choices=[(act.value, act.value) for act in Act])
    before = models.CharField(max_length=10)
    after = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=15, choices=Role.choices, blank=True)
    reason = NfcTextField(blank=True)
    # The person who settles also works for the organisation: allowed, and shown (A8).
    own_cell = models.BooleanField(default=False)

    class Meta:
        ordering = ["evaluation_id", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evaluation_reopening_has_reason",
                condition=~Q(act__in=["reopen"]) | ~Q(reason=""),
                violation_error_message="Mở lại phải có lý do.",
            )
        ]


class ReturnMark(models.Model):
    """A part of a sheet that the office sent back, with a coded reason and a sentence.

    ``part``: ``meeting``, ``votes``, ``rating``, ``criterion:2.1``, ``text:strengths`` …
    """

    transition = models.ForeignKey(
        EvaluationTransition, on_delete=models.PROTECT, related_name="marks"
    )
    part = models.CharField(max_length=40)
    reason = models.CharField(max_length=20, choices=list(RETURN_REASON_LABELS.items()))
    sentence = NfcTextField()

    class Meta:
        ordering = ["transition_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="mark_has_sentence",
                condition=~Q(sentence=""),
                violation_error_message="Mỗi phần trả lại cần một câu nêu rõ cần sửa gì.",
            )
        ]


class Extension(models.Model):
    """The office opened one organisation's month until a day, inclusive (D6)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    until = models.DateField()
    reason = NfcTextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="extension_month_known", condition=Q(month__gte=1, month__lte=12)
            ),
            models.CheckConstraint(
                name="extension_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Mở lại kỳ đã khóa phải có lý do.",
            ),
        ]
