from .log import EvaluationTransition, EvaluationVersion, Extension, ReturnMark
from .sheet import YEAR, Ballot, Evaluation, EvaluationPoint

__all__ = [
    "YEAR",
    "Ballot",
    "Evaluation",
    "EvaluationPoint",
    "EvaluationTransition",
    "EvaluationVersion",
    "Extension",
    "ReturnMark",
]
