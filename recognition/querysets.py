"""Questions about grades and decisions of a year, and whose year somebody may read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from evaluations.grades import Grade
from evaluations.models import YEAR, Evaluation
from evaluations.workflow import Status
from organizations.actors import Actor
from organizations.models import Organization, OrganizationVersion, Role

from .workflow import Question

if TYPE_CHECKING:
    from .models import Candidate, Meeting, QualityGrade, Review, Vote


@dataclass(frozen=True, slots=True)
class Grades:
    """The three values of one organisation's year (E1), None where there is none.

    ``from_review``: the self-grade stands in a confirmed self-review and is not keyed in.
    """

    self_grade: Grade | None = None
    from_review: bool = False
    proposed: Grade | None = None
    decided: Grade | None = None
    row: "QualityGrade | None" = None


class QualityGradeQuerySet(models.QuerySet["QualityGrade"]):
    """Grades by year."""

    def of_year(self, organizations: Iterable[Organization], year: int) -> dict[int, Grades]:
        """The three values per organisation, by its key, in two queries.

        A confirmed self-review writes the self-grade; what was keyed in counts where none does.
        """
        keys = [organization.pk for organization in organizations]
        rows = {row.organization_id: row for row in self.filter(organization__in=keys, year=year)}
        reviewed = dict(
            Evaluation.objects.filter(
                organization__in=keys, year=year, period=YEAR, status=Status.CONFIRMED
            )
            .exclude(self_grade="")
            .values_list("organization_id", "self_grade")
        )
        return {key: _grades(rows.get(key), reviewed.get(key, "")) for key in keys}


def _grades(row: "QualityGrade | None", reviewed: str) -> Grades:
    def value(text: str) -> Grade | None:
        return Grade(text) if text else None

    return Grades(
        self_grade=value(reviewed or (row.self_grade if row else "")),
        from_review=bool(reviewed),
        proposed=value(row.proposed) if row else None,
        decided=value(row.decided) if row else None,
        row=row,
    )


def whose_year_is_read_by(actor: Actor, year: int) -> models.QuerySet[Organization]:
    """The organisations whose year by the rules the actor may read.

    A cell reads its own, a member those assigned today, an office its own organisation's and
    those of which it was the authority on 31/12 or on their last day (A3–A6).
    """
    if actor.organization is None:
        return Organization.objects.none()
    if actor.role == Role.SECRETARY:
        return Organization.objects.filter(pk=actor.organization.pk)
    if actor.role == Role.WATCHER:
        return Organization.objects.filter(pk__in=actor.watched_ids)
    if actor.role != Role.OFFICE:
        return Organization.objects.none()
    year_end = dt.date(year, 12, 31)
    under = OrganizationVersion.objects.filter(
        Q(to_date__isnull=True)
        | Q(to_date__gte=year_end)
        | Q(to_date=OuterRef("ended_on"), to_date__gte=dt.date(year, 1, 1)),
        organization=OuterRef("pk"),
        parent=actor.organization,
        from_date__lte=year_end,
    )
    return Organization.objects.filter(Q(pk=actor.organization.pk) | Exists(under))


def naming(organizations: Iterable[Organization | int]) -> Q:
    """The condition on decisions that they give to, or take from, any of these; joins rows."""
    listed = list(organizations)
    return (
        Q(recognitions__organization__in=listed)
        | Q(commendations__organization__in=listed)
        | Q(revocations__organization__in=listed)
    )


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Candidates of a review."""

    def of_review(self, review: "Review") -> Self:
        """Those of a review with their organisation, by code."""
        return (
            self.filter(review=review).select_related("organization").order_by("organization__code")
        )


class VoteQuerySet(models.QuerySet["Vote"]):
    """What was voted on candidates."""

    def standing_in(self, review: "Review") -> dict[tuple[int, Question], "Vote"]:
        """(candidate, question) → the vote that is the last word on it, in one query."""
        found = self.filter(candidate__review=review, standing=True).select_related("meeting")
        return {(vote.candidate_id, Question(vote.question)): vote for vote in found}

    def waiting_for_decision(self) -> Self:
        """Carried, still standing, and not yet followed by a decision."""
        return self.filter(
            standing=True,
            carried=True,
            recognitions__isnull=True,
            commendations__isnull=True,
            revocation__isnull=True,
        ).order_by("candidate__organization__code")

    def of_meeting(self, meeting: "Meeting") -> Self:
        """The votes of a meeting with candidate and organisation, by code."""
        return (
            self.filter(meeting=meeting)
            .select_related("candidate__organization", "meeting")
            .order_by("candidate__organization__code")
        )


class GivenQuerySet(models.QuerySet[Any]):
    """Recognitions, or commendations."""

    def in_force(self) -> Self:
        """Those that nothing took away."""
        return self.filter(revocation__isnull=True)

    def by(self, authority: Organization, year: int) -> Self:
        """Those that an authority gave for a year, with their decision."""
        return self.filter(authority=authority, year=year).select_related(
            "decision", "organization"
        )

    def held(self, authority: Organization, year: int) -> dict[int, Any]:
        """Those in force that an authority gave for a year, by organisation, with their decision.

        The years as they stood then are left unread.
        """
        found = self.filter(authority=authority, year=year).in_force()
        return {
            given.organization_id: given
            for given in found.select_related("decision").defer("frozen").order_by()
        }
