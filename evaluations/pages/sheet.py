"""What the pages of one sheet show, made ready for the templates; nothing is decided here."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Q
from django.urls import reverse

from organizations.actors import Actor
from organizations.models import Organization
from organizations.permissions import keys_in_for, settles_for
from organizations.refusals import Obstacle
from organizations.tree import name_on
from plans.models import Criterion
from plans.querysets import framework_for
from registrations.models import Registration

from .. import parts, periods
from ..forms import KeyingForm, Step, field_of
from ..models import Evaluation, EvaluationVersion, ReturnMark
from ..reading import (
    criteria_of,
    lock_of,
    marks_of,
    opened_parts,
    proposed_voters,
    rules_of,
    values_in,
    values_of,
    why_not,
    window_of,
)
from ..scoring import group_totals, what_pass_needs
from ..sending import SheetRules, sending_obstacles
from ..values import PointEntry, SelfReviewValues, SheetValues, Values
from ..workflow import (
    LABELS_FOR_OFFICE,
    LABELS_FOR_OWN,
    RATING_LABELS,
    RETURN_REASON_LABELS,
    Act,
    ReturnReason,
    Status,
)
from .earlier import Earlier
from .lines import Answer, CriterionLine, Group, MarkShown, Missing, Section, total_of

_MEETING_PARTS = {parts.MEETING, parts.VOTES, parts.RATING}
_PAGES = (
    "sheet",
    "content",
    "meeting",
    "no_meeting",
    "submit",
    "confirm",
    "signed_copy",
    "history",
    "print",
    "print_blank",
)

TONES = {
    Status.DRAFT: "",
    Status.SUBMITTED: "warn",
    Status.RETURNED: "warn",
    Status.CONFIRMED: "ok",
}


@dataclass
class SheetPage:
    """One sheet for one reader: ``evaluation`` is not stored where nothing was begun yet."""

    organization: Organization
    evaluation: Evaluation
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
            return "Chưa bắt đầu" if self.own else "Chưa gửi"
        return (LABELS_FOR_OWN if self.own else LABELS_FOR_OFFICE)[self.status]

    @property
    def tone(self) -> str:
        """The colour of the status."""
        return TONES[self.status] if self.stored else ""

    @cached_property
    def lock(self) -> Obstacle | None:
        """The sentence of the lock, for whom it concerns."""
        return lock_of(self.evaluation, self.actor.today)

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
        """What keeps the reader from keying in."""
        return why_not(Act.SAVE, self.evaluation, by=self.actor)

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

    # Addresses

    def url(self, name: str = "sheet") -> str:
        """The address of a page or an act of this sheet."""
        return reverse(
            f"evaluations:{name}",
            args=[
                self.evaluation.year,
                periods.slug(self.evaluation.period),
                self.organization.code,
            ],
        )

    @property
    def version(self) -> int:
        """The version on screen; 0 while there is none."""
        return self.evaluation.version if self.stored else 0

    @property
    def urls(self) -> dict[str, str]:
        """The addresses of the sheet's pages and acts, by name."""
        return {name: self.url(name) for name in _PAGES}

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
        step = "meeting" if obstacle.part in _MEETING_PARTS else "content"
        return f"{self.url(step)}?ve=kiem-tra#id_{field_of(obstacle)}"

    @property
    def mend_url(self) -> str:
        """The first page on which something is open, for a sheet that came back."""
        meeting_only = parts.ALL not in self.opened and self.opened <= _MEETING_PARTS
        return self.url("meeting" if meeting_only else "content")

    # What stands on the page

    @cached_property
    def earlier(self) -> "Earlier":
        """The points of the months before."""
        return Earlier.of(self.evaluation)

    def groups(self, values: Values | None = None, form: KeyingForm | None = None) -> list[Group]:
        """The four contents with their criteria and what ``values`` say on them.

        With ``form`` only the criteria that it offers, with the fields in which they are keyed in.
        """
        values = values or self.values
        totals = group_totals(
            score for score in self.rules.scores(values) if score.counted is not None
        )
        found: dict[str, Group] = {}
        for criterion in self.criteria:
            group = found.setdefault(
                criterion.group.code,
                Group(
                    criterion.group.code,
                    criterion.group.title,
                    Decimal(0),
                    totals.get(criterion.group.code),
                    [],
                ),
            )
            group.max_points += criterion.max_points
            line = self._line(criterion, values)
            if form is not None:
                if f"points_{line.slug}" not in form.fields:
                    continue
                line.fields = {
                    kind: form[f"{kind}_{line.slug}"] for kind in ("points", "reason", "none")
                }
            group.lines.append(line)
        return [group for group in found.values() if group.lines]

    def _line(self, criterion: Criterion, values: Values) -> CriterionLine:
        code = criterion.code
        entry = values.points.get(code, PointEntry())
        part = f"{parts.CRITERION}{code}"
        before = self.version_before
        changed = before is not None and before.points.get(code, PointEntry()) != entry
        return CriterionLine(
            criterion=criterion,
            entry=entry,
            open=parts.is_open(part, self.opened),
            earlier=self.earlier.strip(code),
            last_month=self.earlier.difference(code, entry.points),
            last_version=parts.entry_in_words(before.points.get(code, PointEntry())) or "chưa có"
            if changed and before is not None
            else "",
            marks=self.marks_on(part),
        )

    @cached_property
    def notable(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Where to look first: what was deducted, what differs from before; by link and text."""
        lines = [line for group in self.groups() for line in group.lines]
        found = {
            "Trừ điểm": [
                (line.slug, f"{line.criterion.code} (–{line.deducted})")
                for line in lines
                if line.deducted
            ],
            "Khác tháng trước": [
                (line.slug, line.criterion.code) for line in lines if line.last_month
            ],
            "Khác lần gửi trước": [
                (line.slug, line.criterion.code) for line in lines if line.last_version
            ],
        }
        return [(term, links) for term, links in found.items() if links]

    @cached_property
    def sections(self) -> list[Section]:
        """Every answer outside of the criteria, in the order of the sheet."""
        held = not self.values.no_meeting_held
        return [
            self._section(part)
            for part in parts.fields_of(self.values)
            if (part != parts.NO_MEETING) is held
        ]

    def form_sections(self, form: KeyingForm, step: Step) -> list[Section]:
        """What a step offers outside of the criteria, with the fields of ``form``."""
        found: list[Section] = []
        for part, names in parts.fields_of(self.values).items():
            fields = [form[name] for name in names if name in form.fields]
            if step.offers(part) and fields:
                section = self._section(part)
                section.fields = fields
                if part == parts.RATING and found and found[-1].part == parts.VOTES:
                    # The level is what was voted on: it stands with the votes.
                    found[-1].fields += section.fields
                    found[-1].marks += section.marks
                else:
                    found.append(section)
        return found

    def _section(self, part: str) -> Section:
        names = parts.fields_of(self.values)[part]
        step = "meeting" if part in _MEETING_PARTS else "content"
        if part == parts.NO_MEETING:
            step = "no_meeting"
        title = parts.label(part)
        if part.startswith("text:content_") and self.content_titles:
            number = int(part[-1])
            title = f"{number}. {self.content_titles[number - 1]}"
        return Section(
            title=title,
            part=part,
            url=f"{self.url(step)}?ve=kiem-tra#id_{next(iter(names))}",
            answers=[
                self._answer(name, words) for name, words in names.items() if name != "no_meeting"
            ],
            open=parts.is_open(part, self.opened),
            marks=self.marks_on(part),
        )

    def _answer(self, name: str, words: str) -> Answer:
        value = getattr(self.values, name)
        before = self.version_before
        changed = before is not None and getattr(before, name) != value
        return Answer(
            label=words[:1].upper() + words[1:],
            text=parts.in_words(name, value),
            long=name in parts.TEXTS,
            last_version=parts.in_words(name, getattr(before, name)) or "chưa có"
            if changed
            else None,
        )

    @cached_property
    def total(self) -> Decimal | None:
        """The total of what is keyed in so far."""
        return total_of(self.rules, self.values)

    def needs(self, values: Values) -> str:
        """What *đạt* needs, in one line."""
        return what_pass_needs(
            min_points=self.rules.min_points,
            voters=values.voters,
            mandatory=[rule.code for rule in self.rules.criteria if rule.mandatory],
        )

    @cached_property
    def missing(self) -> list[Missing]:
        """What stands in the way of sending today, each with the place where it is mended."""
        found = sending_obstacles(self.values, self.rules, sent_on=self.actor.today)
        return [Missing(obstacle.sentence, self.url_of(obstacle)) for obstacle in found]

    @cached_property
    def content_titles(self) -> list[str]:
        """The titles of the four contents, for the texts of a self-review."""
        if not self.evaluation.is_self_review:
            return []
        evaluation = self.evaluation
        framework = evaluation.framework or framework_for(
            evaluation.plan, self.organization.kind, evaluation.year
        )
        return [] if framework is None else [group.title for group in framework.groups.all()]

    @cached_property
    def breakthrough(self) -> str:
        """The breakthrough work of the year's registration; empty without one."""
        if not self.evaluation.is_self_review:
            return ""
        registered = Registration.objects.filter(
            organization=self.organization, year=self.evaluation.year
        ).first()
        return "" if registered is None else registered.breakthrough_task

    @cached_property
    def proposed_voters(self) -> int | None:
        """How many may have a vote: as last month, else as the term or the members say."""
        evaluation = self.evaluation
        day = min(self.actor.today, self.organization.read_on(self.actor.today))
        if not self.organization.is_committee:
            before = (
                Evaluation.objects.sent()
                .filter(organization=self.organization, voters__isnull=False)
                .filter(
                    Q(year=evaluation.year, period__lt=evaluation.period)
                    | Q(year__lt=evaluation.year)
                )
                .order_by("-year", "-period")
                .first()
            )
            if before is not None:
                return before.voters
        return proposed_voters(self.organization, day)

    @property
    def is_sample(self) -> bool:
        """Whether the framework is the shipped sample (B4)."""
        framework = self.evaluation.framework
        return framework is not None and framework.is_sample


def on_time_in_words(evaluation: Evaluation, sent_on: dt.date) -> str:
    """``đúng hạn`` or ``muộn n ngày``."""
    late = (sent_on - evaluation.due_on).days
    return "đúng hạn" if late <= 0 else f"muộn {late} ngày"
