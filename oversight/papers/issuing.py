"""Numbered papers that no vote decides: the notice of assignments and both reports (§1, §4)."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace

from documents import services as documents
from documents.contexts import AssignmentsContext, CellReportContext, ReportContext, Section
from documents.issuers import issuer_on
from documents.models import Document
from documents.permissions import issues_for
from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.models import Organization
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from organizations.tree import authority_on
from recognition.services import Issue

from .assignments import assigned_cells, assignments_context, day_in
from .facts import about, facts_of
from .reports import SECTIONS, cell_report_context, report_context
from .wanted import Wanted

ISSUED_KINDS = frozenset({"assignments", "report", "cell-report"})

NOT_ISSUED_HERE = Obstacle(
    "not_issued_here",
    "Văn bản này không ban hành ở trang này: mời ban hành quyết định, biên bản, tờ trình ở mục Công"
    " nhận; biểu mẫu và bảng tổng hợp thì chốt bản in.",
)

IssuedContext = AssignmentsContext | CellReportContext | ReportContext


def issue_obstacle(kind: str, wanted: Wanted, by: Actor) -> Obstacle | None:
    """Why ``by`` does not issue this paper; None where it is allowed."""
    return issues_for(by, wanted.organization) or (
        None if kind in ISSUED_KINDS else NOT_ISSUED_HERE
    )


def issued_papers(kind: str, wanted: Wanted, *, reader: Actor | None = None) -> list[Document]:
    """What was issued of the same kind and period, the latest first.

    ``reader``: only what this person may read.
    """
    found = Document.objects.filter(organization=wanted.organization, kind=kind, number__gte=1)
    if reader is not None:
        found = found.visible_to(reader)
    same = about(kind, wanted).items()
    documents_of_kind = found.defer("context").order_by("-position")
    return [one for one in documents_of_kind if same <= json.loads(one.facts).items()]


def readers_of(kind: str, wanted: Wanted, on: dt.date) -> list[Organization]:
    """To whom the paper goes: a notice to all below, a report to the authority above."""
    if kind == "assignments":
        return assigned_cells(wanted.committee, day_in(wanted.year, on))
    above = authority_on(wanted.organization, on)
    return [above] if above else []


def draft_to_issue(
    kind: str,
    wanted: Wanted,
    *,
    on: dt.date | None = None,
    number: int | None = None,
    sections: Sequence[Section] | None = None,
) -> IssuedContext:
    """The context of the paper from what was sent, dated ``on``; a draft while it has no number."""
    sent = replace(wanted, reader=None)
    if kind == "assignments":
        return assignments_context(sent, on=on, number=number)
    draw = cell_report_context if kind == "cell-report" else report_context
    return draw(sent, on=on, number=number, sections=sections)


def issue_paper(
    kind: str,
    wanted: Wanted,
    how: Issue,
    *,
    seen: int,
    sections: Sequence[Section] | None = None,
    by: Actor,
    now: dt.datetime,
) -> Document:
    """Issue a notice or report with the facts it rests on; from now on nothing of it changes.

    ``seen``: how many ``issued_papers`` there were on the page, so that two tabs issue once.
    ``sections``: the texts of a report as somebody edited them. ``Refusal`` also where a figure
    changed while it was drawn.
    """
    refuse_if([issue_obstacle(kind, wanted, by)])
    _refuse_unless_seen(kind, wanted, seen)
    drawn = draft_to_issue(kind, wanted, on=how.dated, sections=sections)
    refuse_if(_obstacles(drawn, wanted, how))
    facts = facts_of(kind, wanted, on=how.dated)

    def context(number: int | None) -> IssuedContext:
        return draft_to_issue(kind, wanted, on=how.dated, number=number, sections=sections)

    def guard() -> None:
        if context(None) != drawn or facts_of(kind, wanted, on=how.dated) != facts:
            raise Refusal(CHANGED_MEANWHILE)

    def finish(document: Document) -> None:
        # counted where the head is held: nobody else issues between this and the commit
        _refuse_unless_seen(kind, wanted, seen + 1)

    return documents.issue(
        documents.Draft(
            kind=kind,
            issuer=issuer_on(wanted.organization, how.dated),
            context=context,
            facts=facts,
            readers=readers_of(kind, wanted, how.dated),
        ),
        number=how.number,
        skipped_reason=how.skipped_reason,
        guard=guard,
        finish=finish,
        by=by,
        now=now,
    )


def _refuse_unless_seen(kind: str, wanted: Wanted, seen: int) -> None:
    if len(issued_papers(kind, wanted)) != seen:
        raise Refusal(CHANGED_MEANWHILE)


def _obstacles(drawn: IssuedContext, wanted: Wanted, how: Issue) -> list[Obstacle]:
    if isinstance(drawn, AssignmentsContext):
        nobody = Obstacle(
            "nobody_assigned",
            "Chưa phân công đồng chí nào nên chưa có gì để thông báo. Mời phân công ở mục Tổ chức.",
        )
        return [] if drawn.rows else [nobody]
    found = [
        Obstacle(
            "section_empty",
            f"Phần “{section.title}” còn trống. Mời ghi nội dung; không có thì ghi “Không có.”.",
            name,
        )
        for name, section in zip(SECTIONS, drawn.sections, strict=True)
        if not section.paragraphs
    ]
    if how.dated < dt.date(wanted.year, 1, 1):
        found.append(
            Obstacle(
                "dated_before_period",
                f"Báo cáo năm {wanted.year} không thể ghi ngày {vn_date(how.dated)}. Mời chọn lại"
                " ngày.",
                "dated",
            )
        )
    return found
