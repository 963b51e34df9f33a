"""Who keeps the plans of a committee."""

from organizations.actors import Actor
from organizations.models import Organization, Role
from organizations.refusals import Obstacle


def keeps_plans_of(actor: Actor, committee: Organization) -> Obstacle | None:
    """The office of the committee itself opens, edits and puts in force (B5)."""
    if not committee.is_committee:
        return Obstacle(
            "not_a_committee", "Chỉ đảng bộ mới có kế hoạch; chi bộ theo kế hoạch trên."
        )
    if actor.is_import or actor.works_for(committee, Role.OFFICE):
        return None
    return Obstacle(
        "not_its_office", "Chỉ văn phòng của chính đảng bộ được lập và sửa kế hoạch này."
    )
