"""The page "Vì sao?" of one organisation's year: conditions, grounds, months, grade in words."""

from dataclasses import dataclass

from django.urls import reverse

from documents.models import Document
from evaluations.board import TONES
from evaluations.grades import GRADE_LABELS
from evaluations.months import MonthState
from evaluations.periods import YEAR
from organizations.actors import Actor
from organizations.formats import clause_in_words, vn_date, vn_number
from organizations.models import Kind, Organization

from .facts import thresholds_of
from .models import Commendation, Recognition
from .querysets import Grades
from .rules import CheckCode, CheckState, YearFacts, forecast
from .tables import Mark, mark_of
from .year import YearRow


def checks_in_words(row: YearRow) -> str:
    """``2 trong 5 điều kiện chưa đạt``, ``1 trong 5 điều kiện chưa đủ căn cứ``, ``cả 5 … đạt``."""
    checks = row.assessment.checks
    parts = [
        f"{len(these)} trong {len(checks)} điều kiện {state.label}"
        for state in (CheckState.NOT_MET, CheckState.OPEN)
        if (these := row.assessment.having(state))
    ]
    return ", ".join(parts) or f"Cả {len(checks)} điều kiện đều đạt"


def forecast_in_words(row: YearRow) -> str:
    """What months and points can still become (G2); empty once both are settled."""
    checks = row.assessment.check
    found = forecast(row.facts, thresholds_of(row.plan))
    words = [
        f"{name}: {goal.label}"
        for name, code, goal in (
            ("Số tháng đạt", CheckCode.PASS_MONTHS, found.pass_months),
            ("điểm năm", CheckCode.POINTS, found.points),
        )
        if checks(code).state is CheckState.OPEN
    ]
    return f"{'; '.join(words).capitalize()}." if words else ""


def grade_facts(grades: Grades) -> list[tuple[str, str]]:
    """The three values of the grade as terms and descriptions (E1)."""
    row = grades.row
    decided = GRADE_LABELS[grades.decided] if grades.decided else "chưa có"
    if row is not None and grades.decided:
        number = f"số {row.decided_number}" if row.decided_number else ""
        day = f"ngày {vn_date(row.decided_on)}" if row.decided_on else ""
        decided = ", ".join(part for part in (decided, row.decided_body, number, day) if part)
    source = " (theo bản tự rà soát năm)" if grades.from_review else ""
    own = GRADE_LABELS[grades.self_grade] + source if grades.self_grade else "chưa có"
    proposed = GRADE_LABELS[grades.proposed] if grades.proposed else "chưa có"
    return [("Tự xếp loại", own), ("Văn phòng đề nghị", proposed), ("Được xếp loại", decided)]


@dataclass(frozen=True, slots=True)
class Ground:
    """One condition on the page "Vì sao?": what is asked, what was found, and what is behind it."""

    mark: Mark
    required: str
    clause: str
    link: str
    url: str


def grounds_of(row: YearRow, year: int) -> list[Ground]:
    """The five conditions with links to the registration, the sheets and the self-review."""
    code, facts = row.organization.code, row.facts
    grade = facts.grade
    nothing = ("", "")
    registration = reverse("registrations:detail", args=[year, code])
    review = reverse("evaluations:sheet", args=[year, YEAR, code])
    behind = {
        CheckCode.REGISTERED: (
            ("Bản đăng ký", registration) if facts.registration.source else nothing
        ),
        CheckCode.SELF_REVIEW: (
            ("Bản tự rà soát năm", review) if facts.self_review.source else nothing
        ),
        CheckCode.PASS_MONTHS: (_sheets_in_words(facts), "#muoi-hai-thang"),
        CheckCode.POINTS: nothing,
        CheckCode.GRADE: (
            (f"Xếp loại ngày {vn_date(grade.decided_on)}", "#xep-loai")
            if grade.decided_on
            else nothing
        ),
    }
    return [
        Ground(
            mark=mark_of(check),
            required=check.required,
            clause=clause_in_words(check.clause),
            link=behind[check.code][0],
            url=behind[check.code][1],
        )
        for check in row.assessment.checks
    ]


def _sheets_in_words(facts: YearFacts) -> str:
    sheets = sum(fact.source is not None for fact in facts.months)
    return f"{sheets} phiếu" if sheets else "Mười hai tháng"


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One of the twelve months, for ``components/months.html``."""

    number: int
    letter: str
    name: str
    tone: str
    points: str
    url: str


def months_of(row: YearRow, year: int) -> list[MonthCell]:
    """The twelve months with their letters, points and sheets."""
    return [
        MonthCell(
            number=fact.month,
            letter=fact.state.letter,
            name=fact.state.label,
            tone=TONES[fact.state],
            points=vn_number(fact.points),
            url=reverse("evaluations:sheet", args=[year, fact.month, row.organization.code])
            if fact.source
            else "",
        )
        for fact in row.facts.months
    ]


def legend_of(row: YearRow) -> str:
    """``Đ đạt · K không đạt``: the letters that occur."""
    there = {fact.state for fact in row.facts.months}
    return " · ".join(f"{state.letter} {state.label}" for state in MonthState if state in there)


@dataclass(frozen=True, slots=True)
class Given:
    """What was decided on the organisation for the year, as a sentence.

    ``documents``: the decision and the one that revoked it, each with the words of its link.
    """

    sentence: str
    in_force: bool
    documents: tuple[tuple[str, Document], ...]


def given_to(organization: Organization, year: int, actor: Actor) -> list[Given]:
    """Recognitions and commendations of the year, in force or taken away, earliest first.

    A document is named only where the actor may read it.
    """
    found = []
    models: tuple[tuple[type[Recognition] | type[Commendation], str], ...] = (
        (Recognition, "Được công nhận “{kind} bốn tốt”"),
        (Commendation, "Được biểu dương, khen thưởng “{kind} bốn tốt” tiêu biểu"),
    )
    readable = set(
        Document.objects.visible_to(actor)
        .filter(kind__in=["recognition", "commendation", "revocation"])
        .values_list("pk", flat=True)
    )
    for model, words in models:
        for given in model.objects.filter(organization=organization, year=year).select_related(
            "decision__document", "revocation__decision__document"
        ):
            decision = given.decision
            sentence = (
                f"{words.format(kind=Kind(given.kind).label)} tại Quyết định số {decision.symbol} "
                f"ngày {vn_date(decision.decided_on)} của {decision.body}"
            )
            if given.revocation is not None:
                by = given.revocation.decision
                sentence += (
                    f"; đã hủy bỏ tại Quyết định số {by.symbol} ngày {vn_date(by.decided_on)}"
                )
            linked = [("Xem quyết định", decision.document)]
            if given.revocation is not None:
                linked.append(("Xem quyết định hủy bỏ", given.revocation.decision.document))
            documents = tuple(
                (label, document)
                for label, document in linked
                if document is not None and document.pk in readable
            )
            found.append(Given(f"{sentence}.", given.in_force, documents))
    return found
