"""Papers before they are issued: who prints which, seen on screen as they print, their limits."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.contexts import KINDS
from documents.length import MAX_ROWS_IN_REQUEST, rows_of, too_long
from documents.letterhead import PREVIEW
from documents.numbering import KIND_LABELS
from documents.render import render_html
from evaluations.workflow import Status
from organizations.models import Role
from organizations.refusals import Refusal
from organizations.services import DecisionRef, dissolve
from oversight.papers import PAPERS, Wanted, paper_of
from tests.documents import papers, word
from tests.documents.word_templates import an_own_template
from tests.evaluations.factories import (
    YEAR,
    AYear,
    a_year,
    evaluation_at,
    no_meeting_values,
    sheet_values,
    year_of,
)
from tests.factories import a_committee, a_person, moment, signed_in
from tests.strictness import faults_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def year() -> AYear:
    return a_year(cells=2)


def page_of(kind: str, code: str, name: str = "", query: str = "") -> str:
    return f"/van-ban/in/{YEAR}/{code}/{kind}/{name}{query}"


def sheet(name: str = "", month: int = 3, code: str = "CB01") -> str:
    return page_of("sheet", code, name, f"?ky={month}")


def test_the_page_frames_the_same_markup_that_the_pdf_is_made_of(client, year):
    evaluation_at(Status.SUBMITTED, year)
    signed_in(client, year.secretary)
    page = client.get(sheet())
    assert f'src="{sheet("to-giay/")}"' in page.content.decode()
    assert f'href="{sheet("ban-in.pdf")}"' in page.content.decode()
    framed = client.get(sheet("to-giay/")).content.decode()
    context = paper_of(
        "sheet",
        Wanted(
            committee=year.committee.organization,
            organization=year.cell,
            year=YEAR,
            period=3,
            blank=False,
            today=year.office.today,
        ),
    )
    context = replace(context, mark=PREVIEW)
    assert framed == render_html("sheet", context, on_screen=True)
    printed = render_html("sheet", context)
    assert framed.partition("<body")[2] == printed.partition("<body")[2]


def test_only_our_own_page_may_frame_a_paper_and_frames_nothing_else(client, year):
    evaluation_at(Status.SUBMITTED, year)
    signed_in(client, year.secretary)
    page, framed = client.get(sheet()), client.get(sheet("to-giay/"))
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert "frame-src" not in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"


def test_the_pdf_carries_a_name_that_says_what_it_is(client, year):
    evaluation_at(Status.SUBMITTED, year)
    answer = signed_in(client, year.office).get(sheet("ban-in.pdf"))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'inline; filename="sheet-{YEAR}-03-CB01.pdf"'


def test_a_draft_is_printed_by_its_own_cell_alone(client, year):
    evaluation_at(Status.DRAFT, year)
    assert "DỰ THẢO" in signed_in(client, year.secretary).get(sheet("to-giay/")).content.decode()
    for other in (year.office, year.committee.watcher):
        page = signed_in(client, other).get(sheet())
        assert "chưa gửi phiếu tháng 3/2025" in page.content.decode()
        assert "<iframe" not in page.content.decode()
        assert signed_in(client, other).get(sheet("ban-in.pdf"))["Location"] == sheet()


def test_foreign_papers_look_like_absent_ones(client, year):
    other = a_committee("DBKHAC", cells=1, today=year.office.today)
    mine = year.committee.organization.code
    asked = {
        year.secretary: [
            page_of("sheet", "CB02"),
            page_of("sheet", "DBKHAC.01"),
            page_of("recognition", mine),
            page_of("recognition", "CB01"),
        ],
        year.office: [
            page_of("sheet", "DBKHAC.01"),
            page_of("recognition", "DBKHAC"),
            page_of("recognition", "CB01"),
            page_of("recognition", "KHONGCO"),
        ],
        year.committee.watcher: [page_of("sheet", "CB02"), page_of("recognition", mine)],
        other.office: [page_of("sheet", "CB01"), page_of("recognition", mine)],
    }
    for actor, addresses in asked.items():
        signed_in(client, actor)
        for address in addresses:
            for name in ("", "to-giay/", "ban-in.pdf"):
                assert client.get(f"{address}{name}").status_code == 404, address


@pytest.mark.parametrize(
    "address",
    [
        f"/van-ban/in/{YEAR}/CB01/khac/",
        "/van-ban/in/1999/CB01/sheet/",
        "/van-ban/in/2101/CB01/sheet/",
        "/van-ban/in/2010/CB01/sheet/",  # before its first day
        "/van-ban/in/1999/",
    ],
)
def test_what_cannot_be_is_absent(client, year, address):
    assert signed_in(client, year.office).get(address).status_code == 404


def test_a_month_that_is_none_is_the_last_one_that_ended(client, year):
    evaluation_at(Status.SUBMITTED, year, period=12)
    signed_in(client, year.secretary)
    for query in ("", "?ky=13", "?ky=nam", "?ky=abc", "?ky="):
        page = client.get(page_of("sheet", "CB01", query=query)).content.decode()
        assert '<option value="12" selected>' in page


def test_a_blank_form_is_offered_where_there_is_one(client, year):
    signed_in(client, year.secretary)
    listed = client.get(f"/van-ban/in/{YEAR}/").content.decode()
    assert listed.count("?mau=trong") == sum(
        paper.has_blank for kind, paper in PAPERS.items() if kind in listed
    )
    blank = client.get(page_of("sheet", "CB01", "to-giay/", "?ky=3&mau=trong")).content.decode()
    assert "Chi ủy dự kiến" in blank
    assert "Chi bộ thông qua" in blank


def test_each_role_is_offered_its_own_papers(client, year):
    def offered(actor) -> set[str]:
        page = signed_in(client, actor).get(f"/van-ban/in/{YEAR}/").content.decode()
        return {kind for kind, label in KIND_LABELS.items() if f">{label}</a>" in page}

    assert {"sheet", "registration"} <= offered(year.secretary)
    assert not {"recognition", "year-table"} & offered(year.secretary)
    assert {"recognition", "year-table", "sheet"} <= offered(year.office)


def test_every_offer_opens(client, year):
    """No combination of role and kind ends in an error, whether or not there is anything yet."""
    for actor in (year.secretary, year.office):
        signed_in(client, actor)
        for kind in PAPERS:
            for query in ("", "?mau=trong", "?ky=6", "?ky=nam"):
                address = page_of(kind, actor.organization.code, query=query)
                answer = client.get(address).status_code
                assert answer in (200, 404), address


def test_an_organisation_that_ended_is_offered_papers_of_the_years_it_lived_alone(client, year):
    dissolve(
        year.cell,
        effective_on=dt.date(YEAR, 9, 1),
        decision=DecisionRef("05-QĐ/ĐU", dt.date(YEAR, 8, 25)),
        by=year.committee.administrator,
        now=moment(dt.date(YEAR, 9, 1)),
    )
    signed_in(client, year.secretary)
    lived = client.get(f"/van-ban/in/{YEAR}/").content.decode()
    assert f"/van-ban/in/{YEAR}/CB01/sheet/" in lived
    assert f"/van-ban/in/{YEAR + 1}/" not in lived
    after = client.get(f"/van-ban/in/{YEAR + 3}/").content.decode()
    assert "CB01" not in after.partition("<h1>")[2]
    assert "tổ chức không hoạt động" in after
    assert f"/van-ban/in/{YEAR}/" in after
    october = client.get(f"/van-ban/in/{YEAR}/CB01/sheet/?ky=10").content.decode()
    assert "Không có phiếu tháng 10/2025: ngày 31/10/2025 CB01 không hoạt động" in october


def test_a_month_without_meeting_prints_its_reason(client, year):
    evaluation_at(Status.SUBMITTED, year, values=no_meeting_values("Cả chi bộ đi chống bão"))
    page = signed_in(client, year.office).get(sheet("to-giay/")).content.decode()
    assert "Cả chi bộ đi chống bão" in page


def test_a_member_of_two_committees_prints_what_belongs_to_the_role_worked_as(client, year):
    other = a_person(Role.OFFICE, year.committee.authority, by=year.committee.administrator)
    above = f"/van-ban/in/{YEAR}/{year.committee.organization.code}/recognition/"
    assert signed_in(client, other).get(above).status_code == 404
    assert signed_in(client, year.office).get(above).status_code == 200


def test_more_rows_than_a_request_draws_are_refused_in_one_place(client, year, monkeypatch):
    long = papers.year_table(rows=MAX_ROWS_IN_REQUEST + 1)
    draw = replace(PAPERS["year-table"], draw=lambda wanted: long)
    monkeypatch.setitem(PAPERS, "year-table", draw)
    address = page_of("year-table", year.committee.organization.code)
    signed_in(client, year.office)
    page = client.get(address).content.decode()
    assert "nhiều hơn 200 dòng" in page
    assert "<iframe" not in page
    for name in ("to-giay/", "ban-in.pdf"):
        assert client.get(f"{address}{name}")["Location"] == address
    just = replace(PAPERS["year-table"], draw=lambda wanted: papers.year_table(rows=200))
    monkeypatch.setitem(PAPERS, "year-table", just)
    assert "<iframe" in client.get(address).content.decode()


def test_rows_are_counted_in_every_table_of_a_paper():
    assert rows_of(papers.recognition(rows=7)) == 7
    sheet = papers.sheet()
    assert rows_of(sheet) == len(sheet.groups) + sum(len(g.criteria) for g in sheet.groups)
    assert rows_of(papers.certificate()) == 2
    assert too_long(papers.recognition(rows=200)) is None


@pytest.mark.parametrize("name", papers.SAMPLES)
def test_no_paper_has_anything_inline_on_screen(name):
    context = papers.SAMPLES[name]()
    html = render_html(context.KIND, context, on_screen=True)
    assert faults_of(html) == []
    assert "paper/paper.css" in html
    assert "paper/paper.css" not in render_html(context.KIND, context)


def context_of(year: AYear, kind: str, *, cell: bool = False, **changes):
    wanted = {
        "committee": year.committee.organization,
        "organization": year.cell if cell else year.committee.organization,
        "year": YEAR,
        "period": None,
        "blank": False,
        "today": year.office.today,
    }
    return paper_of(kind, Wanted(**wanted | changes))


def test_a_month_is_summed_up_with_reasons_and_totals(year):
    values = sheet_values(year, deducted={"2.1": "một đảng viên vắng"})
    evaluation_at(Status.CONFIRMED, year, values=values)
    month = context_of(year, "monthly-summary", period=3)
    first, second = month.rows
    assert (first.present, first.passed, first.points) == ("16/17", "x", "99")
    assert first.note == "2.1: một đảng viên vắng"
    assert second.missing == "x"
    assert (month.passed, month.failed, month.missing, month.awaiting) == ("1", "0", "1", "0")


def test_a_returned_month_is_printed_as_last_sent(year):
    evaluation = evaluation_at(Status.RETURNED, year)
    type(evaluation).objects.filter(pk=evaluation.pk).update(present=1)
    row = context_of(year, "monthly-summary", period=3).rows[0]
    assert (row.present, row.awaiting) == ("16/17", "x")


@pytest.mark.parametrize("kind", ["sheet", "cell-minutes"])
def test_what_was_sent_without_a_text_says_so_and_has_no_lines_to_write_on(kind, year):
    evaluation_at(Status.SUBMITTED, year, values=sheet_values(year, shortcomings=""))
    paper = context_of(year, kind, cell=True, period=3)
    assert paper.shortcomings == "không ghi."
    assert "Hạn chế:</" in (markup := render_html(kind, paper))
    assert "không ghi." in markup
    blank = context_of(year, kind, cell=True, period=3, blank=True)
    assert blank.shortcomings == ""
    assert 'class="fill"' in render_html(kind, blank)


@pytest.mark.both
def test_the_queries_of_a_summary_do_not_grow_with_the_cells(django_assert_num_queries):
    few, many = year_of(a_committee("DB1", cells=1)), year_of(a_committee("DB3", cells=3))
    with CaptureQueriesContext(connection) as made:
        context_of(few, "monthly-summary", period=3)
    with django_assert_num_queries(len(made)):
        context_of(many, "monthly-summary", period=3)


def test_minutes_take_the_meeting_from_the_sheet_and_leave_lines_for_opinions(year):
    evaluation_at(Status.SUBMITTED, year)
    minutes = context_of(year, "cell-minutes", cell=True, period=3)
    assert ("Có mặt", "16/17 đồng chí có quyền biểu quyết; đảng viên dự bị 1") in [
        (fact.label, fact.text) for fact in minutes.facts
    ]
    assert minutes.opinions == ""
    assert (minutes.vote.votes_for, minutes.level) == ("15", "pass")
    evaluation_at(Status.SUBMITTED, year, period=4, values=no_meeting_values())
    with pytest.raises(Refusal, match="không tổ chức sinh hoạt"):
        context_of(year, "cell-minutes", cell=True, period=4)


def test_a_self_review_prints_the_months_as_they_stood_and_the_request(year):
    evaluation_at(Status.CONFIRMED, year, period=3)
    evaluation_at(Status.SUBMITTED, year, period=13)
    review = context_of(year, "self-review", cell=True)
    assert review.months[2] == "Đ"
    assert review.pass_months == "1/12"
    assert review.points == "100,00"
    assert review.request == f"Công nhận “chi bộ bốn tốt” năm {YEAR}."
    assert review.contents[0].text == "Đã thực hiện nội dung 1."


def test_reports_compute_their_figures_and_leave_lines_where_nothing_is_recorded(year):
    evaluation_at(Status.CONFIRMED, year, period=3)
    half = context_of(year, "cell-report", cell=True, period=6)
    assert f"6 tháng đầu năm {YEAR}" in half.heading.subject
    assert ("Số tháng đạt", "1") in [(entry.label, entry.text) for entry in half.figures]
    assert half.sections[0].paragraphs == ("Hoàn thành chương trình công tác.",)
    assert half.sections[-1].paragraphs == ()
    whole = context_of(year, "report")
    assert f"năm {YEAR}" in whole.heading.subject
    assert whole.letterhead.number == "Số      -BC/ĐU"
    assert whole.mark == "DỰ THẢO"
    with pytest.raises(Refusal, match="của chi bộ"):
        context_of(year, "cell-report")


def test_every_month_that_was_sent_or_is_due_stands_in_one_row_of_a_report(year):
    for period, status in ((1, Status.CONFIRMED), (2, Status.RETURNED), (3, Status.SUBMITTED)):
        evaluation_at(status, year, period=period)
    half = context_of(year, "cell-report", cell=True, period=6)
    figures = {entry.label: entry.text for entry in half.figures}
    due = "Phiếu tự đánh giá hằng tháng đã gửi, trong số đã đến hạn"
    assert figures[due] == "3/6; đúng hạn 3"
    assert [figures[f"Số tháng {state}"] for state in ("đạt", "trả lại", "chờ xác nhận")] == list(
        "111"
    )
    assert figures["Số tháng chưa gửi"] == "3"


@pytest.mark.both
def test_assignments_are_listed_by_member(year):
    (row,) = context_of(year, "assignments").rows
    assert row.member.startswith("Đồng chí ")
    assert (row.position, row.responsible, row.attends) == ("Đảng ủy viên", "Chi bộ số 1", "")


@pytest.mark.both
def test_papers_of_the_year_print_before_anything_is_decided(year):
    assert context_of(year, "ballot").rows == ()
    assert "Quyết định số ………" in context_of(year, "certificate").decision
    assert [len(row.months) for row in context_of(year, "half-year").rows] == [6, 6]
    registered = context_of(year, "registration-list")
    assert [row.timeliness for row in registered.rows] == ["Chưa gửi", "Chưa gửi"]


def test_every_kind_of_document_can_be_drawn():
    assert set(PAPERS) == set(KINDS)


def test_a_draft_comes_as_word(client, year):
    evaluation_at(Status.SUBMITTED, year)
    answer = signed_in(client, year.office).get(sheet("du-thao.docx"))
    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"] == f'attachment; filename="sheet-{YEAR}-03-CB01.docx"'


def test_the_word_draft_follows_the_committees_own_template(client, year):
    evaluation_at(Status.SUBMITTED, year)
    an_own_template(year.committee, on=year.office.today)
    answer = signed_in(client, year.secretary).get(sheet("du-thao.docx"))
    assert word.text(answer.content).startswith("Mẫu của văn phòng")


def test_a_word_draft_that_takes_too_long_is_stopped_with_a_sentence(client, year, monkeypatch):
    evaluation_at(Status.SUBMITTED, year)
    an_own_template(year.committee, on=year.office.today)
    monkeypatch.setattr("documents.docx.apart.WAIT_SECONDS", 0.01)
    page = signed_in(client, year.secretary).get(sheet("du-thao.docx"), follow=True)
    assert "Mời văn phòng dùng lại mẫu chung" in page.content.decode()
