"""How a text of a context is set in Word: literally, and what must not break held together.

The counterpart of ``templatetags/typesetting.py``; every value that a template prints passes
through ``typeset``.
"""

from typing import Any

from jinja2 import Undefined
from markupsafe import Markup, escape

from ..letterhead import DOTS
from ..typography import pieces, printable

_START = '<w:t xml:space="preserve">'
_BREAK = f"</w:t><w:br/>{_START}"
_HYPHEN = f"</w:t><w:noBreakHyphen/>{_START}"


def typeset(value: Any) -> Markup:
    """The value as the inside of a run: escaped, line breaks kept, "Điều 1" and codes whole."""
    if isinstance(value, Markup):
        return value
    if value is None or isinstance(value, Undefined):
        return Markup("")
    return Markup(  # noqa: S704 - each piece is escaped
        "".join(
            _joined(piece) if joined else _escaped(piece)
            for piece, joined in pieces(printable(str(value)))
        )
    )


def _joined(piece: str) -> str:
    return _escaped(piece.replace(" ", "\u00a0")).replace("-", _HYPHEN)


def _escaped(piece: str) -> str:
    # docxtpl takes {_{ for a pair of braces that it must write
    return str(escape(piece)).replace("_", "&#95;").replace("\n", _BREAK)


def or_dots(value: Any) -> Markup:
    """The text, or dots to be written on."""
    return typeset(value or DOTS)


def or_long_dots(value: Any) -> Markup:
    """The text, or dots as long as a name."""
    return typeset(value or DOTS * 3)


def paragraphs(value: Any) -> Markup:
    """Each line of the text as a paragraph of its own."""
    lines = [line.strip() for line in printable(str(value or "")).split("\n")]
    return Markup("\a").join(typeset(line) for line in lines if line)


FILTERS = {"or_dots": or_dots, "or_long_dots": or_long_dots, "paragraphs": paragraphs}
"""What a template may write after the name of a field."""
