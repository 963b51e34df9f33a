"""A member's home: what was opened again, and how the assigned cells stand."""

from django.urls import reverse

from evaluations import periods
from evaluations.models import Evaluation, EvaluationTransition
from evaluations.workflow import LABELS_FOR_OFFICE, Act
from evaluations.workflow import Status as SheetStatus
from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.models import Assignment, AssignmentKind, OrganizationVersion
from organizations.querysets import covering

from .tasks import Home, Section, Task, WatchedCell, year_so_far
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
    reopened = _reopened(actor)
    return Home(
        sections=[Section("Văn phòng mở lại phiếu đã xác nhận", reopened)] if reopened else [],
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


def _reopened(actor: Actor) -> list[Task]:
    """Sheets that were confirmed, were opened again and are not confirmed yet (D7), latest first.

    Such a month counts as waiting with its last version, so that who watches over it is told.
    """
    acts: dict[int, EvaluationTransition] = {}
    for act in (
        EvaluationTransition.objects.filter(
            act=Act.REOPEN,
            evaluation__in=Evaluation.objects.visible_to(actor).exclude(
                status=SheetStatus.CONFIRMED
            ),
        )
        .select_related("evaluation__organization")
        .order_by("at", "pk")
    ):
        acts[act.evaluation_id] = act
    names = OrganizationVersion.objects.latest_until(
        [act.evaluation.organization for act in acts.values()], actor.today
    )
    return [
        _told(act, names[act.evaluation.organization_id].name)
        for act in sorted(acts.values(), key=lambda act: act.at, reverse=True)
    ]


def _told(act: EvaluationTransition, name: str) -> Task:
    sheet, day = act.evaluation, local_date(act.at)
    return Task(
        day=day,
        title=f"{periods.sheet_name(sheet.year, sheet.period)}: {name}",
        url=reverse(
            "evaluations:sheet",
            args=[sheet.year, periods.slug(sheet.period), sheet.organization.code],
        ),
        state=LABELS_FOR_OFFICE[SheetStatus(sheet.status)],
        tone="warn",
        when=f"Mở lại ngày {vn_date(day)}: {act.reason}",
    )
