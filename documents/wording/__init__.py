"""The texts of papers: plain templates with named places, filled in without any engine.

A template names its places as ``{year}``; only the names of ``PLACES`` are allowed, and whatever is
filled in is taken literally. Names of bodies, places, signers and legal references are always
filled in, never written here. An empty value prints as dots.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from organizations.refusals import Obstacle, Refusal

from ..letterhead import DOTS
from .places import MORE_PLACES, PLACE, PLACES, Wording
from .shipped import SHIPPED, WORDING_LABELS

__all__ = [
    "PLACES",
    "SHIPPED",
    "WORDING_LABELS",
    "Text",
    "Wording",
    "fill",
    "places_of",
    "refuse_unknown_places",
    "write",
]


@dataclass(frozen=True)
class Text:
    """A wording filled in: sentences ready for a context."""

    name: str
    subject: str
    opening: str
    grounds: tuple[str, ...]
    articles: tuple[str, ...]
    paragraphs: tuple[str, ...]
    after: tuple[str, ...]
    appendix_name: str
    appendix_subject: str
    appendix_reference: str


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each ``{place}`` replaced by its value, taken literally.

    An empty value becomes dots. Raises ``Refusal`` for a place that is not in ``PLACES``, and
    ``KeyError`` when a place that the template names was not given.
    """
    refuse_unknown_places(template)
    return PLACE.sub(lambda match: values[match[1]] or DOTS, template)


def refuse_unknown_places(template: str) -> None:
    """Raise ``Refusal`` naming the first place in ``template`` that does not exist."""
    for name in PLACE.findall(template):
        if name not in PLACES:
            known = ", ".join(f"{{{place}}}" for place in PLACES)
            raise Refusal(
                Obstacle(
                    "unknown_place",
                    f"Mẫu câu có trường “{{{name}}}” không tồn tại. Mời dùng một trong các"
                    f" trường: {known}.",
                )
            )


def places_of(kind: str) -> tuple[str, ...]:
    """The places that a text of ``kind`` may name: whoever builds such a paper gives them all."""
    known = SHIPPED[kind].places() | set(MORE_PLACES.get(kind, ()))
    return tuple(place for place in PLACES if place in known)


def write(
    kind: str,
    values: Mapping[str, str],
    *,
    legal_references: Sequence[str] = (),
    wording: Wording | None = None,
) -> Text:
    """The text of a paper of ``kind``, from the shipped wording or the office's own.

    Grounds come as sentences without dash; each ends with a semicolon, the last with a comma.
    """
    chosen = wording or SHIPPED[kind]
    grounds = [
        fill(template, {**values, "legal_reference": reference})
        for template in chosen.grounds
        for reference in (legal_references if "{legal_reference}" in template else ("",))
    ]
    grounds = [ground.rstrip(" ;,.") for ground in grounds]
    return Text(
        name=fill(chosen.name, values),
        subject=fill(chosen.subject, values),
        opening=fill(chosen.opening, values),
        grounds=(*(f"{g};" for g in grounds[:-1]), *(f"{g}," for g in grounds[-1:])),
        articles=tuple(fill(article, values) for article in chosen.articles),
        paragraphs=tuple(fill(paragraph, values) for paragraph in chosen.paragraphs),
        after=tuple(fill(paragraph, values) for paragraph in chosen.after),
        appendix_name=fill(chosen.appendix_name, values),
        appendix_subject=fill(chosen.appendix_subject, values),
        appendix_reference=fill(chosen.appendix_reference, values),
    )
