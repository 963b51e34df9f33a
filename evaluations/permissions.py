"""Who may act on a sheet: answers with an obstacle, or with None where it is allowed."""

from organizations.actors import Actor
from organizations.models import Role, RoleGrant
from organizations.permissions import keys_in_for, settles_for
from organizations.querysets import covering
from organizations.refusals import Obstacle

from .models import Evaluation
from .workflow import Act, Side, side_of


def may(act: Act, actor: Actor, evaluation: Evaluation) -> Obstacle | None:
    """Whether the actor performs this act on this sheet (A3–A5, D9)."""
    if side_of(act) is Side.OWN:
        return keys_in_for(actor, evaluation.organization)
    return settles_for(actor, evaluation.organization, evaluation.read_on)


def works_also_for(actor: Actor, evaluation: Evaluation) -> bool:
    """Whether the person who settles sent the sheet, or keys in for the organisation (A8)."""
    if actor.user is None:
        return False
    if actor.user.pk == evaluation.sent_by_id and not evaluation.from_paper:
        return True
    return RoleGrant.objects.filter(
        covering(actor.today),
        user=actor.user,
        organization=evaluation.organization_id,
        role__in=[Role.SECRETARY, Role.OFFICE],
    ).exists()
