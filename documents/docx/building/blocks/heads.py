"""What stands above the text: letterhead, name of the paper, addressees."""

from documents.fonts import text_width

from ..markup import (
    NB,
    Cell,
    Sheet,
    bold,
    cell,
    each,
    gap,
    italic,
    mm,
    paragraph,
    pt,
    row,
    row_tag,
    run,
    table,
    tag,
    when,
)
from .texts import body

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def letterhead(sheet: Sheet) -> str:
    """Bodies and number on the left, Party name with its rule and the date on the right."""
    half = sheet.text_width / 2
    widths = (half, half)
    party = paragraph("Party", PARTY) + party_rule(half, 15)
    bodies = (
        each("line in letterhead.body_above", paragraph("HeadLine", "{{ line }}"))
        + each("line in letterhead.issuing_body", paragraph("HeadLine", bold("{{ line }}")))
        + paragraph("HeadLine", "*")
    )
    mark = run(f"{NB}{{{{ mark }}}}{NB}", "b", border=True)
    return table(
        "Letterhead",
        widths,
        row(widths, Cell(bodies), Cell(party)),
        row(
            widths,
            cell("HeadLine", "{{ letterhead.number }}"),
            cell("HeadLine", italic("{{ letterhead.place_and_date }}")),
        ),
        row_tag(widths, "if mark"),
        row(
            widths,
            cell("HeadLine", mark, properties=f'<w:spacing w:before="{pt(8)}"/>'),
            cell("HeadLine"),
        ),
        row_tag(widths, "endif"),
    ) + gap(18)


def party_rule(room: float, size: float) -> str:
    """The rule under the Party's name, as long as the words at that size; room in millimetres."""
    beside = (mm(room) - pt(text_width(PARTY, size, "Bold"))) // 2
    return paragraph(
        "PartyRule",
        properties='<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
        f'<w:ind w:left="{beside}" w:right="{beside}"/>',
    )


def heading() -> str:
    """Name of the paper and what it is about."""
    return (
        paragraph("PaperName", "{{ heading.name }}")
        + when("heading.subject", paragraph("Subject", "{{ heading.subject }}"))
        + paragraph("Hyphens", "-----")
    )


def appendix_heading() -> str:
    """Heading of an attached list, on a new page."""
    return (
        paragraph("ListName", "{{ appendix.name }}")
        + when("appendix.subject", paragraph("Subject", "{{ appendix.subject }}"))
        + when("appendix.reference", paragraph("Reference", "{{ appendix.reference }}"))
        + paragraph("Hyphens", "-----")
    )


def addressees() -> str:
    """Kính gửi: one in the middle of the line, several below each other."""
    widths = (50.0, 115.0)
    names = each(
        "name in addressees",
        paragraph("Addressee", "- {{ name }}{% if loop.last %}.{% else %},{% endif %}"),
    )
    several = table(
        "Bare",
        widths,
        row(
            widths,
            cell("Addressee", f"{{{{ salutation }}}}:{NB}", properties='<w:jc w:val="right"/>'),
            Cell(names),
        ),
    )
    one = paragraph(
        "Addressee", "{{ salutation }}: {{ addressees[0] }}", properties='<w:jc w:val="center"/>'
    )
    return when(
        "addressees", tag("if addressees[1]"), several, tag("else"), one, tag("endif"), gap(10)
    )


def opening() -> str:
    """The first paragraph, where there is one."""
    return when("opening", body("{{ opening }}"))
