"""A paper of a kind filled with the names of its fields, to try a template with."""

from typing import Any

from ..contexts import KINDS
from ..parts import PaperContext
from ..plain import Plain
from .fields import Many, Shape, shapes_of
from .labels import label_of

_PLAIN = {"form": "plain", "offset_right": "0", "offset_down": "0"}
"""Values of a certificate that are no texts."""


def sample_of(kind: str) -> PaperContext:
    """Two of everything, each text saying what stands in its place."""
    filled: PaperContext = _filled(KINDS[kind], empty=False)
    return filled


def empty_sample_of(kind: str) -> PaperContext:
    """A paper of which nothing is known yet: all lists and texts are empty."""
    empty: PaperContext = _filled(KINDS[kind], empty=True)
    return empty


def _filled(holder: type[Plain], *, empty: bool) -> Any:
    values = {
        name: _value(shape, label_of(holder, name), empty=empty)
        for name, shape in shapes_of(holder).items()
    }
    return holder(**{**values, **{k: v for k, v in _PLAIN.items() if k in values}})


def _value(shape: Shape, label: str, *, empty: bool) -> Any:
    if isinstance(shape, Many):
        return () if empty else (_value(shape.of, label, empty=empty),) * 2
    if issubclass(shape, Plain):
        return _filled(shape, empty=empty)
    return "" if empty else label
