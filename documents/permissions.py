"""Who may issue and keep numbers: answers with an obstacle, or with None where it is allowed."""

from organizations.actors import Actor
from organizations.models import Organization, Role, User
from organizations.refusals import Obstacle


def issues_for(actor: Actor, organization: Organization) -> Obstacle | None:
    """Who issues papers of an organisation: a committee's office, a cell's secretary."""
    role = Role.OFFICE if organization.is_committee else Role.SECRETARY
    if actor.works_for(organization, role):
        return None
    return Obstacle(
        "not_allowed",
        "Chỉ văn phòng của chính đảng bộ này ban hành được văn bản của đảng bộ."
        if organization.is_committee
        else "Chỉ chi bộ này ban hành được văn bản của chi bộ.",
    )


def keeps_style_of(actor: Actor, committee: Organization) -> Obstacle | None:
    """Who keeps texts and form of a committee's papers: its own office."""
    if committee.is_committee and actor.works_for(committee, Role.OFFICE):
        return None
    return Obstacle(
        "not_allowed", "Chỉ văn phòng của chính đảng bộ này sửa được câu chữ và thể thức văn bản."
    )


def person(actor: Actor) -> User:
    """Who acts; imports and commands without an account issue and keep nothing.

    Raises ``ValueError`` for them.
    """
    if actor.user is None:
        raise ValueError("Only a person issues documents, keeps numbers and sets their form.")
    return actor.user
