"""A member's home: how the assigned cells stand."""

from django.urls import reverse

from organizations.actors import Actor
from organizations.models import Assignment, AssignmentKind
from organizations.querysets import covering

from .tasks import Home, WatchedCell, year_so_far
from .year import report_of


def watcher_home(actor: Actor) -> Home:
    """Every cell assigned today with its year; a member only reads."""
    kinds: dict[int, list[str]] = {}
    for assignment in Assignment.objects.filter(covering(actor.today), user=actor.user):
        kinds.setdefault(assignment.organization_id, []).append(
            str(AssignmentKind(assignment.kind).label).lower()
        )
    if not kinds:
        return Home(
            note="Đồng chí chưa được phân công chi bộ nào. Văn phòng phân công tại mục Tổ chức."
        )
    report = report_of(actor)
    if report is None:
        return Home(note="Chưa có kế hoạch hiệu lực cho năm nay nên chưa có kết quả để theo dõi.")
    return Home(
        cells=[
            WatchedCell(
                name=row.name,
                kinds=" và ".join(sorted(kinds.get(row.organization.pk, []), reverse=True)),
                url=reverse("organizations:organization", args=[row.organization.code]),
                year=year_so_far(row, report.year),
            )
            for row in sorted(report.rows, key=lambda row: row.name_sorted)
        ],
        note="" if report.rows else "Không có chi bộ nào được phân công còn trong năm nay.",
    )
