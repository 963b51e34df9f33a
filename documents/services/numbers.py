"""The book of numbers: what is proposed, reserved, void (every gap has its record)."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from organizations import audit
from organizations.actors import Actor
from organizations.folding import nfc
from organizations.models import Organization, Term, User
from organizations.refusals import Obstacle, refuse_if

from ..models import Document, NumberEntry
from ..numbering import CODES, MAX_NUMBER, NumberState, next_number, skipped
from ..permissions import issues_for, person
from .heads import hold_head, prepare_head

MOST_AT_ONCE = 1000
"""How many numbers one act may keep back: a book of paper of some years, not a slip of the key."""


def proposed_number(organization: Organization, paper_code: str, term: Term) -> int:
    """The number that the next paper of the series would get."""
    series = NumberEntry.objects.series(organization, paper_code, term)
    return next_number(series.values_list("number", flat=True).last())


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number that somebody wants, with what its series says while the head is held."""

    term: Term
    paper_code: str
    number: int
    highest: int | None
    """The highest number with a record."""
    entry: NumberEntry | None
    """The record of the number itself: it is taken, kept back or void."""

    @property
    def following(self) -> int:
        """The next number of the series."""
        return next_number(self.highest)

    @property
    def left(self) -> range:
        """The numbers without a record that taking it would leave behind."""
        return skipped(self.highest, self.number)


def looked_up(organization: Organization, paper_code: str, term: Term, number: int) -> Wanted:
    """The number with what the book says of it; the caller holds the head."""
    series = NumberEntry.objects.series(organization, paper_code, term)
    last = series.last()
    if last is None or last.number <= number:
        entry = last if last is not None and last.number == number else None
    else:
        entry = series.filter(number=number).first()
    return Wanted(term, paper_code, number, last.number if last is not None else None, entry)


def reserve_numbers(
    organization: Organization,
    paper_code: str,
    term: Term,
    *,
    up_to: int,
    reason: str,
    by: Actor,
    now: dt.datetime,
) -> list[NumberEntry]:
    """Keep back all numbers from the next one up to ``up_to``.

    For papers numbered outside of the program, or a later one: a reserved number may be typed
    when a document is issued.
    """
    refuse_if(_book_obstacles(by, organization, paper_code, reason))
    prepare_head(organization)
    with transaction.atomic():
        hold_head(organization)
        first = proposed_number(organization, paper_code, term)
        numbers = range(first, up_to + 1)
        refuse_if([_range_obstacle(up_to), _before_next(up_to, first), _too_many(numbers)])
        entries = _keep_back(
            numbers, organization, paper_code, term, reason=reason, by=person(by), now=now
        )
        audit.record(
            "number.reserved",
            f"Giữ lại số {_span(numbers)}-{paper_code}, nhiệm kỳ {term.name}: {nfc(reason)}",
            by=by,
            now=now,
            subject=entries[0],
            organization=organization,
        )
    return entries


def void_number(
    organization: Organization,
    paper_code: str,
    term: Term,
    number: int,
    *,
    reason: str,
    by: Actor,
    now: dt.datetime,
) -> NumberEntry:
    """Declare for good that a reserved number, or the next one, is not used."""
    refuse_if(_book_obstacles(by, organization, paper_code, reason))
    prepare_head(organization)
    voided = {"state": NumberState.VOID, "reason": nfc(reason), "at": now, "by": person(by)}
    with transaction.atomic():
        hold_head(organization)
        refuse_if(number_obstacles(looked_up(organization, paper_code, term, number)))
        entry: NumberEntry
        entry, _ = NumberEntry.objects.update_or_create(
            organization=organization,
            paper_code=paper_code,
            term=term,
            number=number,
            defaults=voided,
        )
        audit.record(
            "number.void",
            f"Bỏ số {number:02d}-{paper_code}, nhiệm kỳ {term.name}: {nfc(reason)}",
            by=by,
            now=now,
            subject=entry,
            organization=organization,
        )
    return entry


