"""Texts of reports: what sheets and self-reviews say, by section."""

from collections.abc import Sequence

from documents.contexts import Section
from evaluations import periods
from evaluations.models import Evaluation
from evaluations.reading import all_sent_values
from evaluations.values import SelfReviewValues, Values
from organizations.models import Organization
from registrations.wording import CONTENTS

from .spans import Span

RESULTS, GOOD_PRACTICE = "I. Kết quả thực hiện", "II. Cách làm hay"
SHORTCOMINGS, PROPOSALS = "III. Hạn chế, nguyên nhân", "IV. Kiến nghị, đề xuất"
SECTIONS = {
    "results": RESULTS,
    "good_practice": GOOD_PRACTICE,
    "shortcomings": SHORTCOMINGS,
    "proposals": PROPOSALS,
}
"""Titles of the four sections in their order, by the names of their fields."""


def said_by(organizations: Sequence[Organization], span: Span) -> dict[int, list[Values]]:
    """By organisation what its sent sheets say, and for a year its self-review last; one query."""
    wanted = [*span.months] if span.half else [*span.months, periods.YEAR]
    sheets = list(
        Evaluation.objects.of_year(organizations, span.year)
        .sent()
        .filter(period__in=wanted)
        .order_by("organization", "period")
    )
    values = all_sent_values(sheets)
    found: dict[int, list[Values]] = {}
    for sheet in sheets:
        if sheet.pk in values:
            found.setdefault(sheet.organization_id, []).append(values[sheet.pk])
    return found


def texts_named(said: Sequence[Values], name: str) -> list[str]:
    """The texts of that name: the self-review's alone where it has one, else the months', each
    once."""
    yearly = [v for v in said if isinstance(v, SelfReviewValues) and getattr(v, name)]
    return list(dict.fromkeys(text for v in yearly or said if (text := getattr(v, name))))


def sections_of(
    said: Sequence[Values], *, good_practice: Sequence[str] = ()
) -> tuple[Section, ...]:
    """The four sections; ``good_practice``: texts of others that stand behind its own."""
    review = next((value for value in said if isinstance(value, SelfReviewValues)), None)
    contents = [] if review is None else [getattr(review, f"content_{n}") for n in range(1, 5)]
    results = [f"{label}: {text}" for label, text in zip(CONTENTS, contents, strict=False) if text]
    return (
        Section(title=RESULTS, paragraphs=tuple(results or texts_named(said, "strengths"))),
        Section(
            title=GOOD_PRACTICE,
            paragraphs=tuple(dict.fromkeys([*texts_named(said, "good_practice"), *good_practice])),
        ),
        Section(title=SHORTCOMINGS, paragraphs=tuple(texts_named(said, "shortcomings"))),
        Section(title=PROPOSALS),
    )
