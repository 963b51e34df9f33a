"""Tables in the text: a row for each of many, and the criteria of a sheet."""

from collections.abc import Callable

from ..markup import Cell, bold, cell, gap, italic, row, row_tag, run, table, tag
from .texts import remark


def grid(
    widths: tuple[float, ...],
    heads: tuple[str, ...],
    cells: tuple[Cell, ...],
    *,
    rows: str = "row in rows",
    empty: str = "empty_note",
    wide: bool = False,
    foot: str = "",
) -> str:
    """A table with one row for each; the numbers of its rows come first.

    ``empty`` names the text that is printed in a table without rows; ``foot`` is drawn below.
    """
    style = "WideCell" if wide else "Cell"
    head = row(widths, *(cell(style, bold(text)) for text in heads), head=True)
    none = (
        row_tag(widths, "else")
        + row(widths, cell(style, f"{{{{ {empty}|or_dots }}}}", span=len(widths)))
        if empty
        else ""
    )
    return table(
        "WideGrid" if wide else "Grid",
        widths,
        head,
        row_tag(widths, f"for {rows}"),
        row(widths, cell(style, "{{ loop.index }}"), *cells),
        none,
        row_tag(widths, "endfor"),
        foot,
    ) + gap(8)


def criteria(*, blank: bool = True) -> str:
    """The criteria with points and reasons; with ``blank``, on a blank form columns to write on."""
    filled = _criteria(
        (11.0, 80.0, 18.0, 18.0, 38.0),
        ("Điểm tự chấm", "Ghi chú\n(lý do trừ điểm)"),
        lambda style, of: (
            cell(style, f"{{{{ {of}points }}}}"),
            cell("CellNote", *(_NOTE if of == "criterion." else ())),
        ),
    )
    if not blank:
        return filled + remark("framework_note")
    open_ = _criteria(
        (11.0, 70.0, 18.0, 18.0, 18.0, 30.0),
        ("{{ blank_columns[0] }}", "{{ blank_columns[1] }}", "Lý do trừ điểm"),
        lambda style, _: (cell(style), cell(style), cell("CellNote")),
    )
    drawn = tag('if form == "blank"') + open_ + tag("else") + filled + tag("endif")
    return drawn + remark("framework_note")


_NOTE = (
    run("{% if criterion.not_applicable %}"),
    italic("không phát sinh"),
    run("{% if criterion.note %}; {% endif %}{% endif %}{{ criterion.note }}"),
)


def _criteria(
    widths: tuple[float, ...],
    heads: tuple[str, ...],
    figures: Callable[[str, str], tuple[Cell, ...]],
) -> str:
    head = row(
        widths,
        *(
            cell("Cell", bold(text))
            for text in ("STT", "Nội dung, tiêu chí", "Điểm tối đa", *heads)
        ),
        head=True,
    )
    group = row(
        widths,
        cell("CellGroup", "{{ group.numeral }}"),
        cell("CellGroupText", "{{ group.title }}"),
        cell("CellGroup", "{{ group.max_points }}"),
        *figures("CellGroup", "group."),
    )
    criterion = row(
        widths,
        cell("Cell", "{{ criterion.code }}"),
        cell(
            "CellText",
            run("{{ criterion.text }}{% if criterion.mandatory %} "),
            italic("(bắt buộc)"),
            run("{% endif %}"),
        ),
        cell("Cell", "{{ criterion.max_points }}"),
        *figures("Cell", "criterion."),
    )
    total = row(
        widths,
        cell("Cell"),
        cell("CellText", bold("Tổng điểm")),
        cell("Cell", bold("{{ max_points }}")),
        *figures("CellTotal", ""),
    )
    return table(
        "Grid",
        widths,
        head,
        row_tag(widths, "for group in groups"),
        group,
        row_tag(widths, "for criterion in group.criteria"),
        criterion,
        row_tag(widths, "endfor"),
        row_tag(widths, "endfor"),
        total,
    ) + gap(8)
