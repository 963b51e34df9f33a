"""Forms of plans and of frameworks."""

from .framework import FrameworkForm, FrozenFrameworkForm, NewFrameworkForm
from .plan import PlanForm

__all__ = ["FrameworkForm", "FrozenFrameworkForm", "NewFrameworkForm", "PlanForm"]
