"""Every sample paper as an office meets it: long names, one row, two hundred, nothing filled in.

Each is drawn once and read back once for all the tests that look at it.
"""

from collections.abc import Callable, Collection
from dataclasses import fields, replace
from functools import cache
from typing import Any

from documents.contexts import (
    CertificateContext,
    Section,
    SelfReviewContext,
    SheetContext,
    SheetGroup,
)
from documents.letterhead import letterhead, name_lines
from documents.parts import Heading, Letterhead, PaperContext, Recipients, Signature
from documents.plain import Plain
from documents.render import render_pdf

from . import papers
from .reading import Page, pages

LONG_CELL = (
    "Chi bộ Trung tâm Bảo tồn di tích, danh lam thắng cảnh và Phát triển du lịch cộng đồng thuộc "
    "Sở Văn hóa, Thể thao và Du lịch"
)
LONG_COMMITTEE = (
    "Đảng ủy Tổng công ty Tư vấn đầu tư Xây dựng và Phát triển hạ tầng kỹ thuật đô thị trực thuộc"
)
LONG_ABOVE = "Đảng bộ Khối các cơ quan và doanh nghiệp trực thuộc Thành phố Hồ Chí Minh"
LONG_PERSON = "Công Tằng Tôn Nữ Nguyễn Hoàng Phương Thảo Nguyên"
LONG_POSITION = "Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra Đảng ủy Tổng công ty"
BARE = {
    # what choices and the form of a paper hang on, and what a template itself always says
    *("form", "level", "mark", "offset_right", "offset_down", "not_applicable", "mandatory"),
    *("heading", "appendix", "unit", "model", "year", "period", "label", "author"),
    *("body_above", "issuing_body", "number", "salutation", "code", "numeral", "on_behalf"),
    *("empty_note", "legend", "voters", "max_points", "criteria"),
    *("unit_heading", "points_heading", "conditions_heading", "months", "blank_columns"),
    *("addressees", "question", "guidance", "decision", "body", "deciding_body", "articles"),
}
"""Fields that an empty paper still has."""
FORM = ("aims", "awards", "contents", "facts", "groups", "sections")
"""Lists whose items are a form to be filled in: their labels stay."""
TALL = 9
"""Rows of many lines each, enough for a third page."""
MANY = ("recognition", "registration-list")
"""One upright and one wide table get two hundred rows: each row costs milliseconds."""
TABLES = (
    *("recognition", "revocation, several", "proposal", "minutes", "ballot", "assignments"),
    *("registration-list", "monthly-summary", "year-table", "report", "sheet"),
    *("self-review, with points", "commendation", "half-year", "sheet --blank"),
)
"""Samples with a table that grows."""
SAME_DRAWING = ("commendation", "half-year", "sheet --blank", "self-review, with points")
"""Their tables come from the same block as another's."""
DRAWN_TALL = [name for name in TABLES if name not in SAME_DRAWING]
VARIANTS = (
    *("recognition, draft", "revocation, commendation alone", "minutes, by hand"),
    "year-table, before grades",
)
"""Samples that differ from another in a sentence or a column left empty."""


@cache
def case(sample: str, how: str) -> PaperContext:
    """The sample ``usual``, ``empty``, ``long`` with one row, with ``tall`` or ``many`` rows."""
    return _CASES[how](papers.SAMPLES[sample]())


@cache
def drawn(sample: str, how: str = "usual") -> bytes:
    """The case as PDF."""
    context = case(sample, how)
    return render_pdf(context.KIND, context)


@cache
def read(sample: str, how: str = "usual") -> list[Page]:
    """The pages of the case with their words."""
    return pages(drawn(sample, how))


def all_cases() -> list[tuple[str, str]]:
    """Every sample in its cases; a control that each kind is among them stands in the tests."""
    return [
        *((name, "tall" if name in DRAWN_TALL else "usual") for name in papers.SAMPLES),
        *((name, how) for name in papers.SAMPLES if name not in VARIANTS for how in _HARD),
        *((name, "many") for name in MANY),
    ]


