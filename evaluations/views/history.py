"""What happened to a sheet: who, when, what changed, newest first."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.history import Entry, entry_of
from organizations.models import AuditEvent
from organizations.permissions import ActingRequest, only_for

from .. import parts
from ..models import EvaluationVersion, ReturnMark
from ..pages import SheetPage
from ..reading import values_in
from ..values import Values
from ..workflow import RETURN_REASON_LABELS, ReturnReason
from .finding import READERS, sheet_page
from .showing import says_why_no_sheet


@require_safe
@only_for(*READERS)
@says_why_no_sheet
def history(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """The acts on a sheet with what each sending changed."""
    page = sheet_page(request, year, period, code)
    if not page.stored:
        raise Http404
    context = {"page": page, "history": _entries(page)}
    return render(request, "evaluations/history.html", context)


def _entries(page: SheetPage) -> list[Entry]:
    evaluation = page.evaluation
    events = list(
        AuditEvent.objects.filter(
            subject_type="evaluations.evaluation", subject_id=evaluation.pk
        ).select_related("user", "import_run")
    )
    changes = _changes_by_sending(page)
    marks = _marks_by_moment(page)
    return [
        entry_of(
            event,
            changes=changes.get(event.at, ([], ""))[0] if event.act in _SENDINGS else [],
            compared=changes.get(event.at, ([], ""))[1] if event.act in _SENDINGS else "",
            marks=marks.get(event.at, []) if event.act == "evaluation.return" else [],
        )
        for event in events
    ]


_SENDINGS = {
    "evaluation.submit",
    "evaluation.enter_from_paper",
    "evaluation.correct_paper",
    "evaluation.withdraw_return",
}


def _changes_by_sending(page: SheetPage) -> dict[dt.datetime, tuple[list[parts.Difference], str]]:
    """By moment of the act what differs from the version before; others see sent ones only."""
    versions = page.evaluation.versions.order_by("number")
    if not page.own:
        # What was taken back is as if never sent (C3).
        versions = versions.filter(kind=EvaluationVersion.SENT, taken_back=False)
    found: dict[dt.datetime, tuple[list[parts.Difference], str]] = {}
    before: Values | None = None
    number = 0
    moments = _moments(page)
    for version in versions:
        now = values_in(version, yearly=page.evaluation.is_self_review)
        if before is not None:
            moment = moments.get(version.number, version.at)
            found[moment] = (parts.differences(before, now), f"so với bản {number}")
        before, number = now, version.number
    return found


def _moments(page: SheetPage) -> dict[int, dt.datetime]:
    """A paper's version is dated by its receipt: its act is found in the order of sendings."""
    acts = ["submit", "enter_from_paper", "correct_paper"]
    moments = page.evaluation.transitions.filter(act__in=acts).order_by("pk")
    sent = page.evaluation.versions.filter(kind=EvaluationVersion.SENT).order_by("number")
    return {
        version.number: transition.at for version, transition in zip(sent, moments, strict=False)
    }


def _marks_by_moment(page: SheetPage) -> dict[dt.datetime, list[str]]:
    found: dict[dt.datetime, list[str]] = {}
    for mark in ReturnMark.objects.filter(transition__evaluation=page.evaluation).select_related(
        "transition"
    ):
        reason = RETURN_REASON_LABELS[ReturnReason(mark.reason)]
        sentence = f"{parts.label(mark.part)} – {reason}: {mark.sentence}"
        found.setdefault(mark.transition.at, []).append(sentence)
    return found
