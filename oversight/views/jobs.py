"""Files of several papers: asked for, watched, cancelled, fetched."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.models import Role
from organizations.pages import act_or_say_why, form_page, say_why
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Obstacle, Refusal

from .. import services, worker
from ..forms import OrderForm
from ..models import Job
from ..workflow import JobState

PER_PAGE = 20
ASKERS = (Role.SECRETARY, Role.OFFICE)

GONE = Obstacle("file_gone", "Tệp này đã hết hạn lưu và đã được xóa. Mời tạo lại.")


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*ASKERS)
def jobs(request: ActingRequest) -> HttpResponse:
    """Files asked for with their progress, and the form that asks for another."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "oversight/job_list.html", _listed(request))
    form = OrderForm(request.POST or None, actor=request.actor)

    def act(values: dict[str, Any]) -> str:
        job = services.request_job(form.order(values), by=request.actor, now=timezone.now())
        what = "chốt bản in" if job.final else "tạo tệp"
        return f"Đã nhận yêu cầu {what}: {job.title}. Làm ở nền; trang này cho biết tiến độ."

    return form_page(
        request,
        form,
        act,
        template="oversight/jobs.html",
        to=reverse("oversight:jobs"),
        context=_listed(request),
    )


@require_POST
@only_for(*ASKERS)
def cancel(request: ActingRequest, pk: int) -> HttpResponse:
    """Cancel a file that waits or is being made."""
    job = _job(request, pk)

    def act() -> str:
        services.cancel_job(job, by=request.actor, now=timezone.now())
        return f"Đã hủy: {job.title}."

    return act_or_say_why(request, act, to=reverse("oversight:jobs"))


@require_safe
@only_for(*ASKERS)
def download(request: ActingRequest, pk: int) -> HttpResponseBase:
    """A finished file, for whoever asked for it and for the office of the committee."""
    job = _job(request, pk)
    if job.state != JobState.DONE:
        raise Http404
    if job.document_id is not None:
        return redirect("documents:download", pk=job.document_id)
    try:
        if job.is_expired(timezone.now()):
            raise FileNotFoundError
        file = worker.file_of(job).open("rb")
    except FileNotFoundError:
        return say_why(request, Refusal(GONE), to=reverse("oversight:jobs"))
    return FileResponse(file, content_type="application/pdf", filename=job.filename)


def _job(request: ActingRequest, pk: int) -> Job:
    found = Job.objects.visible_to(request.actor).select_related("organization")
    return get_object_or_404(found, pk=pk)


def _listed(request: ActingRequest) -> dict[str, Any]:
    now = timezone.now()
    found = Job.objects.visible_to(request.actor).select_related(
        "organization", "requester", "document"
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    return {
        "page": page,
        "rows": [(job, job.is_expired(now)) for job in page],
        "open": any(job.is_open for job in page),
        "worker_alive": worker.is_alive(now=now),
    }
