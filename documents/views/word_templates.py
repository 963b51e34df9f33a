"""Word templates of the committee's papers: what is in force, replaced, and taken back."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.forms import VersionedForm
from organizations.models import Role
from organizations.pages import act_or_say_why, committee_of, form_page, say_why
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import CHANGED_MEANWHILE, Refusal

from .. import services
from ..contexts import KINDS
from ..docx.drafts import stored, template_of
from ..docx.fields import field_help
from ..forms import WordTemplateForm
from ..models import WordTemplate
from ..numbering import KIND_LABELS

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class TemplateOfKind:
    """A kind of paper with the committee's own template, if it has one."""

    kind: str
    label: str
    latest: WordTemplate | None

    @property
    def own(self) -> WordTemplate | None:
        """The committee's own template in force."""
        return self.latest if self.latest is not None and self.latest.is_own else None


@require_safe
@only_for(Role.OFFICE)
def index(request: ActingRequest) -> HttpResponse:
    """Every kind of paper with the template in force."""
    latest = WordTemplate.objects.latest_of(committee_of(request))
    kinds = [TemplateOfKind(kind, KIND_LABELS[kind], latest.get(kind)) for kind in KINDS]
    return render(request, "documents/pages/word_templates.html", {"kinds": kinds})


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
def kind_page(request: ActingRequest, kind: str) -> HttpResponse:
    """One kind: its fields, the templates that there were, and the way to replace it."""
    committee, label = committee_of(request), _label(kind)
    rows = list(WordTemplate.objects.of(committee, kind))
    latest = rows[0] if rows else None
    version = latest.version if latest else 0

    def act(values: dict[str, Any]) -> str:
        row = services.replace_word_template(
            committee,
            kind,
            filename=values["file"].name,
            content=values["file"].read(),
            version=values["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Từ nay bản Word “{label}” vẽ theo mẫu {row.filename} (bản {row.version})."

    if request.method == "POST":
        form = WordTemplateForm(request.POST, request.FILES)
    else:
        form = WordTemplateForm(initial={"version": version})
    return form_page(
        request,
        form,
        act,
        template="documents/pages/word_template.html",
        to=reverse("documents:word_template", args=[kind]),
        context={
            "template": TemplateOfKind(kind, label, latest),
            "version": version,
            "rows": rows,
            "fields": field_help(kind),
        },
    )


@require_POST
@only_for(Role.OFFICE)
def restore(request: ActingRequest, kind: str) -> HttpResponse:
    """Back to the shipped template."""
    committee, label = committee_of(request), _label(kind)
    form = VersionedForm(request.POST)

    def act() -> str:
        if not form.is_valid():
            raise Refusal(CHANGED_MEANWHILE)
        services.restore_shipped_word_template(
            committee,
            kind,
            version=form.cleaned_data["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Từ nay bản Word “{label}” vẽ theo mẫu chung."

    return act_or_say_why(request, act, to=reverse("documents:word_template", args=[kind]))


@require_safe
@only_for(Role.OFFICE)
def download(request: ActingRequest, kind: str) -> HttpResponse:
    """The template in force, to be edited in Word."""
    committee, label = committee_of(request), _label(kind)
    try:
        content = template_of(committee, kind)
    except Refusal as refusal:
        return say_why(request, refusal, to=reverse("documents:word_template", args=[kind]))
    return _file(content, f"Mẫu {label}.docx")


@require_safe
@only_for(Role.OFFICE)
def download_version(request: ActingRequest, kind: str, version: int) -> HttpResponse:
    """One of the committee's own templates, as it was uploaded."""
    rows = WordTemplate.objects.of(committee_of(request), kind)
    row = get_object_or_404(rows.exclude(sha256=""), version=version)
    try:
        content = stored(row)
    except Refusal as refusal:
        return say_why(request, refusal, to=reverse("documents:word_template", args=[kind]))
    return _file(content, row.filename)


def _label(kind: str) -> str:
    if kind not in KINDS:
        raise Http404
    return KIND_LABELS[kind]


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_WORD)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    return response
