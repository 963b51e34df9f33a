"""A frozen context drawn as a Word file that can be edited."""

import dataclasses
import io

from docxtpl import DocxTemplate

from ..contexts import KINDS
from ..parts import PaperContext
from ..typography import printable
from .environment import ENVIRONMENT
from .fitting import fit
from .shipped import shipped_template

_LONGEST_PROPERTY = 255


def render_docx(kind: str, context: PaperContext, template: bytes | None = None) -> bytes:
    """The paper as .docx, drawn with ``template`` or the shipped one of its kind.

    Texts of the context stand in it literally, whatever they look like. Only drafts are drawn:
    what counts of an issued document are its stored bytes.
    """
    if KINDS.get(kind) is not type(context):
        raise ValueError(f"{type(context).__name__} is not the context of {kind!r}.")
    word = DocxTemplate(io.BytesIO(template or shipped_template(kind)))
    fields = {field.name: getattr(context, field.name) for field in dataclasses.fields(context)}
    form = getattr(context, "form", "")
    word.render({**fields, "form": form}, ENVIRONMENT, autoescape=True)
    fit(word.docx, context)
    properties = word.docx.core_properties
    properties.title = printable(context.title)[:_LONGEST_PROPERTY]
    properties.author = printable(context.author)[:_LONGEST_PROPERTY]
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()
