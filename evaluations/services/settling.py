"""What the office does: open, confirm, return, withdraw its return, reopen."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from organizations.actors import Actor
from organizations.audit import record
from organizations.formats import local_date
from organizations.permissions import settles_for
from organizations.refusals import Obstacle, Refusal, refuse_if
from registrations import submission
from registrations.submission import Basis

from .. import parts
from ..locks import open_after_return
from ..models import Evaluation, ReturnMark
from ..reading import criteria_of, rules_of, sent_values
from ..workflow import Act, ReturnReason, Status
from . import acts
from .asking import answer_by_opening


@dataclass(frozen=True, slots=True)
class Mark:
    """A part that the office sends back, with a coded reason and a sentence (D5)."""

    part: str
    reason: str
    sentence: str


@transaction.atomic
def begin_review(evaluation: Evaluation, *, version: int, by: Actor, now: dt.datetime) -> None:
    """Begin to look at what was sent: from now it cannot be taken back, and it counts (C3, D6)."""
    acts.refuse_unless_possible(Act.BEGIN_REVIEW, evaluation, version=version, by=by, now=now)
    changes = {
        "status": Status.SUBMITTED.value,
        **submission.opening(evaluation, by=by, now=now),
    }
    acts.advance(evaluation, Act.BEGIN_REVIEW, changes, by=by, now=now)


@transaction.atomic
def return_for_completion(
    evaluation: Evaluation,
    marks: Sequence[Mark],
    *,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Send the sheet back with marked parts, each with its coded reason and a sentence (D5).

    It stays open until the later of the lock and the end of the fifth day after (D6).
    """
    acts.refuse_unless_possible(Act.RETURN, evaluation, version=version, by=by, now=now)
    refuse_if(_mark_obstacles(evaluation, marks))
    changes = {
        **submission.returning(evaluation, by=by, now=now),
        "open_until": open_after_return(local_date(now)),
        "open_in_all_parts": False,
    }
    transition = acts.advance(evaluation, Act.RETURN, changes, by=by, now=now)
    ReturnMark.objects.bulk_create(
        ReturnMark(
            transition=transition,
            part=mark.part,
            reason=mark.reason,
            sentence=mark.sentence.strip(),
        )
        for mark in marks
    )


@transaction.atomic
def withdraw_return(evaluation: Evaluation, *, version: int, by: Actor, now: dt.datetime) -> None:
    """Take a return back: the sheet waits again exactly as it was last sent (D5).

    What the organisation keyed in meanwhile is kept as a version.
    """
    acts.refuse_unless_possible(Act.WITHDRAW_RETURN, evaluation, version=version, by=by, now=now)
    sent = sent_values(evaluation)
    assert sent is not None, "what is returned was sent"  # noqa: S101
    acts.keep_unsent_changes(evaluation, sent)
    criteria = criteria_of(evaluation.framework)
    changes = {
        **submission.withdrawing_return(evaluation),
        **acts.value_columns(sent, rules_of(evaluation, criteria)),
        "open_until": None,
        "open_in_all_parts": True,
    }
    acts.advance(evaluation, Act.WITHDRAW_RETURN, changes, by=by, now=now)
    acts.write_points(evaluation, sent, criteria)


@transaction.atomic
def confirm(
    evaluation: Evaluation,
    *,
    basis: Basis | None = None,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Confirm the sheet; it is frozen from now on (D7).

    The committee's own office, where no authority works here, needs the ``basis`` (D9).
    """
    acts.refuse_unless_possible(Act.CONFIRM, evaluation, version=version, by=by, now=now)
    refuse_if(submission.basis_obstacles(evaluation, basis, by=by, now=now))
    if not submission.settles_its_own(evaluation, by):
        basis = None
    changes = submission.settling(evaluation, Status.CONFIRMED.value, at=now, by=by, basis=basis)
    acts.advance(evaluation, Act.CONFIRM, changes, by=by, now=now)


@transaction.atomic
def reopen(
    evaluation: Evaluation, reason: str, *, version: int, by: Actor, now: dt.datetime
) -> None:
    """Open a confirmed sheet again in all its parts, with a reason; its version is kept (D7)."""
    acts.refuse_unless_possible(Act.REOPEN, evaluation, version=version, by=by, now=now)
    reason = reason.strip()
    if not reason:
        raise Refusal(
            Obstacle("reason_missing", "Mở lại phiếu phải có lý do. Mời ghi lý do.", "reason")
        )
    changes = {
        **submission.reopening(by=by, now=now),
        "open_until": open_after_return(local_date(now)),
        "open_in_all_parts": True,
    }
    acts.advance(evaluation, Act.REOPEN, changes, by=by, now=now, reason=reason)
    about = (evaluation.organization, evaluation.year, evaluation.period)
    answer_by_opening(*about, reason, by=by, now=now)


@transaction.atomic
def complete_basis(
    evaluation: Evaluation, number: str, *, version: int, by: Actor, now: dt.datetime
) -> None:
    """Add the number of the basis, which may follow the settling (D9)."""
    refuse_if([settles_for(by, evaluation.organization, evaluation.read_on)])
    number = number.strip()
    if not evaluation.basis or evaluation.basis_number:
        raise Refusal(
            Obstacle(
                "no_basis_to_complete",
                "Phiếu này không có căn cứ nào còn thiếu số. Mời tải lại trang.",
            )
        )
    if not number:
        raise Refusal(
            Obstacle("number_missing", "Mời nhập số của văn bản làm căn cứ.", "basis_number")
        )
    submission.write(evaluation, seen=version, changes={"basis_number": number})
    record(
        "evaluation.complete_basis",
        f"Bổ sung số {number} cho căn cứ xác nhận {evaluation.in_words}.",
        by=by,
        now=now,
        subject=evaluation,
        organization=evaluation.organization,
    )


def _mark_obstacles(evaluation: Evaluation, marks: Sequence[Mark]) -> Iterator[Obstacle]:
    if not marks:
        yield Obstacle(
            "nothing_marked",
            "Chưa đánh dấu phần nào cần sửa. Mời đánh dấu ít nhất một phần, chọn lý do và ghi rõ "
            "cần sửa gì.",
        )
    sent = sent_values(evaluation)
    codes = [criterion.code for criterion in criteria_of(evaluation.framework)]
    left = set(parts.parts_of(sent, codes)) if sent is not None else set()
    for mark in marks:
        if mark.part not in left:
            yield Obstacle(
                "unknown_part", f"Phiếu không có phần “{mark.part}” để đánh dấu. Mời tải lại trang."
            )
            continue
        left.remove(mark.part)
        name = parts.label(mark.part)
        if mark.reason not in set(ReturnReason):
            yield Obstacle("reason_missing", f"{name}: mời chọn lý do trả lại.", mark.part)
        if not mark.sentence.strip():
            yield Obstacle(
                "sentence_missing", f"{name}: mời ghi một câu nêu rõ cần sửa gì.", mark.part
            )
