"""Paragraphs of the text: running, of a label, of a vote, under a table."""

from ..markup import NB, bold, box, each, italic, paragraph, run, tag, when


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


def facts() -> str:
    """Label and text, a paragraph each."""
    return each("fact in facts", body("{{ fact.label }}: {{ fact.text|or_dots }}."))
