"""Tables over all organisations of a committee, on pages that lie across."""

from .. import blocks
from ..blocks import grid
from ..markup import ACROSS, Cell, bold, cell, gap, row, row_tag, table
from .paper import paper


def registration_list() -> str:
    """What everybody registered."""
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
    return paper(listed + blocks.totals(), sheet=ACROSS)


def monthly_summary() -> str:
    """A month of all organisations with its totals."""
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
    return paper(listed + blocks.totals(), sheet=ACROSS)


def year_table(months: int, *, whole: bool) -> str:
    """The table of six months, or of the whole year with grade and proposal."""
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
    return paper(listed + blocks.legend() + blocks.totals(), sheet=ACROSS)
