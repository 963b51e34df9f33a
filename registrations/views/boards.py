"""The year: a cell goes to its own page, an office to its board, a member to what is assigned."""

import datetime as dt

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organizations.formats import local_date
from organizations.models import Kind, Role
from organizations.pages import with_query
from organizations.permissions import ActingRequest, only_for
from organizations.tree import name_on
from plans.querysets import plan_for
from plans.wording import deadline_in_words

from ..board import FILTER_LABELS, Filter, board_of
from ..models import Registration
from ..reading import as_sent
from ..wording import status_for, timeliness
from ..workflow import Status

READERS = (Role.SECRETARY, Role.OFFICE, Role.WATCHER)


@require_safe
@only_for(*READERS)
def index(request: ActingRequest) -> HttpResponse:
    """The year of today."""
    return HttpResponseRedirect(reverse("registrations:year", args=[request.actor.today.year]))


@require_safe
@only_for(*READERS)
def year(request: ActingRequest, year: int) -> HttpResponse:
    """What the role has to do with the registrations of a year."""
    actor = request.actor
    if actor.organization is None or not 2000 <= year <= 2100:
        raise Http404
    if actor.role == Role.SECRETARY:
        own = reverse("registrations:detail", args=[year, actor.organization.code])
        return HttpResponseRedirect(own)
    board = board_of(actor, year)
    wanted, text = chosen(request)
    context = {
        "shown_year": year,
        "years": (year - 1, year + 1),
        "rows": board.only(wanted, text),
        "board": board,
        "filters": [(item.value, label) for item, label in FILTER_LABELS.items()],
        "wanted": wanted.value,
        "text": text,
        "query": with_query("", request),
        "keys_in": actor.role == Role.OFFICE,
    }
    plan = plan_for(actor.organization, year)
    context["computed"] = board.is_computed(plan)
    if plan is not None:
        context["deadline"] = deadline_in_words(plan, Kind.CELL, year)
    if actor.role == Role.OFFICE:
        names = {row.organization.pk: row.name for row in board.rows}
        context |= _for_office(request, year, names)
    return render(request, "registrations/board.html", context)


def chosen(request: ActingRequest) -> tuple[Filter, str]:
    """What the address filters by: a state, and a text that the name holds."""
    text = request.GET.get("tim", "").strip()
    try:
        return Filter(request.GET.get("loc", "")), text
    except ValueError:
        return Filter.ALL, text


def _for_office(request: ActingRequest, year: int, names: dict[int, str]) -> dict[str, object]:
    """What waits for the office, oldest first, and the committee's own registration."""
    actor, committee = request.actor, request.actor.organization
    assert committee is not None  # noqa: S101  an office works for its committee
    waiting = list(
        Registration.objects.awaiting_office(actor)
        .filter(year=year)
        .select_related("organization", "plan")
    )
    own = Registration.objects.of_year([committee], year).select_related("organization").first()
    plan = plan_for(committee, year)
    return {
        "waiting": [
            {
                "registration": row,
                "name": names.get(row.organization_id, "Bản đăng ký của đảng bộ"),
                "timeliness": timeliness(row, row.plan),
                "age": _age(row, actor.today),
            }
            for row in waiting
        ],
        "committee": committee,
        "own_status": status_for(own, own=True),
        "own_deadline": deadline_in_words(plan, Kind.COMMITTEE, year) if plan else "",
        "own_settled": own is not None and own.status == Status.ACCEPTED,
    }


def _age(row: Registration, today: dt.date) -> str:
    """How long it waits for the office."""
    assert row.sent_at is not None  # noqa: S101  what waits was sent
    days = (today - local_date(row.sent_at)).days
    return f"đã chờ {days} ngày" if days else "gửi hôm nay"


@require_safe
@only_for(Role.OFFICE)
def combined(request: ActingRequest, year: int) -> HttpResponse:
    """The combined list, to print and send upward."""
    if not 2000 <= year <= 2100:
        raise Http404
    committee = request.actor.organization
    assert committee is not None  # noqa: S101
    board = board_of(request.actor, year)
    sent = [row for row in board.rows if row.registration is not None]
    said = as_sent(row.registration for row in sent if row.registration is not None)
    rows = [(row, said[row.registration.pk]) for row in sent if row.registration is not None]
    day = committee.read_on(request.actor.today)
    plan = plan_for(committee, year)
    return render(
        request,
        "registrations/combined.html",
        {
            "shown_year": year,
            "rows": rows,
            "missing": board.only(Filter.MISSING),
            "name": name_on(committee, day),
            "plan": plan,
            "computed": board.is_computed(plan),
            "board": board,
        },
    )
