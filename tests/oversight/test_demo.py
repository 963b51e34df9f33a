"""The demo is lifelike on any day, built once, and never beside an office's data."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction

from documents.letterhead import name_lines
from documents.models import Document
from evaluations.models import Evaluation
from evaluations.workflow import Status
from organizations.formats import LOCAL
from organizations.models import AuditEvent, Organization, OrganizationVersion, Role, User
from oversight.demo import PASSWORD, demo_accounts, load_demo
from oversight.demo.build import LOADED
from oversight.demo.cells import CELLS
from oversight.workbook.collecting import collect_workbook
from oversight.workbook.importing import import_workbook
from oversight.workbook.writing import workbook_bytes
from recognition.cases import cases_of, decision_force
from recognition.models import Decision, Proposal, Recognition, Review
from recognition.rules import Outcome
from recognition.workflow import Force
from recognition.year import year_report
from registrations.models import Registration
from tests.oversight.workbooks import cells_of, is_empty
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db

AUTUMN = dt.datetime(2026, 11, 24, 10, 30, tzinfo=LOCAL)


def committee() -> Organization:
    return Organization.objects.get(code="DBSVHTTDL")


def outcomes(year: int, day: dt.date) -> dict[str, Outcome]:
    report = year_report(committee(), year, day)
    return {row.organization.code: row.assessment.outcome for row in report.rows}


def test_the_demo_of_an_autumn_day_comes_back_from_its_workbook_into_an_empty_database(tmp_path):
    path = tmp_path / "nay.xlsx"
    with transaction.atomic():
        assert load_demo(now=AUTUMN)
        looks_like_autumn()
        assert not load_demo(now=AUTUMN + dt.timedelta(days=1))
        assert AuditEvent.objects.filter(act=LOADED).count() == 1
        first = workbook_bytes(collect_workbook(committee(), 2026))
        path.write_bytes(first)
        assert not import_workbook(path, now=AUTUMN).changes  # equal to what is there
        before = outcomes(2026, AUTUMN.date())
        transaction.set_rollback(True)
    assert is_empty()
    import_workbook(path, now=AUTUMN)
    assert cells_of(workbook_bytes(collect_workbook(committee(), 2026))) == cells_of(first)
    assert outcomes(2026, AUTUMN.date()) == before


def looks_like_autumn() -> None:
    """One of each kind of cell last year, work for each role this year."""
    report = year_report(committee(), 2025, AUTUMN.date())
    rows = {row.organization.code: row for row in report.rows}
    months = {code: row.assessment.pass_months for code, row in rows.items()}
    assert (months["CB02"], months["CB03"], months["CB11"]) == (10, 9, 8)
    assert rows["CB04"].facts.registration.summary == "late"
    assert rows["CB05"].facts.registration.summary == "none"
    assert "CB10" not in rows
    assert Organization.objects.get(code="CB10").successors.get().code == "CB09"
    assert OrganizationVersion.objects.filter(organization__code="CB05").count() == 2
    assert Evaluation.objects.filter(organization__code="CB06", from_paper=True, year=2025).exists()
    assert {row.assessment.outcome for row in report.rows} == {
        Outcome.ELIGIBLE,
        Outcome.NOT_ELIGIBLE,
    }
    cells = OrganizationVersion.objects.on(AUTUMN.date()).filter(organization__kind="cell")
    assert sum(cell.official_members + cell.probationary_members for cell in cells) == 241

    october = {
        sheet.organization.code: sheet
        for sheet in Evaluation.objects.filter(year=2026, period=10).select_related("organization")
    }
    states = {code: Status(sheet.status) for code, sheet in october.items()}
    assert states["CB01"] == Status.SUBMITTED
    assert states["CB05"] == Status.DRAFT
    assert states["CB07"] == Status.RETURNED
    assert states["CB09"] == Status.CONFIRMED
    assert "CB04" not in states
    assert october["CB06"].objection_open
    assert not Evaluation.objects.filter(saved_at__gt=AUTUMN).exists()
    assert not AuditEvent.objects.filter(at__gt=AUTUMN).exists()

    was_decided_last_year()

    accounts = demo_accounts(AUTUMN)
    roles = set(User.objects.values_list("grants__role", flat=True))
    assert roles == set(Role.values)
    assert len(accounts) == User.objects.count() == 16
    assert all(user.check_password(PASSWORD) for user in User.objects.all())


def was_decided_last_year() -> None:
    """Recognised, the exemplary one commended, one revoked; the authority above answered."""
    report = year_report(committee(), 2025, AUTUMN.date())
    in_force = sorted(given.organization.code for given in report.recognised)
    assert in_force == ["CB01", "CB02", "CB04", "CB06", "CB07", "CB08"]
    assert in_force == [row.organization.code for row in report.eligible]
    assert [given.organization.code for given in report.commended] == ["CB07"]
    assert report.exemplary_cap == report.projected_exemplary_cap == 1
    assert not cases_of(report)  # who was regraded is revoked already

    decisions = {
        decision.symbol: (decision.kind, decision.origin, decision_force(decision))
        for decision in Decision.objects.filter(year=2025)
    }
    assert decisions == {
        "19-QĐ/ĐU": ("recognition", "own", Force.PARTLY_REVOKED),
        "20-QĐ/ĐU": ("commendation", "own", Force.IN_FORCE),
        "21-QĐ/ĐU": ("revocation", "own", Force.IN_FORCE),
        "64-QĐ/ĐUK": ("recognition", "outer", Force.IN_FORCE),
        "65-QĐ/ĐUK": ("commendation", "outer", Force.IN_FORCE),
    }
    proposal = Proposal.objects.get()
    assert {item.organization.code for item in proposal.items.all()} == {"DBSVHTTDL", "CB07"}
    assert set(Decision.objects.filter(proposal=proposal).values_list("symbol", flat=True)) == {
        "64-QĐ/ĐUK",
        "65-QĐ/ĐUK",
    }
    assert not Review.objects.get(year=2025).is_open
    kinds = Document.objects.order_by("position").values_list("kind", flat=True)
    assert list(kinds) == ["recognition", "minutes", "commendation", "proposal", "revocation"]
    for username, sentence in (
        ("cb12", "đã hủy bỏ tại Quyết định số 21-QĐ/ĐU"),
        ("cb07", "Quyết định số 65-QĐ/ĐUK"),
        ("vanphong", "tiêu biểu"),
    ):
        client = StrictClient()
        client.force_login(
            User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
        )
        with time_machine.travel(AUTUMN):
            page = client.get("/cong-nhan/2025/", follow=True)
        assert sentence in page.content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("now", "months", "recognised"),
    [
        (dt.datetime(2027, 1, 1, 0, 20, tzinfo=LOCAL), 0, 7),
        (dt.datetime(2028, 2, 29, 23, 50, tzinfo=LOCAL), 1, 7),
        (dt.datetime(2025, 7, 27, 12, 0, tzinfo=LOCAL), 6, 6),
    ],
    ids=lambda value: value.strftime("%d-%m-%Y") if isinstance(value, dt.datetime) else None,
)
def test_the_demo_holds_on_any_day(now, months, recognised):
    assert load_demo(now=now)
    today = now.date()
    last_year = outcomes(today.year - 1, today)
    assert list(last_year.values()).count(Outcome.ELIGIBLE) == recognised
    assert Outcome.OPEN not in last_year.values()
    assert Recognition.objects.by(committee(), today.year - 1).in_force().count() == recognised
    this_year = Evaluation.objects.filter(year=today.year, period__lte=12)
    assert (max(this_year.values_list("period", flat=True), default=0)) == months
    if months:
        states = {Status(sheet.status) for sheet in this_year.filter(period=months)}
        assert states == set(Status)
    else:
        assert not Registration.objects.filter(year=today.year).exists()


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell.printed_name])
def test_long_names_are_printed_in_the_lines_that_are_kept_with_them(cell):
    kept = tuple(cell.printed_name.split("\n"))
    assert " ".join(kept) == cell.name.upper()
    assert name_lines(cell.printed_name, style="Bold") == kept
    assert (
        name_lines(cell.name, style="Bold") != kept
    )  # the control: left alone it breaks elsewhere
