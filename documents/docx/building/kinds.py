"""The body of each kind, block by block like ``templates/documents/<kind>.html``."""

from collections.abc import Callable

from . import blocks
from .blocks import NB, body, entry, grid, lead
from .markup import (
    ACROSS,
    CERTIFICATE,
    UPRIGHT,
    Cell,
    Sheet,
    bold,
    box,
    cell,
    each,
    gap,
    italic,
    paragraph,
    row,
    row_tag,
    run,
    table,
    tag,
    when,
)

_END = gap(1)
"""Word wants a paragraph after the last table."""


def _paper(
    content: str, *, sheet: Sheet = UPRIGHT, closing: str | None = None, attached: str = ""
) -> str:
    end = blocks.closing(sheet) if closing is None else closing
    return blocks.letterhead(sheet) + blocks.heading() + content + end + attached + _END


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
    return _paper(grounds + deciding + articles, attached=attached)


_RECOGNISED_HEADS = (
    "STT",
    "{{ unit_heading }}",
    "Số tháng đạt",
    "{{ points_heading }}",
    "Xếp loại chất lượng",
)
_RECOGNISED_CELLS = (
    cell("CellText", "{{ row.organization }}"),
    cell("Cell", "{{ row.pass_months|or_dots }}"),
    cell("Cell", "{{ row.points|or_dots }}"),
    cell("Cell", "{{ row.grade|or_dots }}"),
)


def _recognised() -> str:
    return _decision(
        blocks.appendix_heading()
        + grid((11.0, 73.0, 20.0, 25.0, 36.0), _RECOGNISED_HEADS, _RECOGNISED_CELLS)
    )


def _revocation() -> str:
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


def _proposal() -> str:
    listed = grid(
        (11.0, 41.0, 20.0, 25.0, 36.0, 32.0),
        (*_RECOGNISED_HEADS, "Đề nghị"),
        (*_RECOGNISED_CELLS, cell("Cell", "{{ row.request }}")),
    )
    return _paper(
        blocks.addressees() + blocks.paragraphs("paragraphs"),
        attached=blocks.appendix_heading() + listed,
    )


def _minutes() -> str:
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
    return _paper(
        blocks.facts()
        + lead("{{ question }}")
        + ballots
        + votes
        + paragraph("Remark", base)
        + blocks.paragraphs("paragraphs"),
        closing=blocks.closing_minutes(),
    )


def _ballot() -> str:
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
    return _paper(body("{{ guidance }}") + candidates, closing="")


def _assignments() -> str:
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
    return _paper(blocks.paragraphs("paragraphs") + members + blocks.paragraphs("after"))


def _report() -> str:
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
    return _paper(blocks.addressees() + blocks.opening() + figures + sections)


def _registration() -> str:
    members = body(
        bold("1. Đảng viên:"),
        run(
            " {{ members|or_dots }} đồng chí; trong đó chính "
            f"thức:{NB}{{{{ official_members|or_dots }}}}, dự "
            f"bị:{NB}{{{{ probationary_members|or_dots }}}}."
        ),
    )
    meeting = body(
        bold("6. Biểu quyết thông qua"),
        run(
            " tại cuộc họp ngày {{ meeting_date|or_dots }}, có "
            f"mặt{NB}{{{{ vote.present|or_dots }}}}/{{{{ vote.voters|or_dots }}}} đồng chí có "
            "quyền biểu quyết."
        ),
    )
    return _paper(
        blocks.addressees()
        + blocks.opening()
        + members
        + body(bold("2. Mô hình đăng ký:"), run(" {{ model }} năm {{ year }}."))
        + body(bold("3. Danh hiệu thi đua đăng ký:"), run(" {{ emulation_title|or_long_dots }}."))
        + lead(bold("4. Mục tiêu theo bốn nội dung:"))
        + each("aim in aims", entry("{{ aim.label }}", "aim.text", 2))
        + entry("5. Công việc đột phá", "breakthrough_task", 2, strong=True)
        + body("Thời hạn hoàn thành: {{ breakthrough_due|or_dots }}.")
        + meeting
        + blocks.vote("Kết quả biểu quyết")
        + blocks.remark("paper_note")
    )


_ASKS_ALL = 'form == "blank"'


