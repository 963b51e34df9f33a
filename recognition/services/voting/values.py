"""What the office keys in of a meeting and of its votes."""

import datetime as dt
from dataclasses import dataclass

from organizations.models import Body

from ...voting import VoteMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingValues:
    """Who voted, when and how; ballots are counted in a secret vote only."""

    body: Body
    held_on: dt.date
    present: int | None
    method: VoteMethod
    chair: str
    clerk: str
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow:
    """The count for one candidate, by its code; ``reason`` where it is to be revoked."""

    code: str
    votes_for: int | None
    votes_against: int | None
    votes_other: int | None
    reason: str = ""
