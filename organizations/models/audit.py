"""What was done, by whom, when: appended only, refused otherwise by the database itself."""

from django.db import models

from ..modelfields import NfcCharField, NfcTextField
from ..querysets import AuditEventQuerySet
from .people import Role, User
from .tree import Organization


class ImportRun(models.Model):
    """One import of a workbook; it acts in place of a person on what it brings in."""

    file_name = NfcCharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The account of the operating system when a command was run without a person signed in.
    operator = NfcCharField(max_length=120, blank=True)


class AuditEvent(models.Model):
    """One act as a sentence (nhật ký); never changed, never deleted."""

    at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=15, choices=Role.choices, blank=True)
    import_run = models.ForeignKey(
        ImportRun, null=True, on_delete=models.PROTECT, related_name="events"
    )
    act = models.CharField(max_length=60)
    # Whose affair it is: decides who may read the event.
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="+"
    )
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    sentence = NfcTextField()
    data = models.JSONField(default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["organization", "at"], name="audit_organization_at"),
        ]
