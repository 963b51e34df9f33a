"""Forms of the year, its grades, the review and its decisions."""

from .deciding import IssueForm, OuterForm, ProposeForm, ReopenForm
from .voting import VoteForm
from .years import GradesForm, YearFilter

__all__ = [
    "GradesForm",
    "IssueForm",
    "OuterForm",
    "ProposeForm",
    "ReopenForm",
    "VoteForm",
    "YearFilter",
]
