"""Files of several papers: what is in them, drawn one by one, joined behind their contents."""

from .building import build, build_parts
from .contents import ContentsContext
from .parts import Part
from .whole import Whole, whole_of

__all__ = ["ContentsContext", "Part", "Whole", "build", "build_parts", "whole_of"]
