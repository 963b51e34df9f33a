"""One sheet for one reader: where it stands, in whose words, at which addresses."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from organizations.actors import Actor
from organizations.formats import local_date, vn_date, vn_datetime, vn_time
from organizations.permissions import keys_in_for, settles_for
from organizations.refusals import Obstacle
from organizations.tree import name_on
from plans.models import Criterion

from .. import parts, periods
from ..forms import field_of
from ..models import EvaluationVersion, OpeningRequest, ReturnMark
from ..reading import (
    beginning_obstacles,
    criteria_of,
    is_closed,
    lock_of,
    marks_of,
    opened_parts,
    rules_of,
    values_in,
    values_of,
    why_not,
    window_of,
)
from ..sending import SheetRules
from ..values import SelfReviewValues, SheetValues, Values
from ..workflow import (
    LABELS_FOR_OFFICE,
    LABELS_FOR_OWN,
    RATING_LABELS,
    RETURN_REASON_LABELS,
    Act,
    ReturnReason,
    Status,
)
from .addresses import SheetAddresses
from .lines import MarkShown

MEETING_PARTS = {parts.MEETING, parts.VOTES, parts.RATING}

TONES = {
    Status.DRAFT: "",
    Status.SUBMITTED: "warn",
    Status.RETURNED: "warn",
    Status.CONFIRMED: "ok",
}


@dataclass
class SheetFacts(SheetAddresses):
    """One sheet for one reader: ``evaluation`` is not stored where nothing was begun yet."""

    actor: Actor

    @property
    def stored(self) -> bool:
        """Whether there is a sheet at all, as far as the reader may know."""
        return self.evaluation.pk is not None

    @cached_property
    def name(self) -> str:
        """The organisation's name on the day the sheet is read."""
        return name_on(self.organization, self.evaluation.read_on)

    @property
    def title(self) -> str:
        """``Phiếu tự đánh giá tháng 3/2026``."""
        if self.evaluation.is_self_review:
            return f"Tự rà soát, đánh giá năm {self.evaluation.year}"
        return f"Phiếu tự đánh giá tháng {self.evaluation.period}"

    @property
    def unit(self) -> str:
        """``chi bộ`` or ``đảng bộ``."""
        return "đảng bộ" if self.organization.is_committee else "chi bộ"

    @property
    def period_label(self) -> str:
        """``tháng 3/2026``."""
        return periods.label(self.evaluation.year, self.evaluation.period)

    @cached_property
    def own(self) -> bool:
        """Whether the reader keys in for the organisation."""
        return keys_in_for(self.actor, self.organization) is None

    @cached_property
    def settles(self) -> bool:
        """Whether the reader settles the sheet."""
        return settles_for(self.actor, self.organization, self.evaluation.read_on) is None

    @property
    def status(self) -> Status:
        """Where the sheet stands."""
        return Status(self.evaluation.status)

    @property
    def status_label(self) -> str:
        """The status in the reader's words."""
        if not self.stored:
            if self.actor.today > self.evaluation.due_on:
                return "Chưa gửi"
            return "Chưa bắt đầu" if self.own else "Chưa đến hạn"
        return (LABELS_FOR_OWN if self.own else LABELS_FOR_OFFICE)[self.status]

    @property
    def tone(self) -> str:
        """The colour of the status."""
        return TONES[self.status] if self.stored else ""

    @property
    def saved_in_words(self) -> str:
        """``Đã lưu lúc 21:04``; with the day where that was not today."""
        at = self.evaluation.saved_at
        today = local_date(at) == self.actor.today
        return f"Đã lưu lúc {vn_time(at) if today else vn_datetime(at)}"

    @property
    def to_be_mended(self) -> bool:
        """Whether the sheet is as it came back: to mend it comes before sending it again."""
        returned_at = self.evaluation.returned_at
        if self.status is not Status.RETURNED or returned_at is None:
            return False
        return self.evaluation.saved_at <= returned_at

    @cached_property
    def lock(self) -> Obstacle | None:
        """The sentence of the lock, for whom it concerns."""
        return lock_of(self.evaluation, self.actor.today, reader=self.actor)

    @cached_property
    def asked(self) -> OpeningRequest | None:
        """The latest request to open the sheet, for whom it concerns: until it is answered, and
        declined while the sheet is closed.
        """
        if not (self.own or self.settles):
            return None
        period = (self.evaluation.year, self.evaluation.period)
        about = OpeningRequest.objects.about(self.organization, *period)
        asked = about.select_related("organization", "asked_by").last()
        if asked is None or asked.waits:
            return asked
        return asked if asked.declined and is_closed(self.evaluation, self.lock) else None

    @property
    def asked_in_words(self) -> str:
        """``Đồng chí … đề nghị mở lại ngày 02/05/2025: …``; empty where nobody did."""
        asked = self.asked
        if asked is None:
            return ""
        day = vn_date(asked.asked_at)
        return f"Đồng chí {asked.asked_by.full_name} đề nghị mở lại ngày {day}: {asked.reason}"

    @property
    def can_ask(self) -> bool:
        """Whether the reader needs the office to open the sheet and has not asked yet."""
        if not self.own or self.settles or (self.asked and self.asked.waits):
            return False
        return is_closed(self.evaluation, self.lock)

    @cached_property
    def last_open_day(self) -> dt.date | None:
        """The last day on which the organisation may key in; None when it never locks."""
        return window_of(self.evaluation).last_open_day

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria of the sheet's framework."""
        return criteria_of(self.evaluation.framework)

    @cached_property
    def rules(self) -> SheetRules:
        """What the sheet is measured by."""
        return rules_of(self.evaluation, self.criteria)

    @cached_property
    def versions(self) -> list[EvaluationVersion]:
        """The sendings that count, the last one first."""
        if not self.stored:
            return []
        sent = self.evaluation.versions.filter(kind=EvaluationVersion.SENT, taken_back=False)
        return list(sent.order_by("-number"))

    @cached_property
    def values(self) -> Values:
        """What the reader sees: its own side the text in work, others what was last sent."""
        if not self.stored:
            return SelfReviewValues() if self.evaluation.is_self_review else SheetValues()
        if self.own or self.status is not Status.RETURNED:
            return values_of(self.evaluation)
        return values_in(self.versions[0], yearly=self.evaluation.is_self_review)

    @cached_property
    def version_before(self) -> Values | None:
        """What was sent before what the reader sees; None without it."""
        working = self.own and self.status in (Status.DRAFT, Status.RETURNED)
        before = self.versions if working else self.versions[1:]
        return values_in(before[0], yearly=self.evaluation.is_self_review) if before else None

    @cached_property
    def editable(self) -> bool:
        """Whether the reader may key in now."""
        return not self.why_not_save

    @cached_property
    def why_not_save(self) -> tuple[Obstacle, ...]:
        """What keeps the reader from keying in; of what is not begun also that it cannot be yet."""
        found = why_not(Act.SAVE, self.evaluation, by=self.actor)
        today = self.actor.today
        return found if self.stored else (*found, *beginning_obstacles(self.rules, today=today))

    @cached_property
    def opened(self) -> frozenset[str]:
        """The parts in which the sheet may change now."""
        return opened_parts(self.evaluation) if self.stored else frozenset({parts.ALL})

    @cached_property
    def marks(self) -> list[ReturnMark]:
        """What the office asks while the sheet is returned."""
        return marks_of(self.evaluation) if self.stored else []

    def marks_on(self, part: str) -> list[MarkShown]:
        """What the office asks about one part."""
        return [
            MarkShown(
                parts.label(mark.part),
                RETURN_REASON_LABELS[ReturnReason(mark.reason)],
                mark.sentence,
                self.url_of(Obstacle("marked", "", mark.part)) if self.editable else "",
            )
            for mark in self.marks
            if mark.part == part
        ]

    @property
    def all_marks(self) -> list[MarkShown]:
        """All that the office asks."""
        return [shown for mark in self.marks for shown in self.marks_on(mark.part)]

    @property
    def version(self) -> int:
        """The version on screen; 0 while there is none."""
        return self.evaluation.version if self.stored else 0

    @property
    def send_label(self) -> str:
        """``Gửi phiếu tháng 3 về Đảng ủy``."""
        where = "cấp trên" if self.organization.is_committee else "Đảng ủy"
        if self.evaluation.is_self_review:
            return f"Gửi bản tự rà soát năm {self.evaluation.year} về {where}"
        return f"Gửi phiếu tháng {self.evaluation.period} về {where}"

    @property
    def can_say_no_meeting(self) -> bool:
        """Whether the sheet may still say that no meeting was held."""
        return not self.evaluation.is_self_review and parts.is_open(parts.NO_MEETING, self.opened)

    @property
    def rating_label(self) -> str:
        """The level taken, in words; empty while none is."""
        return RATING_LABELS[self.values.rating] if self.values.rating else ""

    def url_of(self, obstacle: Obstacle) -> str:
        """Where an obstacle to sending is mended."""
        if obstacle.part == parts.NO_MEETING:
            return self.url("no_meeting")
        step = "meeting" if obstacle.part in MEETING_PARTS else "content"
        return f"{self.url(step)}?ve=kiem-tra#id_{field_of(obstacle)}"

    @property
    def mend_url(self) -> str:
        """The first page on which something is open, for a sheet that came back."""
        meeting_only = parts.ALL not in self.opened and self.opened <= MEETING_PARTS
        return self.url("meeting" if meeting_only else "content")
