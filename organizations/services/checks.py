"""What stands in the way of changes of organisations, as obstacles with their sentences."""

import datetime as dt
import re
from dataclasses import dataclass

from ..actors import Actor
from ..folding import nfc
from ..formats import vn_date
from ..models import EventKind, Kind, Organization
from ..printable import unprintable
from ..refusals import Obstacle
from ..tree import Tree, name_on, tree_obstacle

_CODE = re.compile(r"[\w.-]{1,40}")


@dataclass(frozen=True)
class DecisionRef:
    """Number and date of the decision that a change rests on."""

    number: str
    on: dt.date

    def __str__(self) -> str:
        return f"Quyết định số {self.number}, ngày {vn_date(self.on)}"


@dataclass(frozen=True, kw_only=True)
class NewOrganization:
    """What is said of an organisation when it is set up."""

    code: str
    kind: Kind
    name: str
    parent: Organization | None
    printed_name: str = ""
    official_members: int | None = None
    probationary_members: int | None = None


def on_the_basis_of(decision: DecisionRef | None) -> str:
    """`` theo Quyết định số …``, or nothing for an import."""
    return f" theo {decision}" if decision is not None else ""


def decision_obstacle(decision: DecisionRef | None, *, by: Actor) -> Obstacle | None:
    """Persons name the decision; a workbook does not carry it and is not asked."""
    if decision is None or not nfc(decision.number):
        if by.is_import:
            return None
        return Obstacle(
            "decision_missing", "Mời nhập cả số và ngày của quyết định.", "decision_number"
        )
    if decision.on > by.today:
        return Obstacle(
            "decision_in_future",
            f"Ngày quyết định {vn_date(decision.on)} sau ngày hôm nay ({vn_date(by.today)})."
            " Mời kiểm tra lại.",
            "decision_date",
        )
    return None


def name_obstacle(name: str) -> Obstacle | None:
    """A name is one line of at most 255 characters that paper can print."""
    if not name:
        return Obstacle("name_missing", "Mời nhập tên tổ chức.", "name")
    if len(name) > 255:
        return Obstacle("name_too_long", "Tên dài quá 255 ký tự. Mời rút gọn.", "name")
    return unprintable(name, "name")


def parent_obstacle(
    kind: str,
    parent: Organization | None,
    from_date: dt.date,
    *,
    to_date: dt.date | None = None,
    child: Organization | None = None,
) -> Obstacle | None:
    """Why ``parent`` cannot be the authority from ``from_date`` to ``to_date``, days inclusive."""
    if parent is not None:  # what we hold may have ended meanwhile
        parent = Organization.objects.get(pk=parent.pk)
    return fresh_parent_obstacle(kind, parent, from_date, to_date=to_date, child=child)


def fresh_parent_obstacle(
    kind: str,
    parent: Organization | None,
    from_date: dt.date,
    *,
    to_date: dt.date | None = None,
    child: Organization | None = None,
    tree: Tree | None = None,
) -> Obstacle | None:
    """As ``parent_obstacle``, of a parent that was just read, in a tree that may be at hand."""
    if parent is None:
        if kind == Kind.CELL:
            return Obstacle(
                "parent_missing",
                "Chi bộ phải có cấp trên trực tiếp. Mời chọn đảng bộ cấp trên.",
                "parent",
            )
        return None
    if not parent.is_committee:
        return Obstacle(
            "parent_is_cell",
            f"{name_on(parent, from_date)} ({parent.code}) là chi bộ nên không thể làm cấp trên."
            " Mời chọn một đảng bộ.",
            "parent",
        )
    if from_date < parent.founded_on:
        return Obstacle(
            "parent_not_founded",
            f"Cấp trên {parent.code} được thành lập ngày {vn_date(parent.founded_on)}, sau ngày"
            f" {vn_date(from_date)}. Mời chọn cấp trên khác hoặc ngày muộn hơn.",
            "parent",
        )
    if parent.ended_on is not None and (to_date is None or to_date > parent.ended_on):
        return Obstacle(
            "parent_ended",
            f"Cấp trên {parent.code} kết thúc hoạt động ngày {vn_date(parent.ended_on)}, không thể"
            " là cấp trên sau ngày đó. Mời chọn cấp trên khác.",
            "parent",
        )
    return tree_obstacle(parent, from_date, to_date=to_date, child=child, tree=tree)


