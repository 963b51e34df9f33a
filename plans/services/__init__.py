"""The acts on plans and frameworks; the only writers of both."""

from .frameworks import edit_framework, freeze, mend_spelling, start_framework
from .imports import PlanImport, import_plan
from .plans import edit_plan, open_first_plan, put_in_force, shipped_plan, values_of

__all__ = [
    "PlanImport",
    "edit_framework",
    "edit_plan",
    "freeze",
    "import_plan",
    "mend_spelling",
    "open_first_plan",
    "put_in_force",
    "shipped_plan",
    "start_framework",
    "values_of",
]
