"""What a committee proposes to the authority above (E10)."""

from django.db import models
from django.db.models import Q

from documents.models import Document
from organizations.models import Organization, User

from ..frozen import FrozenYear


class Proposal(models.Model):
    """A tờ trình to the authority above, as issued; never changed."""

    committee = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    addressee = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    # The first, second … of the year; a proposal sent twice is refused by it.
    sequence = models.PositiveSmallIntegerField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["year", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "year", "sequence"], name="proposal_once_per_sequence"
            )
        ]


class ProposalRequest(models.TextChoices):
    """What is asked for an organisation."""

    RECOGNITION = "recognition", "công nhận"
    COMMENDATION = "commendation", "biểu dương, khen thưởng tiêu biểu"


class ProposalItem(models.Model):
    """One organisation of a proposal, with its year as it stood."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="items")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    request = models.CharField(max_length=12, choices=ProposalRequest.choices)
    # The grade is the proposed one; the paper says so.
    on_proposed_grade = models.BooleanField(default=False)
    frozen = models.JSONField()

    class Meta:
        ordering = ["proposal_id", "request", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organization", "request"], name="proposal_item_once"
            ),
            models.CheckConstraint(
                name="proposal_request_known", condition=Q(request__in=ProposalRequest.values)
            ),
        ]

    @property
    def key(self) -> str:
        """Code and request, as ``Offer.key``."""
        return f"{self.organization.code}:{self.request}"

    @property
    def name(self) -> str:
        """The organisation's, as the paper names it."""
        return FrozenYear.from_json(self.frozen).name
