"""What the pages of one sheet show, made ready for the templates; nothing is decided here."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from plans.models import Criterion
from plans.querysets import framework_for
from registrations.models import Registration

from .. import parts
from ..forms import KeyingForm, Step
from ..models import Evaluation, Extension
from ..reading import extension_of, last_return_of, proposed_voters, voters_obstacle
from ..scoring import group_totals, what_pass_needs
from ..sending import sending_obstacles
from ..values import PointEntry, Values
from ..workflow import Status
from .earlier import Earlier
from .facts import MEETING_PARTS, SheetFacts
from .lines import Answer, CriterionLine, Group, Missing, Section, total_of


@dataclass
class SheetPage(SheetFacts):
    """What stands on the pages of one sheet."""

    @cached_property
    def reopened_because(self) -> str:
        """Why the office opened a confirmed sheet again; empty where it asks for marked parts."""
        last = last_return_of(self.evaluation) if self.evaluation.open_in_all_parts else None
        return last.reason if last else ""

    @cached_property
    def extension(self) -> Extension | None:
        """What keeps the period open today after its lock, for whom it concerns."""
        lock_on, today = self.evaluation.lock_on, self.actor.today
        keyed_in = self.status in (Status.DRAFT, Status.RETURNED)
        if not (self.own or self.settles) or not keyed_in or lock_on is None or today < lock_on:
            return None
        found = extension_of(self.evaluation)
        return found if found and found.until >= today else None

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
        if self.values.no_meeting_held:  # no criteria stand on the page
            return []
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
        step = "meeting" if part in MEETING_PARTS else "content"
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
        found = [
            *sending_obstacles(self.values, self.rules, sent_on=self.actor.today),
            voters_obstacle(self.evaluation, self.values),
        ]
        return [
            Missing(obstacle.sentence, self.url_of(obstacle))
            for obstacle in found
            if obstacle is not None
        ]

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
        """How many may have a vote: in a cell as last month, else as the members say; in an đảng
        bộ the committee's members on the day of the meeting, as far as it is known (D9)."""
        evaluation = self.evaluation
        day = min(self.actor.today, self.organization.read_on(self.actor.today))
        if self.organization.is_committee:
            day = self.values.meeting_on or day
        else:
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
