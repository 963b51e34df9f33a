"""The one test of a sheet's points, votes and rating (D2–D4, D10). Pure.

The form, the import and the rules of the year call it; nobody else adds points up or counts a
majority. Points are exact decimals and compared unrounded.
"""

from .points import (
    NOT_APPLICABLE,
    STEP,
    CriterionScore,
    group_totals,
    points_obstacles,
    proposes_not_applicable,
    says_not_applicable,
    total,
)
from .rating import (
    month_passes,
    pass_obstacles,
    rating_obstacles,
    what_pass_needs,
)
from .votes import (
    Votes,
    count_obstacles,
    is_majority,
    majority_of,
    votes_obstacles,
)

__all__ = [
    "NOT_APPLICABLE",
    "STEP",
    "CriterionScore",
    "Votes",
    "count_obstacles",
    "group_totals",
    "is_majority",
    "majority_of",
    "month_passes",
    "pass_obstacles",
    "points_obstacles",
    "proposes_not_applicable",
    "rating_obstacles",
    "says_not_applicable",
    "total",
    "votes_obstacles",
    "what_pass_needs",
]
