"""The audit trail (nhật ký): who did what when, as sentences, newest first."""

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..formats import LOCAL
from ..forms.terms import TrailFilterForm
from ..history import who_did
from ..models import AuditEvent, OrganizationVersion, Role
from ..permissions import ActingRequest, only_for
from .tree import PAGE


@require_safe
@only_for(Role.OFFICE, Role.ADMINISTRATOR, Role.SECRETARY)
def trail(request: ActingRequest) -> HttpResponse:
    """What the actor may read of the trail, 50 a page."""
    form = TrailFilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    events = AuditEvent.objects.visible_to(request.actor)
    if said.get("tim"):
        events = events.filter(sentence__icontains=said["tim"])
    if said.get("tu_ngay"):
        events = events.filter(at__gte=_midnight(said["tu_ngay"]))
    if said.get("den_ngay"):
        events = events.filter(at__lt=_midnight(said["den_ngay"] + dt.timedelta(days=1)))
    page = Paginator(events.select_related("user", "organization", "import_run"), PAGE).get_page(
        request.GET.get("trang")
    )
    shown = list(page.object_list)
    names = OrganizationVersion.objects.latest_until(
        [event.organization for event in shown if event.organization], request.actor.today
    )
    context = {
        "form": form,
        "page": page,
        "events": [
            (
                event,
                who_did(event),
                names[event.organization_id].name if event.organization_id in names else "",
            )
            for event in shown
        ],
    }
    return render(request, "organizations/trail.html", context, status=200 if said else 422)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=LOCAL)
