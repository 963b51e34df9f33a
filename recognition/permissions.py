"""Who may read and grade a year."""

import datetime as dt

from organizations.actors import Actor
from organizations.models import Organization, Role
from organizations.permissions import settles_for
from organizations.refusals import Obstacle, Refusal


def gradable(actor: Actor, committee: Organization, year: int) -> list[Organization]:
    """The organisations whose grade of the year this office enters, by their names, its own last.

    Those under the committee on 31/12; its own too where no authority works here (D9, E1).
    Raises ``Refusal`` for anybody but its office.
    """
    if not actor.works_for(committee, Role.OFFICE):
        raise Refusal(
            Obstacle("not_office", "Chỉ văn phòng của cấp có thẩm quyền được ghi xếp loại.")
        )
    year_end = dt.date(year, 12, 31)
    found = Organization.objects.children_of(committee, year_end)
    if settles_for(actor, committee, year_end) is None:
        found = found | Organization.objects.filter(pk=committee.pk)
    return sorted(
        found.named_on(year_end),
        key=lambda organization: (organization.pk == committee.pk, organization.name_sorted),  # type: ignore[attr-defined]
    )


def only_by_import(actor: Actor) -> Obstacle | None:
    """An act that stands in place of persons belongs to an import alone."""
    if actor.is_import:
        return None
    return Obstacle("only_by_import", "Việc này chỉ dành cho nhập từ tệp năm.")


def decides_for(actor: Actor, authority: Organization) -> Obstacle | None:
    """Who compiles, records votes, issues and closes: the office of the authority itself."""
    if actor.works_for(authority, Role.OFFICE):
        return None
    return Obstacle("not_office", "Chỉ văn phòng của cấp có thẩm quyền làm được việc này.")
