"""The administrator's home: đảng bộ that nobody can work for, people who are locked out."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse

from organizations.actors import Actor
from organizations.models import Kind, Organization, OrganizationVersion
from organizations.permissions import working_here
from organizations.querysets import covering

from .office import locked_out
from .tasks import Home, Section, Task


def administrator_home(actor: Actor, now: dt.datetime) -> Home:
    """What only the administrator can set right."""
    today = actor.today
    if not Organization.objects.exists():
        first = Task(
            day=today,
            title="Thành lập tổ chức đảng đầu tiên",
            url=reverse("organizations:found"),
            state="Chưa bắt đầu",
            when="Bắt đầu từ đảng bộ cấp trên, rồi đến đảng bộ và các chi bộ",
        )
        return Home(sections=[Section("", [first])])
    cells = OrganizationVersion.objects.filter(
        covering(today), parent=OuterRef("pk"), organization__kind=Kind.CELL
    )
    orphans = (
        Organization.objects.living_on(today)
        .filter(Exists(cells), kind=Kind.COMMITTEE)
        .exclude(pk__in=working_here(today))
        .by_name(today)
    )
    tasks = [
        Task(
            day=today,
            title=f"Mở tài khoản văn phòng cho {committee.name}",
            url=reverse("organizations:open_account"),
            state="Chưa có văn phòng",
            tone="bad",
            when="Có chi bộ trực thuộc nhưng chưa ai xác nhận được phiếu của các chi bộ",
        )
        for committee in orphans
    ]
    return Home(sections=[Section("", [*tasks, *locked_out(actor, now)], _EMPTY)])


_EMPTY = (
    "Không có việc cần xử lý: đảng bộ nào có chi bộ cũng đã có văn phòng, không tài khoản nào bị"
    " khóa. Việc tiếp theo: khi có quyết định về tổ chức, ghi tại mục Tổ chức trước ngày quyết"
    " định có hiệu lực."
)
