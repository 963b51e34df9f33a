"""Twelve months of many organisations, and the grid that shows them."""

from .grid import TONES, Cell, MonthTotal, Row, board_of, cells_of, cells_then, totals
from .months import Completeness, Month, completeness, months_from, months_of, months_of_year

__all__ = [
    "TONES",
    "Cell",
    "Completeness",
    "Month",
    "MonthTotal",
    "Row",
    "board_of",
    "cells_of",
    "cells_then",
    "completeness",
    "months_from",
    "months_of",
    "months_of_year",
    "totals",
]
