"""Which fields a Word template of a kind may name, read from the context of that kind."""

import types
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..contexts import KINDS
from ..plain import Plain
from .labels import label_of


@dataclass(frozen=True)
class Many:
    """A list of texts or of parts, for a loop."""

    of: "Shape"


Shape = type[str] | type[Plain] | Many
"""What a field holds: text, a part with fields of its own, or a list of either."""


def shapes_of(holder: type[Plain]) -> dict[str, Shape]:
    """The fields of a context or a part of it, each with what it holds."""
    hints = get_type_hints(holder)
    return {field.name: _shape(hints[field.name]) for field in fields(holder)}


def _shape(hint: Any) -> Shape:
    origin = get_origin(hint)
    if origin in (types.UnionType, Union):
        return _shape(next(part for part in get_args(hint) if part is not type(None)))
    if origin is tuple:
        return Many(_shape(get_args(hint)[0]))
    return hint if isinstance(hint, type) and issubclass(hint, Plain) else str


# The name of one, in the examples of the help.
_ONE = {
    "rows": "row",
    "groups": "group",
    "criteria": "criterion",
    "awards": "award",
    "articles": "article",
    "grounds": "ground",
    "facts": "fact",
    "aims": "aim",
    "figures": "figure",
    "sections": "section",
    "paragraphs": "text",
    "after": "text",
    "months": "month",
    "totals": "total",
    "addressees": "name",
}


@dataclass(frozen=True)
class FieldHelp:
    """One line of the help: what to write in the template, and what is printed there."""

    code: str
    meaning: str
    depth: int = 0
    """How deep it lies in loops and parts."""


def field_help(kind: str) -> list[FieldHelp]:
    """All that a template of ``kind`` may print, in the order of the paper."""
    return list(_help(KINDS[kind], "", 0))


def _help(holder: type[Plain], prefix: str, depth: int) -> Iterator[FieldHelp]:
    for name, shape in shapes_of(holder).items():
        path, meaning = f"{prefix}{name}", label_of(holder, name)
        if isinstance(shape, Many):
            yield from _loop(name, path, meaning, shape, depth)
        elif issubclass(shape, Plain):
            yield FieldHelp(f"{path}.…", meaning, depth)
            yield from _help(shape, f"{path}.", depth + 1)
        else:
            yield FieldHelp(f"{{{{ {path} }}}}", meaning, depth)


def _loop(name: str, path: str, meaning: str, shape: Many, depth: int) -> Iterator[FieldHelp]:
    one = _ONE.get(name, "line")
    loop = f"for {one} in {path}"
    if not isinstance(shape.of, Many) and issubclass(shape.of, Plain):
        yield FieldHelp(f"{{%tr {loop} %}} … {{%tr endfor %}}", meaning, depth)
        yield from _help(shape.of, f"{one}.", depth + 1)
    else:
        yield FieldHelp(f"{{%p {loop} %}} {{{{ {one} }}}} {{%p endfor %}}", meaning, depth)
