"""How many may be commended, counted from the decisions in force at this moment (E8)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from organizations.models import Kind, Organization
from plans.models import Plan
from plans.querysets import plan_for

from .models import Commendation, Recognition
from .rules import exemplary_cap, exemplary_cap_in_words


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit of one kind of organisation: ``pool`` recognised, ``commended`` of them."""

    kind: Kind
    pool: int
    commended: int
    share: Decimal

    @property
    def cap(self) -> int:
        """The whole part of share × pool."""
        return exemplary_cap(self.pool, self.share)

    @property
    def free(self) -> int:
        """Places that a commendation may still take."""
        return max(0, self.cap - self.commended)

    @property
    def excess(self) -> int:
        """How many more are commended than the limit allows, after a revocation."""
        return max(0, self.commended - self.cap)

    def in_words(self) -> str:
        """``tối đa 1 chi bộ (20% của 6 là 1,2, lấy phần nguyên), đã khen 0``."""
        words = exemplary_cap_in_words(self.pool, self.share, f"{self.kind.label} tiêu biểu")
        return f"{words}, đã khen {self.commended}"


def limits_of(authority: Organization, year: int) -> dict[Kind, Limit]:
    """The limit of each kind that the authority recognised in ``year``, in constant queries."""
    return limits_among(
        plan_for(authority, year),
        Recognition.objects.held(authority, year).values(),
        Commendation.objects.held(authority, year).values(),
    )


def limits_among(
    plan: Plan | None, recognised: Iterable[Recognition], commended: Iterable[Commendation]
) -> dict[Kind, Limit]:
    """The limit of each kind among what is in force; without a plan nobody may be commended."""
    share = plan.exemplary_share if plan is not None else Decimal(0)
    pools = Counter(given.kind for given in recognised)
    taken = Counter(given.kind for given in commended)
    return {
        kind: Limit(kind, pools[kind], taken[kind], share)
        for kind in Kind
        if pools[kind] or taken[kind]
    }
