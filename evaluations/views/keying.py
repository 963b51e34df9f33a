"""Keying in a sheet step by step, saving while somebody types, two people at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organizations.formats import vn_datetime
from organizations.models import Role
from organizations.pages import SeeOther
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Obstacle, Refusal

from .. import parts, services
from ..board import Cell, cells_of, months_of
from ..forms import KeyingForm, Offer, Step, slug
from ..models import Evaluation
from ..pages import SheetPage, texts_of_last_month, total_of
from ..reading import find, values_of
from ..values import SheetValues, Values
from .own import own_page
from .showing import says_why_no_sheet, show_sheet

_CONFLICTS = {"changed_meanwhile", "already_there"}
_NAMED = 3
"""How many wrong fields the bar names."""
_CHANGED_ELSEWHERE = "phiếu này vừa được cập nhật ở nơi khác. Bấm “Tiếp tục” để xem hai bản."


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.SECRETARY, Role.OFFICE)
@says_why_no_sheet
def content(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """The first step: points and texts."""
    return _keying(request, year, period, code, Step.CONTENT)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.SECRETARY, Role.OFFICE)
@says_why_no_sheet
def meeting(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """The second step: meeting, vote and level."""
    return _keying(request, year, period, code, Step.MEETING)


def _keying(request: ActingRequest, year: int, period: int, code: str, step: Step) -> HttpResponse:
    page = own_page(request, year, period, code)
    if request.method != "POST":
        if page.why_not_save:
            return show_sheet(request, page, obstacles=page.why_not_save)
        return _show_step(request, page, _form(page, step, copied="chep" in request.GET), step)
    form = KeyingForm(request.POST, step=step, offer=_offer(page))
    if request.htmx:  # type: ignore[attr-defined]
        return _autosave(request, page, form)
    if not form.is_valid():
        return _show_step(request, page, form, step)
    base = _held(page.values)
    try:
        saved = _save(request, page, form, base)
    except Refusal as refusal:
        if refusal.codes & _CONFLICTS:
            return _show_conflict(request, page, form, step, refusal)
        form.add_refusal(refusal)
        return _show_step(request, page, form, step)
    return SeeOther(_after_step(request, SheetPage(page.organization, saved, page.actor), step))


def _held(values: Values) -> Values:
    """The values of a sheet whose meeting is being keyed in: it was held."""
    if isinstance(values, SheetValues) and values.no_meeting:
        return SheetValues(strengths=values.strengths, note=values.note)
    return values


def _offer(page: SheetPage) -> Offer:
    return Offer(
        base=page.values,
        version=page.evaluation.version if page.stored else 0,
        criteria=page.criteria,
        opened=page.opened,
        titles=page.content_titles,
        breakthrough=page.breakthrough,
        month=None if page.evaluation.is_self_review else page.evaluation.period,
        new=not page.stored,
        proposed_voters=page.proposed_voters,
        of_committee=page.organization.is_committee,
    )


def _form(page: SheetPage, step: Step, *, copied: bool) -> KeyingForm:
    form = KeyingForm(step=step, offer=_offer(page))
    if copied:
        for name, text in texts_of_last_month(page.evaluation).items():
            if name in form.fields and not form.initial.get(name):
                form.initial[name] = text
    return form


def _save(request: ActingRequest, page: SheetPage, form: KeyingForm, base: Values) -> Evaluation:
    return services.save(
        page.organization,
        page.evaluation.year,
        page.evaluation.period,
        form.values(base),
        version=form.cleaned_data["version"],
        by=request.actor,
        now=timezone.now(),
    )


def _saved_already(page: SheetPage, values: Values) -> Evaluation | None:
    """The sheet, if it says just that and is still being worked on: a saving in the background
    whose answer was lost is tried again, and there is nothing to choose between."""
    there = find(page.organization, page.evaluation.year, page.evaluation.period)
    if there is None or SheetPage(page.organization, there, page.actor).why_not_save:
        return None
    return None if parts.differences(values_of(there), values) else there


def _after_step(request: ActingRequest, page: SheetPage, step: Step) -> str:
    """Where a saved step leads: on, back, to checking, aside, or to last month's texts."""
    then = request.POST.get("then", "")
    if then == "copy":
        messages.info(
            request,
            "Đã chép nội dung tháng trước vào các ô còn trống. Mời sửa lại cho đúng tháng này.",
        )
        back = "&ve=kiem-tra" if "ve" in request.GET else ""
        return f"{page.url('content')}?chep=1{back}#id_strengths"
    if then == "later":
        saved_at = vn_datetime(page.evaluation.saved_at)
        messages.success(request, f"Đã lưu {page.evaluation.in_words} lúc {saved_at}.")
        return reverse("evaluations:year", args=[page.evaluation.year])
    if then == "back":
        return page.url("content")
    if step is Step.CONTENT and "ve" not in request.GET:
        return page.url("meeting")
    return page.url()


