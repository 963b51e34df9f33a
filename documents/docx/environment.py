"""Jinja for Word templates: sandboxed, without the functions of the language."""

from functools import lru_cache
from typing import Any

from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .typesetting import FILTERS, typeset


class WordEnvironment(ImmutableSandboxedEnvironment):
    """Knows the fields of a paper and three filters, nothing else; compiles each text once."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, finalize=typeset)
        self.globals.clear()
        self.tests.clear()
        self.filters.clear()
        self.filters.update(FILTERS)
        self._compiled = lru_cache(maxsize=64)(super().from_string)

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        return self._compiled(source)


ENVIRONMENT = WordEnvironment()
