"""Decisions of a year with whom they name and what is left of them."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from organizations.models import Organization, OrganizationVersion

from ..cases import decision_force
from ..models import Commendation, Decision, Recognition
from ..querysets import naming
from ..workflow import DECISION_OF, FORCE_LABELS, ISSUE_LABELS, DecisionKind, Question

# What a decision that gives was asked; one that takes away is told by what it took.
_GIVING: dict[DecisionKind, Question] = {
    kind: question for question, kind in DECISION_OF.items() if kind != DecisionKind.REVOCATION
}


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision with what is left of it."""

    decision: Decision
    names: tuple[str, ...]
    question: Question

    @property
    def kind(self) -> str:
        """What it is about, in words; of one that revokes, what it takes away."""
        return ISSUE_LABELS[self.question]

    @property
    def concerned(self) -> str:
        """The names of one or two, how many where there are more."""
        if len(self.names) <= 2:
            return ", ".join(self.names)
        return f"{len(self.names)} tổ chức"

    @property
    def force(self) -> str:
        """Còn hiệu lực, hủy bỏ một phần, đã hủy bỏ."""
        return FORCE_LABELS[decision_force(self.decision)]


def decisions_on(committee: Organization, year: int) -> list[Decision]:
    """Decisions of the year that are the committee's, whomever they name (who is below it may
    change until 31/12), or name it or one below it, the latest first.
    """
    below = Organization.objects.children_of(committee, dt.date(year, 12, 31))
    return list(
        Decision.objects.filter(
            Q(authority=committee) | naming([committee, *below]),
            year=year,
        )
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


def decision_lines(
    decisions: Collection[Decision], versions: Mapping[int, OrganizationVersion]
) -> list[DecisionLine]:
    """These decisions as listed, in their order, with one query; ``versions``: all they name."""
    revoking = set(
        Recognition.objects.filter(revocation__decision__in=decisions).values_list(
            "revocation__decision_id", flat=True
        )
    )
    return [
        DecisionLine(
            decision,
            names_in(decision, versions),
            _GIVING.get(DecisionKind(decision.kind))
            or (Question.REVOKE if decision.pk in revoking else Question.WITHDRAW),
        )
        for decision in decisions
    ]


def taken_by(decision: Decision) -> dict[int, list[Decision]]:
    """The decisions from which ``decision`` took something, by organisation, recognition first."""
    found: dict[int, list[Decision]] = {}
    for model in (Recognition, Commendation):
        for given in model.objects.filter(revocation__decision=decision).select_related("decision"):
            found.setdefault(given.organization_id, []).append(given.decision)
    return found


def versions_named(decisions: Iterable[Decision], year: int) -> dict[int, OrganizationVersion]:
    """All that these decisions name, called as on 31/12 (or their last day); in one query."""
    named = {one for decision in decisions for one in _named_by(decision)}
    return OrganizationVersion.objects.latest_until(named, dt.date(year, 12, 31))


def names_in(decision: Decision, versions: Mapping[int, OrganizationVersion]) -> tuple[str, ...]:
    """The names of all that a decision names, in their order."""
    found = [versions[one.pk] for one in _named_by(decision) if one.pk in versions]
    return tuple(version.name for version in sorted(found, key=lambda one: one.name_sorted))


def _named_by(decision: Decision) -> list[Organization]:
    return [
        item.organization
        for items in (decision.recognitions, decision.commendations, decision.revocations)
        for item in items.all()
    ]
