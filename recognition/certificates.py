"""The certificates (Giấy khen) that go with a decision of commendation, as it was issued."""

from documents.checking import with_code
from documents.contexts import CertificateContext
from documents.house_style import prints_code
from documents.issuers import issuer_on
from organizations.models import Body
from organizations.refusals import Obstacle, Refusal
from plans.querysets import plan_for

from .models import Decision
from .printing.certificate import certificate_context
from .printing.decisions import cited
from .printing.paper import Paper


def certificates_by(decision: Decision) -> CertificateContext:
    """One certificate for each that the decision commends and that keeps its commendation.

    Dated and signed as the decision; with its code, which tells whether it is still in force,
    where the office wants codes on papers whose blocks are prescribed. Raises ``Refusal`` where
    there is nobody to be given one.
    """
    given = list(
        decision.commendations.in_force()
        .select_related("organization")
        .order_by("organization__code")
    )
    meeting, document = decision.meeting, decision.document
    plan = plan_for(decision.authority, decision.year)
    if not given or meeting is None or document is None or plan is None:
        raise Refusal(
            Obstacle(
                "nobody_commended",
                f"Quyết định số {decision.symbol} không có biểu dương, khen thưởng nào của đảng bộ"
                " còn hiệu lực nên không có Giấy khen để in. Mời mở quyết định khen thưởng đang có"
                " hiệu lực.",
            )
        )
    paper = Paper(
        issuer=issuer_on(decision.authority, decision.decided_on, body=Body(meeting.body)),
        plan=plan,
        year=decision.year,
        number=document.number,
        meeting_on=meeting.held_on,
    )
    names = [
        (one.year_given.name if one.year_given else one.organization.code, one.kind)
        for one in given
    ]
    drawn = certificate_context(paper, names, decision=cited(decision.symbol, decision.decided_on))
    return with_code(drawn, document.code) if prints_code(paper.issuer.keeper) else drawn
