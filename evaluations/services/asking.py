"""Asking the office to open what is closed, and its answers (D6, D7)."""

import datetime as dt
from collections.abc import Iterator

from django.db import IntegrityError, transaction

from organizations.actors import Actor
from organizations.audit import record
from organizations.models import Organization, User
from organizations.permissions import keys_in_for, settles_for
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if

from .. import periods
from ..models import Evaluation, OpeningRequest
from ..reading import find, is_closed, lock_of, new_row
from ..workflow import REQUEST_TRANSITIONS, RequestAct, RequestStatus


@transaction.atomic
def ask_to_open(
    organization: Organization, year: int, period: int, *, reason: str, by: Actor, now: dt.datetime
) -> OpeningRequest:
    """Ask the office that settles to open a sheet that is locked or confirmed, with a reason."""
    refuse_if([keys_in_for(by, organization)])
    evaluation = find(organization, year, period) or new_row(
        organization, year, period, by=by, now=now
    )
    reason = reason.strip()
    refuse_if(_asking_obstacles(evaluation, reason, by=by))
    assert isinstance(by.user, User), "persons ask"  # noqa: S101
    try:
        with transaction.atomic():
            asked = OpeningRequest.objects.create(
                organization=organization,
                year=year,
                period=period,
                read_on=evaluation.read_on,
                status=RequestStatus.WAITING,
                reason=reason,
                asked_at=now,
                asked_by=by.user,
            )
    except IntegrityError:
        raise Refusal(_already_asked(year, period)) from None
    _tell("ask_to_open", "Đề nghị mở lại", asked, reason, by=by, now=now)
    return asked


@transaction.atomic
def decline_to_open(asked: OpeningRequest, answer: str, *, by: Actor, now: dt.datetime) -> None:
    """Answer a request that the sheet is not opened, with a sentence that says why."""
    refuse_if([settles_for(by, asked.organization, asked.read_on)])
    answer = answer.strip()
    if not answer:
        raise Refusal(Obstacle("answer_missing", "Không mở lại thì mời ghi rõ vì sao.", "answer"))
    if not _answer(asked, RequestAct.DECLINE, answer, by=by, now=now):
        raise Refusal(CHANGED_MEANWHILE)
    _tell("decline_to_open", "Không mở lại", asked, answer, by=by, now=now)


def answer_by_opening(
    organization: Organization, year: int, period: int, answer: str, *, by: Actor, now: dt.datetime
) -> None:
    """Settle the request that waits for what was just opened, if there is one.

    ``answer``: the reason of the extension or the reopening, or that the sheet was entered from
    paper; the audit of that act tells of it.
    """
    asked = OpeningRequest.objects.about(organization, year, period).waiting().first()
    if asked is not None:
        _answer(asked, RequestAct.OPEN, answer, by=by, now=now)


def _answer(
    asked: OpeningRequest, act: RequestAct, answer: str, *, by: Actor, now: dt.datetime
) -> bool:
    """Write an answer by compare-and-set; False where somebody else answered before."""
    after = REQUEST_TRANSITIONS[RequestStatus.WAITING, act]
    return bool(
        OpeningRequest.objects.filter(pk=asked.pk)
        .waiting()
        .update(status=after, answer=answer, answered_at=now, answered_by=by.user)
    )


def _asking_obstacles(evaluation: Evaluation, reason: str, *, by: Actor) -> Iterator[Obstacle]:
    organization, year, period = evaluation.organization, evaluation.year, evaluation.period
    if settles_for(by, organization, evaluation.read_on) is None:
        yield Obstacle(
            "opens_itself", "Văn phòng tự mở lại được nên không cần đề nghị. Mời mở lại trên phiếu."
        )
    if not is_closed(evaluation, lock_of(evaluation, by.today, reader=by)):
        yield Obstacle(
            "not_closed",
            f"{periods.sheet_name(year, period)} không bị khóa và chưa xác nhận nên không cần mở "
            "lại. Mời tải lại trang.",
        )
    if not reason:
        yield Obstacle("reason_missing", "Đề nghị mở lại phải có lý do. Mời ghi một câu.", "reason")
    if OpeningRequest.objects.about(organization, year, period).waiting().exists():
        yield _already_asked(year, period)


def _already_asked(year: int, period: int) -> Obstacle:
    return Obstacle(
        "already_asked",
        f"Đã có một đề nghị mở lại {periods.label(year, period)} đang chờ. Mời chờ văn phòng trả "
        "lời.",
    )


def _tell(
    act: str, words: str, asked: OpeningRequest, why: str, *, by: Actor, now: dt.datetime
) -> None:
    """Into the audit: of the sheet, so that its history shows it, where there is one."""
    sheet = find(asked.organization, asked.year, asked.period)
    record(
        f"evaluation.{act}",
        f"{words} {periods.label(asked.year, asked.period)}: {why}",
        by=by,
        now=now,
        subject=sheet or asked,
        organization=asked.organization,
        data={"year": asked.year, "period": asked.period},
    )
