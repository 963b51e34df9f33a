"""What anybody may learn of a paper by its code, and how often one may ask."""

from django.db import models
from django.db.models import Q

from .papers import Document


class DocumentRevocation(models.Model):
    """That a later document took away what an earlier one gave, wholly or in part; never changed.

    The apps above know what a document gave to whom; here stands only what is left of it.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revocations")
    by_document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revokes")
    # Whether nothing of the document is in force any more after this.
    whole = models.BooleanField()

    class Meta:
        ordering = ["document_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "by_document"], name="document_revoked_once_by_each"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(whole=True), name="document_wholly_revoked_once"
            ),
            models.CheckConstraint(
                name="document_not_revoked_by_itself",
                condition=~Q(document=models.F("by_document")),
            ),
        ]


class CheckCount(models.Model):
    """How often one network asked within one stretch of time; gone soon after it."""

    network = models.CharField(max_length=50)
    since = models.DateTimeField(db_index=True)
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "since"], name="check_count_one_per_stretch")
        ]
