"""The page of one registration, with the acts that are open to the reader."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.pages import shown_scans
from organizations.formats import vn_date
from organizations.forms import OurForm, VersionedForm
from organizations.models import Role
from organizations.pages import SeeOther, with_query
from organizations.permissions import ActingRequest, only_for, settles_for
from organizations.querysets import behind
from organizations.refusals import Obstacle, Refusal
from plans.wording import deadline_in_words

from ..board import board_of
from ..forms import AcceptForm, AnswerForm, NoteForm, NumberForm, ReasonForm, SignedCopyForm
from ..models import Registration
from ..permissions import acts_of
from ..reading import facts_of, history_for, values_for
from ..submission import settles_its_own
from ..values import day_obstacles
from ..wording import addressee_of, no_plan, paper_note, status_for, timeliness
from ..workflow import Act, Status
from .boards import READERS, chosen
from .finding import Found, find, find_sent

Form = TypeVar("Form", bound=OurForm)


def detail_url(found: Found) -> str:
    """The address of the page."""
    return reverse("registrations:detail", args=[found.year, found.organization.code])


@require_safe
@only_for(*READERS)
def detail(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """A registration: what it says, where it stands, what can be done."""
    return detail_page(request, find(request, year, code))


def detail_page(
    request: ActingRequest,
    found: Found,
    tried: tuple[str, OurForm] | None = None,
    obstacles: Sequence[Obstacle] = (),
) -> HttpResponse:
    """The page; with what was refused (422): ``tried``, the act and its form as typed, or
    ``obstacles`` of an act that has no form here.
    """
    registration = found.registration
    context: dict[str, Any] = {
        "found": found,
        "shown_year": found.year,
        "years": (found.year - 1, found.year + 1),
        "url": detail_url(found),
        "query": with_query("", request),
        "status": status_for(registration, own=found.own),
        "timeliness": timeliness(registration, found.plan),
        "deadline": _deadline(found),
        "addressee": addressee_of(found.organization, found.plan, found.year),
        "first_month": _first_month(found),
        "enters_paper": _enters_paper(request, found),
    }
    if registration is None:
        context["why_not"] = _why_not_begin(request, found) if found.own else []
        return render(request, "registrations/detail.html", context)
    context |= _of_registration(request, found, registration, tried)
    if tried is not None:
        context["form"] = tried[1]
    if obstacles:
        context["obstacles"] = obstacles
    status = 422 if tried is not None or obstacles else 200
    return render(request, "registrations/detail.html", context, status=status)


def _deadline(found: Found) -> str:
    if found.plan is None:
        return ""
    return deadline_in_words(found.plan, found.organization.kind, found.year)


def _first_month(found: Found) -> str:
    """What holds for an organisation that was founded after the deadline; else empty (C2)."""
    organization, plan = found.organization, found.plan
    founded = organization.founded_on
    if plan is None or founded.year != found.year:
        return ""
    if founded <= plan.registration_last_day(organization.kind, found.year):
        return ""
    last = dt.date(founded.year + founded.month // 12, founded.month % 12 + 1, 1)
    return (
        f"Tổ chức thành lập ngày {vn_date(founded)}, sau hạn của kế hoạch: đăng ký trong tháng đầu,"
        f" đến hết ngày {vn_date(last - dt.timedelta(days=1))}, và được ghi là gửi muộn."
    )


def _why_not_begin(request: ActingRequest, found: Found) -> list[Obstacle]:
    if found.plan is None:
        return [no_plan(found.year, by=request.actor)]
    return list(day_obstacles(found.organization, found.year, request.actor.today))


def _enters_paper(request: ActingRequest, found: Found) -> bool:
    """Whether the office may key in from paper here: nothing was sent, or it came from paper."""
    registration = found.registration
    if request.actor.role != Role.OFFICE or found.own or found.plan is None:
        return False
    if settles_for(request.actor, found.organization, request.actor.today) is not None:
        return False
    return registration is None or (
        registration.from_paper and registration.status != Status.ACCEPTED
    )


def _of_registration(
    request: ActingRequest,
    found: Found,
    registration: Registration,
    tried: tuple[str, OurForm] | None,
) -> dict[str, Any]:
    acts = acts_of(request.actor, registration)
    settles = Act.ACCEPT in acts
    address = [found.year, found.organization.code]
    returned = registration.transitions.filter(act__in=["return", "reopen"]).last()
    forms = _forms(request, registration)
    if tried is not None:
        forms[tried[0]] = tried[1]
    return {
        "registration": registration,
        "groups": facts_of(registration, values_for(request.actor, registration)),
        "acts": {act.value: obstacles for act, obstacles in acts.items()},
        "open": {act.value for act, obstacles in acts.items() if not obstacles},
        "settles": settles,
        "accept_blocked": acts.get(Act.ACCEPT, []),
        "forms": forms,
        "return_reason": returned if registration.status == Status.RETURNED else None,
        "paper_note": paper_note(registration),
        "history": history_for(request.actor, registration),
        "scans": shown_scans(
            registration, lambda number: reverse("registrations:scan", args=[*address, number])
        ),
        "add_scan_url": reverse("registrations:add_scan", args=address) if settles else "",
        "notes": registration.breakthrough_notes.select_related("by"),
        **(_next_one(request, found, registration) if settles else {}),
    }


def _next_one(request: ActingRequest, found: Found, registration: Registration) -> dict[str, Any]:
    """The next of the others that wait, within the filters of the board one came from."""
    queue = Registration.objects.awaiting_office(request.actor).filter(year=found.year)
    queue = behind(queue, registration).select_related("organization")
    wanted, text = chosen(request)
    if wanted or text:
        rows = board_of(request.actor, found.year).only(wanted, text)
        queue = queue.filter(organization__in=[row.organization for row in rows])
    left = list(queue)
    return {"next_one": left[0] if left else None, "left": len(left), "filtered": wanted or text}


def _forms(request: ActingRequest, registration: Registration) -> dict[str, OurForm]:
    """The forms of the single acts, each with the version that the page shows."""

    def empty(name: str, form: type[OurForm], **extra: Any) -> OurForm:
        known = {"version": registration.version}
        return form(initial=known, auto_id=f"id_{name}_%s", **extra)

    return {
        "act": empty("act", VersionedForm),
        "accept": empty("accept", AcceptForm, **accept_needs(request, registration)),
        "return": empty("return", ReasonForm, label=REASONS["return"]),
        "reopen": empty("reopen", ReasonForm, label=REASONS["reopen"]),
        "object": empty("object", ReasonForm, label=REASONS["object"]),
        "answer": empty("answer", AnswerForm),
        "number": empty("number", NumberForm),
        "signed_copy": empty("signed_copy", SignedCopyForm),
        "note": NoteForm(auto_id="id_note_%s"),
    }


REASONS = {
    "return": "Cần hoàn thiện điều gì",
    "reopen": "Lý do mở lại",
    "object": "Chỗ chưa đúng với bản giấy",
}


def accept_needs(request: ActingRequest, registration: Registration) -> dict[str, bool]:
    """What accepting asks for."""
    return {
        "late": registration.after_both_deadlines,
        "own": settles_its_own(registration, request.actor),
    }


def act_page(
    request: ActingRequest,
    year: int,
    code: str,
    name: str,
    form: Callable[[Registration], Form],
    perform: Callable[[Registration, Form, dict[str, Any]], str],
) -> HttpResponse:
    """Perform an act by POST and go on; refused, the page comes again with all that was typed.

    ``form`` binds the form of the act, ``perform`` gets it filled in, with ``by``, ``now`` and
    ``version`` for the service, and returns the sentence that says what was done.
    """
    found, registration = find_sent(request, year, code)
    bound = form(registration)
    if bound.is_valid():
        how = {"by": request.actor, "now": timezone.now()}
        if "version" in bound.cleaned_data:
            how["version"] = bound.cleaned_data["version"]
        try:
            sentence = perform(registration, bound, how)
        except Refusal as refusal:
            bound.add_refusal(refusal)
        else:
            messages.success(request, sentence)
            return SeeOther(with_query(detail_url(found), request))
    found.registration = (
        Registration.objects.visible_to(request.actor).for_reading().get(pk=registration.pk)
    )
    return detail_page(request, found, (name, bound))
