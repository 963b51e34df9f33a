"""Files of several papers: what is in them, drawn one by one, joined behind their contents."""

from .asked import Asked
from .building import Made, build, build_parts
from .drawing import NO_WORD, draw_joined
from .parts import Part
from .sealing import make_final
from .whole import Whole, whole_as_asked, whole_of

__all__ = [
    "NO_WORD",
    "Asked",
    "Made",
    "Part",
    "Whole",
    "build",
    "build_parts",
    "draw_joined",
    "make_final",
    "whole_as_asked",
    "whole_of",
]
