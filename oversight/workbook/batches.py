"""Some of many at a time: few queries, and no sheet in memory twice."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_One = TypeVar("_One")


def batches(many: Iterable[_One], size: int) -> Iterator[list[_One]]:
    """All of them in their order, ``size`` at a time."""
    rest = iter(many)
    while batch := list(islice(rest, size)):
        yield batch