def _sheet() -> str:
    meeting = body(
        "Ngày họp: {{ meeting_date|or_dots }}. Tổng số đồng chí có quyền biểu "
        f"quyết:{NB}{{{{ voters|or_dots }}}}; có mặt (có quyền biểu "
        f"quyết):{NB}{{{{ present|or_dots }}}}"
        f'{{% if probationary_present or {_ASKS_ALL} and unit == "Chi bộ" %}}; đảng viên dự bị có '
        f"mặt:{NB}{{{{ probationary_present|or_dots }}}}{{% endif %}}"
        f"{{% if absent_excused or {_ASKS_ALL} %}}; vắng có lý "
        f"do:{NB}{{{{ absent_excused|or_dots }}}}{{% endif %}}"
        f"{{% if absent_unexcused or {_ASKS_ALL} %}}; vắng không có lý "
        f"do:{NB}{{{{ absent_unexcused|or_dots }}}}{{% endif %}}."
        f"{{% if thematic or {_ASKS_ALL} %}} Sinh hoạt chuyên đề: {{{{ thematic|or_dots }}}}."
        "{% endif %}"
    )
    held = (
        meeting
        + blocks.criteria()
        + entry("Ưu điểm", "strengths", 3, strong=True)
        + entry("Hạn chế", "shortcomings", 3, strong=True)
        + when(
            f"good_practice or {_ASKS_ALL}",
            entry("Cách làm hay", "good_practice", 2, strong=True),
        )
        + blocks.vote("Kết quả biểu quyết mức “Đạt”")
        + blocks.level()
    )
    not_held = (
        body("{{ unit }} không tổ chức sinh hoạt trong {{ period }}.")
        + body("Lý do:")
        + body("{{ no_meeting|paragraphs }}")
        + body("{{ unit }} không biểu quyết, không chấm điểm và không tự nhận mức của kỳ này.")
    )
    return _paper(
        tag("if no_meeting")
        + not_held
        + tag("else")
        + held
        + tag("endif")
        + when("remark", body("Ghi chú: {{ remark }}"))
        + blocks.remark("paper_note")
    )


def _self_review() -> str:
    widths = (22.0, *(143 / 12,) * 12)
    months = table(
        "Grid",
        widths,
        row(
            widths,
            cell("Cell", bold("Tháng")),
            *(cell("Cell", bold(str(month))) for month in range(1, 13)),
            head=True,
        ),
        row(
            widths,
            cell("Cell", bold("Kết quả")),
            *(cell("Cell", f"{{{{ months[{month}] }}}}") for month in range(12)),
        ),
    ) + gap(8)
    declared = when(
        "declared",
        lead(bold("5. Kê khai trong năm")),
        each("item in declared", body("{{ item.label }}: {{ item.text|or_dots }}")),
    )
    points = "{% if points_heading %} {{ points_heading }}: {{ points|or_dots }}.{% endif %}"
    return _paper(
        blocks.addressees()
        + blocks.opening()
        + blocks.facts()
        + lead(bold("1. Kết quả tự đánh giá các tháng"))
        + when("months", months, blocks.legend())
        + body(f"Số tháng đạt: {{{{ pass_months|or_dots }}}}.{points}")
        + lead(bold("2. Kết quả thực hiện bốn nội dung"))
        + each("entry in contents", entry("{{ entry.label }}", "entry.text", 2))
        + when("groups", blocks.criteria(blank=False))
        + entry("3. Công việc đột phá", "breakthrough_task", 1, strong=True)
        + entry("Kết quả thực hiện", "breakthrough_result", 2)
        + entry("4. Cách làm hay", "good_practice", 2, strong=True)
        + declared
        + body(
            bold("{% if declared %}6{% else %}5{% endif %}. Tự xếp loại chất lượng:"),
            run(" {{ self_grade|or_long_dots }}."),
        )
        + when(
            "request",
            body(
                bold("{% if declared %}7{% else %}6{% endif %}. Đề nghị:"),
                run(" {{ request }}"),
            ),
        )
        + blocks.vote("Kết quả biểu quyết mức “Đạt”")
        + blocks.level()
        + blocks.remark("paper_note")
    )


def _cell_minutes() -> str:
    return _paper(
        blocks.facts()
        + lead(bold("1. Tự đánh giá {{ period }}"))
        + each("group in groups", body("- {{ group.label }}: {{ group.text|or_dots }} điểm."))
        + body("Tổng điểm: {{ points|or_dots }}.")
        + entry("Ưu điểm", "strengths", 2)
        + entry("Hạn chế", "shortcomings", 2)
        + entry("2. Ý kiến thảo luận", "opinions", 4, strong=True)
        + lead(bold("3. Biểu quyết"))
        + blocks.vote("Kết quả biểu quyết mức “Đạt”")
        + blocks.level(),
        closing=blocks.closing_minutes(),
    )


def _across(content: str, *, after_table: bool = False) -> str:
    return _paper(content, sheet=ACROSS, closing=blocks.closing(ACROSS, after_table=after_table))


def _registration_list() -> str:
    listed = grid(
        (11.0, 48.0, 17.0, 23.0, 48.0, 90.0, 20.0),
        (
            "STT",
            "{{ unit_heading }}",
            "Số đảng viên",
            "Ngày gửi",
            "Nội dung đăng ký",
            "Công việc đột phá",
            "Đúng hạn / muộn",
        ),
        (
            cell("WideText", "{{ row.organization }}"),
            cell("WideCell", "{{ row.members }}"),
            cell("WideCell", "{{ row.sent_on }}"),
            cell("WideText", "{{ row.content }}"),
            cell("WideText", "{{ row.breakthrough_task }}"),
            cell("WideCell", "{{ row.timeliness }}"),
        ),
        wide=True,
    )
    return _across(listed + blocks.totals())


