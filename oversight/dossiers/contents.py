"""The page in front of a joined file as PDF."""

from django.template.loader import render_to_string

from documents.contexts import ContentsContext
from documents.render import html_to_pdf

MISSING = "chưa có"
"""What stands in place of the pages of a part that is not there."""


def contents_pdf(context: ContentsContext) -> bytes:
    """The page of contents as PDF."""
    return html_to_pdf(render_to_string("documents/contents.html", {"paper": context}))