def _show_step(
    request: ActingRequest,
    page: SheetPage,
    form: KeyingForm,
    step: Step,
    **context: Any,
) -> HttpResponse:
    values = form.values(page.values) if form.is_bound and form.is_valid() else page.values
    return render(
        request,
        "evaluations/content.html" if step is Step.CONTENT else "evaluations/meeting.html",
        {
            "page": page,
            "form": form,
            "groups": page.groups(values, form),
            "total": total_of(page.rules, values),
            "needs": page.needs(values),
            "back_to_check": "ve" in request.GET,
            "can_copy": step is Step.CONTENT and bool(texts_of_last_month(page.evaluation)),
            "differences": [],
            "sections": page.form_sections(form, step),
            "own_months": _own_months(page) if step is Step.CONTENT else [],
            **context,
        },
        status=422 if form.is_bound else 200,
    )


def _own_months(page: SheetPage) -> list[Cell]:
    """The twelve months that a self-review shows and does not ask again (D10)."""
    evaluation = page.evaluation
    if not evaluation.is_self_review:
        return []
    months = months_of(page.organization, evaluation.year, today=page.actor.today)
    return cells_of(page.organization, evaluation.year, months)


def _show_conflict(
    request: ActingRequest, page: SheetPage, form: KeyingForm, step: Step, refusal: Refusal
) -> HttpResponse:
    """Both texts side by side; what was typed stays, and may then be saved over the other."""
    there = find(page.organization, page.evaluation.year, page.evaluation.period)
    if there is None:
        raise Http404
    typed = form.values(_held(page.values))
    now = SheetPage(page.organization, there, page.actor)
    form.data = {**form.data.dict(), "version": str(there.version)}  # type: ignore[attr-defined]
    form.add_error(None, _conflict(refusal, now).sentence)
    return _show_step(
        request,
        now,
        form,
        step,
        differences=parts.differences(values_of(there), typed),
    )


def _conflict(refusal: Refusal, now: SheetPage) -> Obstacle:
    who = now.evaluation.saved_by
    name = f"đồng chí {who.full_name}" if who is not None else "người khác"
    return Obstacle(
        refusal.obstacles[0].code,
        f"Phiếu này vừa được {name} cập nhật lúc {vn_datetime(now.evaluation.saved_at)}, nên nội "
        "dung đồng chí nhập chưa được lưu. Mời xem hai bản khác nhau ghi ở dưới; nếu lưu tiếp, "
        "bản của đồng chí sẽ thay bản đang có.",
    )


def _autosave(request: ActingRequest, page: SheetPage, form: KeyingForm) -> HttpResponse:
    """Keep what is right, say what is not, and give back totals; no field is touched."""
    form.is_valid()
    base = _held(page.values)
    refused: tuple[str, ...] = tuple(str(e) for e in form.non_field_errors())
    values = form.values(base)
    if "version" in form.cleaned_data and not refused:
        saved: Evaluation | None = None
        try:
            saved = _save(request, page, form, base)
        except Refusal as refusal:
            refused = tuple(obstacle.sentence for obstacle in refusal.obstacles)
            if refusal.codes & _CONFLICTS:
                saved = _saved_already(page, values)
                refused = (_CHANGED_ELSEWHERE,) if saved is None else ()
        if saved is not None:
            page = SheetPage(page.organization, saved, page.actor)
            page.values = values
    return render(
        request,
        "evaluations/saved.html",
        {
            "page": page,
            "groups": page.groups(values, form),
            "total": total_of(page.rules, values),
            "needs": page.needs(values),
            "wrong": _wrong_in_words(form),
            "refused": refused,
        },
    )


def _wrong_in_words(form: KeyingForm) -> str:
    """``5 ô chưa đúng: 1.1, 1.4, 1.5 và 2 ô khác``, in the order of the page and short enough for
    the bar, which stands over the form; empty where nothing is wrong."""
    codes = {f"points_{slug(criterion.code)}": criterion.code for criterion in form.criteria}
    wrong = [
        codes.get(name) or str(field.label)
        for name, field in form.fields.items()
        if name in form.errors
    ]
    if not wrong:
        return ""
    named = ", ".join(wrong[:_NAMED])
    more = f" và {len(wrong) - _NAMED} ô khác" if len(wrong) > _NAMED else ""
    return f"{len(wrong)} ô chưa đúng: {named}{more}"
