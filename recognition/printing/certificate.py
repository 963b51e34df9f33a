"""Giấy khen: one for each organisation that a decision commends."""

from collections.abc import Sequence

from documents.contexts import Award, CertificateContext
from documents.letterhead import DOTS
from documents.parts import NO_RECIPIENTS, Heading
from documents.wording import Text
from organizations.models import Kind

from .paper import Paper


def certificate_context(
    paper: Paper, named: Sequence[tuple[str, str]], *, decision: str = ""
) -> CertificateContext:
    """A certificate for each name and kind of organisation, by the decision as cited.

    Before the decision it is a draft: dots for decision, day and signer. For nobody there is one
    with dots for the name, so that the form can be seen.
    """
    cited = decision or f"Quyết định số {DOTS}, ngày {DOTS}"
    written = [
        (name, _written(paper, kind, name, cited))
        for name, kind in named or [(DOTS * 5, Kind.CELL.value)]
    ]
    return CertificateContext(
        **paper.common() | {"recipients": NO_RECIPIENTS},
        letterhead=paper.issuer.letterhead(on=paper.on),
        heading=Heading(name=written[0][1].name),
        awards=tuple(Award(recipient=name, achievement=text.opening) for name, text in written),
        body=paper.deciding_body,
        decision=cited,
    )


def _written(paper: Paper, kind: str, name: str, decision: str) -> Text:
    return paper.issuer.write(
        "certificate",
        {
            "model": f"“{Kind(kind).label} bốn tốt”",
            "year": str(paper.year),
            "organization": name,
            "decision": decision,
            "committee": paper.issuer.committee,
        },
    )
