"""Decisions with their lists, and the certificate that goes with a commendation."""

from .. import blocks
from ..blocks import body, grid
from ..markup import (
    CERTIFICATE,
    Cell,
    bold,
    cell,
    each,
    gap,
    italic,
    paragraph,
    row,
    run,
    table,
    tag,
    when,
)
from .paper import END, paper

RECOGNISED_HEADS = (
    "STT",
    "{{ unit_heading }}",
    "Số tháng đạt",
    "{{ points_heading }}",
    "Xếp loại chất lượng",
)
RECOGNISED_CELLS = (
    cell("CellText", "{{ row.organization }}"),
    cell("Cell", "{{ row.pass_months|or_dots }}"),
    cell("Cell", "{{ row.points|or_dots }}"),
    cell("Cell", "{{ row.grade|or_dots }}"),
)


def recognised() -> str:
    """A decision that recognises, or commends, those in its list."""
    return _decision(
        blocks.appendix_heading()
        + grid((11.0, 73.0, 20.0, 25.0, 36.0), RECOGNISED_HEADS, RECOGNISED_CELLS)
    )


def revocation() -> str:
    """The decision that revokes; the list only where there are several."""
    listed = grid(
        (11.0, 48.0, 40.0, 66.0),
        ("STT", "{{ unit_heading }}", "Quyết định bị hủy bỏ", "Lý do"),
        (
            cell("CellText", "{{ row.organization }}"),
            cell("Cell", "{{ row.decision|or_dots }}"),
            cell("CellText", "{{ row.reason }}"),
        ),
        empty="",
    )
    return _decision(when("appendix", blocks.appendix_heading(), listed))


def _decision(attached: str) -> str:
    grounds = each("ground in grounds", body("- {{ ground }}"))
    deciding = (
        gap(6)
        + each("line in deciding_body", paragraph("Deciding", "{{ line }}"))
        + paragraph("Deciding", "QUYẾT ĐỊNH")
        + gap(8)
    )
    articles = each(
        "article in articles", body(bold("Điều {{ loop.index }}."), run(" {{ article }}"))
    )
    return paper(grounds + deciding + articles, attached=attached)


def certificate() -> str:
    """Rows as high as the places in ``paper.css`` are apart; a margin of the page moves them."""
    whole = (CERTIFICATE.text_width,)
    plain = '{% if form == "plain" %}'
    party = when(
        'form == "plain"',
        paragraph("AwardParty", blocks.PARTY),
        blocks.party_rule(CERTIFICATE.text_width, 18),
    ) + paragraph("Gap")
    bodies = (
        tag('if form == "plain"')
        + each("line in body", paragraph("AwardBody", "{{ line }}"))
        + tag("endif")
        + paragraph("Gap")
    )
    upper = table(
        "Bare",
        whole,
        row(whole, Cell(party), height=14),
        row(whole, Cell(bodies), height=18),
        row(whole, cell("AwardGives", f"{plain}tặng{{% endif %}}"), height=8),
        row(whole, cell("AwardName", f"{plain}{{{{ heading.name }}}}{{% endif %}}"), height=24),
        row(whole, cell("AwardRecipient", "{{ award.recipient }}"), height=26),
        row(whole, cell("AwardText", "{{ award.achievement }}"), height=22),
    )
    halves = (132.0, 125.0)
    left = (
        gap(108)
        + paragraph("AwardDecision", "{{ decision }}")
        + when("mark", gap(6), paragraph("AwardDecision", run("{{ mark }}", "b", border=True)))
        + paragraph("Gap")
    )
    right = paragraph("Signature", italic("{{ letterhead.place_and_date }}")) + blocks.signature()
    lower = table("Bare", halves, row(halves, Cell(left), Cell(right)))
    start = paragraph(
        "Gap",
        properties='<w:pageBreakBefore/><w:spacing w:line="20" w:lineRule="exact"/>',
    )
    return each("award in awards", start, upper, gap(1), lower) + END
