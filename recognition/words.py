"""Words for kinds of organisation, on screen and on paper. Pure."""

from collections.abc import Iterable

from organizations.models import Kind


def kinds_among(kinds: Iterable[str]) -> list[Kind]:
    """The kinds that occur, cells first; cells where there is nobody."""
    there = set(kinds)
    return [kind for kind in Kind if kind in there] or [Kind.CELL]


def models_of(kinds: Iterable[Kind]) -> str:
    """``“chi bộ bốn tốt”``; with both kinds both models."""
    return ", ".join(f"“{kind.label} bốn tốt”" for kind in kinds)


def units_of(kinds: Iterable[Kind]) -> str:
    """``chi bộ``; with both kinds ``chi bộ, đảng bộ``."""
    return ", ".join(kind.label for kind in kinds)


def count_of(kinds: Iterable[str], nobody: str = "0") -> str:
    """``5 chi bộ``; with both kinds ``5 chi bộ, 1 đảng bộ``."""
    everyone = list(kinds)
    counted = [f"{everyone.count(kind)} {kind.label}" for kind in kinds_among(everyone)]
    return ", ".join(counted) if everyone else f"{nobody} {Kind.CELL.label}"
