"""Interruption page: issuing the notice of assignments and the reports."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from documents.before_issuing import before_issuing
from documents.contexts import AssignmentsContext
from documents.length import too_long
from documents.models import Document
from documents.numbering import CODE_LABELS, CODE_OF_KIND, KIND_LABELS
from organizations.models import Role
from organizations.pages import form_page, say_why
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Refusal, refuse_if
from organizations.tree import name_on

from ..forms import PaperIssueForm
from ..papers import (
    draft_to_issue,
    issue_obstacle,
    issue_paper,
    issued_papers,
    readers_of,
)
from ..papers.issuing import IssuedContext
from .finding import address_of, wanted_in


@require_http_methods(["GET", "POST"])
@only_for(Role.SECRETARY, Role.OFFICE)
def paper_issue(request: ActingRequest, year: int, code: str, kind: str) -> HttpResponse:
    """Say what is issued, for whom, under which number and with what consequence; ask again."""
    wanted = wanted_in(request, year, code, kind)
    back_url = address_of("paper", kind, wanted)
    today = request.actor.today
    try:
        refuse_if([issue_obstacle(kind, wanted, request.actor)])
        drawn = draft_to_issue(kind, wanted)
        refuse_if([too_long(drawn)])
    except Refusal as refusal:
        return say_why(request, refusal, to=back_url)
    before = issued_papers(kind, wanted)
    paper = CODE_LABELS[CODE_OF_KIND[kind]]
    ahead = before_issuing(request, wanted.organization, CODE_OF_KIND[kind], today)
    form = PaperIssueForm(
        request,
        request.POST or None,
        initial={"version": len(before), "dated": today},
        proposed=ahead.proposed,
        sections=() if isinstance(drawn, AssignmentsContext) else drawn.sections,
    )
    issued: list[Document] = []

    def act(typed: dict[str, object]) -> str:
        issued.append(
            issue_paper(
                kind,
                wanted,
                form.how(),
                seen=int(str(typed["version"])),
                sections=form.sections(),
                by=request.actor,
                now=timezone.now(),
            )
        )
        return f"Đã ban hành {paper} số {issued[-1].symbol}."

    context = {
        "paper": paper,
        "ahead": None if request.POST else ahead,
        "keeps_terms": request.actor.role == Role.OFFICE,
        "submit": f"Ban hành {paper.lower()}",
        "label": KIND_LABELS[kind],
        "subject": drawn.heading.subject,
        "name": name_on(wanted.organization, wanted.organization.read_on(today)),
        "facts": _facts(drawn),
        "sent_to": [name_on(one, one.read_on(today)) for one in readers_of(kind, wanted, today)],
        "before": before,
        "back_url": back_url,
        "pdf_url": address_of("paper_pdf", kind, wanted),
    }
    return form_page(
        request,
        form,
        act,
        template="oversight/papers/issue.html",
        to=lambda: reverse("documents:detail", args=[issued[-1].pk]),
        context=context,
    )


def _facts(drawn: IssuedContext) -> list[tuple[str, str]]:
    """What the paper will say, in pairs: who is assigned where, or the figures of a report."""
    if not isinstance(drawn, AssignmentsContext):
        return [(figure.label, figure.text or "chưa có") for figure in drawn.figures]
    return [
        (
            row.member,
            "; ".join(
                f"{what} {', '.join(names.splitlines())}"
                for what, names in (("phụ trách", row.responsible), ("dự sinh hoạt", row.attends))
                if names
            ),
        )
        for row in drawn.rows
    ]
