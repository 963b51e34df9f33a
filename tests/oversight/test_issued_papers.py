"""Notices and reports issued with a number: once, whole, for those they concern (§1, §3, §4)."""

import datetime as dt
import json
from typing import Any

import pytest

from documents.contexts import Section
from documents.models import Document, NumberEntry
from documents.storage import read
from evaluations.models import Evaluation
from evaluations.workflow import Status
from organizations.actors import Actor
from organizations.models import Assignment
from oversight.papers import Wanted, draft_to_issue, issue_paper, wanted_by
from oversight.papers import issuing as module
from oversight.papers.assignments import assignments_context
from oversight.papers.facts import facts_of
from oversight.papers.issuing import readers_of
from oversight.papers.reports import cell_report_context
from recognition.services import Issue
from tests.documents.reading import text
from tests.evaluations.factories import YEAR, AYear, a_year, at, evaluation_at
from tests.factories import PASSWORD, a_committee, moment, signed_in
from tests.recognition.decisions import ISSUED, NOW, a_finished_year, recognised
from tests.refused import refused

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MINE = "DBSVHTTDL"
TEXTS = {
    "results": "Đã thực hiện bốn nội dung.\nĐảng viên tham gia đầy đủ.",
    "good_practice": "Sinh hoạt chuyên đề hằng quý.",
    "shortcomings": "Báo cáo còn chậm.",
    "proposals": "Không có.",
}


@pytest.fixture
def year() -> AYear:
    made = a_year(cells=2)
    evaluation_at(Status.SUBMITTED, made)
    return made


def page(kind: str, code: str, name: str = "ban-hanh/", query: str = "") -> str:
    return f"/van-ban/in/{YEAR}/{code}/{kind}/{name}{query}"


def typed(actor: Actor, **values: Any) -> dict[str, Any]:
    return {
        "version": "0",
        "dated": actor.today.strftime("%d/%m/%Y"),
        "number": "",
        "skipped_reason": "",
        "password": PASSWORD,
    } | values


def asked(actor: Actor, kind: str, code: str, period: int | None = None) -> Wanted:
    wanted = wanted_by(actor, kind, YEAR, code, period=period, blank=False)
    assert wanted is not None
    return wanted


def issued(actor: Actor, kind: str, code: str, *, seen: int = 0, **how: Any) -> Document:
    wanted = asked(actor, kind, code, how.pop("period", None))
    sections = None
    if kind != "assignments":
        drafted = getattr(draft_to_issue(kind, wanted), "sections")  # noqa: B009 - reports have them
        sections = how.pop(
            "sections",
            [
                Section(title=one.title, paragraphs=one.paragraphs or ("Không có.",))
                for one in drafted
            ],
        )
    return issue_paper(
        kind,
        wanted,
        Issue(**{"dated": actor.today} | how),
        seen=seen,
        sections=sections,
        by=actor,
        now=moment(actor.today),
    )


def test_the_office_issues_the_notice_of_assignments_in_two_steps(client, year):
    signed_in(client, year.office)
    shown = client.get(page("assignments", MINE, "")).content.decode()
    assert f'href="{page("assignments", MINE)}"' in shown
    first = client.get(page("assignments", MINE)).content.decode()
    assert "Để trống thì lấy số tiếp theo của sổ: 01." in first
    assert "phụ trách Chi bộ số 1" in first
    assert "Gửi tới trong chương trình: Chi bộ số 1, Chi bộ số 2." in first
    assert "Sau khi ban hành không sửa, không xóa được" in first
    assert first.count("Không nhập nội dung thuộc bí mật nhà nước") == 1
    assert not Document.objects.exists()

    answer = client.post(page("assignments", MINE), typed(year.office), follow=True)
    document = Document.objects.get()
    assert document.symbol == "01-TB/ĐU"
    assert answer.redirect_chain[-1] == (f"/van-ban/{document.pk}/", 303)
    assert "Đã ban hành Thông báo số 01-TB/ĐU." in answer.content.decode()
    printed = text(read(document.pdf_sha256))
    assert "01-TB/ĐU" in printed
    assert "DỰ THẢO" not in printed
    again = client.get(page("assignments", MINE, "")).content.decode()
    assert f'<a href="/van-ban/{document.pk}/">văn bản số 01-TB/ĐU</a>' in again


