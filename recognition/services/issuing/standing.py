"""What an authority gave in a year and still stands."""

from typing import Any

from organizations.models import Organization


def in_force(model: Any, authority: Organization, year: int) -> dict[int, Any]:
    """Recognitions or commendations in force, by organisation."""
    return {given.organization_id: given for given in model.objects.by(authority, year).in_force()}