def number_obstacles(wanted: Wanted, *, skipped_reason: str = "") -> list[Obstacle]:
    """Why a number cannot be given: out of range, used, or leaving a gap without a reason."""
    number, entry, left = wanted.number, wanted.entry, wanted.left
    if obstacle := _range_obstacle(number):
        return [obstacle]
    if entry is not None and entry.state != NumberState.RESERVED:
        what = "đã cấp" if entry.state == NumberState.TAKEN else f"đã bỏ ({entry.reason})"
        return [
            Obstacle(
                "number_taken",
                f"Số {number:02d}-{wanted.paper_code} {what} trong nhiệm kỳ {wanted.term.name}. Mời"
                f" dùng số tiếp theo là {wanted.following:02d}.",
                "number",
            )
        ]
    if obstacle := _too_many(left):
        return [obstacle]
    if left and not nfc(skipped_reason):
        return [
            Obstacle(
                "number_gap",
                f"Số {number:02d} bỏ qua số {_span(left)}. Mời ghi lý do (ví dụ: đã cấp cho văn bản"
                f" giấy) hoặc dùng số {left[0]:02d}.",
                "skipped_reason",
            )
        ]
    return []


def take_number(
    document: Document, wanted: Wanted, *, skipped_reason: str, by: User, now: dt.datetime
) -> None:
    """Enter a document's number in the book; the caller holds the head and found it free.

    Numbers that it leaves behind are entered as reserved with ``skipped_reason``.
    """
    organization, code, term = document.organization, wanted.paper_code, wanted.term
    _keep_back(wanted.left, organization, code, term, reason=skipped_reason, by=by, now=now)
    entry = wanted.entry or NumberEntry(
        organization=organization, paper_code=code, term=term, number=wanted.number
    )
    entry.state, entry.document, entry.at, entry.by = NumberState.TAKEN, document, now, by
    entry.save()


def _keep_back(
    numbers: range,
    organization: Organization,
    paper_code: str,
    term: Term,
    *,
    reason: str,
    by: User,
    now: dt.datetime,
) -> list[NumberEntry]:
    return NumberEntry.objects.bulk_create(
        NumberEntry(
            organization=organization,
            paper_code=paper_code,
            term=term,
            number=number,
            state=NumberState.RESERVED,
            reason=nfc(reason),
            at=now,
            by=by,
        )
        for number in numbers
    )


def _book_obstacles(
    by: Actor, organization: Organization, paper_code: str, reason: str
) -> list[Obstacle | None]:
    return [
        issues_for(by, organization),
        None
        if paper_code in CODES
        else Obstacle("paper_code", "Mời chọn loại văn bản có số.", "paper_code"),
        None
        if nfc(reason)
        else Obstacle("reason_missing", "Mời ghi lý do giữ hoặc bỏ số.", "reason"),
    ]


def _range_obstacle(number: int) -> Obstacle | None:
    if 1 <= number <= MAX_NUMBER:
        return None
    return Obstacle("number_range", f"Số văn bản phải nằm trong khoảng 1–{MAX_NUMBER}.", "number")


def _too_many(numbers: range) -> Obstacle | None:
    if len(numbers) <= MOST_AT_ONCE:
        return None
    return Obstacle(
        "too_many_numbers",
        f"Số này bỏ lại {len(numbers)} số ({_span(numbers)}); mỗi lần giữ lại nhiều nhất"
        f" {MOST_AT_ONCE} số. Mời kiểm tra lại số vừa ghi.",
        "number",
    )


def _before_next(number: int, following: int) -> Obstacle | None:
    if number >= following:
        return None
    return Obstacle(
        "number_taken",
        f"Số {number:02d} đã có trong sổ. Mời dùng số tiếp theo là {following:02d}.",
        "number",
    )


def _span(numbers: range) -> str:
    first, last = f"{numbers[0]:02d}", f"{numbers[-1]:02d}"
    return first if first == last else f"{first}–{last}"