def new_obstacles(new: NewOrganization, founded_on: dt.date) -> list[Obstacle | None]:
    """Why an organisation cannot be set up like this."""
    code = nfc(new.code)
    wrong = code_obstacle(code)
    if wrong is None and Organization.objects.filter(code__iexact=code).exists():
        wrong = code_taken(code)
    return [
        wrong,
        name_obstacle(nfc(new.name)),
        parent_obstacle(new.kind, new.parent, founded_on),
    ]


def code_obstacle(code: str) -> Obstacle | None:
    """A code is a short word in NFC."""
    if _CODE.fullmatch(code):
        return None
    return Obstacle(
        "code_invalid",
        "Mã gồm chữ, số, dấu chấm, gạch ngang hoặc gạch dưới, không có dấu cách, tối đa 40 ký"
        " tự. Mời nhập lại, ví dụ CB01 hoặc 38.168.053.000.001.",
        "code",
    )


def code_taken(code: str) -> Obstacle:
    """Codes are unique whatever their case."""
    return Obstacle(
        "code_taken", f"Mã {code} đã dùng cho một tổ chức khác. Mời chọn mã khác.", "code"
    )


def ended_obstacle(organization: Organization) -> Obstacle | None:
    """An organisation with a last day changes no more."""
    if organization.ended_on is None:
        return None
    return Obstacle(
        "organization_ended",
        f"Tổ chức {organization.code} đã kết thúc hoạt động ngày {vn_date(organization.ended_on)}"
        " nên không thay đổi được nữa. Mời chọn tổ chức còn hoạt động.",
    )


def change_obstacles(
    organization: Organization, kind: EventKind, effective_on: dt.date
) -> list[Obstacle | None]:
    """Why nothing can change from ``effective_on``."""
    if ended := ended_obstacle(organization):
        return [ended]
    last = organization.versions.latest("from_date")
    if effective_on <= organization.founded_on:
        return [
            Obstacle(
                "before_founding",
                f"Ngày {vn_date(effective_on)} không sau ngày thành lập"
                f" {vn_date(organization.founded_on)}. Mời chọn một ngày sau đó.",
                "effective_on",
            )
        ]
    if effective_on < last.from_date:
        return [
            Obstacle(
                "later_change_exists",
                f"Tổ chức đã có thay đổi từ ngày {vn_date(last.from_date)}; thay đổi mới không được"
                " trước ngày đó. Mời chọn ngày khác.",
                "effective_on",
            )
        ]
    if organization.events.filter(kind=kind, effective_on=effective_on).exists():
        return [
            Obstacle(
                "already_that_day",
                f"Tổ chức đã được {kind.label} từ ngày {vn_date(effective_on)}. Mời xem lại: việc"
                " này đã ghi rồi, hoặc ngày chưa đúng.",
                "effective_on",
            )
        ]
    return []


def end_obstacles(organization: Organization, effective_on: dt.date) -> list[Obstacle | None]:
    """Why an organisation cannot end the day before ``effective_on``."""
    if ended := ended_obstacle(organization):
        return [ended]
    first = organization.versions.latest("from_date").from_date
    if effective_on <= first:
        return [
            Obstacle(
                "end_before_start",
                f"Ngày {vn_date(effective_on)} không sau ngày {vn_date(first)} là ngày"
                f" {organization.code} bắt đầu mang tên và trực thuộc như hiện nay. Mời chọn một"
                " ngày sau đó.",
                "effective_on",
            )
        ]
    return []


def successor_obstacle(
    organization: Organization, successor: Organization, day: dt.date
) -> Obstacle | None:
    """Why ``successor`` cannot take over on ``day``."""
    if successor == organization:
        return Obstacle(
            "same", "Một tổ chức không thể tiếp nhận chính mình. Mời chọn tổ chức khác.", "into"
        )
    if successor.kind != organization.kind:
        return Obstacle(
            "kind_differs",
            "Tổ chức tiếp nhận phải cùng loại: chi bộ với chi bộ, đảng bộ với đảng bộ.",
            "into",
        )
    if not successor.lives_on(day) or successor.ended_on is not None:
        return Obstacle(
            "successor_not_alive",
            f"{name_on(successor, day)} ({successor.code}) không hoạt động từ ngày {vn_date(day)}."
            " Mời chọn tổ chức khác.",
            "into",
        )
    return None