def test_the_texts_of_a_report_are_edited_before_it_is_issued(client, year):
    signed_in(client, year.secretary)
    form = client.get(page("cell-report", "CB01")).content.decode()
    assert "Hoàn thành chương trình công tác.</textarea>" in form
    client.post(page("cell-report", "CB01"), typed(year.secretary, **TEXTS))
    document = Document.objects.get()
    assert document.symbol == "01-BC/CB"
    assert document.term.organization == year.committee.organization
    assert (document.signer_name, document.organization) == (
        year.secretary.user.full_name,
        year.cell,
    )
    printed = text(read(document.pdf_sha256))
    assert "Đảng viên tham gia đầy đủ." in printed
    assert "Hoàn thành chương trình công tác." not in printed
    assert "Kết quả công nhận chưa có" in " ".join(printed.split())


def test_an_empty_section_and_a_character_that_does_not_print_are_refused_by_name(client, year):
    signed_in(client, year.secretary)
    values = typed(year.secretary, **TEXTS | {"proposals": " ", "results": "Tốt 😀"})
    answer = client.post(page("cell-report", "CB01"), values)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Phần này còn trống" in said
    assert "U+1F600" in said
    assert "Sinh hoạt chuyên đề hằng quý.</textarea>" in said
    assert not Document.objects.exists()


def test_the_service_refuses_a_section_left_empty(year):
    with refused("section_empty"):
        issue_paper(
            "cell-report",
            asked(year.secretary, "cell-report", "CB01"),
            Issue(dated=year.secretary.today),
            seen=0,
            by=year.secretary,
            now=moment(year.secretary.today),
        )


def test_a_wrong_password_issues_nothing(client, year):
    signed_in(client, year.office)
    answer = client.post(page("assignments", MINE), typed(year.office, password="khac"))
    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_a_typed_number_needs_a_reason_for_those_it_leaves_behind(client, year):
    signed_in(client, year.office)
    answer = client.post(page("assignments", MINE), typed(year.office, number="4"))
    assert "bỏ qua số 01–03" in answer.content.decode()
    reason = {"number": "4", "skipped_reason": "Đã cấp cho văn bản giấy"}
    client.post(page("assignments", MINE), typed(year.office, **reason))
    assert Document.objects.get().number == 4
    assert NumberEntry.objects.count() == 4


def test_a_second_press_and_a_second_tab_issue_nothing_more(client, year):
    signed_in(client, year.office)
    client.post(page("assignments", MINE), typed(year.office))
    for number in ("", "2"):
        answer = client.post(page("assignments", MINE), typed(year.office, number=number))
        assert answer.status_code == 422
        assert "vừa được người khác cập nhật" in answer.content.decode()
    assert Document.objects.count() == 1
    client.post(page("assignments", MINE), typed(year.office, version="1"))
    assert Document.objects.count() == 2  # knowingly, having seen the first


@pytest.mark.both
def test_who_came_first_between_page_and_commit_is_counted_again(year, monkeypatch):
    wanted = asked(year.office, "assignments", MINE)
    drawn = assignments_context
    calls: list[int | None] = []

    def meanwhile(*args: Any, number: int | None = None, **kwargs: Any) -> Any:
        calls.append(number)
        if number == 2 and calls.count(2) == 1:  # drawn outside of the transaction
            issued(year.office, "assignments", MINE)
        return drawn(*args, number=number, **kwargs)

    monkeypatch.setattr(module, "assignments_context", meanwhile)
    how = Issue(dated=year.office.today, number=2, skipped_reason="Văn bản giấy")
    with refused("changed_meanwhile"):
        issue_paper(
            "assignments", wanted, how, seen=0, by=year.office, now=moment(year.office.today)
        )
    assert [one.number for one in Document.objects.all()] == [1]


