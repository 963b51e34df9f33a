"""Issued documents, their numbers and the chain that seals them (documents are never edited)."""

import datetime as dt
import json
from typing import Any

from django.db import models
from django.db.models import Q

from organizations.folding import fold
from organizations.modelfields import NfcCharField, NfcTextField
from organizations.models import Organization, Role, Term, User

from ..chain import digest
from ..codes import shown
from ..numbering import KIND_LABELS, MAX_NUMBER, STATE_LABELS, NumberState, symbol
from ..querysets import DocumentQuerySet, NumberEntryQuerySet


class ChainHead(models.Model):
    """The end of an organisation's chain of issued documents.

    Whoever issues, reserves or voids writes this row first and so waits for whoever came before.
    """

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, related_name="chain_head"
    )
    length = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64)
    # Counts writers; the first write of every act that takes a number or a place in the chain.
    version = models.PositiveIntegerField(default=1)


class Document(models.Model):
    """A paper as issued (ban hành), or as a print was made final (chốt bản in).

    Everything that it rests on stands in the row; the file lies in the archive under its hash.
    The database refuses to change or delete it.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(max_length=20)
    # Empty on forms and tables, which carry no number.
    paper_code = models.CharField(max_length=12, blank=True)
    body_code = models.CharField(max_length=12)
    number = models.PositiveIntegerField(null=True, blank=True)
    title = NfcTextField()
    # Number, symbol and title for searching.
    title_folded = models.TextField(editable=False)
    term = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signer_name = NfcCharField(max_length=120, blank=True)
    signer_title = NfcCharField(max_length=80, blank=True)
    # The date that the paper carries; empty on a form without one.
    dated = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_as = models.CharField(max_length=15, choices=Role.choices)
    # Canonical JSON: what was printed, and the facts and votes behind each row.
    context = models.TextField()
    facts = models.TextField()
    template_version = models.CharField(max_length=16)
    engine = models.CharField(max_length=40)
    pdf_sha256 = models.CharField(max_length=64)
    pdf_size = models.PositiveIntegerField()
    code = models.CharField(max_length=12, unique=True)
    position = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    # Where the facts name those who may read it, so that the hash covers them too.
    READERS = "readers"

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["organization", "-position"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "position"], name="document_one_per_position"
            ),
            models.UniqueConstraint(
                fields=["organization", "previous_hash"], name="document_one_successor"
            ),
            models.CheckConstraint(
                name="document_number_whole",
                condition=Q(paper_code="", number__isnull=True)
                | (
                    ~Q(paper_code="")
                    & Q(number__gte=1, term__isnull=False, dated__isnull=False)
                    & ~Q(signer_name="")
                ),
                violation_error_message=(
                    "Văn bản có số phải có đủ số, ký hiệu, nhiệm kỳ, ngày và người ký."
                ),
            ),
            models.CheckConstraint(name="document_position_from_1", condition=Q(position__gte=1)),
        ]

    def __str__(self) -> str:
        return self.symbol or self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.title_folded = fold(f"{self.symbol} {self.title}")
        super().save(*args, **kwargs)

    @property
    def symbol(self) -> str:
        """``45-QĐ/ĐU``; empty without a number."""
        if self.number is None:
            return ""
        return symbol(self.paper_code, self.body_code, self.number)

    @property
    def body(self) -> str:
        """The issuing body in one line, as it was called on the paper."""
        found: str = json.loads(self.context)["author"]
        return found

    @property
    def filename(self) -> str:
        """A plain name for the download."""
        name = self.symbol.replace("/", "-") or f"{self.kind}-{self.code}"
        return f"{name}.pdf"

    @property
    def shown_code(self) -> str:
        """The code as it is printed: ``ABCDE-23456``."""
        return shown(self.code)

    @property
    def kind_label(self) -> str:
        """What the kind is called on screen."""
        return KIND_LABELS[self.kind]

    @property
    def sealed_readers(self) -> frozenset[str] | None:
        """Codes of the organisations that its hash covers as readers; None where it covers none."""
        codes = json.loads(self.facts).get(self.READERS)
        return None if codes is None else frozenset(codes)

    def covered(self) -> dict[str, str | int]:
        """What the hash of the chain covers, as plain values."""
        return {
            "organization": self.organization.code,
            "kind": self.kind,
            "paper_code": self.paper_code,
            "body_code": self.body_code,
            "number": self.number or 0,
            "title": self.title,
            "term": self.term_id or 0,
            "signer_name": self.signer_name,
            "signer_title": self.signer_title,
            "dated": self.dated.isoformat() if self.dated else "",
            "issued_at": self.issued_at.astimezone(dt.UTC).isoformat(),
            "issued_by": self.issued_by_id,
            "issued_as": self.issued_as,
            "context": digest(self.context),
            "facts": digest(self.facts),
            "template_version": self.template_version,
            "engine": self.engine,
            "pdf_sha256": self.pdf_sha256,
            "pdf_size": self.pdf_size,
            "code": self.code,
        }


class DocumentReader(models.Model):
    """An organisation that a document names or is sent to, and that may therefore read it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readers")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "organization"], name="reader_once_per_document"
            )
        ]


class NumberEntry(models.Model):
    """What became of one number of a series: taken by a document, reserved, or void.

    A series belongs to issuing organisation, code of the paper and term. Taken and void are
    final; the database refuses to change them.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    paper_code = models.CharField(max_length=12)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=list(STATE_LABELS.items()))
    reason = NfcCharField(max_length=500, blank=True)
    document = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="number_entry"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = NumberEntryQuerySet.as_manager()

    class Meta:
        ordering = ["organization_id", "paper_code", "term_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "paper_code", "term", "number"],
                name="number_once_in_series",
                violation_error_message="Số này đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="number_from_1",
                condition=Q(number__gte=1, number__lte=MAX_NUMBER),
                violation_error_message=f"Số văn bản nằm trong khoảng 1–{MAX_NUMBER}.",
            ),
            models.CheckConstraint(
                name="number_taken_by_document_else_reason",
                condition=(
                    Q(state=NumberState.TAKEN, document__isnull=False)
                    | (
                        Q(
                            state__in=[NumberState.RESERVED, NumberState.VOID],
                            document__isnull=True,
                        )
                        & ~Q(reason="")
                    )
                ),
                violation_error_message="Số giữ lại hoặc bỏ phải có lý do.",
            ),
        ]
