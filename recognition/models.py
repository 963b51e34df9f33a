"""Quality grades; reviews, candidates and decisions rest on them (E1)."""

from django.db import models
from django.db.models import Q

from evaluations.grades import GRADE_LABELS, Grade
from organizations.modelfields import NfcCharField
from organizations.models import ImportRun, Organization

_GRADES = ["", *(grade.value for grade in Grade)]


class QualityGrade(models.Model):
    """The grade of an organisation for a year in its three values; only ``decided`` counts."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    self_grade = models.CharField(max_length=15, choices=list(GRADE_LABELS.items()), blank=True)
    # Written by a confirmed self-review; keyed in only where there is none.
    self_grade_from_review = models.BooleanField(default=False)
    proposed = models.CharField(max_length=15, choices=list(GRADE_LABELS.items()), blank=True)
    decided = models.CharField(max_length=15, choices=list(GRADE_LABELS.items()), blank=True)
    # The body as printed: "Đảng ủy Sở …", or an outer one.
    decided_body = NfcCharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_number = NfcCharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)
    import_run = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

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
                condition=~Q(decided="") | Q(decided_on__isnull=True, decided_number=""),
                violation_error_message="Chưa có xếp loại thì chưa ghi số, ngày quyết định.",
            ),
        ]