def test_a_figure_that_changes_while_the_report_is_drawn_stops_it(year, monkeypatch):
    drawn = cell_report_context

    def meanwhile(*args: Any, number: int | None = None, **kwargs: Any) -> Any:
        context = drawn(*args, number=number, **kwargs)
        if number:
            evaluation_at(Status.SUBMITTED, year, period=4)
        return context

    monkeypatch.setattr(module, "cell_report_context", meanwhile)
    with refused("changed_meanwhile"):
        issued(year.secretary, "cell-report", "CB01")
    assert not Document.objects.exists()


def test_a_report_is_frozen_with_years_sheets_and_votes_behind_its_figures(year):
    evaluation_at(Status.CONFIRMED, year, period=7)
    facts = json.loads(issued(year.office, "report", MINE).facts)
    assert [row["code"] for row in facts["rows"]] == ["CB01", "CB02", MINE]
    first = facts["rows"][0]
    assert [(one["period"], one["status"]) for one in first["sheets"]] == [
        (3, "submitted"),
        (7, "confirmed"),
    ]
    sheet = Evaluation.objects.get(organization=year.cell, period=7)
    for name in ("voters", "present", "votes_for", "votes_against", "votes_other"):
        assert first["sheets"][1][name] == getattr(sheet, name)
    assert first["year"]["months"][6]["points"] == str(sheet.sent_total)
    assert {check["code"] for check in first["year"]["checks"]} >= {"registered", "points"}
    half = json.loads(issued(year.secretary, "cell-report", "CB01", period=6).facts)
    assert [one["period"] for one in half["rows"][0]["sheets"]] == [3]


def test_a_report_is_frozen_with_the_decisions_in_force_then():
    made = a_finished_year(2)
    decision = recognised(made, ["CB01"])
    facts = json.loads(issued(at(made.office, NOW), "report", MINE, dated=ISSUED).facts)
    assert {row["code"]: [one["symbol"] for one in row["given"]] for row in facts["rows"]} == {
        "CB01": [decision.symbol],
        "CB02": [],
        MINE: [],
    }


def test_a_notice_is_frozen_with_who_is_assigned_from_which_day(year):
    assigned = Assignment.objects.get(organization=year.cell)
    facts = json.loads(issued(year.office, "assignments", MINE).facts)
    assert {
        "code": "CB01",
        "kind": assigned.kind,
        "member": assigned.user.full_name,
        "from": assigned.from_date.isoformat(),
        "to": "",
    } in facts["rows"]


