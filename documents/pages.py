"""How pages show scans of signed papers, take new ones and give them out."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header

from organizations.actors import Actor
from organizations.pages import form_page, say_why
from organizations.permissions import ActingRequest
from organizations.refusals import Obstacle, Refusal

from . import storage
from .forms import ScanForm
from .models import Scan
from .scans import NewScan


@dataclass(frozen=True)
class ShownScan:
    """A scan and where it is downloaded."""

    scan: Scan
    url: str


def shown_scans(subject: models.Model, url: Callable[[int], str]) -> list[ShownScan]:
    """The scans of ``subject``, the one that counts first; ``url`` leads to one by its number."""
    found = Scan.objects.of(subject).select_related("by")
    return [ShownScan(scan, url(scan.number)) for scan in found]


class Adds(Protocol):
    """The service that keeps a scan of one subject."""

    def __call__(self, scan: NewScan, *, seen: int, by: Actor, now: dt.datetime) -> Scan: ...


def add_scan_page(
    request: ActingRequest, subject: models.Model, add: Adds, *, what: str, to: str
) -> HttpResponse:
    """Ask for a scan of the paper of ``subject`` (``what``, in words) and go on to ``to``."""
    posted = request.method == "POST"
    form = ScanForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"version": Scan.objects.of(subject).count()},
    )

    def act(values: dict[str, Any]) -> str:
        kept = add(values["scan"], seen=values["version"], by=request.actor, now=timezone.now())
        return f"Đã ghi bản quét, {kept.pages} trang."

    return form_page(
        request,
        form,
        act,
        template="documents/pages/scan_form.html",
        to=to,
        context={"what": what, "back_url": to},
    )


def send_scan(
    request: ActingRequest, subject: models.Model, number: int, *, name: str, to: str
) -> HttpResponse:
    """The stored bytes of one scan as a download; the caller has asked who may read ``subject``.

    Whatever was sent, these are a PDF that we wrote; a browser neither guesses nor runs it. A
    damaged file is not given out: ``to`` then says why.
    """
    scan = get_object_or_404(Scan.objects.of(subject), number=number)
    try:
        content = storage.read_scan(scan.sha256)
    except storage.ArchiveDamaged:
        damaged = Obstacle(
            "scan_damaged",
            "Tệp bản quét này bị thiếu hoặc đã bị thay đổi nên không tải được. Mời báo quản trị hệ"
            " thống kiểm tra kho lưu trữ.",
        )
        return say_why(request, Refusal(damaged), to=to)
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", f"ban-ky-{name}-{number}.pdf")
    response = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=True, filename=plain)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    return response
