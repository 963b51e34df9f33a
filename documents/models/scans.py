"""Scans of signed papers."""

from django.db import models
from django.db.models import Q

from organizations.modelfields import NfcTextField
from organizations.models import Organization, Role, User

from ..querysets import ScanQuerySet
from ..rewriting import MAX_PAGES


class Scan(models.Model):
    """A scan of the signed and stamped paper, beside what it is the paper of.

    That is a document, a registration, a sheet, a self-review or an outer decision: named by table
    and key, as those of the floors above cannot be named here. A newer scan is shown in place of
    the older one, which stays; the database refuses to change or delete either.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    # Whose paper it is.
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    # The first, second … of its paper; whoever adds one says how many there were.
    number = models.PositiveIntegerField()
    # What it is the paper of, in words: "phiếu tháng 3/2026".
    title = NfcTextField()
    # The file as it was sent; what is kept is written anew from it.
    received_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=15, choices=Role.choices)

    objects = ScanQuerySet.as_manager()

    class Meta:
        ordering = ["subject_type", "subject_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "number"], name="scan_once_per_number"
            ),
            models.CheckConstraint(
                name="scan_whole",
                condition=~Q(subject_type="")
                & ~Q(title="")
                & Q(number__gte=1, size__gte=1, pages__gte=1, pages__lte=MAX_PAGES),
            ),
        ]
