"""Texts and form of the committee's papers, and its certificates on a pre-printed form."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organizations.formats import vn_number
from organizations.forms import VersionedForm
from organizations.models import Organization, Role
from organizations.pages import committee_of, form_page
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Refusal, refuse_if

from .. import services
from ..certificates import test_print_context
from ..forms import CodePrintingForm, GuidelineForm, OffsetsForm, WordingForm
from ..guidelines import GUIDELINES, Guideline
from ..house_style import as_set, prints_code, wording_for
from ..models import CertificateOffsets, CodePrinting, DocumentWording, GuidelineValues
from ..render import render_html, render_pdf
from ..wording import PLACES, SHIPPED, WORDING_LABELS, places_of
from ..wording.checks import PART_LABELS, obstacles, parts_of
from ..wording.samples import paper_kind, sample_paper


@dataclass(frozen=True)
class TextOfKind:
    """A kind of paper with the committee's own text, if it has one."""

    kind: str
    label: str
    latest: DocumentWording | None

    @property
    def own(self) -> bool:
        """Whether the committee's own text is in force."""
        return self.latest is not None and self.latest.is_own


@require_safe
@only_for(Role.OFFICE)
def wordings(request: ActingRequest) -> HttpResponse:
    """Every kind of paper with the text in force, and the values of form."""
    committee = committee_of(request)
    latest = DocumentWording.objects.latest_of(committee)
    context = {
        "kinds": [
            TextOfKind(kind, label, latest.get(kind)) for kind, label in WORDING_LABELS.items()
        ],
        "codes_printed": prints_code(committee),
        "guidelines": [(one, as_set(one, committee)) for one in GUIDELINES],
    }
    return render(request, "documents/pages/wordings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
def wording(request: ActingRequest, kind: str) -> HttpResponse:
    """The text of one kind; ``then`` says whether to keep it or only to see it on paper."""
    committee, label = committee_of(request), _label(kind)
    rows = list(DocumentWording.objects.of(committee, kind))
    latest = rows[0] if rows else None
    form = WordingForm(
        request.POST or None,
        kind=kind,
        current=wording_for(committee, kind),
        version=latest.version if latest else 0,
    )
    if request.POST.get("then") in ("sheet", "pdf") and form.is_valid():
        try:
            return _seen(request, committee, form)
        except Refusal as refusal:
            form.add_refusal(refusal)

    def act(values: dict[str, Any]) -> str:
        row = services.change_wording(
            committee,
            kind,
            form.wording(),
            version=values["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã lưu câu chữ “{label}” (bản {row.version}); dùng cho văn bản lập từ nay."

    return form_page(
        request,
        form,
        act,
        template="documents/pages/wording.html",
        to=reverse("documents:wording", args=[kind]),
        context={
            "text": TextOfKind(kind, label, latest),
            "rows": rows,
            "places": [(place, PLACES[place]) for place in places_of(kind)],
        },
    )


def _seen(request: ActingRequest, committee: Organization, form: WordingForm) -> HttpResponse:
    """What was typed, on a sample paper; nothing is kept. Refuses what could not be kept."""
    typed = form.wording()
    refuse_if(obstacles(form.kind, typed))
    paper = paper_kind(form.kind)
    context = sample_paper(form.kind, typed, committee, today=request.actor.today)
    if request.POST["then"] == "sheet":
        return HttpResponse(render_html(paper, context, on_screen=True))
    return _pdf(render_pdf(paper, context), f"thu-cau-chu-{form.kind}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
def restore_wording(request: ActingRequest, kind: str) -> HttpResponse:
    """Ask once more, then go back to the shipped text."""
    committee, label = committee_of(request), _label(kind)
    latest = DocumentWording.objects.current(committee, kind)
    own, shipped = wording_for(committee, kind).as_lines(), SHIPPED[kind].as_lines()

    def act(values: dict[str, Any]) -> str:
        services.restore_shipped_wording(
            committee, kind, version=values["version"], by=request.actor, now=timezone.now()
        )
        return f"Từ nay “{label}” dùng câu chữ mẫu; câu chữ riêng trước đây vẫn lưu."

    return form_page(
        request,
        VersionedForm(request.POST or None, initial={"version": latest.version if latest else 0}),
        act,
        template="documents/pages/restore_wording.html",
        to=reverse("documents:wording", args=[kind]),
        context={
            "kind": kind,
            "label": label,
            "differs": [
                (PART_LABELS[part], own[part], shipped[part])
                for part in parts_of(kind)
                if own[part] != shipped[part]
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
def guideline(request: ActingRequest, code: str) -> HttpResponse:
    """What the committee prints under one guideline."""
    committee = committee_of(request)
    shipped = _guideline(code)
    kept = GuidelineValues.objects.filter(committee=committee, reference=shipped.reference).first()
    now = as_set(shipped, committee)
    form = GuidelineForm(
        request.POST or None,
        initial={
            "salutation": now.salutation,
            "submission_salutation": now.submission_salutation,
            "recipient_separator": now.recipient_separator,
            "version": kept.version if kept else 0,
        },
    )

    def act(values: dict[str, Any]) -> str:
        services.change_guideline(
            committee,
            form.values(shipped),
            version=values["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã lưu thể thức theo Hướng dẫn {shipped.reference}."

    return form_page(
        request,
        form,
        act,
        template="documents/pages/guideline.html",
        to=reverse("documents:wordings"),
        context={"guideline": shipped},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
def code_printing(request: ActingRequest) -> HttpResponse:
    """Whether the committee's numbered papers carry code and QR."""
    committee = committee_of(request)
    kept = CodePrinting.objects.filter(committee=committee).first()
    form = CodePrintingForm(
        request.POST or None,
        initial={"on": kept is not None and kept.on, "version": kept.version if kept else 0},
    )

    def act(values: dict[str, Any]) -> str:
        kept = services.set_code_printing(
            committee,
            on=values["on"],
            version=values["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return "Văn bản ban hành từ nay " + ("có in" if kept.on else "không in") + " mã kiểm tra."

    return form_page(
        request,
        form,
        act,
        template="documents/pages/code_printing.html",
        to=reverse("documents:wordings"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
def certificates(request: ActingRequest) -> HttpResponse:
    """How far certificates are moved to meet the office's pre-printed form."""
    committee = committee_of(request)
    kept = CertificateOffsets.objects.filter(committee=committee).first()
    form = OffsetsForm(
        request.POST or None,
        initial={
            "right": kept.right if kept else Decimal(0),
            "down": kept.down if kept else Decimal(0),
            "version": kept.version if kept else 0,
        },
    )

    def act(values: dict[str, Any]) -> str:
        offsets = services.set_certificate_offsets(
            committee,
            right=values["right"],
            down=values["down"],
            version=values["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return (
            f"Đã lưu: dời sang phải {vn_number(offsets.right)} mm, xuống dưới"
            f" {vn_number(offsets.down)} mm. Mời in thử lại trên giấy thường."
        )

    return form_page(
        request,
        form,
        act,
        template="documents/pages/certificates.html",
        to=reverse("documents:certificates"),
    )


@require_safe
@only_for(Role.OFFICE)
def test_print(request: ActingRequest) -> HttpResponse:
    """A certificate with sample text and the marks to measure from, as it will be moved."""
    context = test_print_context(committee_of(request), today=request.actor.today)
    return _pdf(render_pdf("certificate", context), "in-thu-giay-khen.pdf")


def _label(kind: str) -> str:
    if kind not in WORDING_LABELS:
        raise Http404
    return WORDING_LABELS[kind]


def _guideline(code: str) -> Guideline:
    found = next((one for one in GUIDELINES if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
