"""A paper before it is issued: seen on screen as it prints, as PDF and in Word."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from documents.codes import shown
from documents.docx.drafts import draft_docx
from documents.issuers import issuer_on
from documents.length import too_long
from documents.letterhead import PREVIEW
from documents.models import Document
from documents.numbering import KIND_LABELS
from documents.parts import PaperContext
from documents.render import render_html, render_pdf
from evaluations import periods
from organizations.models import Organization, Role
from organizations.pages import act_or_say_why, say_why
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Refusal, refuse_if
from organizations.tree import name_on

from ..papers import (
    PAPERS,
    Asks,
    Wanted,
    final_obstacle,
    issue_obstacle,
    issued_papers,
    lived_in,
    make_final,
    offers_to,
    preview_of,
)
from .finding import address_of, known, wanted_in

READERS = (Role.SECRETARY, Role.OFFICE, Role.WATCHER)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PRINTERS = (Role.SECRETARY, Role.OFFICE)


@require_safe
@only_for(*PRINTERS)
def papers(request: ActingRequest, year: int) -> HttpResponse:
    """Every paper of a year that one can print about one's own organisation."""
    known(year)
    organization = request.actor.organization
    if organization is None:
        raise Http404
    others = [year - 1, year + 1]
    if organization.ended_on is not None and organization.ended_on.year < year - 1:
        others = [organization.ended_on.year]
    context = {
        "shown_year": year,
        "years": [
            other for other in others if lived_in(organization, other) and 2000 <= other <= 2100
        ],
        "code": organization.code,
        "offers": offers_to(request.actor, organization) if lived_in(organization, year) else [],
    }
    return render(request, "oversight/papers/index.html", context)


@require_safe
@only_for(*READERS)
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def paper(request: ActingRequest, year: int, code: str, kind: str) -> HttpResponse:
    """One paper: its preview, which is what prints, and its files."""
    wanted = wanted_in(request, year, code, kind)
    context: dict[str, Any] = {
        "kind": kind,
        "label": KIND_LABELS[kind],
        "shown_year": year,
        "code": code,
        "name": name_on(wanted.organization, wanted.organization.read_on(request.actor.today)),
        "blank": wanted.blank,
        "offers_blank": PAPERS[kind].has_blank,
        "choices": _choices(kind, wanted),
        "links": {
            name: address_of(name, kind, wanted)
            for name in ("paper_sheet", "paper_pdf", "paper_word")
        },
        "prints": request.actor.role in PRINTERS,
        "issued": issued_papers(kind, wanted, reader=request.actor),
    }
    try:
        drawn = _drawable(kind, wanted)
        context["subject"] = drawn.heading.subject
        if issue_obstacle(kind, wanted, request.actor) is None:
            context["issue_url"] = address_of("paper_issue", kind, wanted)
        if drawn.mark == PREVIEW and final_obstacle(kind, wanted, request.actor) is None:
            context["final_url"] = address_of("paper_final", kind, wanted)
    except Refusal as refusal:
        context["why_not"] = refusal.obstacles
    return render(request, "oversight/papers/paper.html", context)


@require_safe
@only_for(*READERS)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def paper_sheet(request: ActingRequest, year: int, code: str, kind: str) -> HttpResponse:
    """The paper itself on screen, to stand within its page."""
    wanted = wanted_in(request, year, code, kind)
    try:
        return HttpResponse(render_html(kind, _drawable(kind, wanted), on_screen=True))
    except Refusal as refusal:
        return say_why(request, refusal, to=address_of("paper", kind, wanted))


@require_safe
@only_for(*READERS)
def paper_pdf(request: ActingRequest, year: int, code: str, kind: str) -> HttpResponse:
    """The paper as PDF: nothing is issued, no number is taken."""
    wanted = wanted_in(request, year, code, kind)
    try:
        content = render_pdf(kind, _drawable(kind, wanted))
    except Refusal as refusal:
        return say_why(request, refusal, to=address_of("paper", kind, wanted))
    return _file(content, "application/pdf", f"{_file_name(kind, wanted)}.pdf", attached=False)


@require_safe
@only_for(*READERS)
def paper_word(request: ActingRequest, year: int, code: str, kind: str) -> HttpResponse:
    """The paper as a draft to be edited in Word."""
    wanted = wanted_in(request, year, code, kind)
    try:
        content = draft_docx(kind, _drawable(kind, wanted), _keeper(wanted))
    except Refusal as refusal:
        return say_why(request, refusal, to=address_of("paper", kind, wanted))
    return _file(content, WORD, f"{_file_name(kind, wanted)}.docx", attached=True)


@require_POST
@only_for(*PRINTERS)
def paper_final(request: ActingRequest, year: int, code: str, kind: str) -> HttpResponse:
    """Make the print final (Chốt bản in) and go on to it in the archive."""
    wanted = wanted_in(request, year, code, kind)
    made: list[Document] = []

    def act() -> str:
        made.append(make_final(kind, wanted, by=request.actor, now=timezone.now()))
        return f"Đã chốt bản in, mã kiểm tra {shown(made[0].code)}. Mời in từ tệp PDF ở đây."

    def to() -> str:
        if made:
            return reverse("documents:detail", args=[made[0].pk])
        return address_of("paper", kind, wanted)

    return act_or_say_why(request, act, to=to)


def _keeper(wanted: Wanted) -> Organization | None:
    """The committee whose Word templates the papers of an organisation follow."""
    return issuer_on(wanted.organization, wanted.today).keeper


def _drawable(kind: str, wanted: Wanted) -> PaperContext:
    """The context, short enough to be drawn while somebody waits."""
    context = preview_of(kind, wanted)
    refuse_if([too_long(context)])
    return context


def _choices(kind: str, wanted: Wanted) -> list[tuple[str, str, bool]]:
    """The periods to choose from: value, label, whether it is the one shown."""
    match PAPERS[kind].asks:
        case Asks.MONTH:
            return [
                (periods.slug(month), f"tháng {month}", month == wanted.period)
                for month in periods.MONTHS
            ]
        case Asks.HALF_OR_YEAR:
            half = wanted.period is not None and wanted.period <= 6
            return [("6", "6 tháng đầu năm", half), ("nam", "cả năm", not half)]
    return []


def _file_name(kind: str, wanted: Wanted) -> str:
    parts = [kind, str(wanted.year)]
    if wanted.period in periods.MONTHS:
        parts.append(f"{wanted.period:02d}")
    if wanted.blank:
        parts.append("mau-trong")
    return "-".join([*parts, wanted.organization.code])


def _file(content: bytes, content_type: str, name: str, *, attached: bool) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=attached, filename=name)
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": disposition or "inline"},
    )
