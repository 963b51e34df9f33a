"""What the office does with signed paper: key in, correct, answer objections, note receipt."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from organizations.models import Role
from organizations.pages import SeeOther, form_page, with_query
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Refusal
from registrations.submission import Paper

from .. import parts, periods, services
from ..forms import AnswerForm, KeyingForm, Offer, SignedCopyForm, Step
from ..pages import SheetPage
from ..reading import why_not
from ..values import SelfReviewValues, SheetValues
from ..workflow import Act
from .finding import form_context
from .office import settled_page
from .own import perform
from .showing import says_why_no_sheet, show_sheet


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
@says_why_no_sheet
def enter(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Key in a sheet from signed paper, where the organisation sent none."""
    page = settled_page(request, year, period, code)
    if page.own:
        raise Http404
    if page.stored:
        return show_sheet(
            request,
            page,
            obstacles=why_not(Act.ENTER_FROM_PAPER, page.evaluation, by=request.actor),
        )
    base = SelfReviewValues() if period == periods.YEAR else SheetValues()
    form = _form(request, _offer(page, base, None))

    def act() -> None:
        services.enter_from_paper(
            page.organization,
            year,
            period,
            form.values(base),
            paper=form.paper(),
            scan=form.scan(),
            version=form.cleaned_data["version"],
            by=request.actor,
            now=timezone.now(),
        )

    return _paper_page(request, page, form, act, heading="Nhập thay theo bản giấy")


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
@says_why_no_sheet
def correct(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Mend what was keyed in from paper, until it is settled."""
    page = settled_page(request, year, period, code)
    blocked = why_not(Act.CORRECT_PAPER, page.evaluation, by=request.actor)
    if not page.stored or blocked:
        return show_sheet(request, page, obstacles=blocked)
    evaluation = page.evaluation
    received_on = evaluation.paper_received_on
    assert received_on is not None  # noqa: S101 - by constraint, an entry from paper
    paper = Paper(received_on, evaluation.paper_signer)
    form = _form(request, _offer(page, page.values, paper))

    def act() -> None:
        services.correct_paper_entry(
            evaluation,
            form.values(page.values),
            paper=form.paper(),
            scan=form.scan(),
            version=form.cleaned_data["version"],
            by=request.actor,
            now=timezone.now(),
        )

    return _paper_page(request, page, form, act, heading="Sửa phiếu nhập thay")


def _form(request: ActingRequest, offer: Offer) -> KeyingForm:
    posted = request.method == "POST"
    return KeyingForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        step=Step.PAPER,
        offer=offer,
    )


def _offer(page: SheetPage, base: SheetValues | SelfReviewValues, paper: Paper | None) -> Offer:
    return Offer(
        base=base,
        version=page.evaluation.version if page.stored else 0,
        criteria=page.criteria,
        opened={parts.ALL},
        titles=page.content_titles,
        breakthrough=page.breakthrough,
        month=None if page.evaluation.is_self_review else page.evaluation.period,
        new=not page.stored,
        proposed_voters=page.proposed_voters,
        of_committee=page.organization.is_committee,
        paper=paper,
    )


def _paper_page(
    request: ActingRequest, page: SheetPage, form: KeyingForm, act: Any, *, heading: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã ghi {page.evaluation.in_words} của {page.name}.")
            return SeeOther(with_query(page.url(), request))
    values = form.values(page.values) if form.is_bound else page.values
    return render(
        request,
        "evaluations/paper.html",
        {
            "page": page,
            "form": form,
            "heading": heading,
            "groups": page.groups(values, form),
            "sections": page.form_sections(form, Step.PAPER),
        },
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
@says_why_no_sheet
def answer_objection(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Answer what the organisation objects to."""
    page = settled_page(request, year, period, code)
    if not page.stored:
        raise Http404

    def answer(values: dict[str, Any]) -> str:
        services.answer_objection(
            page.evaluation,
            values["answer"],
            version=values["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return "Đã trả lời phản ánh."

    return form_page(
        request,
        AnswerForm(request.POST or None, initial={"version": page.evaluation.version}),
        answer,
        template="organizations/form.html",
        to=with_query(page.url(), request),
        context=form_context(
            page,
            "Trả lời phản ánh",
            f"Nội dung phản ánh: {page.evaluation.objection}",
            submit="Gửi trả lời",
        ),
    )


@require_POST
@only_for(Role.OFFICE)
@says_why_no_sheet
def record_signed_copy(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Note that the signed paper has arrived."""
    page = settled_page(request, year, period, code)
    form = SignedCopyForm(request.POST)

    def note() -> str:
        services.record_signed_copy(
            page.evaluation,
            form.cleaned_data["signed_copy_received_on"],
            version=form.cleaned_data["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return "Đã ghi nhận bản ký."

    return perform(request, page, form, note)
