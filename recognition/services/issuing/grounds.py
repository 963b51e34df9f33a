"""What a decision rests on, each read once from the rows of a moment and only where it is asked."""

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

from organizations.models import Kind
from plans.models import Plan
from plans.querysets import plan_for

from ...frozen import FrozenYear
from ...limits import Limit, limits_among
from ...live import LiveYears, live_years
from ...models import Commendation, Meeting, Recognition, Vote
from ...workflow import Question


class Grounds:
    """The grounds of the decision on these votes; read anew within the transaction of an issue."""

    def __init__(self, meeting: Meeting, votes: Sequence[Vote], today: dt.date) -> None:
        self._of = (meeting.review.authority, meeting.review.year)
        self._voted_on = [vote.candidate.organization_id for vote in votes]
        self._asks_years = not Question(meeting.question).needs_reason
        self._today = today

    @property
    def plan(self) -> Plan | None:
        """The plan that governs the year."""
        return self._live.plan if self._asks_years else self._plan_alone

    @property
    def live(self) -> dict[int, FrozenYear]:
        """The years of those voted on as they stand now; raises ``Refusal`` without a plan."""
        return self._live.years

    @cached_property
    def recognised(self) -> dict[int, Recognition]:
        """What the authority recognised in the year and is in force, by organisation."""
        return Recognition.objects.held(*self._of)

    @cached_property
    def commended(self) -> dict[int, Commendation]:
        """What it commended and is in force, by organisation."""
        return Commendation.objects.held(*self._of)

    @cached_property
    def limits(self) -> dict[Kind, Limit]:
        """How many of each kind may be commended (E8)."""
        return limits_among(self.plan, self.recognised.values(), self.commended.values())

    @cached_property
    def _live(self) -> LiveYears:
        return live_years(*self._of, self._today, among=self._voted_on)

    @cached_property
    def _plan_alone(self) -> Plan | None:
        return plan_for(*self._of)
