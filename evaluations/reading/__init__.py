"""What a sheet says, what it is measured by, and what may be done with it now.

The services decide by these answers and the pages draw from them, so that a button, its
explanation and the refusal never disagree.
"""

from .days import extension_of, is_closed, lock_of, office_over, window_of
from .measures import asks_points, criteria_of, proposed_voters, rules_of, voters_obstacle
from .possible import (
    beginning_obstacles,
    last_return_of,
    marks_of,
    opened_parts,
    situation_of,
    why_not,
)
from .rows import find, new_row, row_under
from .said import all_sent_values, sent_values, values_in, values_of

__all__ = [
    "all_sent_values",
    "asks_points",
    "beginning_obstacles",
    "criteria_of",
    "extension_of",
    "find",
    "is_closed",
    "last_return_of",
    "lock_of",
    "marks_of",
    "new_row",
    "office_over",
    "opened_parts",
    "proposed_voters",
    "row_under",
    "rules_of",
    "sent_values",
    "situation_of",
    "values_in",
    "values_of",
    "voters_obstacle",
    "why_not",
    "window_of",
]
