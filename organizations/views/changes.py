"""Changes of one organisation by decision: each a form, a sentence and an act."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from .. import services
from ..actors import Actor
from ..forms.tree import (
    AbsorbForm,
    ChangeForm,
    DissolveForm,
    MoveForm,
    RenameForm,
    SplitForm,
    UniteForm,
)
from ..models import Kind, Organization, Role
from ..pages import form_page
from ..permissions import ActingRequest, only_for
from ..querysets import OrganizationQuerySet
from ..tree import authority_on, name_on
from .tree import page_of, visible


def _committees(organization: Organization, today: dt.date) -> OrganizationQuerySet:
    """Whom it may be put under."""
    return Organization.objects.filter(kind=Kind.COMMITTEE).living_on(today)


def _siblings(organization: Organization, today: dt.date) -> OrganizationQuerySet:
    """Those of the same kind under the same authority."""
    authority = authority_on(organization, today)
    same = Organization.objects.filter(kind=organization.kind).living_on(today)
    return same if authority is None else same & Organization.objects.children_of(authority, today)


def _rename(form: RenameForm, by: Actor, now: dt.datetime) -> str:
    said = form.cleaned_data
    services.rename(
        form.organization,
        name=said["name"],
        printed_name=said["printed_name"],
        effective_on=said["effective_on"],
        decision=form.decision,
        by=by,
        now=now,
    )
    return f"Đã ghi tên mới: {said['name']}."


def _move(form: MoveForm, by: Actor, now: dt.datetime) -> str:
    services.move(
        form.organization,
        parent=form.cleaned_data["parent"],
        effective_on=form.cleaned_data["effective_on"],
        decision=form.decision,
        by=by,
        now=now,
    )
    return "Đã ghi cấp trên mới."


def _absorb(form: AbsorbForm, by: Actor, now: dt.datetime) -> str:
    services.absorb(
        form.organization,
        into=form.cleaned_data["into"],
        effective_on=form.cleaned_data["effective_on"],
        decision=form.decision,
        by=by,
        now=now,
    )
    return "Đã ghi việc sáp nhập."


def _unite(form: UniteForm, by: Actor, now: dt.datetime) -> str:
    day = form.cleaned_data["effective_on"]
    united = services.unite(
        [form.organization, *form.cleaned_data["organizations"]],
        into=form.new(authority_on(form.organization, day)),
        effective_on=day,
        decision=form.decision,
        by=by,
        now=now,
    )
    return f"Đã ghi việc hợp nhất; tổ chức mới có mã {united.code}."


def _split(form: SplitForm, by: Actor, now: dt.datetime) -> str:
    day = form.cleaned_data["effective_on"]
    parts = services.split(
        form.organization,
        into=form.new(authority_on(form.organization, day)),
        effective_on=day,
        decision=form.decision,
        by=by,
        now=now,
    )
    return f"Đã ghi việc chia tách thành {', '.join(part.code for part in parts)}."


def _dissolve(form: DissolveForm, by: Actor, now: dt.datetime) -> str:
    services.dissolve(
        form.organization,
        effective_on=form.cleaned_data["effective_on"],
        successors=list(form.cleaned_data["successors"]),
        decision=form.decision,
        by=by,
        now=now,
    )
    return "Đã ghi việc giải thể."


@dataclass(frozen=True)
class Change:
    """A kind of change as a page."""

    address: str
    title: str
    submit: str
    form: type[ChangeForm]
    others: Callable[[Organization, dt.date], OrganizationQuerySet]
    act: Callable[[Any, Actor, dt.datetime], str]
    lead: str = ""


_ENDS = (
    "Tổ chức hoạt động đến hết ngày trước ngày có hiệu lực; dữ liệu đã có được giữ nguyên. Việc này"
    " không hoàn tác được."
)

CHANGES = {
    "rename": Change("doi-ten", "Đổi tên", "Ghi tên mới", RenameForm, _committees, _rename),
    "move": Change(
        "chuyen-cap-tren", "Chuyển cấp trên", "Ghi cấp trên mới", MoveForm, _committees, _move
    ),
    "absorb": Change("sap-nhap", "Sáp nhập", "Ghi sáp nhập", AbsorbForm, _siblings, _absorb, _ENDS),
    "unite": Change("hop-nhat", "Hợp nhất", "Ghi hợp nhất", UniteForm, _siblings, _unite, _ENDS),
    "split": Change(
        "chia-tach",
        "Chia tách",
        "Ghi chia tách",
        SplitForm,
        _siblings,
        _split,
        f"{_ENDS} Nếu tổ chức cũ vẫn hoạt động, chỉ cần thành lập tổ chức mới.",
    ),
    "dissolve": Change(
        "giai-the", "Giải thể", "Ghi giải thể", DissolveForm, _siblings, _dissolve, _ENDS
    ),
}


@only_for(Role.ADMINISTRATOR)
def change(request: ActingRequest, code: str, kind: str) -> HttpResponse:
    """Change or end an organisation by decision."""
    organization, today = visible(request, code), request.actor.today
    what = CHANGES[kind]
    others = what.others(organization, today).exclude(pk=organization.pk).by_name(today)
    form = what.form(request.POST or None, organization=organization, others=others)
    name = name_on(organization, today)
    return form_page(
        request,
        form,
        lambda values: what.act(form, request.actor, timezone.now()),
        template="organizations/form.html",
        to=page_of(code),
        context={
            "title": what.title,
            "lead": f"{name} ({code}). {what.lead}",
            "submit": what.submit,
            "parent_label": name,
            "back_url": page_of(code),
        },
    )
