"""Papers as Word files that can be edited while they are drafts."""

from .drawing import render_docx

__all__ = ["render_docx"]
