"""What a revoking decision says of one organisation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revoked:
    """One organisation with the decision that is revoked, by number and date, and the reason."""

    name: str
    kind: str
    decision: str
    reason: str
