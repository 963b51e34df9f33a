"""What people do with one sheet, each as an act at a moment, through the services."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from evaluations import services
from evaluations.models import Evaluation
from evaluations.services import Basis, Mark, Paper
from evaluations.values import PointEntry, SheetValues, Values
from evaluations.workflow import Resubmission, ReturnReason

from . import texts
from .cells import DemoCell
from .committee import OWN
from .sheets import dice_of, half_filled, month_values
from .stage import Stage


@dataclass
class SheetActs:
    """One sheet of the story; what it says is drawn when it is written, not before.

    ``period`` is a month, or 13 for the self-review, whose values are given. ``sheet`` is there
    from its first act on, and each act brings it up to date.
    """

    stage: Stage
    cell: DemoCell
    year: int
    period: int
    meeting: dt.date
    voters: int
    passed: bool = True
    no_meeting: bool = False
    review: Values | None = None
    sheet: Evaluation = field(init=False)

    def values(self) -> Values:
        """What the sheet says in the end."""
        if self.review is not None:
            return self.review
        if self.no_meeting:
            reason = dice_of(self.cell.code, self.year, self.period).choice(texts.NO_MEETING)
            return SheetValues(no_meeting=True, no_meeting_reason=reason)
        return month_values(
            self.cell,
            self.stage.criteria(self.cell.code, self.year),
            self.year,
            self.period,
            meeting_on=self.meeting,
            voters=self.voters,
            passed=self.passed,
        )

    # The organisation

    def save(self, values: Values, when: dt.datetime, *, version: int = 0) -> None:
        """Key in and save; ``version`` is that of what is there, 0 where nothing is."""
        self.sheet = services.save(
            self.stage.organizations[self.cell.code],
            self.year,
            self.period,
            values,
            version=version,
            by=self.stage.actor(self.stage.keyer(self.cell.code), when),
            now=when,
        )

    def _save_and_submit(self, values: Values, when: dt.datetime, *, again: bool = False) -> None:
        self.save(values, when, version=self.sheet.version if again else 0)
        services.submit(
            self.sheet,
            version=self.sheet.version,
            resubmission=Resubmission.TYPO if again else "",
            by=self.stage.actor(self.stage.keyer(self.cell.code), when),
            now=when,
        )

    def send(self, when: dt.datetime) -> None:
        """Key in and send."""
        self._save_and_submit(self.values(), when)

    def send_doubtful(self, when: dt.datetime) -> None:
        """Send with full points where the meeting had taken some off."""
        self._save_and_submit(self._doubtful(), when)

    def send_again(self, when: dt.datetime) -> None:
        """Mend what the office asked and send again."""
        self._save_and_submit(self.values(), when, again=True)

    def leave_half_filled(self, when: dt.datetime) -> None:
        """Key in the first two contents and stop there."""
        values = half_filled(
            self.cell,
            self.stage.criteria(self.cell.code, self.year),
            self.year,
            self.period,
            voters=self.voters,
        )
        self.save(values, when)

    def object(self, when: dt.datetime) -> None:
        """Object to what the office keyed in from paper."""
        services.object_to_paper(
            self.sheet,
            "Số đồng chí tán thành trên phiếu nhập thay khác bản giấy; đề nghị văn phòng đối chiếu"
            " lại.",
            version=self.sheet.version,
            by=self.stage.actor(self.stage.keyer(self.cell.code), when),
            now=when,
        )

    # The office

    def begin_review(self, when: dt.datetime) -> None:
        """Begin to look at it."""
        by = self.stage.actor("vanphong", when)
        services.begin_review(self.sheet, version=self.sheet.version, by=by, now=when)

    def confirm(self, when: dt.datetime) -> None:
        """Confirm it; the committee's own on the conclusion of its meeting."""
        basis = None
        if self.cell is OWN:
            number = f"{self.year % 100 * 3 + self.period}-TB/ĐU"
            basis = Basis("Thông báo kết luận hội nghị Đảng ủy", self.meeting, number)
        by = self.stage.actor("vanphong", when)
        services.confirm(self.sheet, basis=basis, version=self.sheet.version, by=by, now=when)

    def send_back(self, when: dt.datetime, *, votes_too: bool = False) -> None:
        """Return it: the points that the minutes contradict, and the votes where asked."""
        code = self._doubtful_code()
        marks = [
            Mark(
                f"criterion:{code}",
                ReturnReason.POINTS_DOUBTFUL,
                f"Biên bản họp có nêu hạn chế thuộc tiêu chí {code} nhưng phiếu chấm đủ điểm; đề"
                " nghị chi bộ xem lại điểm và ghi rõ lý do.",
            )
        ]
        if votes_too:
            marks.append(
                Mark(
                    "votes",
                    ReturnReason.VOTES_MISMATCH,
                    "Số tán thành trên phiếu khác số ghi trong biên bản kèm theo; đề nghị đối"
                    " chiếu.",
                )
            )
        self._return(marks, when)

    def _return(self, marks: Sequence[Mark], when: dt.datetime) -> None:
        by = self.stage.actor("vanphong", when)
        services.return_for_completion(
            self.sheet, marks, version=self.sheet.version, by=by, now=when
        )

    def reopen(self, when: dt.datetime) -> None:
        """Open a confirmed sheet again."""
        services.reopen(
            self.sheet,
            "Chi bộ đề nghị bổ sung phần hạn chế theo kết luận của đoàn kiểm tra.",
            version=self.sheet.version,
            by=self.stage.actor("vanphong", when),
            now=when,
        )

    def send_after_reopening(self, when: dt.datetime) -> None:
        """Add what was asked and send again."""
        values = self.values()
        if isinstance(values, SheetValues):
            values = replace(
                values,
                shortcomings="Đoàn kiểm tra nhắc việc ghi biên bản còn sơ lược; chi bộ đã bổ sung"
                " từ kỳ này.",
            )
        self._save_and_submit(values, when, again=True)

    def enter_from_paper(self, received_on: dt.date, when: dt.datetime) -> None:
        """Key in from signed paper."""
        self.sheet = services.enter_from_paper(
            self.stage.organizations[self.cell.code],
            self.year,
            self.period,
            self.values(),
            paper=Paper(received_on, self.cell.secretary),
            version=0,
            by=self.stage.actor("vanphong", when),
            now=when,
        )

    def extend(self, days: int, when: dt.datetime) -> None:
        """Open the locked month again for some days."""
        services.extend(
            self.stage.organizations[self.cell.code],
            self.year,
            self.period,
            until=when.date() + dt.timedelta(days=days),
            reason="Bí thư đi công tác đột xuất, chi bộ họp muộn; có báo cáo đề nghị.",
            by=self.stage.actor("vanphong", when),
            now=when,
        )

    # What was doubtful: one criterion with a deduction, at first without it

    def _doubtful_code(self) -> str:
        points = self.values().points
        return next(code for code, entry in points.items() if entry.reason)

    def _doubtful(self) -> Values:
        values, code = self.values(), self._doubtful_code()
        most = next(
            criterion.max_points
            for criterion in self.stage.criteria(self.cell.code, self.year)
            if criterion.code == code
        )
        return replace(values, points={**values.points, code: PointEntry(most)})
