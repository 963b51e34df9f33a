"""What a template cannot say by itself, done to the drawn document.

The template's own styles name the places: a table in the style ``Letterhead`` gets a right column
wide enough for the date, one in the style ``Closing`` keeps what is above it on its page. A
template of the office without these styles is left as it is.
"""

from decimal import Decimal

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm

from ..contexts import CertificateContext
from ..fonts import text_width
from ..parts import PaperContext
from ..typography import printable

_PARTY_WIDTH = text_width("ĐẢNG CỘNG SẢN VIỆT NAM", 15, "Bold")


def fit(document: Document, context: PaperContext) -> None:
    """Fit letterhead, end and place of a drawn document to what it holds."""
    for table in document.element.body.iterchildren(qn("w:tbl")):
        style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        name = style.get(qn("w:val")) if style is not None else ""
        if name == "Letterhead":
            _fit_date(table, context.letterhead.place_and_date)
        elif name == "Closing":
            _keep_with(table)
    if isinstance(context, CertificateContext):
        section = document.sections[0]
        right, down = (Mm(float(Decimal(o))) for o in (context.offset_right, context.offset_down))
        section.left_margin = Emu((section.left_margin or 0) + right)
        section.right_margin = Emu((section.right_margin or 0) - right)
        section.top_margin = Emu((section.top_margin or 0) + down)


def _fit_date(table: BaseOxmlElement, date: str) -> None:
    """Widen the right column until place and date stand on one line."""
    columns = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    if len(columns) != 2:
        return
    left, right = (int(column.get(qn("w:w"))) for column in columns)
    wanted = round((text_width(printable(date), 14, "Italic") + 8) * 20)
    more = min(wanted - right, left // 2)
    if more <= 0:
        return
    for column, width in zip(columns, (left - more, right + more), strict=True):
        column.set(qn("w:w"), str(width))
    for row in table.iterchildren(qn("w:tr")):
        cells = row.findall(f"{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:tcW')}")
        for cell, width in zip(cells, (left - more, right + more), strict=False):
            cell.set(qn("w:w"), str(width))
    beside = (right + more - round(_PARTY_WIDTH * 20)) // 2
    for border in table.iter(qn("w:pBdr")):
        indent = border.getparent().find(qn("w:ind"))
        if indent is not None:
            indent.set(qn("w:left"), str(beside))
            indent.set(qn("w:right"), str(beside))


def _keep_with(closing: BaseOxmlElement) -> None:
    """Let the last paragraph above, or the last row of a table above, stay with the end."""
    above = closing.getprevious()
    while above is not None:
        if above.tag == qn("w:tbl"):
            for paragraph in above.findall(qn("w:tr"))[-1].iter(qn("w:p")):
                _keep_next(paragraph)
            return
        if above.tag != qn("w:p"):
            return
        _keep_next(above)
        if any(text.text for text in above.iter(qn("w:t"))) or above.find(f".//{qn('w:tab')}"):
            return
        above = above.getprevious()


def _keep_next(paragraph: CT_P) -> None:
    paragraph.get_or_add_pPr().keepNext_val = True
