"""Drafts in Word with the template that a committee chose for its papers."""

from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal

from .. import storage
from ..models import WordTemplate
from ..numbering import KIND_LABELS
from ..parts import PaperContext
from .drawing import render_docx
from .shipped import shipped_template


def draft_docx(kind: str, context: PaperContext, committee: Organization | None) -> bytes:
    """The draft as .docx, drawn with the committee's own template, else the shipped one.

    ``committee`` is the ``keeper`` of an issuer: the authority where a cell issues. ``Refusal``
    where its template can no longer be used.
    """
    return render_docx(kind, context, template_of(committee, kind))


def template_of(committee: Organization | None, kind: str) -> bytes:
    """The template in force for the committee's papers of ``kind``."""
    kept = WordTemplate.objects.current(committee, kind) if committee is not None else None
    return stored(kept) if kept is not None and kept.is_own else shipped_template(kind)


def stored(kept: WordTemplate) -> bytes:
    """The file of a committee's own template; ``Refusal`` where it is damaged."""
    try:
        return storage.read_word_template(kept.sha256)
    except storage.ArchiveDamaged as error:
        raise Refusal(
            Obstacle(
                "template_damaged",
                f"Tệp mẫu Word “{KIND_LABELS[kept.kind]}”, bản {kept.version}, bị thiếu hoặc đã"
                " bị thay đổi. Mời văn phòng dùng lại mẫu chung hoặc tải mẫu lên lại.",
            )
        ) from error
