"""Decisions, what each gives to whom, and what takes it away again (E10, E11)."""

from django.db import models
from django.db.models import Q

from documents.models import Document
from organizations.modelfields import NfcCharField, NfcTextField
from organizations.models import Kind, Organization, User

from ..frozen import FrozenYear
from ..querysets import GivenQuerySet
from ..workflow import DECISION_LABELS, DecisionKind, Origin
from .review import Meeting, Vote


class Decision(models.Model):
    """A decision of an authority, issued here or recorded of one that does not work here.

    Never changed: whether it is still in force is read from its items.
    """

    authority = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=list(DECISION_LABELS.items()))
    origin = models.CharField(
        max_length=5, choices=[(Origin.OWN, "của đảng bộ"), (Origin.OUTER, "của cấp trên")]
    )
    # As printed: "Đảng ủy Sở …", "45-QĐ/ĐU".
    body = NfcCharField(max_length=200)
    symbol = NfcCharField(max_length=60)
    decided_on = models.DateField()
    document = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    # The tờ trình that an outer decision answers, where it answers one.
    proposal = models.ForeignKey(
        "recognition.Proposal",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answers",
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_kind_known",
                condition=Q(kind__in=[kind.value for kind in DecisionKind]),
            ),
            models.CheckConstraint(
                name="decision_own_has_document_and_meeting",
                condition=Q(
                    origin=Origin.OWN,
                    document__isnull=False,
                    meeting__isnull=False,
                    proposal__isnull=True,
                )
                | Q(origin=Origin.OUTER, document__isnull=True, meeting__isnull=True),
            ),
            models.CheckConstraint(name="decision_named", condition=~Q(symbol="") & ~Q(body="")),
            models.UniqueConstraint(
                fields=["authority", "symbol", "decided_on"], name="decision_once"
            ),
        ]

    def __str__(self) -> str:
        return self.symbol


class Revocation(models.Model):
    """What a revoking decision takes from one organisation, and why; never changed."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="revocations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    vote = models.OneToOneField(
        Vote, null=True, blank=True, on_delete=models.PROTECT, related_name="revocation"
    )
    reason = NfcTextField()

    class Meta:
        ordering = ["decision_id", "organization"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "organization"], name="revocation_once_per_decision"
            ),
            models.CheckConstraint(
                name="revocation_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Hủy bỏ phải có lý do.",
            ),
        ]


class Given(models.Model):
    """What a decision gives to one organisation; in force until a revocation takes it away."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    vote = models.OneToOneField(Vote, null=True, blank=True, on_delete=models.PROTECT)
    # The year as it stood when it was given; empty of an outer decision without one.
    frozen = models.JSONField(null=True, blank=True)
    revocation = models.ForeignKey(
        Revocation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = GivenQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def in_force(self) -> bool:
        """Whether nothing took it away."""
        return self.revocation_id is None

    @property
    def year_given(self) -> FrozenYear | None:
        """The year as it stood when it was given."""
        return FrozenYear.from_json(self.frozen) if self.frozen else None


class Recognition(Given):
    """A recognition as “bốn tốt” for a year; one in force per organisation and authority."""

    class Meta:
        ordering = ["decision_id", "pk"]
        default_related_name = "recognitions"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "authority", "year"],
                condition=Q(revocation__isnull=True),
                name="recognition_one_in_force",
                violation_error_message="Tổ chức này đã được công nhận trong năm.",
            ),
        ]


class Commendation(Given):
    """A commendation as exemplary for a year; it rests on a recognition where that is ours."""

    recognition = models.ForeignKey(
        Recognition, null=True, blank=True, on_delete=models.PROTECT, related_name="commendations"
    )

    class Meta:
        ordering = ["decision_id", "pk"]
        default_related_name = "commendations"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "authority", "year"],
                condition=Q(revocation__isnull=True),
                name="commendation_one_in_force",
                violation_error_message="Tổ chức này đã được biểu dương, khen thưởng trong năm.",
            ),
        ]
