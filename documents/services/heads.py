"""The row that whoever takes a number or a place in the chain writes first."""

from django.db.models import F

from organizations.models import Organization

from ..chain import GENESIS
from ..models import ChainHead


def prepare_head(organization: Organization) -> None:
    """Make the organisation's head where there is none; outside of any act."""
    ChainHead.objects.get_or_create(organization=organization, defaults={"hash": GENESIS})


def hold_head(organization: Organization) -> ChainHead:
    """Write the head first, so that others wait, and read it; within a transaction."""
    ChainHead.objects.filter(organization=organization).update(version=F("version") + 1)
    return ChainHead.objects.get(organization=organization)