def changed(
    value: Any, change: Callable[[Plain, str, Any], Any], kept: Collection[str] = ()
) -> Any:
    """Plain data with every field as ``change(owner, name, value)`` gives it, from inside out."""
    if isinstance(value, tuple):
        return tuple(changed(item, change, kept) for item in value)
    if isinstance(value, Plain):
        return replace(
            value,
            **{
                field.name: change(
                    value, field.name, changed(getattr(value, field.name), change, kept)
                )
                for field in fields(value)
                if field.name not in kept
            },
        )
    return value


def _long(paper: PaperContext) -> PaperContext:
    names = {
        "organization": LONG_CELL,
        "recipient": LONG_CELL,
        "member": f"Đồng chí {LONG_PERSON}",
        "position": LONG_POSITION,
        "responsible": f"{LONG_CELL}\n{papers.UNITS[1]}",
        "attends": LONG_CELL,
        "author": LONG_COMMITTEE,
        "deciding_body": name_lines(LONG_COMMITTEE, style="Bold", width=467),
        "body": name_lines(LONG_COMMITTEE, style="Bold", width=467),
        "addressees": (LONG_ABOVE, LONG_COMMITTEE),
        "grade": "Hoàn thành xuất sắc nhiệm vụ",
        "breakthrough_task": f"{LONG_CELL}: " + "số hóa hồ sơ hiện vật, " * 12,
        "note": "2.3: một đảng viên vắng không có lý do; " * 4,
    }

    def change(owner: Plain, name: str, value: Any) -> Any:
        if isinstance(owner, Signature) and name == "name":
            return LONG_PERSON
        if isinstance(owner, Recipients) and name == "lines":
            return (f"- {LONG_ABOVE} (để báo cáo),", f"- {LONG_CELL},", *value)
        return names[name] if name in names and value else value

    long: PaperContext = changed(paper, change)
    long = replace(long, letterhead=_long_letterhead(paper.letterhead))
    return with_rows(long, 1) if getattr(paper, "rows", ()) else long


def _long_letterhead(of: Letterhead) -> Letterhead:
    made = letterhead(
        body_above=LONG_ABOVE,
        issuing_body=LONG_COMMITTEE,
        place="Thành phố Hồ Chí Minh",
        on=papers.ISSUED_ON,
    )
    return replace(made, number=of.number.replace("45-", "1045-"))


def _empty(paper: PaperContext) -> PaperContext:
    def change(owner: Plain, name: str, value: Any) -> Any:
        if not isinstance(value, str | tuple):
            return value
        if name == "place_and_date":
            return "………………, ngày ……… tháng ……… năm 2026"
        if isinstance(value, str):
            return value if isinstance(owner, Section | SheetGroup) and name == "title" else ""
        return value if name in FORM else ()

    empty: PaperContext = changed(paper, change, BARE)
    if isinstance(empty, CertificateContext):
        return replace(empty, awards=empty.awards[:1])
    return empty


def with_rows(paper: PaperContext, count: int, more: str = "") -> PaperContext:
    """The paper with ``count`` rows; the tallest text of each begins and ends with its number."""
    if isinstance(paper, SheetContext | SelfReviewContext):
        return _with_criteria(paper, count, more)
    given: Any = paper
    field, text = {
        "report": ("figures", "label"),
        "assignments": ("rows", "responsible"),
        "registration-list": ("rows", "breakthrough_task"),
        "monthly-summary": ("rows", "note"),
        "revocation": ("rows", "reason"),
    }.get(paper.KIND, ("rows", "organization"))
    rows = getattr(given, field)

    def row(number: int) -> Any:
        like = rows[number % len(rows)]
        longer = f"{getattr(like, text)} {more * (number % 2 + 1)}"
        return replace(like, **{text: marked(number, longer)})

    grown: PaperContext = replace(given, **{field: tuple(map(row, range(count)))})
    return grown


def marked(number: int, text: str) -> str:
    """A text by whose marks the row is found again in which it is the tallest."""
    return f"{number}đầu {text} {number}cuối"


