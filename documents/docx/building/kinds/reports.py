"""Papers to other bodies and records of meetings: proposal, minutes, ballot, notice, reports."""

from .. import blocks
from ..blocks import body, grid, lead
from ..markup import bold, box, cell, each, italic, paragraph, run, tag, when
from .decisions import RECOGNISED_CELLS, RECOGNISED_HEADS
from .paper import paper


def proposal() -> str:
    """The proposal to the authority above with those it asks for."""
    listed = grid(
        (11.0, 41.0, 20.0, 25.0, 36.0, 32.0),
        (*RECOGNISED_HEADS, "Đề nghị"),
        (*RECOGNISED_CELLS, cell("Cell", "{{ row.request }}")),
    )
    return paper(
        blocks.addressees() + blocks.paragraphs("paragraphs"),
        attached=blocks.appendix_heading() + listed,
    )


def minutes() -> str:
    """The part of a meeting's minutes that is about a vote."""
    ballots = when(
        "ballots",
        lead(
            "{% for entry in ballots %}{{ entry.label }}: {{ entry.text|or_dots }}"
            "{% if loop.last %}.{% else %}; {% endif %}{% endfor %}"
        ),
    )
    votes = grid(
        (11.0, 56.0, 17.0, 17.0, 17.0, 17.0, 30.0),
        (
            "STT",
            "{{ unit_heading }}",
            "Tán thành",
            "Không tán thành",
            "Ý kiến khác",
            "Tỷ lệ tán thành (%)",
            "Kết quả",
        ),
        (
            cell("CellText", "{{ row.organization }}"),
            *(
                cell("Cell", f"{{{{ row.{name}|or_dots }}}}")
                for name in ("votes_for", "votes_against", "votes_other", "percent_for", "result")
            ),
        ),
        empty="",
    )
    base = (
        "Tỷ lệ tính trên tổng số đồng chí có quyền biểu quyết của cấp quyết định, kể cả người "
        "vắng mặt."
    )
    return paper(
        blocks.facts()
        + lead("{{ question }}")
        + ballots
        + votes
        + paragraph("Remark", base)
        + blocks.paragraphs("paragraphs"),
        closing=blocks.closing_minutes(),
    )


def ballot() -> str:
    """The ballot paper with boxes to tick."""
    candidates = grid(
        (11.0, 58.0, 20.0, 25.0, 17.0, 17.0, 17.0),
        (
            "STT",
            "{{ unit_heading }}",
            "Số tháng đạt",
            "{{ points_heading }}",
            "Tán thành",
            "Không tán thành",
            "Ý kiến khác",
        ),
        (
            cell("CellText", "{{ row.organization }}"),
            cell("Cell", "{{ row.pass_months }}"),
            cell("Cell", "{{ row.points }}"),
            *(cell("Cell", box()) for _ in range(3)),
        ),
    )
    return paper(body("{{ guidance }}") + candidates, closing="")


def assignments() -> str:
    """The notice of who looks after which organisations."""
    member = (
        run("{{ row.member }}{% if row.position %}"),
        run("\n"),
        italic("{{ row.position }}"),
        run("{% endif %}"),
    )
    members = grid(
        (11.0, 48.0, 53.0, 53.0),
        ("STT", "Cấp ủy viên", "Phụ trách", "Dự sinh hoạt"),
        (
            cell("CellText", *member),
            cell("CellText", "{{ row.responsible }}"),
            cell("CellText", "{{ row.attends }}"),
        ),
    )
    return paper(blocks.paragraphs("paragraphs") + members + blocks.paragraphs("after"))


def report() -> str:
    """A report on six months or a year; lines to write on where nobody said anything."""
    figures = when(
        "figures",
        grid(
            (11.0, 118.0, 36.0),
            ("STT", "Chỉ tiêu", "Số liệu"),
            (
                cell("CellText", "{{ figure.label }}"),
                cell("Cell", "{{ figure.text|or_dots }}"),
            ),
            rows="figure in figures",
            empty="",
        ),
    )
    line = paragraph("Fill", run("\t"))
    sections = each(
        "section in sections",
        lead(bold("{{ section.title }}")),
        tag("for text in section.paragraphs"),
        body("{{ text|paragraphs }}"),
        tag("else"),
        line,
        line,
        tag("endfor"),
    )
    return paper(blocks.addressees() + blocks.opening() + figures + sections)
