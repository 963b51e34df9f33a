"""Jinja for Word templates of one kind: sandboxed, without the functions of the language."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from jinja2 import Template, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from organizations.refusals import Obstacle, Refusal

from .language import problems
from .typesetting import FILTERS, typeset

LONGEST = 16_000_000
"""How many characters a drawn part may have; 200 rows of the widest table have two million."""

TOO_LONG = Obstacle(
    "drawn_too_long",
    "Văn bản vẽ theo mẫu này quá dài. Mời bớt nội dung lặp lại trong mẫu hoặc dùng mẫu chung.",
    "file",
)


class WordEnvironment(ImmutableSandboxedEnvironment):
    """Knows the fields of one kind of paper and three filters, nothing else.

    Whatever is compiled is held against the list of ``language.py`` first (``Refusal``), and each
    text is compiled once.
    """

    def __init__(self, kind: str, *, remembered: int = 16) -> None:
        super().__init__(autoescape=True, finalize=typeset)
        self.kind = kind
        self.globals.clear()
        self.tests.clear()
        self.filters.clear()
        self.filters.update(FILTERS)
        self._compiled = lru_cache(maxsize=remembered)(self._compile_bounded)

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        return self._compiled(source)

    def _compile_bounded(self, source: Any) -> Template:
        return super().from_string(source, template_class=BoundedTemplate)

    def unchecked(self, source: str) -> nodes.Template:
        """What a template says, to be looked at; ``TemplateSyntaxError`` where it is no Jinja."""
        return super()._parse(source, None, None)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if found := problems(tree, self.kind):
            raise Refusal(found)
        return tree


class BoundedTemplate(Template):
    """Stops where what it draws grows beyond any paper."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        return "".join(_bounded(self.generate(*args, **kwargs)))


def _bounded(pieces: Iterator[str]) -> Iterator[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST:
            raise Refusal(TOO_LONG)
        yield piece


@cache
def environment_of(kind: str) -> WordEnvironment:
    """The environment of a kind, shared by the threads of this process."""
    return WordEnvironment(kind)
