"""A committee's term: who sits in it, who signs, and what its papers are headed with (A9)."""

from django.db import models
from django.db.models import F, Q

from ..modelfields import NfcCharField, NfcTextField
from .tree import Organization


class Term(models.Model):
    """A term (nhiệm kỳ) of a committee; numbers of its documents run within it.

    Printed names keep the office's own line breaks.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="terms")
    name = NfcCharField(max_length=40)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    committee_name = NfcTextField()
    standing_board_name = NfcTextField(blank=True)
    place = NfcCharField(max_length=80, blank=True)
    # One reference or recipient a line.
    legal_references = NfcTextField(blank=True)
    recipients = NfcTextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["organization_id", "from_date"]
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_start",
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                violation_error_message="Ngày cuối nhiệm kỳ không được trước ngày đầu.",
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(to_date__isnull=True), name="term_one_open"
            ),
            models.UniqueConstraint(
                fields=["organization", "from_date"], name="term_one_per_first_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Body(models.TextChoices):
    """The two bodies of a committee that decide."""

    COMMITTEE = "committee", "Đảng ủy"
    STANDING_BOARD = "standing_board", "Ban Thường vụ"


class TermMember(models.Model):
    """A member of a body in a term, from a day to a day, both inclusive."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="members")
    body = models.CharField(max_length=15, choices=Body.choices)
    full_name = NfcCharField(max_length=120)
    position = NfcCharField(max_length=80, blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["term_id", "body", "pk"]
        constraints = [
            models.CheckConstraint(name="member_body_known", condition=Q(body__in=Body.values)),
            models.CheckConstraint(
                name="member_ends_after_start",
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                violation_error_message="Ngày cuối không được trước ngày đầu.",
            ),
        ]


class Signer(models.Model):
    """Who may sign for a body in a term, with the title as printed (BÍ THƯ, PHÓ BÍ THƯ)."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="signers")
    full_name = NfcCharField(max_length=120)
    title = NfcCharField(max_length=80)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["term_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="signer_ends_after_start",
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                violation_error_message="Ngày cuối không được trước ngày đầu.",
            ),
        ]