def test_a_vote_that_changes_behind_the_same_figures_stops_the_report(year, monkeypatch):
    calls: list[int] = []

    def meanwhile(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        facts = facts_of(*args, **kwargs)
        if len(calls) == 2:  # within the transaction
            facts["rows"][0]["sheets"][0]["votes_for"] -= 1
        return facts

    monkeypatch.setattr(module, "facts_of", meanwhile)
    with refused("changed_meanwhile"):
        issued(year.secretary, "cell-report", "CB01")
    assert not Document.objects.exists()


def test_half_a_year_and_the_year_are_two_reports_of_one_series(year):
    half = issued(year.secretary, "cell-report", "CB01", period=6)
    whole = issued(year.secretary, "cell-report", "CB01")
    assert (half.symbol, whole.symbol) == ("01-BC/CB", "02-BC/CB")
    assert "6 tháng đầu năm" in half.title


def test_each_paper_is_read_by_those_it_is_for_and_nobody_else(client, year):
    other = a_committee("DBKHAC", cells=1, today=year.office.today)
    second = year.committee.secretaries["CB02"]
    papers = {
        issued(year.office, "assignments", MINE): {year.office, year.secretary, second},
        issued(year.secretary, "cell-report", "CB01"): {year.office, year.secretary},
        issued(year.office, "report", MINE): {year.office},
    }
    for document, readers in papers.items():
        for actor in (year.office, year.secretary, second, other.office):
            answer = signed_in(client, actor).get(f"/van-ban/{document.pk}/ban-in.pdf")
            assert (answer.status_code == 200) is (actor in readers), (document, actor)
    wanted = asked(year.office, "report", MINE)
    assert readers_of("report", wanted, year.office.today) == [year.committee.authority]


def test_a_cells_report_is_issued_by_its_secretary_alone(client, year):
    signed_in(client, year.office)
    assert "Ban hành" not in client.get(page("cell-report", "CB01", "")).content.decode()
    answer = client.post(page("cell-report", "CB01"), typed(year.office, **TEXTS), follow=True)
    assert "Chỉ chi bộ này ban hành được" in answer.content.decode()
    with refused("not_allowed"):
        issued(year.office, "cell-report", "CB01")
    signed_in(client, year.committee.secretaries["CB02"])
    assert client.get(page("cell-report", "CB01")).status_code == 404
    assert not Document.objects.exists()


def test_forms_and_decisions_are_not_issued_here(client, year):
    signed_in(client, year.office)
    for kind in ("recognition", "year-table"):
        answer = client.post(page(kind, MINE), typed(year.office), follow=True)
        assert "Văn bản này không ban hành ở trang này" in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.both
def test_without_a_term_of_the_authority_the_list_says_what_is_missing(year):
    year.committee.organization.terms.update(
        from_date=dt.date(2000, 1, 1), to_date=dt.date(2001, 12, 31)
    )
    with refused("term_missing") as refusal:
        issued(year.secretary, "cell-report", "CB01")
    assert {one.code for one in refusal.obstacles} >= {"term_missing", "place_missing"}
    assert not Document.objects.exists()


@pytest.mark.parametrize("kind", ["assignments", "report"])
def test_the_page_lists_what_is_missing_before_anything_is_typed(kind, client, year):
    signed_in(client, year.office)
    assert "Chưa ban hành được" not in client.get(page(kind, MINE)).content.decode()  # the control
    term = year.committee.organization.terms.get()
    year.committee.organization.terms.update(place="")
    term.signers.all().delete()
    shown = client.get(page(kind, MINE)).content.decode()
    assert "Chưa có địa danh ban hành." in shown
    assert "Chưa có người ký vào ngày" in shown
    assert "Chưa khai báo nhiệm kỳ" not in shown
    assert 'href="/to-chuc/nhiem-ky/"' in shown
    year.committee.organization.terms.update(to_date=dt.date(2024, 1, 31))
    assert "Chưa khai báo nhiệm kỳ" in client.get(page(kind, MINE)).content.decode()


def test_a_cell_reads_who_sets_what_is_missing_without_a_link(client, year):
    signed_in(client, year.secretary)
    year.committee.organization.terms.update(place="")
    shown = client.get(page("cell-report", "CB01")).content.decode()
    assert "Mời văn phòng đảng bộ cấp trên khai báo trong nhiệm kỳ." in shown
    assert "/to-chuc/nhiem-ky/" not in shown


def test_papers_of_the_year_are_reached_from_the_pages_of_its_sheets(client, year):
    signed_in(client, year.office)
    shown = client.get(f"/danh-gia/{YEAR}/").content.decode()
    for address in (page("monthly-summary", MINE, ""), "/van-ban/ho-so/"):
        assert f'href="{address}"' in shown
        assert client.get(address).status_code == 200
    signed_in(client, year.secretary)
    shown = client.get(f"/danh-gia/{YEAR}/").content.decode()
    for address in (page("cell-report", "CB01", ""), f"/van-ban/in/{YEAR}/", "/van-ban/ho-so/"):
        assert f'href="{address}"' in shown
        assert client.get(address).status_code == 200
    signed_in(client, year.committee.watcher)
    assert "monthly-summary" not in client.get(f"/danh-gia/{YEAR}/").content.decode()


def test_a_notice_that_assigns_nobody_is_refused(client):
    year = a_year(cells=1)
    year.cell.assignments.all().delete()
    with refused("nobody_assigned"):
        issued(year.office, "assignments", MINE)


def test_a_report_is_not_dated_before_its_year(year):
    with refused("dated_before_period"):
        issued(
            year.secretary,
            "cell-report",
            "CB01",
            dated=year.secretary.today.replace(year=YEAR - 1),
        )
