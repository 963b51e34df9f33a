"""The columns of a submission, and the constraints that tie status, dates and actors.

The tables of statuses and acts stand in each app's ``workflow.py``.
"""

import datetime as dt

from django.db import models
from django.db.models import Q

from organizations.modelfields import NfcCharField, NfcTextField
from organizations.models import ImportRun, Organization, User


class Submission(models.Model):
    """Sending, opening, settling, paper and signed copy (C3, D5, D9, D11, D12).

    ``sent_at`` is the last sending; ``first_sent_at`` the first that the office opened or settled:
    on time is judged by it. ``sent_from`` is the status that taking back leads to.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    # The day on which name and parent are read (A3); its parent's office settles.
    read_on = models.DateField()
    status = models.CharField(max_length=10)
    # Raised by every write; the compare-and-set of every act.
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_from = models.CharField(max_length=10, blank=True)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Settled by the committee's own office where no authority works here: the basis (D9).
    basis = NfcCharField(max_length=200, blank=True)
    basis_on = models.DateField(null=True, blank=True)
    basis_number = NfcCharField(max_length=60, blank=True)
    # Keyed in by the office from signed paper (D11); the receipt is the date sent.
    from_paper = models.BooleanField(default=False)
    paper_received_on = models.DateField(null=True, blank=True)
    paper_signer = NfcCharField(max_length=120, blank=True)
    objection = NfcTextField(blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objected_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    objection_answer = NfcTextField(blank=True)
    objection_answered_at = models.DateTimeField(null=True, blank=True)
    objection_answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_copy_received_on = models.DateField(null=True, blank=True)
    note = NfcTextField(blank=True)
    import_run = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def counts_as_sent_at(self) -> dt.datetime | None:
        """The sending by which *on time* is judged; None when nothing counts as sent."""
        return self.first_sent_at or self.sent_at

    @property
    def objection_open(self) -> bool:
        """Whether an objection to an entry from paper waits for a correction or an answer."""
        return bool(self.objection) and not self.objection_answer

    @property
    def in_words(self) -> str:
        """What it is, inside a sentence: ``bản đăng ký năm 2026``, ``phiếu tháng 3/2026``."""
        raise NotImplementedError


def submission_constraints(name: str, settled: str) -> list[models.BaseConstraint]:
    """The constraints that every submission's table has; ``settled`` is its last status."""
    by_person_or_import = Q(import_run__isnull=False)
    return [
        models.CheckConstraint(
            name=f"{name}_status_known",
            condition=Q(status__in=["draft", "submitted", "returned", settled]),
        ),
        models.CheckConstraint(
            name=f"{name}_sent_dated",
            condition=Q(status="draft") | Q(sent_at__isnull=False),
        ),
        models.CheckConstraint(
            name=f"{name}_sent_by_somebody",
            condition=Q(sent_at__isnull=True) | Q(sent_by__isnull=False) | by_person_or_import,
        ),
        models.CheckConstraint(
            name=f"{name}_opened_by_somebody",
            condition=Q(opened_at__isnull=True) | Q(opened_by__isnull=False) | by_person_or_import,
        ),
        models.CheckConstraint(
            name=f"{name}_returned_dated",
            condition=~Q(status="returned")
            | Q(returned_at__isnull=False, returned_by__isnull=False),
        ),
        models.CheckConstraint(
            name=f"{name}_settled_dated",
            condition=Q(status=settled, settled_at__isnull=False)
            & (Q(settled_by__isnull=False) | by_person_or_import)
            | (~Q(status=settled) & Q(settled_at__isnull=True, settled_by__isnull=True)),
        ),
        models.CheckConstraint(
            name=f"{name}_paper_whole",
            condition=Q(from_paper=False, paper_received_on__isnull=True, paper_signer="")
            | (Q(from_paper=True, paper_received_on__isnull=False) & ~Q(paper_signer="")),
        ),
        models.CheckConstraint(
            name=f"{name}_objection_whole",
            condition=Q(objection="", objected_at__isnull=True, objected_by__isnull=True)
            | (~Q(objection="") & Q(objected_at__isnull=False, objected_by__isnull=False)),
        ),
        models.CheckConstraint(
            name=f"{name}_objection_answer_whole",
            condition=Q(
                objection_answer="",
                objection_answered_at__isnull=True,
                objection_answered_by__isnull=True,
            )
            | (
                ~Q(objection_answer="")
                & Q(objection_answered_at__isnull=False, objection_answered_by__isnull=False)
            ),
        ),
    ]