def _monthly_summary() -> str:
    widths = (11.0, 48.0, 22.0, 23.0, 15.0, 15.0, 15.0, 15.0, 15.0, 78.0)
    marks = ("passed", "failed", "missing", "awaiting")
    total = (
        row_tag(widths, "if rows")
        + row(
            widths,
            cell("WideCell"),
            cell("WideText", bold("Cộng")),
            *(cell("WideCell") for _ in range(3)),
            *(cell("WideCell", bold(f"{{{{ {mark} }}}}")) for mark in marks),
            cell("WideText"),
        )
        + row_tag(widths, "endif")
    )
    listed = grid(
        widths,
        (
            "STT",
            "{{ unit_heading }}",
            "Có mặt / có quyền biểu quyết",
            "Ngày họp",
            "Điểm",
            "Đạt",
            "Không đạt",
            "Chưa gửi",
            "Chờ xác nhận",
            "Ghi chú (lý do trừ điểm)",
        ),
        (
            cell("WideText", "{{ row.organization }}"),
            cell("WideCell", "{{ row.present }}"),
            cell("WideCell", "{{ row.meeting_date }}"),
            cell("WideCell", "{{ row.points }}"),
            *(cell("WideCell", f"{{{{ row.{mark} }}}}") for mark in marks),
            cell("WideText", "{{ row.note }}"),
        ),
        wide=True,
        foot=total,
    )
    return _across(listed + blocks.totals())


def _year(months: int, *, whole: bool) -> str:
    fixed = (11.0, *(8.0,) * months, 14.0, 18.0, *((26.0, 32.0, 22.0) if whole else (32.0,)))
    widths = (fixed[0], ACROSS.text_width - sum(fixed), *fixed[1:])

    def head(text: str) -> Cell:
        return cell("WideCell", bold(text), merge="restart")

    below = cell("WideCell", merge="continue")
    first = row(
        widths,
        head("STT"),
        head("{{ unit_heading }}"),
        cell("WideCell", bold("Kết quả tự đánh giá hằng tháng"), span=months),
        head("Số tháng đạt"),
        head("{{ points_heading }}"),
        *((head("Xếp loại chất lượng"),) if whole else ()),
        head("{{ conditions_heading }}"),
        *((head("Đề nghị"),) if whole else ()),
        head=True,
    )
    second = row(
        widths,
        below,
        below,
        *(cell("WideCell", bold(f"{{{{ months[{month}] }}}}")) for month in range(months)),
        *(below for _ in range(5 if whole else 3)),
        head=True,
        height=14,
    )
    each_row = row(
        widths,
        cell("WideCell", "{{ loop.index }}"),
        cell("WideText", "{{ row.organization }}"),
        *(cell("WideMonth", f"{{{{ row.months[{month}] }}}}") for month in range(months)),
        cell("WideCell", "{{ row.pass_months }}"),
        cell("WideCell", "{{ row.points }}"),
        *((cell("WideCell", "{{ row.grade }}"),) if whole else ()),
        cell("WideCell", "{{ row.conditions }}"),
        *((cell("WideCell", "{{ row.proposal }}"),) if whole else ()),
    )
    listed = table(
        "WideGrid",
        widths,
        first,
        second,
        row_tag(widths, "for row in rows"),
        each_row,
        row_tag(widths, "else"),
        row(widths, cell("WideCell", "{{ empty_note|or_dots }}", span=len(widths))),
        row_tag(widths, "endfor"),
    ) + gap(8)
    return _across(listed + blocks.legend() + blocks.totals())


def _certificate() -> str:
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
    return each("award in awards", start, upper, gap(1), lower) + _END


BODIES: dict[str, Callable[[], str]] = {
    "registration": _registration,
    "registration-list": _registration_list,
    "assignments": _assignments,
    "sheet": _sheet,
    "cell-minutes": _cell_minutes,
    "monthly-summary": _monthly_summary,
    "half-year": lambda: _year(6, whole=False),
    "year-table": lambda: _year(12, whole=True),
    "self-review": _self_review,
    "cell-report": _report,
    "report": _report,
    "ballot": _ballot,
    "minutes": _minutes,
    "recognition": _recognised,
    "commendation": _recognised,
    "certificate": _certificate,
    "revocation": _revocation,
    "proposal": _proposal,
}

ACROSS_KINDS = frozenset({"registration-list", "monthly-summary", "half-year", "year-table"})


def sheet_of(kind: str) -> Sheet:
    """The paper that a kind is printed on."""
    if kind == "certificate":
        return CERTIFICATE
    return ACROSS if kind in ACROSS_KINDS else UPRIGHT
