"""WordprocessingML in strings: runs, paragraphs, tables, and the pages that hold them.

Text may hold Jinja tags; nothing else is ever put in, so quoting it is enough. Lengths are in
millimetres or points, as ``paper.css`` gives them, and become the twentieths of a point of Word.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_MARKS = {"b": "<w:b/>", "i": "<w:i/>", "u": '<w:u w:val="single"/>', "": ""}
NB = "\u00a0"
"""A space that no line ends at."""
BOX_BORDER = '<w:bdr w:val="single" w:sz="6" w:space="0" w:color="auto"/>'


def mm(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length * 1440 / 25.4)


def pt(length: float) -> int:
    """Points in twentieths of a point."""
    return round(length * 20)


def run(text: str, mark: str = "", *, border: bool = False) -> str:
    """A run of text; ``mark`` is ``b``, ``i``, ``u`` or nothing; ``\\n`` breaks, ``\\t`` tabs."""
    properties = _MARKS[mark] + (BOX_BORDER if border else "")
    content = escape(text)
    for sign, element in (("\n", "br"), ("\t", "tab")):
        content = content.replace(sign, f'</w:t><w:{element}/><w:t xml:space="preserve">')
    content = f'<w:t xml:space="preserve">{content}</w:t>'
    content = content.replace('<w:t xml:space="preserve"></w:t>', "")
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def bold(text: str) -> str:
    """A run in bold."""
    return run(text, "b")


def italic(text: str) -> str:
    """A run in italics."""
    return run(text, "i")


def box(ticked: str = "") -> str:
    """A box to tick, drawn as a border and not taken from a font; ``ticked`` is a condition."""
    empty = NB * 3
    if not ticked:
        return run(empty, border=True)
    return run(f"{{% if {ticked} %}}{NB}x{NB}{{% else %}}{empty}{{% endif %}}", border=True)


def paragraph(style: str, *content: str, properties: str = "") -> str:
    """A paragraph of runs; a plain string that is no markup becomes a run."""
    runs = "".join(part if part.startswith("<w:") else run(part) for part in content if part)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def tag(text: str) -> str:
    """A paragraph that holds a Jinja tag for whole paragraphs: ``tag("for x in rows")``."""
    return paragraph("Normal", f"{{%p {text} %}}")


def when(condition: str, *content: str) -> str:
    """Paragraphs and tables that are drawn only under a condition."""
    return tag(f"if {condition}") + "".join(content) + tag("endif")


def each(loop: str, *content: str) -> str:
    """Paragraphs and tables drawn for each: ``each("row in rows", …)``."""
    return tag(f"for {loop}") + "".join(content) + tag("endfor")


def gap(points: float) -> str:
    """An empty line of that height: below a table, and between two of them."""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{pt(points)}" w:lineRule="exact"/>'
    return paragraph("Gap", properties=spacing)


@dataclass(frozen=True)
class Cell:
    """A cell: paragraphs, how many columns it spans, and its part in a cell over several rows."""

    content: str
    span: int = 1
    merge: str = ""
    """``restart`` in the first row of a cell over several rows, ``continue`` below."""


def cell(style: str, *content: str, span: int = 1, merge: str = "", properties: str = "") -> Cell:
    """A cell with one paragraph."""
    return Cell(paragraph(style, *content, properties=properties), span, merge)


def row(widths: tuple[float, ...], *cells: Cell, head: bool = False, height: float = 0) -> str:
    """A row that is never cut in two; a ``head`` is repeated on each page. Lengths in mm."""
    drawn = []
    column = 0
    for item in cells:
        width = mm(sum(widths[column : column + item.span]))
        column += item.span
        drawn.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{item.span}"/>' if item.span > 1 else "")
            + (f'<w:vMerge w:val="{item.merge}"/>' if item.merge else "")
            + f"</w:tcPr>{item.content}</w:tc>"
        )
    assert column == len(widths), (column, widths)  # noqa: S101 - a slip of the builder
    properties = (
        "<w:cantSplit/>"
        + (f'<w:trHeight w:val="{mm(height)}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if head else "")
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(drawn)}</w:tr>"


def row_tag(widths: tuple[float, ...], text: str) -> str:
    """A row that holds a Jinja tag for whole rows."""
    return row(widths, cell("Normal", f"{{%tr {text} %}}", span=len(widths)))


def table(style: str, widths: tuple[float, ...], *rows: str) -> str:
    """A table of fixed columns; widths in millimetres."""
    grid = "".join(f'<w:gridCol w:w="{mm(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{mm(sum(widths))}" '
        'w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


@dataclass(frozen=True)
class Sheet:
    """Size and margins of the paper, in millimetres."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def text_width(self) -> float:
        """Room for text from margin to margin."""
        return self.width - self.left - self.right

    def section(self, *, numbered: bool) -> str:
        """The properties of the pages, with the header from the second page if ``numbered``."""
        across = ' w:orient="landscape"' if self.width > self.height else ""
        headers = (
            '<w:headerReference w:type="default" r:id="rIdHeader"/>'
            '<w:headerReference w:type="first" r:id="rIdFirst"/>'
            if numbered
            else ""
        )
        return (
            f'<w:sectPr>{headers}<w:pgSz w:w="{mm(self.width)}" w:h="{mm(self.height)}"{across}/>'
            f'<w:pgMar w:top="{mm(self.top)}" w:right="{mm(self.right)}" '
            f'w:bottom="{mm(self.bottom)}" w:left="{mm(self.left)}" w:header="{mm(10)}" '
            f'w:footer="{mm(10)}" w:gutter="0"/>{"<w:titlePg/>" if numbered else ""}</w:sectPr>'
        )


UPRIGHT = Sheet(210, 297, 20, 15, 20, 30)
ACROSS = Sheet(297, 210, 30, 20, 15, 20)
"""Bound along its upper edge, like the upright pages on the left."""
CERTIFICATE = Sheet(297, 210, 22, 20, 5, 20)
