"""What a template cannot say by itself, done to the drawn document.

The template's own styles name the places: a table in the style ``Letterhead`` gets room for the
date, one in the style ``Closing`` keeps what is above it on its page, a long ``Subject`` is broken
evenly and a long ``AwardRecipient`` set smaller. A template of the office without these styles is
left as it is.
"""

from copy import deepcopy
from decimal import Decimal

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt, Twips

from ..contexts import CertificateContext
from ..fonts import text_width
from ..letterhead import TEXT_WIDTH, WIDTH_ACROSS
from ..parts import PaperContext
from ..typography import printable, title_lines

LONG_RECIPIENT = 120
"""Characters of a name that would take more than two lines of a certificate."""


def fit(document: Document, context: PaperContext) -> None:
    """Fit letterhead, end and place of a drawn document to what it holds."""
    for table in document.element.body.iterchildren(qn("w:tbl")):
        style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        name = style.get(qn("w:val")) if style is not None else ""
        if name == "Letterhead":
            _fit_date(table, context.letterhead.place_and_date)
        elif name == "Closing":
            _keep_with(table)
    width = WIDTH_ACROSS if context.ACROSS else TEXT_WIDTH
    for paragraph in document.element.body.iter(qn("w:p")):
        if paragraph.style == "Subject":
            _break_evenly(paragraph, width)
        elif paragraph.style == "AwardRecipient" and len(paragraph.text) > LONG_RECIPIENT:
            for run in paragraph.r_lst:
                run.get_or_add_rPr().sz_val = Pt(18)
    if isinstance(context, CertificateContext):
        section = document.sections[0]
        right, down = (Mm(float(Decimal(o))) for o in (context.offset_right, context.offset_down))
        section.left_margin = Emu((section.left_margin or 0) + right)
        section.right_margin = Emu((section.right_margin or 0) - right)
        section.top_margin = Emu((section.top_margin or 0) + down)


def _fit_date(table: BaseOxmlElement, date: str) -> None:
    """Take room from beside place and date, so that they stand on one line, and from nothing else.

    Bodies and Party name keep their halves: between the two columns comes a third, which belongs
    to the right one in the row of the date and to the left one in every other.
    """
    columns = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    rows = table.findall(qn("w:tr"))
    cells = [row.findall(qn("w:tc")) for row in rows]
    if len(columns) != 2 or any(len(pair) != 2 for pair in cells):
        return
    left, right = (int(column.get(qn("w:w"))) for column in columns)
    wanted = round((text_width(printable(date), 14, "Italic") + 8) * 20)
    more = min(wanted - right, left // 2)
    if more <= 0:
        return
    between = deepcopy(columns[0])
    columns[0].set(qn("w:w"), str(left - more))
    between.set(qn("w:w"), str(more))
    columns[0].addnext(between)
    for beside, cell in cells:
        if _says(cell, date):
            cell.grid_span = 2
            beside.width, cell.width = Twips(left - more), Twips(right + more)
        else:
            beside.grid_span = 2


def _says(cell: CT_Tc, text: str) -> bool:
    said = "".join(part.text or "" for part in cell.iter(qn("w:t"))).replace("\u00a0", " ")
    return said.strip() == printable(text).strip()


def _break_evenly(title: CT_P, width: float) -> None:
    """Break a title that is longer than a line where it is broken in print."""
    parts = list(title.iter(*_SPELLED))
    spelled = "".join(_SPELLED[part.tag] or part.text or "" for part in parts)
    words = [len(line.split(" ")) for line in title_lines(spelled, width)]
    ends = {sum(words[:count]) for count in range(1, len(words))}
    seen = 0
    for part in parts:
        if part.tag == qn("w:br"):
            seen += 1
        elif part.tag == qn("w:t"):
            seen = _break_after(part, ends, seen)


_SPELLED = {qn("w:t"): "", qn("w:noBreakHyphen"): "-", qn("w:br"): "\n"}


def _break_after(part: BaseOxmlElement, ends: set[int], seen: int) -> int:
    """Put breaks in place of those spaces of a text that end a line; how many words ended."""
    before, *others = (part.text or "").split(" ")
    part.text = before
    for word in others:
        seen += 1
        if seen not in ends:
            part.text = f"{part.text} {word}"
            continue
        line_break, after = OxmlElement("w:br"), OxmlElement("w:t")
        after.set(qn("xml:space"), "preserve")
        after.text = word
        part.addnext(line_break)
        line_break.addnext(after)
        part = after
    return seen


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
        # A line of dots is drawn by a tab; a mere stop for one, in the properties, draws nothing.
        dotted = above.find(f".//{qn('w:r')}/{qn('w:tab')}") is not None
        if dotted or any(text.text for text in above.iter(qn("w:t"))):
            return
        above = above.getprevious()


def _keep_next(paragraph: CT_P) -> None:
    paragraph.get_or_add_pPr().keepNext_val = True
