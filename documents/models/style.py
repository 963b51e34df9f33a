"""What an office set for the papers of its committee: texts of each kind, values of form."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from organizations.modelfields import NfcCharField, NfcTextField
from organizations.models import Organization, User

from ..guidelines import SEPARATORS
from ..querysets import DocumentWordingQuerySet, WordTemplateQuerySet
from ..wording.places import Wording

MAX_OFFSET = Decimal(30)
"""How far a certificate may be moved on its form, in millimetres to either side."""
OFFSET_STEP = Decimal("0.5")
_RANGE = (-int(MAX_OFFSET / OFFSET_STEP), int(MAX_OFFSET / OFFSET_STEP))


class DocumentWording(models.Model):
    """A committee's own text of one kind of paper, or its return to the shipped one (no name).

    Each change is a row: the latest counts, the earlier ones stay. The database refuses to change
    or delete any of them. Lists hold one item a line.
    """

    committee = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    name = NfcCharField(max_length=120, blank=True)
    subject = NfcTextField(blank=True)
    opening = NfcTextField(blank=True)
    grounds = NfcTextField(blank=True)
    articles = NfcTextField(blank=True)
    paragraphs = NfcTextField(blank=True)
    after = NfcTextField(blank=True)
    appendix_name = NfcTextField(blank=True)
    appendix_subject = NfcTextField(blank=True)
    appendix_reference = NfcTextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = DocumentWordingQuerySet.as_manager()

    class Meta:
        ordering = ["committee_id", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "kind", "version"], name="wording_one_per_version"
            ),
            models.CheckConstraint(name="wording_version_from_1", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="wording_shipped_without_texts",
                condition=~Q(name="")
                | Q(
                    subject="",
                    opening="",
                    grounds="",
                    articles="",
                    paragraphs="",
                    after="",
                    appendix_name="",
                    appendix_subject="",
                    appendix_reference="",
                ),
                violation_error_message="Câu chữ riêng phải có tên loại văn bản.",
            ),
        ]

    @property
    def is_own(self) -> bool:
        """Whether it holds a text; otherwise it is the return to the shipped one."""
        return bool(self.name)

    @property
    def wording(self) -> Wording:
        """The text as papers use it."""
        return Wording.from_lines({name: getattr(self, name) for name in Wording.names()})


class GuidelineValues(models.Model):
    """What a committee prints where clerks read one guideline on form differently."""

    committee = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    # Of the guideline: 36-HD/VPTW, 05-HD/VPTW.
    reference = models.CharField(max_length=20)
    salutation = NfcCharField(max_length=40)
    submission_salutation = NfcCharField(max_length=40)
    recipient_separator = models.CharField(max_length=1, choices=list(SEPARATORS.items()))
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["committee_id", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "reference"], name="guideline_values_once_per_guideline"
            ),
            models.CheckConstraint(
                name="guideline_values_given",
                condition=~Q(salutation="")
                & ~Q(submission_salutation="")
                & Q(recipient_separator__in=list(SEPARATORS)),
                violation_error_message="Lời gửi và dấu ngăn cách không được để trống.",
            ),
        ]


class CodePrinting(models.Model):
    """Whether a committee's numbered papers carry code and QR under which they can be checked."""

    committee = models.OneToOneField(Organization, on_delete=models.PROTECT, related_name="+")
    on = models.BooleanField()
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class CertificateOffsets(models.Model):
    """How far a committee's certificates are moved to meet its pre-printed form."""

    committee = models.OneToOneField(Organization, on_delete=models.PROTECT, related_name="+")
    # In steps of OFFSET_STEP; negative: to the left, up.
    right_steps = models.SmallIntegerField()
    down_steps = models.SmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="certificate_offsets_in_range",
                condition=Q(right_steps__range=_RANGE, down_steps__range=_RANGE),
                violation_error_message="Độ lệch của Giấy khen nằm trong khoảng ±30 mm.",
            )
        ]

    @property
    def right(self) -> Decimal:
        """Millimetres to the right."""
        return self.right_steps * OFFSET_STEP

    @property
    def down(self) -> Decimal:
        """Millimetres down."""
        return self.down_steps * OFFSET_STEP


class WordTemplate(models.Model):
    """A committee's own Word template of a kind, or its return to the shipped one (no file).

    Each change is a row: the latest counts, the earlier ones and their files stay. The database
    refuses to change or delete any of them.
    """

    committee = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    filename = NfcCharField(max_length=120, blank=True)
    # Under which the file lies among the uploads.
    sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = WordTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["committee_id", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "kind", "version"], name="word_template_one_per_version"
            ),
            models.CheckConstraint(
                name="word_template_version_from_1", condition=Q(version__gte=1)
            ),
            models.CheckConstraint(
                name="word_template_named_with_file",
                condition=Q(filename="", sha256="") | (~Q(filename="") & ~Q(sha256="")),
                violation_error_message="Mẫu Word riêng phải có tên tệp và tệp.",
            ),
        ]

    @property
    def is_own(self) -> bool:
        """Whether it holds a file; otherwise it is the return to the shipped one."""
        return bool(self.sha256)
