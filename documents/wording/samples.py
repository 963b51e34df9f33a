"""A paper with sample values, on which an office sees how its text will stand."""

import datetime as dt
from dataclasses import fields, replace
from typing import Any

from organizations.models import Organization

from ..docx.sampling import sample_of
from ..issuers import issuer_on
from ..letterhead import DRAFT, TEXT_WIDTH, name_lines
from ..numbering import CODE_OF_KIND
from ..parts import Appendix, Heading, PaperContext
from . import Text, Wording, write

_PAPER_OF = {"withdrawal": "revocation", "ballot-minutes": "minutes"}
_FIELD_OF_OPENING = {"ballot": "guidance", "minutes": "question"}
_VALUES = {
    "year": "2025",
    "period": "tháng 3 năm 2025",
    "model": "“chi bộ bốn tốt”",
    "models": "“chi bộ bốn tốt”",
    "unit": "Chi bộ",
    "units": "chi bộ",
    "organization": "Chi bộ Bảo tàng tỉnh",
    "organizations": "Chi bộ Bảo tàng tỉnh",
    "count": "5 chi bộ",
    "plan": "Kế hoạch số 39-KH/ĐU",
    "meeting_date": "22/12/2025",
    "emulation_title": "chi bộ trong sạch, vững mạnh",
    "decision": "Quyết định số 45-QĐ/ĐU, ngày 25/12/2025",
    "reason": "không bảo đảm tiêu chí",
    "request": "công nhận “chi bộ bốn tốt”",
    "result": "Kết quả: 9/12 chi bộ trực thuộc được công nhận “chi bộ bốn tốt”.",
}
_REFERENCES = ("Điều lệ Đảng Cộng sản Việt Nam", "Quy chế làm việc của Đảng ủy")


def paper_kind(kind: str) -> str:
    """The kind of paper that a text belongs to; two papers have a second text."""
    return _PAPER_OF.get(kind, kind)


def sample_paper(
    kind: str, wording: Wording, committee: Organization, *, today: dt.date
) -> PaperContext:
    """A draft of ``kind`` with this text under the committee's head.

    What is no text of the wording says in words what will stand in its place.
    """
    issuer = issuer_on(committee, today)
    text = write(
        kind,
        {
            **_VALUES,
            "committee": issuer.committee,
            "deciding_body": issuer.name,
            "authority": issuer.authority,
            "office": issuer.office,
            "reference": f"{_VALUES['decision']} của {issuer.name}",
        },
        legal_references=_REFERENCES,
        wording=wording,
    )
    paper = paper_kind(kind)
    shown = sample_of(paper)
    deciding = name_lines(issuer.deciding_body.replace("\n", " "), style="Bold", width=TEXT_WIDTH)
    values = {
        "letterhead": issuer.letterhead(
            on=None,
            paper=CODE_OF_KIND.get(paper, ""),
            year=today.year,
            across=shown.ACROSS,
        ),
        "heading": Heading(name=text.name, subject=text.subject),
        "signature": issuer.open_signature(),
        "recipients": issuer.recipients(),
        "salutation": issuer.guideline.submission_salutation
        if paper == "proposal"
        else issuer.guideline.salutation,
        "mark": DRAFT,
        "author": issuer.name,
        "date": "",
        "code": "",
        "deciding_body": deciding,
        "body": deciding,
        **_texts(paper, shown, text),
    }
    there = {field.name for field in fields(shown)}
    return replace(shown, **{name: value for name, value in values.items() if name in there})


def _texts(paper: str, shown: Any, text: Text) -> dict[str, Any]:
    found: dict[str, Any] = {
        "grounds": text.grounds,
        "articles": text.articles,
        "paragraphs": text.paragraphs,
        "after": text.after,
        _FIELD_OF_OPENING.get(paper, "opening"): text.opening,
    }
    if text.appendix_name:
        found["appendix"] = Appendix(
            name=text.appendix_name,
            subject=text.appendix_subject,
            reference=text.appendix_reference,
        )
    if paper == "certificate":
        award = replace(
            shown.awards[0], recipient=_VALUES["organization"], achievement=text.opening
        )
        found |= {"awards": (award,), "decision": _VALUES["decision"], "form": "plain"}
    return found
