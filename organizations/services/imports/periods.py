"""What rows of a workbook say of an organisation, and what is wrong with its periods."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ...folding import nfc
from ...formats import vn_date
from ...models import Kind, Organization
from ...refusals import Obstacle
from ...tree import Tree
from ..checks import code_obstacle, fresh_parent_obstacle, name_obstacle
from ..versions import DAY


@dataclass(frozen=True, kw_only=True)
class Period:
    """A row of the workbook: a period of unchanged name and parent, days inclusive."""

    name: str
    parent: Organization | None
    from_date: dt.date
    to_date: dt.date | None
    official_members: int | None = None
    probationary_members: int | None = None


@dataclass(frozen=True, kw_only=True)
class ImportedPeriods:
    """All rows of one organisation."""

    code: str
    kind: Kind
    periods: Sequence[Period]

    def by_day(self) -> list[Period]:
        """The periods in the order in which they follow one another."""
        return sorted(self.periods, key=lambda period: period.from_date)


def obstacles_to(
    rows: ImportedPeriods, parents: dict[int, Organization], tree: Tree
) -> list[Obstacle]:
    """Everything that keeps a new organisation from having had these periods.

    ``parents``: the authorities by their key, as just read. Parts are ``"<index>:<field>"``.
    """
    order = sorted(range(len(rows.periods)), key=lambda index: rows.periods[index].from_date)
    found: list[Obstacle] = []

    def add(index: int, obstacle: Obstacle | None) -> None:
        if obstacle is not None:
            found.append(Obstacle(obstacle.code, obstacle.sentence, f"{index}:{obstacle.part}"))

    add(order[0], code_obstacle(nfc(rows.code)))
    previous: Period | None = None
    for index in order:
        period = rows.periods[index]
        parent = parents[period.parent.pk] if period.parent is not None else None
        add(index, name_obstacle(nfc(period.name)))
        add(index, _order_obstacle(period))
        add(index, _gap_obstacle(previous, period))
        add(
            index,
            fresh_parent_obstacle(
                rows.kind, parent, period.from_date, to_date=period.to_date, tree=tree
            ),
        )
        previous = period
    return found


def _order_obstacle(period: Period) -> Obstacle | None:
    if period.to_date is None or period.to_date >= period.from_date:
        return None
    return Obstacle(
        "end_before_start",
        f"Đến ngày {vn_date(period.to_date)} trước Từ ngày {vn_date(period.from_date)}."
        " Mời sửa một trong hai ngày.",
        "to_date",
    )


def _gap_obstacle(previous: Period | None, period: Period) -> Obstacle | None:
    """Periods follow one another day by day."""
    if previous is None:
        return None
    if previous.to_date is None or previous.to_date >= period.from_date:
        until = vn_date(previous.to_date) if previous.to_date else "nay"
        return Obstacle(
            "overlap",
            f"Giai đoạn từ {vn_date(period.from_date)} chồng lên giai đoạn từ"
            f" {vn_date(previous.from_date)} đến {until}. Mời sửa để mỗi ngày chỉ thuộc một giai"
            " đoạn.",
            "from_date",
        )
    if previous.to_date + DAY < period.from_date:
        return Obstacle(
            "gap",
            f"Bỏ trống từ {vn_date(previous.to_date + DAY)} đến"
            f" {vn_date(period.from_date - DAY)}. Các giai đoạn phải nối tiếp nhau.",
            "from_date",
        )
    return None
