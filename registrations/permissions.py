"""Who may do what to a registration: the person's side of it; the state is workflow's."""

from organizations.actors import Actor
from organizations.permissions import keys_in_for, settles_for
from organizations.refusals import Obstacle

from .models import Registration
from .workflow import Act, Side, obstacles, side_of


def performs(actor: Actor, act: Act, registration: Registration) -> Obstacle | None:
    """Whether the actor stands on the side that performs the act."""
    if side_of(act) == Side.OWN:
        return keys_in_for(actor, registration.organization)
    return settles_for(actor, registration.organization, registration.read_on)


def in_the_way(actor: Actor, act: Act, registration: Registration) -> list[Obstacle]:
    """All that is in the way: first who, then when. Buttons and refusals draw from it alike."""
    denied = performs(actor, act, registration)
    return [denied] if denied is not None else list(obstacles(act, registration.standing))


def acts_of(actor: Actor, registration: Registration) -> dict[Act, list[Obstacle]]:
    """The acts of the actor's side of a registration, each with what is in its way now."""
    sides = {
        Side.OWN: keys_in_for(actor, registration.organization),
        Side.OFFICE: settles_for(actor, registration.organization, registration.read_on),
    }
    return {
        act: list(obstacles(act, registration.standing))
        for act in Act
        if sides[side_of(act)] is None
    }
