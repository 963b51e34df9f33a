"""The office's work: what waits for it oldest first, its own đảng bộ, whom it waits for."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from evaluations import periods
from evaluations.models import Evaluation, OpeningRequest
from evaluations.months import MonthState, Standing
from evaluations.overview import queue_lines
from organizations import lockout
from organizations.actors import Actor
from organizations.formats import local_date, vn_date, vn_datetime
from organizations.models import Organization, OrganizationVersion, Role, RoleGrant, User
from organizations.querysets import covering
from recognition.year import YearReport, YearRow
from registrations.models import Registration

from .deciding import deciding_tasks
from .own import asked_title, own_work, sheet_url
from .tasks import Home, Section, Task, in_order, year_so_far
from .year import report_of

SHOWN = 20
"""How many of what waits stand on the page; the rest is in the queues themselves."""


def office_home(actor: Actor, now: dt.datetime) -> Home:
    """What waits for the office of a committee and what it keys in for the committee itself."""
    committee = actor.organization
    assert committee is not None  # noqa: S101 - an office works for a committee
    queue = in_order([*_registrations(actor), *_sheets(actor), *_openings(actor)])[:SHOWN]
    waiting = sum(
        model.objects.awaiting_office(actor).count()
        for model in (Registration, Evaluation, OpeningRequest)
    )
    report = report_of(actor)
    own = own_work(committee, actor)
    empty = "Không có việc cần xử lý."
    if own.next_step:
        empty = f"{empty} Việc tiếp theo: {own.next_step}."
    duties = [*([] if report else [_plan_missing(actor)]), *own.tasks, *_accounts(actor, now)]
    deciding = deciding_tasks(actor, report)
    sections = [
        Section(
            "Chờ văn phòng giải quyết",
            queue,
            "Không có bản nào chờ giải quyết." if duties or deciding else empty,
            f"Còn {waiting - SHOWN} bản nữa trong hàng chờ" if waiting > SHOWN else "",
            reverse("evaluations:year", args=[actor.today.year]),
        )
    ]
    if duties:
        sections.append(Section("Việc của đảng bộ", duties))
    sections += own.answered
    if deciding:
        sections.append(Section("Xét công nhận", deciding))
    return Home(
        sections=sections,
        year=year_so_far(report.own, report.year) if report else None,
        waiting=Section("Đang chờ nơi khác", [*own.waiting, *_late(report)], "Không có."),
    )


def _registrations(actor: Actor) -> list[Task]:
    found = Registration.objects.awaiting_office(actor).select_related("organization")
    rows = list(found[:SHOWN])
    names = OrganizationVersion.objects.latest_until(
        [row.organization for row in rows], actor.today
    )
    return [
        _queued(
            day=local_date(row.sent_at) if row.sent_at else actor.today,
            title=f"Đăng ký năm {row.year}: {names[row.organization_id].name}",
            url=reverse("registrations:detail", args=[row.year, row.organization.code]),
            state=_state(row.objection_open, row.opened_at is not None, "Chờ tiếp nhận"),
            today=actor.today,
        )
        for row in rows
    ]


def _sheets(actor: Actor) -> list[Task]:
    found = Evaluation.objects.awaiting_office(actor).select_related("organization", "plan")
    sheets = list(found[:SHOWN])
    return [
        _queued(
            day=line.sent_on,
            title=f"{_title(sheet)}: {line.name}",
            url=line.url,
            state=_state(line.objection, line.opened, "Chờ xác nhận"),
            today=actor.today,
        )
        for sheet, line in zip(sheets, queue_lines(sheets, actor), strict=True)
    ]


def _openings(actor: Actor) -> list[Task]:
    """Requests to open what is closed."""
    found = OpeningRequest.objects.awaiting_office(actor).select_related("organization")
    rows = list(found[:SHOWN])
    names = OrganizationVersion.objects.latest_until(
        [row.organization for row in rows], actor.today
    )
    return [
        _queued(
            day=local_date(row.asked_at),
            title=f"{asked_title(row)}: {names[row.organization_id].name}",
            url=sheet_url(row),
            state="Chờ trả lời",
            today=actor.today,
        )
        for row in rows
    ]


def _title(sheet: Evaluation) -> str:
    if sheet.is_self_review:
        return f"Tự rà soát năm {sheet.year}"
    return f"Phiếu tháng {sheet.period}/{sheet.year}"


def _state(objection: bool, opened: bool, waits_for: str) -> str:
    return "Có phản ánh về bản nhập thay" if objection else "Đang xem" if opened else waits_for


def _queued(*, day: dt.date, title: str, url: str, state: str, today: dt.date) -> Task:
    days = (today - day).days
    age = f"đã chờ {days} ngày" if days else "hôm nay"
    return Task(
        day=day,
        title=title,
        url=url,
        state=state,
        tone="warn",
        when=f"Gửi ngày {vn_date(day)}, {age}",
    )


def _plan_missing(actor: Actor) -> Task:
    return Task(
        day=actor.today,
        title="Đưa kế hoạch vào hiệu lực",
        url=reverse("plans:index"),
        state="Chưa có kế hoạch",
        tone="bad",
        when=f"Năm {actor.today.year} chưa có kế hoạch hiệu lực nên chưa gửi, chưa tính được gì",
    )


def _accounts(actor: Actor, now: dt.datetime) -> list[Task]:
    """Cells in which nobody can key in, and people of theirs who are locked out."""
    today, committee = actor.today, actor.organization
    assert committee is not None  # noqa: S101 - an office works for a committee
    cells = Organization.objects.children_of(committee, today).filter(kind="cell")
    held = RoleGrant.objects.filter(covering(today), role=Role.SECRETARY).values("organization")
    found = [
        Task(
            day=today,
            title=f"Mở tài khoản cho {cell.name}",
            url=reverse("organizations:open_account"),
            state="Chưa có tài khoản",
            tone="warn",
            when="Chi bộ chưa nhập được; văn phòng nhập thay theo bản giấy khi cần",
        )
        for cell in cells.exclude(pk__in=held).by_name(today)
    ]
    return found + locked_out(actor, now)


def locked_out(actor: Actor, now: dt.datetime) -> list[Task]:
    """People whom too many wrong passwords keep out, among those the actor has to do with."""
    users = {user.username: user for user in User.objects.visible_to(actor).filter(is_active=True)}
    locked = lockout.locked_until(list(users), now)
    return [
        Task(
            day=actor.today,
            title=f"Mở khóa tài khoản của đ/c {users[username].full_name}",
            url=reverse("organizations:account", args=[username]),
            state="Đang bị khóa",
            tone="warn",
            when=f"Nhập sai mật khẩu nhiều lần; tự mở lại lúc {vn_datetime(until)}",
        )
        for username, until in locked.items()
        if until is not None
    ]


def _late(report: YearReport | None) -> list[Task]:
    """Those who did not send what was due, or have something to mend, by name."""
    if report is None:
        return []
    rows = sorted(report.rows, key=lambda row: row.name_sorted)
    return [task for row in rows if (task := _late_one(row, report)) is not None]


def _late_one(row: YearRow, report: YearReport) -> Task | None:
    missing = row.assessment.missing_months
    returned = [fact.month for fact in row.facts.months if fact.state is MonthState.RETURNED]
    registration, review = row.facts.registration, row.facts.self_review
    year, code = report.year, row.organization.code
    to_register = reverse("registrations:detail", args=[year, code])
    parts: dict[str, list[str]] = {}  # what it is, with the pages on which it stands
    if registration.standing is Standing.NONE and registration.deadline_passed:
        parts["chưa gửi đăng ký"] = [to_register]
    if missing:
        parts[f"chưa gửi phiếu {_named(missing)}"] = _sheet_urls(year, code, missing)
    if review.standing is Standing.NONE and review.due_passed:
        parts["chưa gửi tự rà soát năm"] = _sheet_urls(year, code, [periods.YEAR])
    late = bool(parts)
    if registration.standing is Standing.RETURNED:
        parts["đang sửa đăng ký"] = [to_register]
    if returned:
        parts[f"đang sửa phiếu {_named(returned)}"] = _sheet_urls(year, code, returned)
    if not parts:
        return None
    words = "; ".join(parts)
    pages = [url for urls in parts.values() for url in urls]
    return Task(
        day=report.date,
        title=row.name,
        # Of several things the page of its year leads to each.
        url=pages[0] if len(pages) == 1 else reverse("recognition:why", args=[year, code]),
        state="Chưa gửi" if late else "Trả lại",
        tone="bad" if late else "warn",
        when=words[:1].upper() + words[1:],
    )


def _named(months: Iterable[int]) -> str:
    return f"tháng {', '.join(map(str, months))}"


def _sheet_urls(year: int, code: str, months: Iterable[int]) -> list[str]:
    return [
        reverse("evaluations:sheet", args=[year, periods.slug(month), code]) for month in months
    ]
