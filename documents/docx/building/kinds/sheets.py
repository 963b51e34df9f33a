"""Forms that a cell or a committee fills in: registration, sheet, self-review, minutes."""

from .. import blocks
from ..blocks import body, entry, lead
from ..markup import NB, bold, cell, each, gap, row, run, table, tag, when
from .paper import paper


def registration() -> str:
    """The registration in January."""
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
    return paper(
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


def sheet() -> str:
    """The self-assessment sheet of a month, also of one without a meeting."""
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
    return paper(
        tag("if no_meeting")
        + not_held
        + tag("else")
        + held
        + tag("endif")
        + when("remark", body("Ghi chú: {{ remark }}"))
        + blocks.remark("paper_note")
    )


def self_review() -> str:
    """The self-review of a year."""
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
    return paper(
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


def cell_minutes() -> str:
    """The extract of the minutes of the meeting that a sheet is about."""
    return paper(
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
