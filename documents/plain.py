"""Frozen plain data: strings, and tuples and dataclasses of strings, to and from canonical JSON.

A printed document is drawn from such data alone, so that it can be kept beside the document for
ever and drawn again years later, when the rows that it came from have changed.
"""

import json
import types
import unicodedata
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, Self, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, kw_only=True)
class Plain:
    """Base of plain data; every value is a string, a tuple or another ``Plain``.

    Lists are taken as tuples and text is brought to NFC. Anything else is a programming error and
    raises ``TypeError`` with the name of the field.
    """

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            object.__setattr__(
                self, field.name, _plain(value, f"{type(self).__name__}.{field.name}")
            )

    def to_canonical_json(self) -> str:
        """The data as JSON: keys sorted, no spaces, Vietnamese letters as they are."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The data that ``to_canonical_json`` wrote; ``ValueError`` for anything else."""
        built: Self = _build(cls, json.loads(text), cls.__name__)
        return built


def _plain(value: Any, where: str) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return tuple(_plain(item, where) for item in value)
    if value is None or isinstance(value, Plain):
        return value
    raise TypeError(f"{where} holds {type(value).__name__}, not text.")


def _build(expected: Any, value: Any, where: str) -> Any:
    origin = get_origin(expected)
    if origin in (types.UnionType, Union):
        inner = next(arg for arg in get_args(expected) if arg is not type(None))
        return None if value is None else _build(inner, value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{where} must be a list.")
        return tuple(_build(get_args(expected)[0], item, where) for item in value)
    if is_dataclass(expected) and isinstance(expected, type):
        if not isinstance(value, dict):
            raise ValueError(f"{where} must be an object.")
        hints = get_type_hints(expected)
        names = {field.name for field in fields(expected)}
        if unknown := sorted(set(value) - names):
            raise ValueError(f"{where} has unknown fields: {', '.join(unknown)}.")
        try:
            return expected(**{k: _build(hints[k], v, f"{where}.{k}") for k, v in value.items()})
        except TypeError as error:
            raise ValueError(f"{where}: {error}") from error
    if not isinstance(value, str):
        raise ValueError(f"{where} must be text.")
    return value
