"""What an uploaded Word template may say and hold: refused by name, and the server stays well."""

import io
import time
import zipfile

import pytest

from documents.contexts import KINDS
from documents.docx import environment, opening
from documents.docx.building.markup import paragraph
from documents.docx.checking import check_template
from documents.docx.drawing import draw
from documents.docx.environment import WordEnvironment
from documents.docx.fields import field_help
from documents.docx.sampling import sample_of
from documents.docx.shipped import shipped_template
from organizations.refusals import Refusal

from . import papers, word
from .word_templates import DOCUMENT, Parts, repacked, saying, with_xml

pytestmark = pytest.mark.once


def refused(content: bytes, kind: str = "sheet") -> tuple[str, str]:
    """Code and sentence of the one thing that is wrong."""
    started = time.perf_counter()
    with pytest.raises(Refusal) as refusal:
        check_template(kind, content)
    assert time.perf_counter() - started < 10
    first = refusal.value.obstacles[0]
    assert first.part == "file"
    return first.code, first.sentence


@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_template_passes_its_own_check(kind):
    check_template(kind, shipped_template(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_explained(kind):
    helped = field_help(kind)
    assert all(field.meaning for field in helped)
    codes = " ".join(field.code for field in helped)
    for name in ("letterhead.number", "heading.name", "signature.name", "recipients.lines"):
        assert name in codes


def test_each_field_of_the_help_can_be_printed():
    texts = [field.code for field in field_help("sheet") if field.code.startswith("{{ ")]
    at_top = [text for text in texts if not text.startswith(("{{ group.", "{{ criterion."))]
    check_template("sheet", saying(*at_top))


@pytest.mark.parametrize(
    "lines",
    [
        ("{{ heading.name }}",),
        ("{%p if remark %}", "{{ remark|paragraphs }}", "{%p else %}", "…", "{%p endif %}"),
        ("{%p for g in groups %}", "{{ loop.index }}. {{ g.title }}", "{%p endfor %}"),
        ("{% for g in groups %}{% for c in g.criteria %}{{ c.code }} {% endfor %}{% endfor %}",),
        ("{% for g in groups %}{% for line in letterhead.body_above %}{{ line }}{% endfor %}"
         "{% endfor %}",),
        ("{% if level == “pass” and not no_meeting or form != 'blank' %}Đạt{% endif %}",),
        ("{{ blank_columns[0] }} {# ghi nhớ của văn phòng #}",),
    ],
    ids=lambda lines: lines[0],
)  # fmt: skip
def test_what_an_office_needs_is_allowed(lines):
    check_template("sheet", saying(*lines))


SAYINGS = {
    "{{ so_van_ban }}": ("unknown_field", "“so_van_ban”"),
    "{{ heading.nam }}": ("unknown_field", "Có phải là “heading.name”?"),
    "{{ rows }}": ("unknown_field", "“rows”"),
    "{{ heading.__class__ }}": ("unknown_field", "“heading.__class__”"),
    "{{ heading.to_canonical_json() }}": ("call_not_allowed", "heading.to_canonical_json(…)"),
    "{{ self.__init__.__globals__ }}": ("unknown_field", "“self”"),
    "{{ cycler.__init__ }}": ("unknown_field", "“cycler”"),
    "{{ loop.index }}": ("unknown_field", "“loop”"),
    "{{ heading }}": ("part_printed", "heading.name"),
    "{{ groups }}": ("list_printed", "“groups” là danh sách"),
    "{{ unit[0] }}": ("item_not_allowed", "“unit[…]”"),
    "{{ groups[-1].title }}": ("item_not_allowed", "“groups[…]”"),
    "{{ heading.name|upper }}": ("filter_not_allowed", "“upper”"),
    "{{ heading.name|or_dots(1) }}": ("filter_not_allowed", "“or_dots”"),
    "{% if groups|length %}x{% endif %}": ("filter_not_allowed", "“length”"),
    "{{ range(9) }}": ("call_not_allowed", "“range(…)”"),
    "{% for x in range(999999999) %}x{% endfor %}": ("call_not_allowed", "“range(…)”"),
    "{% for x in [1, 2] %}x{% endfor %}": ("expression_not_allowed", "danh sách tự đặt"),
    "{% for x in unit %}x{% endfor %}": ("loop_over_no_list", "“unit”"),
    "{% for a, b in groups %}x{% endfor %}": ("loop_not_allowed", "for tên in danh sách"),
    "{% for g in groups if g %}x{% endfor %}": ("loop_not_allowed", "for tên in danh sách"),
    "{% for g in groups recursive %}x{% endfor %}": ("loop_not_allowed", "for tên in danh sách"),
    "{% for a in groups %}{% for b in groups %}x{% endfor %}{% endfor %}": (
        "loop_in_loop",
        "“groups” nằm trong một vòng lặp khác",
    ),
    "{{ 'x' * 999999999 }}": ("expression_not_allowed", "phép nhân *"),
    "{{ 9 ** 999999999 }}": ("expression_not_allowed", "lũy thừa **"),
    "{{ unit ~ period }}": ("expression_not_allowed", "phép nối ~"),
    "{{ 'chữ' }}": ("constant", "viết thẳng"),
    "{{ unit if level else period }}": ("expression_not_allowed", "if … else"),
    "{% if unit is defined %}x{% endif %}": ("expression_not_allowed", "is defined"),
    "{% if unit < period %}x{% endif %}": ("comparison_not_allowed", "=="),
    "{% set x = unit %}": ("statement_not_allowed", "“set”"),
    "{% include 'x' %}": ("statement_not_allowed", "“include”"),
    "{% import 'x' as y %}": ("statement_not_allowed", "“import”"),
    "{% from 'x' import y %}": ("statement_not_allowed", "“from”"),
    "{% extends 'x' %}": ("statement_not_allowed", "“extends”"),
    "{% block x %}{% endblock %}": ("statement_not_allowed", "“block”"),
    "{% macro x() %}{% endmacro %}": ("statement_not_allowed", "“macro”"),
    "{% call x() %}{% endcall %}": ("statement_not_allowed", "“call”"),
    "{% filter upper %}x{% endfilter %}": ("statement_not_allowed", "“filter”"),
    "{% raw %}x{% endraw %}": ("statement_not_allowed", "“raw”"),
    "{% with %}x{% endwith %}": ("statement_not_allowed", "“with”"),
    "{% cellbg unit %}": ("statement_not_allowed", "“cellbg”"),
    "{% colspan unit %}": ("statement_not_allowed", "“colspan”"),
    "{% hm %}": ("statement_not_allowed", "“hm”"),
    "{{p heading.name }}": ("tag_not_allowed", "{{p heading.name }}"),
    "{{ heading.name": ("tag_not_closed", "“{{ heading.name”"),
    "{% if unit %}x": ("tag_misspelt", "endif"),
    "{{ heading..name }}": ("tag_misspelt", "“{{ heading..name }}”"),
    "{{ " + "(" * 140 + "unit" + ")" * 140 + " }}": ("tag_too_long", "quá phức tạp"),
    "{{ " + "unit or " * 60 + "unit }}": ("tag_too_long", "quá dài"),
    "{% if unit %}" * 20 + "x" + "{% endif %}" * 20: ("template_too_deep", "12 lớp"),
    "{{ unit }}" * 2000: ("too_many_tags", "2000"),
}


@pytest.mark.parametrize("words", SAYINGS, ids=lambda words: words[:48])
def test_what_is_not_on_the_list_is_refused_by_its_name(words):
    code, sentence = refused(saying(words))
    assert (code, SAYINGS[words][1] in sentence) == (SAYINGS[words][0], True), sentence


def test_everything_that_is_wrong_is_named_at_once():
    with pytest.raises(Refusal) as refusal:
        check_template("sheet", saying("{{ mot }} {{ hai }}", "{{ unit|ba }}", "{{ mot }}"))
    assert len(refusal.value.obstacles) == 3


def test_a_tag_that_word_cut_into_runs_is_read_as_one():
    cut = paragraph("Normal", "<w:r><w:t>{</w:t></w:r><w:r><w:t>{ sai }</w:t></w:r>"
                    "<w:r><w:t>}</w:t></w:r>")  # fmt: skip
    assert refused(with_xml(cut))[0] == "unknown_field"


@pytest.mark.parametrize(
    "markup",
    [
        '<w:p><w:pPr><w:pStyle w:val="{{ unit }}"/></w:pPr></w:p>',
        "<w:p><w:r><w:delText>{{ unit }}</w:delText></w:r></w:p>",
    ],
)
def test_a_tag_outside_of_running_text_is_refused(markup):
    assert refused(with_xml(markup))[0] == "tag_outside_text"


def test_a_loop_that_ends_in_another_place_than_it_began_is_refused():
    lines = [paragraph("Normal", "{%p for g in groups %}"), paragraph("Normal", "{% endfor %}")]
    assert refused(with_xml("".join(lines)))[0] == "tag_misplaced"


def test_a_template_without_any_field_is_refused():
    def emptied(parts: Parts) -> None:
        body = paragraph("Normal", "Không có trường nào").encode()
        start, _, rest = parts[DOCUMENT].partition(b"<w:body>")
        parts[DOCUMENT] = start + b"<w:body>" + body + rest[rest.index(b"<w:sectPr>") :]
        del parts["word/header1.xml"], parts["word/header2.xml"]
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels", DOCUMENT):
            parts[name] = _without_headers(parts[name])

    assert refused(repacked(emptied))[0] == "no_fields"


def _without_headers(part: bytes) -> bytes:
    text = part.decode()
    for tag in ("Override", "Relationship", "w:headerReference"):
        pieces = text.split(f"<{tag} ")
        kept = [
            piece.partition("/>")[2] if "header" in piece.partition("/>")[0] else f"<{tag} {piece}"
            for piece in pieces[1:]
        ]
        text = pieces[0] + "".join(kept)
    return text.encode()


def test_control_without_the_list_a_template_calls_what_it_likes(monkeypatch):
    monkeypatch.setattr(environment, "problems", lambda tree, kind: [])
    drawn = draw(
        sample_of("sheet"), saying("{{ heading.to_canonical_json() }}"), WordEnvironment("sheet")
    )
    assert "{&" not in word.text(drawn)
    assert '"subject"' in word.text(drawn)


def test_control_without_the_list_loops_multiply(monkeypatch):
    nested = "{% for a in groups %}" * 4 + "ba" + "{% endfor %}" * 4
    assert refused(saying(nested))[0] == "loop_in_loop"
    monkeypatch.setattr(environment, "problems", lambda tree, kind: [])
    drawn = draw(papers.sheet(), saying(nested), WordEnvironment("sheet"))
    assert "ba" * 4**4 in word.text(drawn)


def test_the_list_holds_also_where_a_template_is_drawn():
    with pytest.raises(Refusal) as refusal:
        draw(papers.sheet(), saying("{{ sai }}"), WordEnvironment("sheet"))
    assert refusal.value.codes == {"unknown_field"}


def test_a_template_that_draws_too_much_stops(monkeypatch):
    monkeypatch.setattr(environment, "LONGEST", 10_000)
    with pytest.raises(Refusal) as refusal:
        draw(papers.sheet(), shipped_template("sheet"), WordEnvironment("sheet"))
    assert refusal.value.codes == {"drawn_too_long"}
    monkeypatch.undo()
    assert draw(papers.sheet(), shipped_template("sheet"), WordEnvironment("sheet"))


# The file itself


def _relation(kind: str, target: str, mode: str = "") -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rIdX" Type="{office}/{kind}" Target="{target}"{mode}/>'.encode()


def _related(kind: str, target: str, mode: str = ""):
    def change(parts: Parts) -> None:
        rels = "word/_rels/document.xml.rels"
        parts[rels] = parts[rels].replace(b"</R", _relation(kind, target, mode) + b"</R")
        if not mode:
            parts[f"word/{target}"] = b"x"
            known = b'<Default Extension="bin" ContentType="application/octet-stream"/>'
            types = "[Content_Types].xml"
            parts[types] = parts[types].replace(b"<Default ", known + b"<Default ", 1)

    return change


def _added(name: str, content: bytes):
    return lambda parts: parts.update({name: content})


def _replaced(name: str, old: bytes, new: bytes):
    return lambda parts: parts.update({name: parts[name].replace(old, new, 1)})


_EXTERNAL = ' TargetMode="External"'
_DDE = paragraph("Normal", "<w:r><w:instrText>DDE</w:instrText></w:r>"
                 "<w:r><w:instrText>AUTO cmd</w:instrText></w:r>").encode()  # fmt: skip
_SIMPLE = b'<w:body><w:p><w:fldSimple w:instr="INCLUDETEXT c:/x"/></w:p>'

FILES = {
    "a macro": (_added("word/vbaProject.bin", b"x"), "macro", "_refuse_macros"),
    "a .docm": (
        _replaced("[Content_Types].xml", b"<Override ", b'<Override PartName="/word/a.bin" '
                  b'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
                  b"<Override "),
        "macro",
        "_refuse_macros",
    ),
    "a link": (_related("hyperlink", "http://vi.du/", _EXTERNAL), "external", "_refuse_relation"),
    "a picture from outside": (
        _related("image", "file:///c:/x.png", _EXTERNAL), "external", "_refuse_relation",
    ),
    "an OLE object": (
        _related("oleObject", "embeddings/oleObject1.bin"), "embedded", "_refuse_relation",
    ),
    "an ActiveX control": (_related("control", "activeX/a.bin"), "embedded", "_refuse_relation"),
    "an object in the text": (
        _replaced(DOCUMENT, b"<w:body>", b"<w:body><w:p><w:r><w:object/></w:r></w:p>"),
        "embedded",
        "_refuse_embedded",
    ),
    "a command in a field": (
        _replaced(DOCUMENT, b"<w:body>", b"<w:body>" + _DDE), "field_code", "_refuse_computed",
    ),
    "a file read by a field": (
        _replaced(DOCUMENT, b"<w:body>", _SIMPLE), "field_code", "_refuse_computed",
    ),
    "an entity": (
        _replaced(DOCUMENT, b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document'),
        "broken",
        "_refuse_unsafe",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_could_do_harm_is_refused_and_why(what):
    change, code, _ = FILES[what]
    assert refused(repacked(change))[0] == code


@pytest.mark.parametrize("what", FILES)
def test_control_each_is_refused_by_its_own_guard_alone(what, monkeypatch):
    change, _, guard = FILES[what]
    monkeypatch.setattr(opening, guard, lambda *args: None)
    check_template("sheet", repacked(change))


def _bomb() -> bytes:
    return repacked(_added("word/media/a.png", b"\0" * (opening.MOST_UNPACKED + 1)))


def test_a_small_file_that_unpacks_to_much_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = _bomb()
    assert len(bomb) < 100_000
    assert refused(bomb)[0] == "unpacks_too_large"
    text = repacked(_added("word/endnotes.xml", b"<a>" + b" " * opening.MOST_OF_XML + b"</a>"))
    assert refused(text)[0] == "unpacks_too_large"
    monkeypatch.setattr(opening, "MOST_UNPACKED", 10**9)
    check_template("sheet", bomb)


def test_a_file_of_more_than_two_megabytes_is_refused(monkeypatch):
    large = shipped_template("sheet") + b"\0" * opening.MOST_BYTES
    assert refused(large)[0] == "too_large"


def test_a_file_with_a_password_is_refused():
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)[0] == "encrypted"
    zipped = bytearray(shipped_template("sheet"))
    place = zipped.rindex(b"PK\x01\x02")
    zipped[place + 8] |= 1
    assert refused(bytes(zipped))[0] == "encrypted"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "broken"),
        (b"%PDF-1.7 ...", "broken"),
        (shipped_template("sheet")[:3000], "broken"),
        (repacked(lambda parts: parts.pop(DOCUMENT)), "not_word"),
        (repacked(_replaced(DOCUMENT, b"<w:body>", b"<w:body><w:p>")), "broken"),
        (
            repacked(_replaced("[Content_Types].xml", b"document.main", b"template.main")),
            "not_word",
        ),
        (repacked(lambda parts: parts.pop("word/header1.xml")), "not_drawn"),
    ],
    ids=["empty", "PDF", "cut", "no document", "unclosed", ".dotx", "a part missing"],
)
def test_what_is_no_whole_word_document_is_refused(content, code):
    assert refused(content)[0] == code


def test_a_flipped_byte_anywhere_is_refused_or_harmless():
    whole = shipped_template("report")
    for place in range(10, len(whole), 97):
        spoiled = bytearray(whole)
        spoiled[place] ^= 0x41
        try:
            check_template("report", bytes(spoiled))
        except Refusal:
            continue


def test_a_name_that_stands_twice_in_the_zip_is_refused():
    file = io.BytesIO(shipped_template("sheet"))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(DOCUMENT, b"<x/>")
    assert refused(file.getvalue())[0] == "broken"


def test_a_template_knows_no_functions_tests_and_further_filters():
    env = WordEnvironment("sheet")
    assert not env.globals
    assert not env.tests
    assert set(env.filters) == {"or_dots", "or_long_dots", "paragraphs"}