def _with_criteria(paper: Any, count: int, more: str) -> PaperContext:
    first = paper.groups[0]
    numbers = iter(range(count))
    groups = tuple(
        replace(
            group,
            criteria=tuple(
                replace(
                    first.criteria[0],
                    code=f"{place}.{order}",
                    text=marked(number, f"{first.criteria[0].text} {more * (number % 2 + 1)}"),
                )
                for order, number in zip(range(1, -(-count // 4) + 1), numbers, strict=False)
            ),
        )
        for place, group in enumerate(paper.groups, start=1)
    )
    grown: PaperContext = replace(paper, groups=groups)
    return grown


HOSTILE = (
    "<b>đậm</b> {{ paper.mark }} {% for x in y %} {# ẩn #} {_{ x }_} {_% x %_} &amp; &#65; ]]> "
    "</w:t> <img src='file:///etc/passwd'> 'một' \"hai\" \\1 %s \u202eRLO\u202c \x07 \x0c "
    "số 45-QĐ/ĐU, Điều 1"
)
"""Markup, tags of both template languages, marks of direction and control, what must not break."""
LONG_TEXT = " ".join(f"từ{number:04d}" for number in range(1430))
"""Ten thousand characters whose words can be told apart."""
LONGEST = {
    "registration": "breakthrough_task",
    "registration-list": "breakthrough_task",
    "assignments": "after",
    "sheet": "text",
    "cell-minutes": "opinions",
    "monthly-summary": "note",
    "half-year": "legend",
    "year-table": "totals",
    "self-review": "good_practice",
    "cell-report": "opening",
    "report": "addressees",
    "ballot": "guidance",
    "minutes": "question",
    "recognition": "articles",
    "commendation": "lines",
    "revocation": "subject",
    "proposal": "name",
}
"""Where each kind gets the ten thousand characters, once; a certificate has one page alone."""
_OF_THE_PROGRAM = {
    # choices and figures that nobody types
    *("form", "level", "not_applicable", "mandatory", "offset_right", "offset_down", "date"),
    *("mark", "number", "unit", "code", "check_address", "no_meeting", "voters"),
    *("votes_for", "votes_against", "votes_other", "percent_for", "percent_against"),
}
NARROW = {
    # what the program writes into columns of a few millimetres
    *("months", "pass_months", "points", "max_points", "passed", "failed", "missing", "awaiting"),
    *("members", "sent_on", "meeting_date", "timeliness", "numeral", "present", "percent_other"),
    *("absent_excused", "absent_unexcused", "probationary_present", "thematic", "blank_columns"),
    *("unit_heading", "points_heading", "conditions_heading"),
}


@cache
def hostile(sample: str, *, narrow: bool = True) -> PaperContext:
    """The sample with something hostile at the end of every text, and one text very long.

    Without ``narrow`` only in the texts that somebody types.
    """
    paper = _shortened(papers.SAMPLES[sample]())
    left = [LONGEST.get(paper.KIND, "")]

    def spoiled(text: Any) -> Any:
        return tuple(map(spoiled, text)) if isinstance(text, tuple) else f"{text} {HOSTILE}"

    def change(owner: Plain, name: str, value: Any) -> Any:
        if isinstance(owner, Recipients) and name == "heading":
            return value
        if name == "place_and_date":  # on one line, whatever it says
            return f"<i>{{{{ x }}}}</i> {value}"
        if not isinstance(value, str) and not _of_texts(value):
            return value
        if name in left and (not isinstance(owner, Heading) or name == "subject"):
            left.clear()
            value = (LONG_TEXT,) if isinstance(value, tuple) else LONG_TEXT
        return spoiled(value)

    kept = _OF_THE_PROGRAM if narrow else _OF_THE_PROGRAM | NARROW
    if isinstance(paper, CertificateContext):  # its one page has room for a name
        kept = kept | {"signature"}
    spoilt: PaperContext = changed(paper, change, kept)
    return spoilt


def _of_texts(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(v, str) for v in value)


def _shortened(paper: PaperContext) -> PaperContext:
    def change(_: Plain, name: str, value: Any) -> Any:
        return value[:1] if name in ("rows", "criteria", "grounds", "articles") else value

    short: PaperContext = changed(paper, change)
    return short


_CASES: dict[str, Callable[[PaperContext], PaperContext]] = {
    "usual": lambda paper: paper,
    "long": _long,
    "empty": _empty,
    "tall": lambda paper: with_rows(paper, TALL, f"{LONG_CELL} "),
    "many": lambda paper: with_rows(paper, 200),
}
_HARD = ("long", "empty")
