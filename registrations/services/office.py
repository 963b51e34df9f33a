"""What the office does with what was sent: open, return, accept, reopen."""

import datetime as dt

from django.db import transaction

from organizations.actors import Actor
from organizations.audit import record
from organizations.formats import vn_date
from organizations.refusals import Obstacle, Refusal, refuse_if

from ..models import Registration
from ..permissions import in_the_way, performs
from ..submission import (
    Basis,
    basis_obstacles,
    last_sent,
    opening,
    reopening,
    restored,
    returning,
    settles_its_own,
    settling,
    withdrawing_return,
    write,
)
from ..values import NAMES
from ..workflow import Act, Status
from .writing import keep_unsent_changes, perform, required_reason


@transaction.atomic
def begin_review(
    registration: Registration, *, version: int, by: Actor, now: dt.datetime
) -> Registration:
    """Begin to look at it: from now on it cannot be taken back, and its sending counts (C3)."""
    refuse_if(in_the_way(by, Act.BEGIN_REVIEW, registration))
    perform(
        registration,
        Act.BEGIN_REVIEW,
        opening(registration, by=by, now=now),
        seen=version,
        sentence=f"Bắt đầu xem {registration.in_words}.",
        by=by,
        now=now,
    )
    return registration


@transaction.atomic
def return_for_completion(
    registration: Registration, reason: str, *, version: int, by: Actor, now: dt.datetime
) -> Registration:
    """Send it back with a reason."""
    refuse_if(in_the_way(by, Act.RETURN, registration))
    required_reason(reason, "Mời ghi rõ cần hoàn thiện điều gì.")
    perform(
        registration,
        Act.RETURN,
        returning(registration, by=by, now=now),
        seen=version,
        sentence=f"Trả lại {registration.in_words} để hoàn thiện: {reason.strip()}",
        by=by,
        now=now,
        reason=reason,
    )
    return registration


@transaction.atomic
def withdraw_return(
    registration: Registration, *, version: int, by: Actor, now: dt.datetime
) -> Registration:
    """Take the return or reopening back: it waits again as last sent (D5)."""
    refuse_if(in_the_way(by, Act.WITHDRAW_RETURN, registration))
    keep_unsent_changes(registration)
    sent = last_sent(registration).content
    content = restored(Registration, {name: sent[name] for name in NAMES})
    perform(
        registration,
        Act.WITHDRAW_RETURN,
        {**withdrawing_return(registration), **content},
        seen=version,
        sentence=f"Rút lại việc trả lại {registration.in_words}; bản đã gửi chờ tiếp nhận.",
        by=by,
        now=now,
    )
    return registration


@transaction.atomic
def accept(
    registration: Registration,
    *,
    reason: str = "",
    basis: Basis | None = None,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> Registration:
    """Accept what was sent.

    ``reason``: needed where it was sent after the plan's later deadline (C2). ``basis``: needed
    where the committee's own office settles its own (D9).
    """
    refuse_if(in_the_way(by, Act.ACCEPT, registration))
    refuse_if(basis_obstacles(registration, basis, by=by, now=now))
    if registration.after_both_deadlines:
        last_day = registration.plan.registration_later_day(registration.year)
        required_reason(
            reason,
            f"Bản đăng ký gửi ngày {vn_date(registration.sent_on)}, sau hạn cuối"
            f" {vn_date(last_day)} của kế hoạch. Mời ghi lý do tiếp nhận.",
        )
    sentence = f"Tiếp nhận {registration.in_words}."
    if by.user is not None and registration.sent_by_id == by.user.pk:
        sentence += " Người tiếp nhận cũng là người đã gửi."
    own_basis = basis if settles_its_own(registration, by) else None
    changes = settling(registration, Status.ACCEPTED, at=now, by=by, basis=own_basis)
    perform(
        registration,
        Act.ACCEPT,
        {
            **changes,
            "acceptance_reason": reason if registration.after_both_deadlines else "",
        },
        seen=version,
        sentence=sentence,
        by=by,
        now=now,
        reason=reason,
    )
    return registration


@transaction.atomic
def add_basis_number(
    registration: Registration, number: str, *, version: int, by: Actor, now: dt.datetime
) -> Registration:
    """The number of the basis of D9, which may follow the acceptance."""
    refuse_if([performs(by, Act.ACCEPT, registration)])
    if not registration.basis or registration.basis_number:
        raise Refusal(
            Obstacle(
                "no_basis", "Bản đăng ký này không có căn cứ nào đang thiếu số. Mời tải lại trang."
            )
        )
    if not number.strip():
        raise Refusal(Obstacle("number_missing", "Mời ghi số của căn cứ.", "basis_number"))
    write(registration, seen=version, changes={"basis_number": number})
    record(
        "registration.basis_number",
        f"Bổ sung số {number.strip()} cho căn cứ tiếp nhận {registration.in_words}.",
        by=by,
        now=now,
        subject=registration,
        organization=registration.organization,
    )
    return registration


@transaction.atomic
def reopen(
    registration: Registration, reason: str, *, version: int, by: Actor, now: dt.datetime
) -> Registration:
    """Open an accepted one again, with a reason; what was accepted is kept as a version (C3)."""
    refuse_if(in_the_way(by, Act.REOPEN, registration))
    required_reason(reason, "Mời ghi lý do mở lại.")
    perform(
        registration,
        Act.REOPEN,
        {**reopening(by=by, now=now), "acceptance_reason": ""},
        seen=version,
        sentence=f"Mở lại {registration.in_words}: {reason.strip()}",
        by=by,
        now=now,
        reason=reason,
    )
    return registration
