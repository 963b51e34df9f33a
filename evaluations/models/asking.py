"""What an organisation asks of its office about a sheet that is closed to it (D6, D7)."""

from django.db import models
from django.db.models import Q

from organizations.modelfields import NfcTextField
from organizations.models import Organization, User

from ..periods import YEAR
from ..querysets import OpeningRequestQuerySet
from ..workflow import REQUEST_LABELS, RequestStatus

_WAITS = Q(status=RequestStatus.WAITING.value)
_ANSWERED = Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")
_UNANSWERED = Q(answered_at__isnull=True, answered_by__isnull=True, answer="")


class OpeningRequest(models.Model):
    """Somebody asked to open a sheet that is locked or confirmed, stored or not.

    It is answered by opening, with the reason of that, or declined with a sentence.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    period = models.PositiveSmallIntegerField()
    # The last day of the period, on which the authority is read (A3).
    read_on = models.DateField()
    status = models.CharField(max_length=8, choices=list(REQUEST_LABELS.items()))
    reason = NfcTextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = NfcTextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = OpeningRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opening_request_period_known", condition=Q(period__gte=1, period__lte=YEAR)
            ),
            models.CheckConstraint(
                name="opening_request_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Đề nghị mở lại phải có lý do.",
            ),
            models.CheckConstraint(
                name="opening_request_answered_whole",
                condition=(_WAITS & _UNANSWERED) | (~_WAITS & _ANSWERED),
                violation_error_message="Đề nghị đã trả lời phải có câu trả lời, ngày và người.",
            ),
            models.UniqueConstraint(
                name="opening_request_waits_once",
                fields=["organization", "year", "period"],
                condition=_WAITS,
                violation_error_message="Đã có một đề nghị mở lại đang chờ văn phòng trả lời.",
            ),
        ]

    @property
    def waits(self) -> bool:
        """Whether the office has not answered yet."""
        return self.status == RequestStatus.WAITING

    @property
    def declined(self) -> bool:
        """Whether the office answered that it does not open."""
        return self.status == RequestStatus.DECLINED
