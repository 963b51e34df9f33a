from ..periods import YEAR
from ..workflow import Ballot
from .asking import OpeningRequest
from .log import EvaluationTransition, EvaluationVersion, Extension, ReturnMark
from .sheet import Evaluation, EvaluationPoint

__all__ = [
    "YEAR",
    "Ballot",
    "Evaluation",
    "EvaluationPoint",
    "EvaluationTransition",
    "EvaluationVersion",
    "Extension",
    "OpeningRequest",
    "ReturnMark",
]
