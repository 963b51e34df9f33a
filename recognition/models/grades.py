"""Quality grades (E1)."""

from django.db import models
from django.db.models import Q

from evaluations.grades import GRADE_LABELS, Grade
from organizations.modelfields import NfcCharField
from organizations.models import ImportRun, Organization

from ..querysets import QualityGradeQuerySet

_GRADES = ["", *(grade.value for grade in Grade)]
_CHOICES = [(grade.value, label) for grade, label in GRADE_LABELS.items()]


class QualityGrade(models.Model):
    """The grade of an organisation for a year in its three values; only ``decided`` counts.

    ``self_grade`` is the one keyed in where no confirmed self-review carries it
    (``QualityGrade.objects.of_year`` knows both).
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    self_grade = models.CharField(max_length=15, choices=_CHOICES, blank=True)
    proposed = models.CharField(max_length=15, choices=_CHOICES, blank=True)
    decided = models.CharField(max_length=15, choices=_CHOICES, blank=True)
    # The body as printed: "Đảng ủy Sở …", or an outer one.
    decided_body = NfcCharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_number = NfcCharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)
    import_run = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = QualityGradeQuerySet.as_manager()

    class Meta:
        ordering = ["year", "organization"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="grade_one_per_year"),
            models.CheckConstraint(
                name="grade_values_known",
                condition=Q(self_grade__in=_GRADES)
                & Q(proposed__in=_GRADES)
                & Q(decided__in=_GRADES),
            ),
            models.CheckConstraint(
                name="grade_decision_needs_grade",
                condition=~Q(decided="")
                | Q(decided_on__isnull=True, decided_number="", decided_body=""),
                violation_error_message="Chưa có xếp loại thì chưa ghi nơi, số, ngày quyết định.",
            ),
        ]
