"""Plain contexts of the papers of recognition, from the report of the year."""

import datetime as dt
from collections.abc import Sequence

from documents.contexts import RecognisedUnit, RecognitionContext
from documents.guidelines import guideline_for
from documents.letterhead import DOTS, DRAFT, letterhead, number_line, recipients, signature
from documents.parts import Appendix, Heading
from documents.wording import write
from evaluations.grades import GRADE_LABELS
from organizations.formats import vn_number
from organizations.models import Kind
from organizations.names import body_of, office_of
from organizations.terms import term_on
from organizations.tree import authority_on, name_on, version_on
from plans.workflow import Basis

from .tables import POINTS_HEADINGS, count_in_words, kinds_of
from .year import YearReport, YearRow


def recognition_context(report: YearReport, *, day: dt.date) -> RecognitionContext:
    """The draft of the decision that follows from the year: everybody eligible, by name (E10).

    ``day``: the day of printing; names of bodies, places and references are those of that day.
    What does not exist before the vote (number, date, vote, signer) prints as dots.
    """
    rows = sorted(report.eligible, key=lambda row: row.name_sorted)
    committee = report.committee
    term = term_on(committee, day)
    authority = authority_on(committee, day)
    above = version_on(authority, day) if authority is not None else None
    body = body_of(name_on(committee, day))
    plan = report.plan
    kinds = kinds_of(rows) or [Kind.CELL]
    models = ", ".join(f"“{kind.label} bốn tốt”" for kind in kinds)
    units = ", ".join(kind.label for kind in kinds)
    text = write(
        "recognition",
        {
            "year": str(report.year),
            "models": models,
            "units": units,
            "count": count_in_words(rows) if rows else f"{DOTS} {units}",
            "committee": body,
            "deciding_body": body,
            "office": office_of(committee),
            "plan": f"Kế hoạch số {plan.number}",
            "meeting_date": "",
            "reference": f"Quyết định số {DOTS}, ngày {DOTS} của {body}",
        },
        legal_references=plan.legal_references.get("recognition")
        or _lines(term.legal_references if term else ""),
    )
    return RecognitionContext(
        letterhead=letterhead(
            body_above=(above.printed_name or above.name) if above else "",
            issuing_body=term.committee_name if term else body,
            number=number_line("QĐ", "ĐU"),
            place=term.place if term else "",
        ),
        heading=Heading(name=text.name, subject=text.subject),
        mark=DRAFT,
        author=body,
        grounds=text.grounds,
        deciding_body=(body.upper(),),
        articles=text.articles,
        signature=signature(body="Đảng ủy"),
        recipients=recipients(
            _lines(plan.recipients or (term.recipients if term else "")),
            archive="VPĐU",
            guideline=guideline_for(day),
        ),
        appendix=Appendix(
            name=text.appendix_name,
            subject=text.appendix_subject,
            reference=text.appendix_reference,
        ),
        unit_heading=f"Tên {units}",
        points_heading=POINTS_HEADINGS[Basis(plan.basis)],
        rows=tuple(_unit(row) for row in rows),
        empty_note=f"Chưa có {units} nào đủ điều kiện.",
    )


def _unit(row: YearRow) -> RecognisedUnit:
    found = row.assessment
    return RecognisedUnit(
        organization=row.name,
        pass_months=f"{found.pass_months}/12",
        points=vn_number(found.points, 2),
        grade=GRADE_LABELS[found.grade] if found.grade else "",
    )


def _lines(text: str) -> Sequence[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
