"""Drafts in Word with the template that a committee chose for its papers."""

from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal

from .. import storage
from ..models import WordTemplate
from ..numbering import KIND_LABELS
from ..parts import PaperContext
from .apart import draw_apart
from .drawing import render_docx
from .shipped import shipped_template


def draft_docx(kind: str, context: PaperContext, committee: Organization | None) -> bytes:
    """The draft as .docx, drawn with the committee's own template, else the shipped one.

    ``committee`` is the ``keeper`` of an issuer: the authority where a cell issues. ``Refusal``
    where its template can no longer be used, or takes too long.
    """
    own = own_template(committee, kind)
    return render_docx(kind, context) if own is None else draw_apart(kind, context, own)


def template_of(committee: Organization | None, kind: str) -> bytes:
    """The template in force for the committee's papers of ``kind``."""
    own = own_template(committee, kind)
    return shipped_template(kind) if own is None else own


def own_template(committee: Organization | None, kind: str) -> bytes | None:
    """The committee's own template; None where the shipped one is in force."""
    kept = WordTemplate.objects.current(committee, kind) if committee is not None else None
    return stored(kept) if kept is not None and kept.is_own else None


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
