"""Organisations from a workbook: periods of unchanged name and parent; adds, never changes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ...actors import Actor
from ...folding import nfc
from ...models import Organization, OrganizationVersion
from ...refusals import Refusal, refuse_if
from ...tree import Tree
from .adding import Life, new_organization, store
from .comparing import told_apart
from .periods import ImportedPeriods, Period, obstacles_to

__all__ = [
    "ImportedOrganization",
    "ImportedPeriods",
    "Period",
    "import_organizations",
]


@dataclass(frozen=True)
class ImportedOrganization:
    """What an import made of the rows of one organisation."""

    organization: Organization
    created: bool
    numbered: frozenset[dt.date] = frozenset()
    """The first days of periods there already to which the rows added numbers of members."""


@transaction.atomic
def import_organizations(
    many: Sequence[ImportedPeriods], *, by: Actor, now: dt.datetime
) -> list[ImportedOrganization | Refusal]:
    """Bring in organisations with all their periods, or find them there with equal ones.

    Parents must have been brought in before. Of a ``Refusal`` each obstacle's ``part`` is
    ``"<index of the period>:<field>"``; a differing value is named beside the stored one. Many
    organisations take the same few queries; where one is refused, the caller takes back the
    others.
    """
    if not by.is_import:
        raise ValueError("Only an import brings in organisations without their decisions.")
    known = _Known(many)
    outcomes: list[ImportedOrganization | Refusal] = []
    added: dict[str, Life] = {}
    numbered: list[OrganizationVersion] = []
    for rows in many:
        code = _same(rows.code)
        if code in added:
            store(list(added.values()), by=by, now=now)
            known, added = _Known(many), {}
        there = known.organizations.get(code)
        filled: list[OrganizationVersion] = []
        try:
            if there is not None:
                filled = told_apart(there, known.versions[there.pk], rows)
            else:
                refuse_if(obstacles_to(rows, known.parents, known.tree))
                added[code] = new_organization(rows), rows
        except Refusal as refusal:
            outcomes.append(refusal)
        else:
            numbered += filled
            outcomes.append(
                ImportedOrganization(
                    there or added[code][0],
                    created=there is None,
                    numbered=frozenset(version.from_date for version in filled),
                )
            )
    store(list(added.values()), by=by, now=now)
    OrganizationVersion.objects.bulk_update(numbered, ["official_members", "probationary_members"])
    return outcomes


class _Known:
    """What the rows rest on: organisations of these codes, parents, and the tree of all time."""

    def __init__(self, many: Sequence[ImportedPeriods]) -> None:
        codes = {_same(rows.code) for rows in many}
        stored = Organization.objects.values_list("pk", "code")
        keys = [key for key, code in stored if _same(code) in codes]
        self.organizations: dict[str, Organization] = {
            _same(organization.code): organization
            for organization in Organization.objects.filter(pk__in=keys)
        }
        self.versions: dict[int, list[OrganizationVersion]] = defaultdict(list)
        for version in OrganizationVersion.objects.filter(
            organization__in=list(self.organizations.values())
        ).select_related("parent"):
            self.versions[version.organization_id].append(version)
        # those that the caller holds may have ended meanwhile
        self.parents = Organization.objects.in_bulk(
            {period.parent.pk for rows in many for period in rows.periods if period.parent}
        )
        self.tree = Tree.read()


def _same(code: str) -> str:
    """Codes are one whatever their case."""
    return nfc(code).upper()
