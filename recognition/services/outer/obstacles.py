"""What keeps an outer decision from being recorded."""

import datetime as dt

from organizations.folding import nfc
from organizations.formats import vn_date
from organizations.models import Organization
from organizations.permissions import works_here
from organizations.refusals import Obstacle

from ...models import Commendation, Recognition
from ...querysets import GivenQuerySet
from ...workflow import DecisionKind, Origin, Question
from ...year import YearReport
from .values import OuterDecision


def outer_obstacles(
    report: YearReport,
    decision: OuterDecision,
    authority: Organization | None,
    organizations: dict[str, Organization],
    today: dt.date,
) -> list[Obstacle]:
    """All that keeps it from being recorded; empty where nothing does."""
    found = []

    def refuse(code: str, sentence: str, part: str = "") -> None:
        found.append(Obstacle(code, sentence, part))

    for field, name, most in (("symbol", "số, ký hiệu", 60), ("body", "nơi quyết định", 200)):
        value = nfc(getattr(decision, field))
        if not value:
            refuse(f"{field}_missing", f"Mời ghi {name} của quyết định.", field)
        elif len(value) > most:
            refuse("too_long", f"Phần {name} dài quá {most} chữ. Mời viết ngắn lại.", field)
    if decision.decided_on > today:
        refuse(
            "decided_in_future",
            f"Ngày quyết định {vn_date(decision.decided_on)} chưa đến. Mời xem lại ngày.",
            "decided_on",
        )
    if decision.decided_on.year < report.year:
        refuse(
            "decided_too_early",
            f"Ngày quyết định {vn_date(decision.decided_on)} trước năm {report.year}. "
            "Mời xem lại ngày.",
            "decided_on",
        )
    if authority is None:
        refuse("no_authority", "Đảng bộ này không có cấp trên vào ngày quyết định.", "decided_on")
        return found
    if works_here(authority, today):
        refuse(
            "authority_works_here",
            "Cấp trên làm việc trong chương trình này nên quyết định của cấp trên tự có ở đây, "
            "không cần ghi lại.",
        )
    if not decision.codes:
        refuse("nobody", "Chưa chọn tổ chức nào có tên trong quyết định.", "codes")
    if decision.kind == DecisionKind.REVOCATION and not nfc(decision.reason):
        refuse("reason_missing", "Mời ghi lý do hủy bỏ.", "reason")
    for code in decision.codes:
        organization = organizations.get(code)
        if organization is None:
            refuse("organization_unknown", f"Không có tổ chức “{code}” trong năm này.", "codes")
        else:
            obstacle = _item_obstacle(report, decision, organization)
            if obstacle is not None:
                found.append(obstacle)
    return found


def _item_obstacle(
    report: YearReport, decision: OuterDecision, organization: Organization
) -> Obstacle | None:
    code, committee, year = organization.code, report.committee, report.year
    recognised = given_above(Recognition, organization, year).first()
    commended = given_above(Commendation, organization, year).first()
    if decision.kind == DecisionKind.RECOGNITION:
        if organization.pk != committee.pk:
            return Obstacle(
                "not_for_cells",
                f"{code}: cấp trên chỉ công nhận đảng bộ; chi bộ do đảng bộ công nhận. Mời"
                " bỏ chọn.",
                "codes",
            )
        if recognised:
            return Obstacle(
                "already_recognised",
                f"{code} đã được công nhận năm {year}. Mời bỏ chọn.",
                "codes",
            )
        return None
    if decision.kind == DecisionKind.COMMENDATION:
        if commended:
            return Obstacle(
                "already_commended",
                f"{code} đã được cấp trên biểu dương, khen thưởng. Mời bỏ chọn.",
                "codes",
            )
        rests_on = recognised or recognition_by(committee, year, organization)
        if not rests_on:
            return Obstacle(
                "not_recognised_yet",
                f"{code} chưa có quyết định công nhận năm {year}. Mời ghi quyết định công "
                "nhận trước.",
                "codes",
            )
        return _decided_too_soon(decision, rests_on)
    if decision.question is Question.WITHDRAW and not commended:
        return Obstacle(
            "nothing_to_revoke",
            f"{code} không có khen thưởng còn hiệu lực của cấp trên. Mời xem lại tổ chức đã chọn.",
            "codes",
        )
    taken = commended or recognised
    if not taken:
        return Obstacle(
            "nothing_to_revoke",
            f"{code} không có công nhận hay khen thưởng còn hiệu lực của cấp trên. Mời"
            " xem lại tổ chức đã chọn.",
            "codes",
        )
    return _decided_too_soon(decision, taken)


def _decided_too_soon(
    decision: OuterDecision, given: Recognition | Commendation
) -> Obstacle | None:
    """What rests on an earlier decision, or takes it away, was not decided before it."""
    if decision.decided_on >= given.decision.decided_on:
        return None
    return Obstacle(
        "decided_before_given",
        f"Ngày quyết định {vn_date(decision.decided_on)} trước ngày "
        f"{vn_date(given.decision.decided_on)} của Quyết định số {given.decision.symbol} đối với "
        f"{given.organization.code}. Mời xem lại ngày.",
        "decided_on",
    )


def given_above(
    model: type[Recognition] | type[Commendation], organization: Organization, year: int
) -> GivenQuerySet:
    """What decisions from above gave an organisation for a year and nothing took away.

    Also by an authority before today's (A3); what works here decided itself is not among it.
    """
    return (
        model.objects.in_force()
        .filter(organization=organization, year=year, decision__origin=Origin.OUTER)
        .select_related("decision", "organization")
        .order_by("-decision__decided_on", "-pk")
    )


def recognition_by(
    committee: Organization, year: int, organization: Organization
) -> Recognition | None:
    """The recognition in force that a committee gave an organisation in a year."""
    found: Recognition | None = (
        Recognition.objects.by(committee, year).in_force().filter(organization=organization).first()
    )
    return found
