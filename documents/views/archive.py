"""Issued documents to read and download, and the book of numbers."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from organizations.models import Organization, Role, Term
from organizations.pages import form_page, say_why
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Obstacle, Refusal

from .. import services, storage
from ..checking import REVOKED_BY, state_of
from ..codes import shown
from ..contexts import JOINED
from ..forms import DocumentFilter, ReserveForm, VoidForm
from ..issuers import issuer_on
from ..models import Document, NumberEntry, Scan
from ..numbering import CODE_LABELS
from ..pages import add_scan_page, send_scan, shown_scans
from ..permissions import issues_for

PER_PAGE = 50
READERS = (Role.SECRETARY, Role.OFFICE, Role.WATCHER)
KEEPERS = (Role.SECRETARY, Role.OFFICE)


@require_safe
@only_for(*READERS)
def index(request: ActingRequest) -> HttpResponse:
    """The documents that one may read, the latest first."""
    filters = DocumentFilter(request.GET)
    filters.is_valid()
    found = Document.objects.visible_to(request.actor).matching(
        text=filters.cleaned_data.get("tim", ""),
        kind=filters.cleaned_data.get("loai", ""),
        year=filters.cleaned_data.get("nam"),
    )
    page = Paginator(
        found.select_related("organization").prefetch_related(REVOKED_BY), PER_PAGE
    ).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "scanned": Scan.objects.keys_of(page.object_list),
        "own": request.actor.organization.pk if request.actor.organization else None,
        "lines": [(document, state_of(document)) for document in page.object_list],
        "filters": filters,
        "filtered": any(filters.cleaned_data.values()),
        "keeps_numbers": request.actor.role in KEEPERS,
        "sets_form": request.actor.role == Role.OFFICE,
    }
    return render(request, "documents/pages/index.html", context)


@require_safe
@only_for(*READERS)
def detail(request: ActingRequest, pk: int) -> HttpResponse:
    """One document: what it is, who may read it, its place in the archive."""
    document = _document(request, pk)
    day = document.dated or request.actor.today
    named = Organization.objects.by_name(day)
    context = {
        "document": document,
        "readers": named.filter(pk__in=document.readers.values("organization")),
        "issuer": issuer_on(document.organization, day).name,
        "scans": shown_scans(document, lambda n: reverse("documents:scan", args=[pk, n])),
        "add_scan_url": ""
        if issues_for(request.actor, document.organization)
        else reverse("documents:add_scan", args=[pk]),
        "state": state_of(document),
        "shown_code": shown(document.code),
    }
    return render(request, "documents/pages/detail.html", context)


@require_safe
@only_for(*READERS)
def download(request: ActingRequest, pk: int) -> HttpResponseBase:
    """The stored bytes; never drawn again.

    Those of several papers are sent without taking them into memory.
    """
    document = _document(request, pk)
    try:
        if document.kind in JOINED:
            return FileResponse(
                storage.opened(document.pdf_sha256),
                content_type="application/pdf",
                filename=document.filename,
            )
        content = storage.read(document.pdf_sha256)
    except storage.ArchiveDamaged:
        damaged = Obstacle(
            "archive_damaged",
            "Tệp lưu trữ của văn bản này bị thiếu hoặc đã bị thay đổi nên không tải được. Mời báo"
            " quản trị hệ thống kiểm tra kho lưu trữ.",
        )
        return say_why(request, Refusal(damaged), to=reverse("documents:detail", args=[pk]))
    response = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=False, filename=document.filename)
    response["Content-Disposition"] = disposition or "inline"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*KEEPERS)
def add_scan(request: ActingRequest, pk: int) -> HttpResponse:
    """Keep a scan of the signed and stamped copy; whoever does not issue for it finds no page."""
    document = _document(request, pk)
    if issues_for(request.actor, document.organization):
        raise Http404
    return add_scan_page(
        request,
        document,
        partial(services.add_scan, document),
        what=f"{document.kind_label} {document}",
        to=reverse("documents:detail", args=[pk]),
    )


@require_safe
@only_for(*READERS)
def scan(request: ActingRequest, pk: int, number: int) -> HttpResponse:
    """A scan of the signed and stamped copy, for whoever reads the document."""
    document = _document(request, pk)
    to = reverse("documents:detail", args=[pk])
    return send_scan(request, document, number, name=document.symbol or document.code, to=to)


def _document(request: ActingRequest, pk: int) -> Document:
    documents = (
        Document.objects.visible_to(request.actor)
        .select_related("organization", "issued_by", "term")
        .prefetch_related(REVOKED_BY)
    )
    return get_object_or_404(documents, pk=pk)


# The book of numbers


@require_safe
@only_for(*KEEPERS)
def numbers(request: ActingRequest) -> HttpResponse:
    """What became of each number of a term, and the next one of each series of today's."""
    organization, current = _series(request)
    earlier = list(
        Term.objects.filter(
            pk__in=NumberEntry.objects.filter(organization=organization).values("term")
        )
        .exclude(pk=current.pk if current else 0)
        .order_by("-from_date")
    )
    chosen = request.GET.get("nhiem-ky", "")
    term = next((one for one in earlier if str(one.pk) == chosen), current)
    entries = NumberEntry.objects.filter(organization=organization, term=term).latest_first()
    context: dict[str, Any] = {
        "term": term,
        "is_current": term == current,
        "others": [one for one in (current, *earlier) if one is not None and one != term],
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("trang")),
    }
    if current is not None and term == current:
        context["following"] = [
            (label, f"{services.proposed_number(organization, code, current):02d}-{code}")
            for code, label in CODE_LABELS.items()
        ]
    return render(request, "documents/pages/numbers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*KEEPERS)
def reserve(request: ActingRequest) -> HttpResponse:
    """Keep numbers back."""
    organization, term = _series(request)
    if term is None:
        raise Http404

    def act(values: dict[str, Any]) -> str:
        entries = services.reserve_numbers(
            organization,
            values["paper_code"],
            term,
            up_to=values["number"],
            reason=values["reason"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã giữ lại {len(entries)} số."

    return _number_page(request, ReserveForm(request.POST or None), act, "Giữ lại số văn bản")


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*KEEPERS)
def void(request: ActingRequest) -> HttpResponse:
    """Declare a number not used."""
    organization, term = _series(request)
    if term is None:
        raise Http404

    def act(values: dict[str, Any]) -> str:
        entry = services.void_number(
            organization,
            values["paper_code"],
            term,
            values["number"],
            reason=values["reason"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã bỏ số {entry.number:02d}-{entry.paper_code}."

    return _number_page(request, VoidForm(request.POST or None), act, "Bỏ số văn bản")


def _series(request: ActingRequest) -> tuple[Organization, Term | None]:
    organization = request.actor.organization
    if organization is None:
        raise Http404
    return organization, issuer_on(organization, request.actor.today).term


def _number_page(request: ActingRequest, form: Any, act: Any, title: str) -> HttpResponse:
    return form_page(
        request,
        form,
        act,
        template="documents/pages/number_form.html",
        to=reverse("documents:numbers"),
        context={"title": title},
    )
