"""Filters that set text on paper; every piece of a context passes through one of them."""

import segno
from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.codes import shown
from documents.letterhead import DOTS, TEXT_WIDTH, WIDTH_ACROSS
from documents.parts import PaperContext
from documents.typography import pieces, printable, title_lines

register = template.Library()


@register.filter
def typeset(text: str) -> SafeString:
    """The text escaped, with what must not break across lines held together."""
    return mark_safe(  # noqa: S308 - each piece is escaped
        "".join(
            format_html('<span class="joined">{}</span>', piece)
            if joined
            else conditional_escape(piece)
            for piece, joined in pieces(printable(str(text)))
        )
    )


@register.filter
def or_dots(text: str) -> SafeString:
    """The text, or dots to be written on."""
    return typeset(text or DOTS)


@register.filter
def or_long_dots(text: str) -> SafeString:
    """The text, or dots as long as a name."""
    return typeset(text or DOTS * 3)


@register.filter
def paragraphs(text: str) -> SafeString:
    """Each line of the text as a paragraph of its own."""
    lines = [line.strip() for line in printable(text).split("\n")]
    return format_html_join("\n", "<p>{}</p>", ((typeset(line),) for line in lines if line))


@register.filter
def lines(text: str) -> SafeString:
    """The text within one block, its line breaks kept."""
    parts = [line.strip() for line in printable(text).split("\n")]
    return format_html_join(mark_safe("<br>"), "{}", ((typeset(p),) for p in parts if p))


@register.simple_tag
def title(paper: PaperContext, text: str) -> SafeString:
    """What a paper or its list is about: long lines broken evenly, not where they happen to end."""
    width = WIDTH_ACROSS if paper.ACROSS else TEXT_WIDTH
    return format_html_join(
        mark_safe("<br>"), "{}", ((typeset(p),) for p in title_lines(text, width))
    )


@register.filter
def in_halves(code: str) -> str:
    """A code as printed: ``ABCDE-23456``."""
    return shown(code)


@register.filter
def qr(address: str) -> SafeString:
    """The QR code of an address as a drawing; the margins of the page are its quiet zone."""
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(drawn.svg_inline(border=0, svgclass=None, lineclass=None, omitsize=True))  # noqa: S308 - drawn by us
