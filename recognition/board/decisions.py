"""Decisions of a year with whom they name and what is left of them."""

from dataclasses import dataclass

from organizations.models import Organization

from ..cases import decision_force
from ..models import Commendation, Decision, Recognition
from ..querysets import naming
from ..workflow import FORCE_LABELS, ISSUE_LABELS, OUTER_LABELS, DecisionKind, Question
from ..year import YearReport


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision with what is left of it."""

    decision: Decision
    codes: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What it is about, in words; of one of ours that revokes, what it takes away."""
        if self.decision.meeting is not None:
            return ISSUE_LABELS[Question(self.decision.meeting.question)]
        return OUTER_LABELS[DecisionKind(self.decision.kind)]

    @property
    def concerned(self) -> str:
        """The codes of one or two, how many where there are more."""
        if len(self.codes) <= 2:
            return ", ".join(self.codes)
        return f"{len(self.codes)} tổ chức"

    @property
    def force(self) -> str:
        """Còn hiệu lực, hủy bỏ một phần, đã hủy bỏ."""
        return FORCE_LABELS[decision_force(self.decision)]


def decisions_on(organizations: list[int], report: YearReport) -> list[Decision]:
    """Decisions of the year that give to or take from these, the latest first."""
    return list(
        Decision.objects.filter(naming(organizations), year=report.year)
        .distinct()
        .select_related("document", "meeting")
        .prefetch_related(
            "recognitions__organization",
            "recognitions__revocation__decision",
            "commendations__organization",
            "commendations__revocation__decision",
            "revocations__organization",
        )
        .order_by("-decided_on", "-pk")
    )


def taken_by(decision: Decision) -> dict[int, list[Decision]]:
    """The decisions from which ``decision`` took something, by organisation, recognition first."""
    found: dict[int, list[Decision]] = {}
    for model in (Recognition, Commendation):
        for given in model.objects.filter(revocation__decision=decision).select_related("decision"):
            found.setdefault(given.organization_id, []).append(given.decision)
    return found


def codes_of(decision: Decision) -> tuple[str, ...]:
    """The codes of all that a decision names."""
    named: list[Organization] = [
        item.organization
        for items in (decision.recognitions, decision.commendations, decision.revocations)
        for item in items.all()
    ]
    return tuple(sorted(organization.code for organization in named))
