"""The blocks of papers in Word, one for each file in ``templates/documents/blocks``."""

from collections.abc import Callable

from documents.fonts import text_width

from .markup import (
    UPRIGHT,
    Cell,
    Sheet,
    bold,
    box,
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

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
NB = "\u00a0"


def letterhead(sheet: Sheet = UPRIGHT) -> str:
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


def body(*content: str) -> str:
    """A paragraph of running text."""
    return paragraph("Body", *content)


def lead(*content: str) -> str:
    """A paragraph that stays with what follows."""
    return paragraph("Lead", *content)


def paragraphs(name: str) -> str:
    """Each text of a list as a paragraph; its lines become paragraphs of their own."""
    return each(f"text in {name}", body("{{ text|paragraphs }}"))


def remark(name: str) -> str:
    """A note in italics, where there is one."""
    return when(name, paragraph("Remark", f"{{{{ {name} }}}}"))


def entry(label: str, text: str, rows: int, *, strong: bool = False) -> str:
    """A label and its text, or ``rows`` dotted lines to write on."""
    start = (bold if strong else italic)(f"{label}:")
    lines = [
        paragraph("Fill", start if number == 0 else "", run(" \t" if number == 0 else "\t"))
        for number in range(rows)
    ]
    return (
        tag(f"if {text}")
        + body(start, run(f" {{{{ {text} }}}}"))
        + tag("else")
        + "".join(lines)
        + tag("endif")
    )


def vote(question: str) -> str:
    """The count with its percentages, or dots where nobody voted yet."""
    voted = body(
        f"{question}{{% if vote.method %}} ({{{{ vote.method }}}}){{% endif %}}: tán thành "
        "{{ vote.votes_for }}/{{ vote.voters }} đồng chí ({{ vote.percent_for }}%); không tán "
        f"thành{NB}{{{{ vote.votes_against }}}} đồng chí ({{{{ vote.percent_against }}}}%); ý kiến "
        f"khác{NB}{{{{ vote.votes_other }}}} đồng chí ({{{{ vote.percent_other }}}}%). Tỷ lệ tính "
        "trên tổng số đồng chí có quyền biểu quyết."
    )
    open_ = body(
        f"{question}: tán thành ……/{{% if vote.voters %}}{{{{ vote.voters }}}}{{% else %}}……"
        "{% endif %} đồng chí (……%); không tán thành …… đồng chí (……%); ý kiến khác …… đồng chí "
        "(……%)."
    )
    return tag("if vote.votes_for") + voted + tag("else") + open_ + tag("endif")


def level() -> str:
    """The level taken, as boxes."""
    return body(
        run(f"{{{{ unit }}}} tự nhận mức:{NB * 4}"),
        box('level == "pass"'),
        run(f"{NB}Đạt{NB * 4}"),
        box('level == "fail"'),
        run(f"{NB}Không{NB}đạt"),
    )


def totals() -> str:
    """Sentences under a table."""
    return each("total in totals", body("{{ total }}"))


def legend() -> str:
    """What the letters of the months mean."""
    return when(
        "legend",
        paragraph(
            "Remark",
            "{% for entry in legend %}{{ entry }}{% if loop.last %}.{% else %}; {% endif %}"
            "{% endfor %}",
        ),
    )


def facts(name: str = "facts") -> str:
    """Label and text, a paragraph each."""
    return each(f"fact in {name}", body("{{ fact.label }}: {{ fact.text|or_dots }}."))


def _signed(of: str, *, before: str, title: str) -> str:
    name = (
        tag(f"if {of}.name")
        + paragraph("Name", bold(f"{{{{ {of}.name }}}}"))
        + tag("else")
        + paragraph("Name", f"{{{{ {of}.name|or_long_dots }}}}")
        + tag("endif")
    )
    return paragraph("Signature", bold(before)) + title + name


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


def closing(sheet: Sheet = UPRIGHT, *, after_table: bool = False) -> str:
    """Recipients and signature, never alone on a page."""
    half = sheet.text_width / 2
    widths = (half, half)
    left = recipients() + paragraph("Recipient")
    return gap(12 if after_table else 6) + table(
        "Closing", widths, row(widths, Cell(left), Cell(signature()))
    )


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
