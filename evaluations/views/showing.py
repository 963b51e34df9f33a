"""The sheet page and what can be done on it by who reads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from documents.pages import shown_scans
from organizations.formats import local_date
from organizations.models import Role
from organizations.pages import with_query
from organizations.permissions import ActingRequest
from organizations.querysets import behind
from organizations.refusals import Obstacle, Refusal
from organizations.tree import name_on

from .. import periods, verdicts
from ..board import Cell, cells_of, cells_then, months_of
from ..forms import BasisForm, QueueFilter, SignedCopyForm, SubmitForm
from ..models import Evaluation
from ..pages import SheetPage, on_time_in_words
from ..reading import why_not
from ..workflow import Act, Status


@dataclass(frozen=True)
class Button:
    """One act: a POST, or a page that asks more first."""

    label: str
    url: str
    style: str = "alt"
    why_not: Sequence[Obstacle] = field(default_factory=tuple)
    post: bool = True


def show_sheet(
    request: ActingRequest, page: SheetPage, *, obstacles: Sequence[Obstacle] = ()
) -> HttpResponse:
    """The page of a sheet; with ``obstacles`` after an act was refused."""
    sending = page.own and page.editable and page.stored
    evaluation = page.evaluation
    sent_at = evaluation.counts_as_sent_at if page.stored else None
    context = {
        "page": page,
        "groups": page.groups(),
        "obstacles": obstacles,
        "missing": page.missing if sending else [],
        "sending": sending,
        "submit_form": _submit_form(page) if sending else None,
        "own_buttons": _own_buttons(page),
        "office_buttons": _office_buttons(request, page) if page.settles else [],
        "basis_form": _basis_form(page),
        "signed_copy_form": _signed_copy_form(page),
        "scans": shown_scans(evaluation, lambda number: page.url("scan", number))
        if page.stored
        else [],
        "add_scan_url": with_query(page.url("add_scan"), request) if page.settles else "",
        "on_time": "" if sent_at is None else on_time_in_words(evaluation, local_date(sent_at)),
        "reasons": verdicts.reasons(page.values, page.rules, page.total, page.status)
        if page.stored
        else [],
        "next_waiting": next_waiting(request, page) if page.settles else None,
        "back": with_query(reverse("evaluations:year", args=[evaluation.year]), request),
        "last_step": _last_step(page),
        **_twelve_months(page),
    }
    return render(request, "evaluations/sheet.html", context, status=422 if obstacles else 200)


def says_why_no_sheet(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where there can be no sheet at all, as in a year without a plan, the page says why."""

    @wraps(view)
    def shown(
        request: ActingRequest, year: int, period: int, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        try:
            return view(request, year, period, *args, **kwargs)
        except Refusal as refusal:
            return _no_sheet(request, year, period, refusal)

    return shown


def _no_sheet(request: ActingRequest, year: int, period: int, refusal: Refusal) -> HttpResponse:
    context = {
        "heading": periods.sheet_name(year, period),
        "sentences": [obstacle.sentence for obstacle in refusal.obstacles],
        "the_year": year,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluations/no_sheet.html", context, status=status)


def _submit_form(page: SheetPage) -> SubmitForm:
    return SubmitForm(
        again=page.status is Status.RETURNED, initial={"version": page.evaluation.version}
    )


def _own_buttons(page: SheetPage) -> list[Button]:
    if not page.own or not page.stored or page.status is not Status.SUBMITTED:
        return []
    if page.evaluation.from_paper:
        if page.evaluation.objection_open:
            return []
        return [Button("Phản ánh chỗ chưa đúng", page.url("object"), post=False)]
    blocked = why_not(Act.TAKE_BACK, page.evaluation, by=page.actor)
    return [Button("Lấy lại để sửa", page.url("take_back"), why_not=blocked)]


def _office_buttons(request: ActingRequest, page: SheetPage) -> list[Button]:
    """What the office that settles may do next."""

    def button(label: str, name: str, style: str = "alt", *, post: bool = True) -> Button:
        return Button(label, with_query(page.url(name), request), style, post=post)

    found: list[Button] = []
    evaluation = page.evaluation
    if not page.stored or page.status is Status.DRAFT:
        if not page.own:
            found.append(button("Nhập thay theo bản giấy", "paper", post=False))
    elif page.status is Status.SUBMITTED:
        found += _settling_buttons(request, page)
    elif page.status is Status.RETURNED:
        found.append(button("Rút việc trả lại", "withdraw_return"))
        if evaluation.from_paper:
            found.append(button("Sửa phiếu nhập thay", "correct_paper", post=False))
    elif page.status is Status.CONFIRMED:
        found.append(button("Mở lại phiếu", "reopen", post=False))
        if evaluation.basis and not evaluation.basis_number:
            found.append(button("Bổ sung số của căn cứ", "complete_basis", post=False))
    if page.lock is not None and page.status in (Status.DRAFT, Status.RETURNED):
        found.append(button("Mở lại kỳ đã khóa", "extend", post=False))
    elif page.extension is not None:
        found.append(button("Đổi ngày mở lại", "extend", post=False))
    if page.asked is not None and page.asked.waits:
        found.append(button("Không mở lại", "decline", post=False))
    return found


def _settling_buttons(request: ActingRequest, page: SheetPage) -> list[Button]:
    evaluation = page.evaluation
    if evaluation.opened_at is None:
        url = with_query(page.url("begin_review"), request)
        return [Button("Bắt đầu xem", url, "")]
    found = []
    if not needs_basis(page):
        blocked = why_not(Act.CONFIRM, evaluation, by=page.actor)
        url = with_query(page.url("confirm"), request)
        found.append(Button("Xác nhận phiếu", url, "", why_not=blocked))
    if evaluation.from_paper:
        url = with_query(page.url("correct_paper"), request)
        found.append(Button("Sửa phiếu nhập thay", url, post=False))
        if evaluation.objection_open:
            url = with_query(page.url("answer"), request)
            found.append(Button("Trả lời phản ánh", url, post=False))
    else:
        url = with_query(page.url("return"), request)
        found.append(Button("Trả lại để hoàn thiện", url, post=False))
    # What can be done stands before what cannot yet.
    return sorted(found, key=lambda button: bool(button.why_not))


def needs_basis(page: SheetPage) -> bool:
    """Whether the reader would settle its own organisation's sheet (D9)."""
    return page.settles and page.own


def _basis_form(page: SheetPage) -> BasisForm | None:
    waits = page.stored and page.status is Status.SUBMITTED and page.evaluation.opened_at
    if not (waits and needs_basis(page)):
        return None
    return BasisForm(initial={"version": page.evaluation.version, "basis": "Kết luận của hội nghị"})


def _signed_copy_form(page: SheetPage) -> SignedCopyForm | None:
    evaluation = page.evaluation
    if not page.settles or not page.stored or page.status is Status.DRAFT:
        return None
    if evaluation.signed_copy_received_on is not None:
        return None
    return SignedCopyForm(
        initial={
            "version": evaluation.version,
            "signed_copy_received_on": page.actor.today,
        }
    )


def _last_step(page: SheetPage) -> str:
    """Whether the person who settled also works for the organisation (A8)."""
    if not page.stored or page.status is not Status.CONFIRMED:
        return ""
    settled = page.evaluation.transitions.filter(act=Act.CONFIRM).order_by("-pk").first()
    if settled is None or not settled.own_cell:
        return ""
    return f"Người xác nhận đồng thời làm việc cho {page.unit} này."


def _twelve_months(page: SheetPage) -> dict[str, list[Cell]]:
    """The months of a self-review as they stood on sending, and today's beside (D10)."""
    evaluation = page.evaluation
    then = evaluation.months_when_sent
    if not evaluation.is_self_review or not page.stored:
        return {"months_then": [], "months_now": []}
    now = months_of(page.organization, evaluation.year, today=page.actor.today)
    return {
        "months_then": [] if then is None else cells_then(then),
        "months_now": cells_of(page.organization, evaluation.year, now),
    }


@dataclass(frozen=True)
class Waiting:
    """The next sheet in the queue."""

    label: str
    url: str
    opened: bool
    version: int


def next_waiting(request: ActingRequest, page: SheetPage) -> Waiting | None:
    """The next sheet that waits behind this one, under the filters of the address."""
    if request.actor.role != Role.OFFICE:
        return None
    period, text = QueueFilter(request.GET).chosen()
    queue = Evaluation.objects.awaiting_office(request.actor).filter(year=page.evaluation.year)
    queue = queue.matching(period, text, request.actor.today).select_related("organization")
    found = behind(queue, page.evaluation).first()
    if found is None:
        return None
    other = SheetPage(found.organization, found, request.actor)
    opened = found.opened_at is not None
    return Waiting(
        label=f"{name_on(found.organization, found.read_on)} – {found.in_words}",
        url=with_query(other.url("sheet" if opened else "begin_review"), request),
        opened=opened,
        version=found.version,
    )
