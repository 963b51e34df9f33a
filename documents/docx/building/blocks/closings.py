"""What stands below the text: recipients and signatures."""

from ..markup import (
    UPRIGHT,
    Cell,
    Sheet,
    bold,
    each,
    gap,
    paragraph,
    row,
    row_tag,
    table,
    tag,
    when,
)


def signature() -> str:
    """Who signs, in the name of whom."""
    title = paragraph("Signature", "{{ signature.title|or_long_dots }}")
    return _signed("signature", before="{{ signature.on_behalf }}", title=title)


def recipients() -> str:
    """Nơi nhận, level with the signature."""
    return when(
        "recipients.lines",
        paragraph("RecipientsLabel", "{{ recipients.heading }}"),
        each("line in recipients.lines", paragraph("Recipient", "{{ line }}")),
    )


def closing(sheet: Sheet) -> str:
    """Recipients and signature, never alone on a page."""
    half = sheet.text_width / 2
    widths = (half, half)
    left = recipients() + paragraph("Recipient")
    return gap(6) + table("Closing", widths, row(widths, Cell(left), Cell(signature())))


def closing_minutes() -> str:
    """The clerk on the left, the chair on the right, recipients below."""
    half = UPRIGHT.text_width / 2
    widths = (half, half)

    def title(of: str) -> str:
        return when(f"{of}.title", paragraph("Signature", f"{{{{ {of}.title }}}}"))

    clerk = _signed("clerk", before="NGƯỜI GHI BIÊN BẢN", title=title("clerk"))
    chair = _signed("signature", before="CHỦ TRÌ HỘI NGHỊ", title=title("signature"))
    below = gap(18) + recipients() + paragraph("Gap")
    return gap(6) + table(
        "Closing",
        widths,
        row(widths, Cell(clerk), Cell(chair)),
        row_tag(widths, "if recipients.lines"),
        row(widths, Cell(below, span=2)),
        row_tag(widths, "endif"),
    )


def _signed(of: str, *, before: str, title: str) -> str:
    name = (
        tag(f"if {of}.name")
        + paragraph("Name", bold(f"{{{{ {of}.name }}}}"))
        + tag("else")
        + paragraph("Name", f"{{{{ {of}.name|or_long_dots }}}}")
        + tag("endif")
    )
    return paragraph("Signature", bold(before)) + title + name
