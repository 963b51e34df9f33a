"""My work: what is mine to do by date, how the year stands, what waits for others."""

import datetime as dt

from organizations.actors import Actor
from organizations.models import Role

from .administrator import administrator_home
from .office import office_home
from .own import own_work
from .tasks import Home, Section, year_so_far
from .watcher import watcher_home
from .year import row_of

__all__ = ["Home", "home_for"]


def home_for(actor: Actor, *, now: dt.datetime) -> Home:
    """The home page of a role, in a number of queries that does not grow with the rows."""
    match actor.role:
        case Role.SECRETARY:
            return _secretary_home(actor)
        case Role.OFFICE:
            return office_home(actor, now)
        case Role.WATCHER:
            return watcher_home(actor)
        case Role.ADMINISTRATOR:
            return administrator_home(actor, now)
        case _:
            return Home(
                note="Tài khoản này hiện không giữ vai trò nào nên chưa có việc để làm. Mời liên"
                " hệ văn phòng đảng ủy hoặc quản trị hệ thống để được giao vai trò."
            )


def _secretary_home(actor: Actor) -> Home:
    cell = actor.organization
    assert cell is not None  # noqa: S101 - a secretary works for a cell
    own = own_work(cell, actor)
    empty = "Không có việc cần xử lý."
    if own.next_step:
        empty = f"{empty} Việc tiếp theo: {own.next_step}."
    row = row_of(cell, actor.today)
    return Home(
        sections=[Section("", own.tasks, empty), *own.answered],
        year=year_so_far(row, actor.today.year) if row else None,
        waiting=Section("Đang chờ văn phòng", own.waiting, "Không có."),
        note="" if row else "Chưa có kế hoạch hiệu lực cho năm nay. Mời liên hệ văn phòng đảng ủy.",
    )
