"""Whether an uploaded Word template can take the place of the shipped one of its kind.

First the file, then what it says, then a trial with a full and an empty paper of the kind. Nothing
of it is run before all that it says was found on the list of ``language.py``.
"""

import logging
import re
import zipfile

from jinja2 import TemplateSyntaxError
from lxml import etree

from organizations.refusals import Obstacle, Refusal

from ..parts import PaperContext
from .drawing import draw
from .environment import WordEnvironment
from .language import problems
from .opening import is_xml, parts_of, text_of
from .sampling import empty_sample_of, sample_of

MOST_TAGS = 2000
LONGEST_TAG = 300
_LOG = logging.getLogger(__name__)

_TAG = re.compile(r"\{(\{|%|#)(.*?)(\}\}|%\}|#\})", re.DOTALL)
_OF_DOCXTPL = re.compile(r"\{%(p|tr|tc|r)\s")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_WORDS = frozenset({"for", "endfor", "if", "elif", "else", "endif"})
# What python-docx and docxtpl raise on files that are no whole Word documents.
_LIBRARY_ERRORS = (
    AttributeError,
    AssertionError,
    LookupError,
    TypeError,
    ValueError,
    NotImplementedError,
    RecursionError,
    SyntaxError,
    TemplateSyntaxError,
    zipfile.BadZipFile,
    etree.LxmlError,
)


def check_template(kind: str, content: bytes) -> None:
    """``Refusal`` with all that keeps an uploaded file from being a template of ``kind``."""
    environment = WordEnvironment(kind, remembered=0)
    texts = [text_of(name, part) for name, part in parts_of(content).items() if is_xml(name)]
    _refuse_too_many(texts)
    found: list[Obstacle] = []
    for text in texts:
        found.extend(_obstacles(environment, text))
    if found:
        raise Refusal(dict.fromkeys(found))
    if not any("{{" in text for text in texts):
        raise Refusal(
            Obstacle(
                "no_fields",
                "Tệp không có trường nào như {{ heading.name }} nên bản in nào cũng như nhau. Mời"
                " tải mẫu đang dùng về, sửa trong Word rồi tải lên.",
                "file",
            )
        )
    for context in (sample_of(kind), empty_sample_of(kind)):
        try_drawing(context, content, environment)


def try_drawing(context: PaperContext, content: bytes, environment: WordEnvironment) -> bytes:
    """``context`` drawn with an office's file; ``Refusal`` where the file is at fault."""
    try:
        return draw(context, content, environment)
    except _LIBRARY_ERRORS as error:
        _LOG.warning("A Word template for %s could not be drawn: %r", environment.kind, error)
        raise Refusal(
            Obstacle(
                "not_drawn",
                "Không vẽ thử được văn bản theo mẫu này: tệp bị hỏng hoặc có thẻ đặt sai chỗ. Mời"
                " tải mẫu đang dùng về, sửa từng phần trong Word rồi tải lại.",
                "file",
            )
        ) from error


def _refuse_too_many(texts: list[str]) -> None:
    count = sum(text.count("{{") + text.count("{%") + text.count("{#") for text in texts)
    if count > MOST_TAGS:
        raise Refusal(
            Obstacle(
                "too_many_tags",
                f"Mẫu có {count} thẻ; nhiều nhất là {MOST_TAGS}. Mời dùng vòng lặp for.",
                "file",
            )
        )


def _obstacles(environment: WordEnvironment, text: str) -> list[Obstacle]:
    """What a part says that it may not, each by its name."""
    found = [_foreign(tag) for tag in _TAG.finditer(text)]
    found.extend(_unclosed(line) for line in text.split("\n"))
    if obstacles := [one for one in found if one is not None]:
        return obstacles
    plain = _TAG.sub(_as_jinja, text)
    try:
        return problems(environment.unchecked(plain), environment.kind)
    except TemplateSyntaxError as error:
        return [_misspelt(plain, error)]
    except RecursionError:
        return [_tag_obstacle("tag_too_long", "Có thẻ quá phức tạp. Mời viết lại ngắn hơn.")]


def _unclosed(line: str) -> Obstacle | None:
    """Braces of a tag that begins or ends outside of this paragraph."""
    if not re.search(r"\{\{|\{%|\{#|\}\}|%\}|#\}", _TAG.sub("", line)):
        return None
    return _tag_obstacle(
        "tag_not_closed",
        f"Thẻ chưa đóng hoặc chưa mở, ở chỗ: “{line.strip()[:120]}”. Mỗi thẻ nằm trọn trong một"
        " đoạn: {{ … }} hoặc {% … %}.",
    )


def _as_jinja(tag: re.Match[str]) -> str:
    """A tag as docxtpl gives it to Jinja: without its letter for rows, with straight quotes."""
    return _OF_DOCXTPL.sub("{% ", tag.group()).translate(_STRAIGHT)


def _foreign(tag: re.Match[str]) -> Obstacle | None:
    """A tag that Jinja or docxtpl would understand and a template may not use."""
    opening, inside, _ = tag.groups()
    if len(inside) > LONGEST_TAG:
        return _tag_obstacle("tag_too_long", f"Thẻ quá dài: {inside[:60]}… Mời viết lại ngắn hơn.")
    if opening == "{" and re.match(r"(p|tr|tc|r)\s", inside):
        return _tag_obstacle(
            "tag_not_allowed",
            f"Thẻ {{{{{inside}}}}} không dùng được. Mời viết {{{{ tên trường }}}}.",
        )
    if opening == "%":
        words = re.sub(r"^(p|tr|tc|r)\s", "", inside.strip("-+ \n")).split()
        if words and words[0] not in _WORDS:
            return _tag_obstacle(
                "statement_not_allowed",
                f"Lệnh “{words[0]}” không dùng được trong mẫu Word; chỉ dùng for, if, elif, else."
                " Mời bỏ lệnh này.",
            )
    return None


def _misspelt(text: str, error: TemplateSyntaxError) -> Obstacle:
    """Where the tags are not closed or not written as they must be."""
    lines = text.split("\n")
    line = lines[min(error.lineno, len(lines)) - 1].strip()
    return _tag_obstacle(
        "tag_misspelt",
        f"Thẻ viết chưa đúng, ở chỗ: “{line[:120]}”. Mỗi for cần một endfor, mỗi if cần một endif,"
        " mỗi thẻ {{ … }} ghi tên một trường.",
    )


def _tag_obstacle(code: str, sentence: str) -> Obstacle:
    return Obstacle(code, sentence, "file")
