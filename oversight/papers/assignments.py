"""The notice that assigns members to cells (documents.md §1: ``assignments``)."""

import datetime as dt

from documents.contexts import AssignedMember, AssignmentsContext
from documents.issuers import issuer_on
from documents.letterhead import DRAFT
from documents.parts import Heading
from organizations.models import Assignment, AssignmentKind, Organization, Role, RoleGrant
from organizations.querysets import covering
from plans.querysets import plan_for

from .wanted import Wanted


def day_in(year: int, today: dt.date) -> dt.date:
    """``today``, or the day of that year that lies nearest to it."""
    return min(max(today, dt.date(year, 1, 1)), dt.date(year, 12, 31))


def assignments_context(
    wanted: Wanted, *, on: dt.date | None = None, number: int | None = None
) -> AssignmentsContext:
    """The notice dated ``on``, by member; a draft while it has no number.

    It says what is assigned on that day, or on the day of its year that lies nearest.
    """
    committee, year = wanted.committee, wanted.year
    day = day_in(year, on or wanted.today)
    issuer = issuer_on(committee, on or day)
    plan = plan_for(committee, year)
    text = issuer.write(
        "assignments",
        {
            "plan": f"Kế hoạch số {plan.number}" if plan else "",
            "committee": issuer.committee,
            "year": str(year),
        },
    )
    recipients = plan.recipients.splitlines() if plan else []
    return AssignmentsContext(
        letterhead=issuer.letterhead(on=on, paper="TB", number=number),
        heading=Heading(name=text.name, subject=text.subject),
        mark="" if number else DRAFT,
        author=issuer.name,
        date=on.isoformat() if on else "",
        signature=issuer.signature() if number else issuer.open_signature(),
        recipients=issuer.recipients(*recipients),
        paragraphs=text.paragraphs,
        rows=_rows(committee, day),
        after=text.after,
        empty_note="Chưa phân công đồng chí nào.",
    )


def assigned_cells(committee: Organization, day: dt.date) -> list[Organization]:
    """What is below the committee on the day, by code: whom the notice concerns."""
    return list(Organization.objects.children_of(committee, day).named_on(day).order_by("code"))


def _rows(committee: Organization, day: dt.date) -> tuple[AssignedMember, ...]:
    cells = {cell.pk: cell for cell in assigned_cells(committee, day)}
    positions = dict(
        RoleGrant.objects.filter(covering(day), role=Role.WATCHER, organization=committee)
        .exclude(position="")
        .values_list("user_id", "position")
    )
    found: dict[int, tuple[str, dict[str, list[str]]]] = {}
    order = list(cells)
    assigned = Assignment.objects.filter(covering(day), organization__in=cells).select_related(
        "user"
    )
    for one in sorted(assigned, key=lambda a: (a.user.name_sorted, order.index(a.organization_id))):
        kinds = found.setdefault(one.user_id, (one.user.full_name, {}))[1]
        kinds.setdefault(one.kind, []).append(cells[one.organization_id].name)
    return tuple(
        AssignedMember(
            member=f"Đồng chí {name}",
            position=positions.get(user, ""),
            responsible="\n".join(kinds.get(AssignmentKind.RESPONSIBLE, ())),
            attends="\n".join(kinds.get(AssignmentKind.ATTENDS, ())),
        )
        for user, (name, kinds) in found.items()
    )
