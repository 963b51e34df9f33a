"""Keyed in by the office from signed paper (D11)."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from documents.scans import NewScan
from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.models import Organization
from organizations.permissions import settles_for
from organizations.refusals import Obstacle, Refusal, refuse_if
from plans.models import Criterion
from plans.services import freeze
from registrations import submission
from registrations.submission import Paper

from .. import periods
from ..models import Evaluation
from ..reading import criteria_of, find, new_row, rules_of, values_of, voters_obstacle
from ..sending import SheetRules, completed, opening_obstacle, sending_obstacles
from ..values import SheetValues, Values, without_meeting
from ..workflow import Act, Status
from . import acts
from .asking import answer_by_opening
from .drafts import begin, months_then

_ENTERED = "Văn phòng đã nhập thay theo bản giấy."
"""What a request to open the sheet is answered with, when it needs no opening any more."""


@transaction.atomic
def enter_from_paper(
    organization: Organization,
    year: int,
    period: int,
    values: Values,
    *,
    paper: Paper,
    scan: NewScan | None = None,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> Evaluation:
    """Key in a sheet from signed paper; the paper's receipt is the date sent.

    Refused where the organisation sent its own; a draft of it is kept as a version and replaced.
    ``version`` is that of what the office sees: 0 while nothing was sent. ``scan``: of the paper.
    """
    read_on = organization.read_on(periods.last_day(year, period))
    refuse_if([settles_for(by, organization, read_on)])
    refuse_if([submission.own_paper_obstacle(organization, by)])
    evaluation = find(organization, year, period)
    new = evaluation is None
    if evaluation is None:
        evaluation = new_row(organization, year, period, by=by, now=now)
    elif evaluation.status != Status.DRAFT:
        raise Refusal(_sent_itself(evaluation))
    else:
        # The office does not see drafts, so it cannot have seen their version.
        version = evaluation.version
        acts.keep_keyed_in(evaluation, values_of(evaluation))
    criteria, rules, values = _checked(evaluation, values, paper, now=now)
    if new:
        begin(evaluation, {}, by=by, now=now)
        version = evaluation.version
    acts.refuse_unless_possible(Act.ENTER_FROM_PAPER, evaluation, version=version, by=by, now=now)
    _write(evaluation, Act.ENTER_FROM_PAPER, values, criteria, rules, paper, by=by, now=now)
    if scan is not None:
        submission.keep_scan_of(evaluation, scan, by=by, now=now)
    answer_by_opening(organization, year, period, _ENTERED, by=by, now=now)
    return evaluation


@transaction.atomic
def correct_paper_entry(
    evaluation: Evaluation,
    values: Values,
    *,
    paper: Paper,
    scan: NewScan | None = None,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Mend what the office keyed in, until it is settled; an open objection is answered by it."""
    acts.refuse_unless_possible(Act.CORRECT_PAPER, evaluation, version=version, by=by, now=now)
    criteria, rules, values = _checked(evaluation, values, paper, now=now)
    objection = _objection_answered(evaluation, by=by, now=now)
    _write(
        evaluation, Act.CORRECT_PAPER, values, criteria, rules, paper, by=by, now=now, **objection
    )
    if scan is not None:
        submission.keep_scan_of(evaluation, scan, by=by, now=now)


def _checked(
    evaluation: Evaluation, values: Values, paper: Paper, *, now: dt.datetime
) -> tuple[list[Criterion], SheetRules, Values]:
    if evaluation.framework is not None:
        freeze(evaluation.framework, now=now)
    criteria = criteria_of(evaluation.framework)
    rules = rules_of(evaluation, criteria)
    values = completed(values, rules)
    if isinstance(values, SheetValues) and values.no_meeting:
        values = without_meeting(values)
    refuse_if(
        [
            *submission.paper_obstacles(paper, evaluation.organization, now=now),
            *_receipt_obstacles(paper, rules),
            opening_obstacle(rules, today=paper.received_on),
            *acts.unprintable_texts(values),
            *sending_obstacles(values, rules, sent_on=paper.received_on),
            voters_obstacle(evaluation, values),
        ]
    )
    return criteria, rules, values


def _receipt_obstacles(paper: Paper, rules: SheetRules) -> Iterator[Obstacle]:
    first = periods.first_day(rules.year, rules.period)
    if paper.received_on < first:
        yield Obstacle(
            "paper_before_period",
            f"Ngày nhận bản giấy {vn_date(paper.received_on)} trước "
            f"{periods.label(rules.year, rules.period)}. Mời xem lại ngày nhận.",
            "paper_received_on",
        )


def _write(
    evaluation: Evaluation,
    act: Act,
    values: Values,
    criteria: list[Criterion],
    rules: SheetRules,
    paper: Paper,
    *,
    by: Actor,
    now: dt.datetime,
    **objection: object,
) -> None:
    changes = {
        **submission.entering_from_paper(
            evaluation, paper, read_on=evaluation.read_on, by=by, now=now
        ),
        **acts.value_columns(values, rules),
        **acts.counted(values, rules),
        **months_then(evaluation, now),
        "resubmission": "",
        **objection,
    }
    acts.advance(evaluation, act, changes, by=by, now=now)
    acts.write_points(evaluation, values, criteria)
    acts.keep_sent(evaluation, values)


def _objection_answered(
    evaluation: Evaluation, *, by: Actor, now: dt.datetime
) -> dict[str, object]:
    if not evaluation.objection:
        return {}
    kept = {name: getattr(evaluation, name) for name in _OBJECTION}
    if evaluation.objection_open:
        kept |= {
            "objection_answer": "Đã sửa lại phiếu theo bản giấy.",
            "objection_answered_at": now,
            "objection_answered_by": by.user,
        }
    return kept


_OBJECTION = (
    "objection",
    "objected_at",
    "objected_by",
    "objection_answer",
    "objection_answered_at",
    "objection_answered_by",
)


def _sent_itself(evaluation: Evaluation) -> Obstacle:
    name = periods.sheet_name(evaluation.year, evaluation.period)
    if evaluation.from_paper:
        return Obstacle(
            "already_there",
            f"{name} đã được nhập thay theo bản giấy. Mời mở phiếu đã có để sửa.",
        )
    return Obstacle(
        "sent_itself",
        f"{name} đã do chính tổ chức gửi nên không nhập thay được. Nếu bản giấy khác, mời trả lại "
        "phiếu để tổ chức tự sửa.",
    )
