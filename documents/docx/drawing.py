"""A frozen context drawn as a Word file that can be edited."""

import dataclasses
import io
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from organizations.refusals import Obstacle, Refusal

from ..contexts import KINDS
from ..parts import PaperContext
from ..typography import printable
from .environment import WordEnvironment, environment_of
from .fitting import fit
from .shipped import shipped_template

_LONGEST_PROPERTY = 255

MISPLACED = Obstacle(
    "tag_misplaced",
    "Có thẻ đặt sai chỗ: một vòng lặp hay điều kiện mở ở đoạn hoặc ô này nhưng đóng ở đoạn hoặc ô"
    " khác. Mời dùng {%p … %} cho cả đoạn, {%tr … %} cho cả dòng của bảng, mỗi thẻ trên một đoạn"
    " hoặc một dòng riêng.",
    "file",
)


class StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """Refuses what docxtpl would mend by leaving text out."""

    def fix_tables(self, xml: str) -> Any:
        _refuse_broken(xml)
        return super().fix_tables(xml)

    def render_xml_part(self, *args: Any, **kwargs: Any) -> str:
        drawn: str = super().render_xml_part(*args, **kwargs)
        _refuse_broken(drawn)
        return drawn


def _refuse_broken(xml: str) -> None:
    try:
        etree.fromstring(xml)
    except etree.XMLSyntaxError as error:
        raise Refusal(MISPLACED) from error


def render_docx(kind: str, context: PaperContext, template: bytes | None = None) -> bytes:
    """The paper as .docx, drawn with ``template`` or the shipped one of its kind.

    Texts of the context stand in it literally, whatever they look like. Only drafts are drawn:
    what counts of an issued document are its stored bytes. ``Refusal`` where the template says
    what a paper of ``kind`` does not allow.
    """
    return draw(context, template or shipped_template(kind), environment_of(kind))


def draw(context: PaperContext, template: bytes, environment: WordEnvironment) -> bytes:
    """Draw ``context`` with a template in an environment of its kind."""
    if KINDS.get(environment.kind) is not type(context):
        raise ValueError(f"{type(context).__name__} is not the context of {environment.kind!r}.")
    word = StrictTemplate(io.BytesIO(template))
    fields = {field.name: getattr(context, field.name) for field in dataclasses.fields(context)}
    word.render(fields, environment, autoescape=True)
    fit(word.docx, context)
    properties = word.docx.core_properties
    properties.title = printable(context.title)[:_LONGEST_PROPERTY]
    properties.author = printable(context.author)[:_LONGEST_PROPERTY]
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()
