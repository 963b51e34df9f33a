"""A review, its candidates, and what the committee voted on each (E9)."""

from django.db import models
from django.db.models import F, Q

from documents.models import Document
from organizations.modelfields import NfcCharField, NfcTextField
from organizations.models import Body, Organization, User

from ..frozen import FrozenYear
from ..querysets import CandidateQuerySet, VoteQuerySet
from ..voting import VoteMethod
from ..workflow import (
    CANDIDATE_LABELS,
    QUESTION_LABELS,
    REVIEW_LABELS,
    CandidateState,
    Question,
    ReviewStatus,
)

METHOD_LABELS = {VoteMethod.HAND: "giơ tay", VoteMethod.SECRET: "bỏ phiếu kín"}


class Review(models.Model):
    """The review (đợt xét) of an authority for a year; every act on it raises ``version`` first."""

    authority = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=8, choices=list(REVIEW_LABELS.items()), default=ReviewStatus.OPEN
    )
    version = models.PositiveIntegerField(default=1)
    compiled_at = models.DateTimeField()
    compiled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # How often the candidates were compiled.
    run = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year"], name="review_one_per_authority_and_year"
            ),
            models.CheckConstraint(
                name="review_closed_dated",
                condition=Q(
                    status=ReviewStatus.OPEN, closed_at__isnull=True, closed_by__isnull=True
                )
                | Q(status=ReviewStatus.CLOSED, closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it is still compiled, voted and issued."""
        return self.status == ReviewStatus.OPEN


class Candidate(models.Model):
    """One organisation in a review (hồ sơ xét), with its year as compiled."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="candidates")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=list(CANDIDATE_LABELS.items()), default=CandidateState.UNDECIDED
    )
    # Whether the last run still found it under the authority on 31/12.
    listed = models.BooleanField(default=True)
    compiled = models.JSONField()

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["review_id", "organization"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "organization"], name="candidate_once_per_review"
            ),
            models.CheckConstraint(
                name="candidate_state_known",
                condition=Q(state__in=[state.value for state in CandidateState]),
            ),
        ]

    @property
    def year_compiled(self) -> FrozenYear:
        """The year as the last run found it."""
        return FrozenYear.from_json(self.compiled)


class Meeting(models.Model):
    """A vote of a deciding body on one question, for several candidates on one ballot.

    Its record is never changed: a wrong one is put right by another vote. ``members`` are those of
    the body on that day; ``minutes`` come when they are issued.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="meetings")
    question = models.CharField(max_length=10, choices=list(QUESTION_LABELS.items()))
    body = models.CharField(max_length=15, choices=Body.choices)
    held_on = models.DateField()
    members = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    method = models.CharField(max_length=6, choices=list(METHOD_LABELS.items()))
    issued = models.PositiveIntegerField(null=True, blank=True)
    returned = models.PositiveIntegerField(null=True, blank=True)
    valid = models.PositiveIntegerField(null=True, blank=True)
    chair = NfcCharField(max_length=120)
    clerk = NfcCharField(max_length=120)
    minutes = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["review_id", "held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_question_known",
                condition=Q(question__in=[question.value for question in Question]),
            ),
            models.CheckConstraint(name="meeting_body_known", condition=Q(body__in=Body.values)),
            models.CheckConstraint(
                name="meeting_present_among_members",
                condition=Q(present__lte=F("members"), members__gte=1),
                violation_error_message="Số có mặt không được nhiều hơn số thành viên.",
            ),
            models.CheckConstraint(
                name="meeting_ballots_whole",
                condition=Q(
                    method=VoteMethod.HAND,
                    issued__isnull=True,
                    returned__isnull=True,
                    valid__isnull=True,
                )
                | Q(
                    method=VoteMethod.SECRET,
                    valid__lte=F("returned"),
                    returned__lte=F("issued"),
                    issued__lte=F("present"),
                ),
                violation_error_message="Số phiếu phát ra, thu về, hợp lệ không khớp nhau.",
            ),
            models.CheckConstraint(
                name="meeting_chair_and_clerk_named", condition=~Q(chair="") & ~Q(clerk="")
            ),
        ]


class Vote(models.Model):
    """The count for one candidate in a meeting, with the year that was voted on.

    ``standing``: still the last word on its question; an earlier vote, one that fell and one
    whose decision was revoked stay as they were, without standing.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="votes")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="votes")
    # As in the meeting; here for the constraint that one vote stands.
    question = models.CharField(max_length=10, choices=list(QUESTION_LABELS.items()))
    votes_for = models.PositiveIntegerField()
    votes_against = models.PositiveIntegerField()
    votes_other = models.PositiveIntegerField()
    # More than half of all members.
    carried = models.BooleanField()
    reason = NfcTextField(blank=True)
    voted_on = models.JSONField()
    standing = models.BooleanField(default=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        ordering = ["meeting_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "candidate"], name="vote_once_per_meeting"),
            models.UniqueConstraint(
                fields=["candidate", "question"],
                condition=Q(standing=True),
                name="vote_one_stands",
            ),
            models.CheckConstraint(
                name="vote_to_revoke_has_reason",
                condition=~Q(question__in=[Question.REVOKE, Question.WITHDRAW]) | ~Q(reason=""),
                violation_error_message="Hủy bỏ phải có lý do.",
            ),
        ]

    @property
    def year_voted_on(self) -> FrozenYear:
        """The year as it stood when it was voted on."""
        return FrozenYear.from_json(self.voted_on)
