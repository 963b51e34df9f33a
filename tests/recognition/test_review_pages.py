"""Pages of the review and its decisions, as the office uses them."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Document
from organizations.models import AuditEvent, Kind, Organization, Role
from organizations.services import DecisionRef, move
from recognition.models import Commendation, Decision, Meeting, Proposal, Recognition, Review
from recognition.workflow import Question
from tests.evaluations.factories import YEAR, AYear, a_year
from tests.factories import (
    PASSWORD,
    a_committee,
    a_person,
    an_organization,
    as_of,
    moment,
    signed_in,
)
from tests.plans.factories import OPENED, a_plan
from tests.recognition.decisions import (
    ISSUED,
    NOW,
    a_compiled_year,
    a_finished_year,
    a_recognised_year,
    commended,
    compiled,
    recognised,
    recognised_above,
    regrade,
    reopen_month,
    voted,
)
from tests.recognition.factories import a_year_of
from tests.recognition.office_pages import REVIEW, meeting_fields, page, seen, sent

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.usefixtures("drawn_at_once", "archive"),
]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


# The review


def test_before_it_is_compiled_the_page_is_a_dry_run_that_writes_nothing(client):
    year = a_finished_year(1)
    before = AuditEvent.objects.count()
    html = page(client, year, REVIEW)
    assert "Chưa lập danh sách xét" in html
    assert "Lập danh sách xét" in html
    assert not Review.objects.exists()
    assert AuditEvent.objects.count() == before


def test_before_november_the_button_says_why_it_cannot_be_pressed(client):
    year = a_year(cells=1)
    with time_machine.travel(moment(dt.date(2025, 10, 31)), tick=False):
        html = page(client, year, REVIEW)
        assert "được lập từ ngày 01/11/2025" in html
        sent(client, year, f"{REVIEW}lap/", version=0)
    assert not Review.objects.exists()


def test_compiled_voted_and_issued_in_the_browser(client):
    year = a_finished_year(5, excellent=[0])
    assert "lần 1" in sent(client, year, f"{REVIEW}lap/", version=0).content.decode()
    answer = sent(
        client,
        year,
        f"{REVIEW}bieu-quyet/cong-nhan/",
        version=seen(),
        **meeting_fields(),
        **{f"CB0{n}__votes_for": "5" for n in range(1, 6)},
        **{f"CB0{n}__votes_against": "0" for n in range(1, 6)},
        **{f"CB0{n}__votes_other": "0" for n in range(1, 6)},
    )
    assert "5/5" in answer.content.decode()
    meeting = Meeting.objects.get()
    issuing = f"{REVIEW}hoi-nghi/{meeting.pk}/ban-hanh/"
    html = page(client, year, issuing)
    assert "Quyết định áp dụng cho 5 tổ chức" in html
    assert "số tiếp theo của sổ: 01" in html
    answer = sent(client, year, issuing, version=seen(), dated="04/02/2026", password=PASSWORD)
    assert "01-QĐ/ĐU</span>: còn hiệu lực</h1>" in answer.content.decode()
    assert Recognition.objects.in_force().count() == 5


def test_a_wrong_password_issues_nothing_and_keeps_what_was_typed(client):
    year = a_compiled_year(1)
    meeting = voted(year)
    address = f"{REVIEW}hoi-nghi/{meeting.pk}/ban-hanh/"
    answer = sent(client, year, address, version=seen(), dated="04/02/2026", password="khong-dung")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Mật khẩu chưa đúng. Mời nhập lại" in html
    assert "Tên đăng nhập" not in html
    assert 'value="04/02/2026"' in html
    assert "khong-dung" not in html
    assert not Decision.objects.exists()


def test_issuing_twice_from_two_tabs_gives_one_decision(client):
    year = a_compiled_year(1)
    meeting = voted(year)
    address = f"{REVIEW}hoi-nghi/{meeting.pk}/ban-hanh/"
    old = seen()
    for _ in range(2):
        answer = sent(client, year, address, version=old, dated="04/02/2026", password=PASSWORD)
    assert answer.status_code == 422
    assert "có thể quyết định đã được ban hành" in answer.content.decode()
    assert Document.objects.count() == 1


def test_wrong_votes_are_said_at_their_fields_and_kept(client):
    year = a_compiled_year(2)
    answer = sent(
        client,
        year,
        f"{REVIEW}bieu-quyet/cong-nhan/",
        version=seen(),
        **meeting_fields(present="6"),
        CB01__votes_for="4",
        CB01__votes_against="0",
        CB01__votes_other="0",
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Lỗi:" in html
    assert "nhiều hơn" in html
    assert 'href="#id_CB01:votes_for"' in html
    assert 'value="6"' in html
    assert not Meeting.objects.exists()


def test_an_error_of_a_row_names_its_organisation_once(client):
    year = a_compiled_year(2)
    address, counted = f"{REVIEW}bieu-quyet/cong-nhan/", {"votes_against": "0", "votes_other": "0"}
    fields = meeting_fields(version=seen())
    row = {f"CB01__{name}": value for name, value in {"votes_for": "4", **counted}.items()}
    html = sent(client, year, address, **fields, **row).content.decode()
    assert ">Chi bộ số 1, tán thành: Tán thành, không tán thành và ý kiến khác cộng là 4" in html
    assert "CB01: " not in html


def test_a_count_left_empty_is_asked_for_at_its_own_field(client):
    year = a_compiled_year(1)
    address = f"{REVIEW}bieu-quyet/cong-nhan/"
    html = sent(
        client, year, address, **meeting_fields(version=seen()), CB01__votes_for="5"
    ).content.decode()
    assert ">Chi bộ số 1, không tán thành: Chưa có số không tán thành." in html
    assert ">Chi bộ số 1, ý kiến khác: Chưa có số ý kiến khác." in html
    assert 'href="#id_CB01:votes_against"' in html
    assert 'href="#id_CB01:votes_for"' not in html


def test_why_a_row_cannot_be_voted_on_stands_in_it_and_names_it_once(client):
    year = a_compiled_year(2)
    recognised(year)
    address = f"{REVIEW}bieu-quyet/cong-nhan/"
    barred = "Chi bộ số 1 đã được công nhận, quyết định còn hiệu lực."
    assert barred in page(client, year, address)  # of the list outside of the table
    answer = sent(client, year, address, **meeting_fields(version=seen()), CB01__votes_for="5")
    html = answer.content.decode()
    assert ">Chi bộ số 1, tán thành: Đã được công nhận, quyết định còn hiệu lực.<" in html


def test_who_cannot_be_voted_on_has_no_row_and_a_reason(client):
    year = a_year(cells=2)
    a_year_of(year, year.committee.cells[0])
    compiled(year)
    html = page(client, year, f"{REVIEW}bieu-quyet/cong-nhan/")
    assert 'name="CB01:votes_for"' in html
    assert 'name="CB02:votes_for"' not in html
    assert "Chi bộ số 2 không đủ điều kiện để công nhận" in html
    foreign = sent(
        client,
        year,
        f"{REVIEW}bieu-quyet/cong-nhan/",
        version=seen(),
        **meeting_fields(),
        CB02__votes_for="5",
    )
    assert foreign.status_code == 422
    assert not Meeting.objects.exists()


def test_a_change_since_the_last_run_is_said_with_its_difference(client):
    year = a_compiled_year(2)
    assert "Số liệu không thay đổi" in page(client, year, REVIEW)
    reopen_month(year, "CB01", 3)
    html = page(client, year, REVIEW)
    assert "Số liệu đã thay đổi từ lần lập gần nhất" in html
    assert "Tháng 3: đạt, 100 điểm → trả lại, 100 điểm." in html
    assert "Đã thay đổi từ khi lập hồ sơ" in page(client, year, f"{REVIEW}ho-so/CB01/")


def test_a_candidate_shows_checks_request_grade_and_what_it_declares(client):
    year = a_year(cells=1)
    declared = {
        "discipline": "Một đảng viên bị khiển trách",
        "complaints": "Không có đơn vượt cấp",
        "wants_commendation": True,
    }
    a_year_of(year, year.cell, grade="excellent", review=declared)
    compiled(year)
    html = page(client, year, f"{REVIEW}ho-so/CB01/")
    assert "12/12 tháng đạt, 100,00 điểm, xếp loại Hoàn thành xuất sắc nhiệm vụ" in html
    assert "Tự rà soát" in html
    assert "xác nhận 23/12/2025" in html
    assert "Một đảng viên bị khiển trách" in html
    assert "Không có đơn vượt cấp" in html
    assert "không khai" in html  # of disunity
    assert "đề nghị khen thưởng" in page(client, year, REVIEW)


def test_the_choice_is_shown_in_its_order_with_ties_as_ties_and_the_limit_in_words(client):
    year = a_recognised_year(5, excellent=[0, 1])
    html = page(client, year, f"{REVIEW}bieu-quyet/tieu-bieu/")
    assert html.count("1–2 (ngang nhau)") == 2
    assert "Được chọn tối đa 1 chi bộ tiêu biểu (20% của 5 là 1)" in html
    choice = voted(year, Question.CHOOSE, {"CB01": 5, "CB02": 4})
    issuing = f"{REVIEW}hoi-nghi/{choice.pk}/ban-hanh/"
    html = page(client, year, issuing)
    assert html.index("1. Chi bộ số 1") < html.index("2. Chi bộ số 2")
    fields = {"version": seen(), "dated": "04/02/2026", "password": PASSWORD}
    refused = sent(client, year, issuing, **fields, chosen=["CB01", "CB02"])
    assert refused.status_code == 422
    assert "Chỉ còn được khen 1 chi bộ" in refused.content.decode()
    nobody = sent(client, year, issuing, **fields)
    assert "Chưa chọn tổ chức nào" in nobody.content.decode()
    sent(client, year, issuing, **fields, chosen=["CB02"])
    assert Commendation.objects.get().organization.code == "CB02"


def test_a_direct_post_cannot_commend_who_was_not_chosen(client):
    year = a_recognised_year(5, excellent=[0, 1])
    choice = voted(year, Question.CHOOSE, {"CB01": 5, "CB02": 1})
    answer = sent(
        client,
        year,
        f"{REVIEW}hoi-nghi/{choice.pk}/ban-hanh/",
        version=seen(),
        dated="04/02/2026",
        password=PASSWORD,
        chosen=["CB02"],
    )
    assert answer.status_code == 422
    assert not Commendation.objects.exists()


def test_revoked_in_the_browser_the_states_follow(client):
    year = a_finished_year(5, excellent=[0])
    first = recognised(year)
    commended(year, "CB01")
    sent(
        client,
        year,
        f"{REVIEW}bieu-quyet/huy-cong-nhan/",
        version=seen(),
        **meeting_fields(held_on="04/02/2026"),
        CB01__votes_for="5",
        CB01__votes_against="0",
        CB01__votes_other="0",
        CB01__reason="mất đoàn kết kéo dài",
    )
    meeting = Meeting.objects.get(question=Question.REVOKE)
    sent(
        client,
        year,
        f"{REVIEW}hoi-nghi/{meeting.pk}/ban-hanh/",
        version=seen(),
        dated="04/02/2026",
        password=PASSWORD,
    )
    html = page(client, year, f"/cong-nhan/{YEAR}/quyet-dinh/{first.pk}/")
    assert "hủy bỏ một phần" in html
    assert 'aria-current="page">Công nhận' in html
    assert "QUYẾT ĐỊNH về việc công nhận “chi bộ bốn tốt” năm 2025" in html
    revoking = Decision.objects.get(kind="revocation")
    assert f'href="/cong-nhan/{YEAR}/quyet-dinh/{revoking.pk}/">03-QĐ/ĐU</a>' in html
    html = page(client, year, f"/cong-nhan/{YEAR}/quyet-dinh/{revoking.pk}/")
    assert "Lý do: mất đoàn kết kéo dài" in html
    html = page(client, year, REVIEW)
    assert "Đã hủy bỏ công nhận" in html
    assert "hủy bỏ: 03-QĐ/ĐU" in html
    html = page(client, year, f"/cong-nhan/{YEAR}/")
    assert "đã công nhận 4 chi bộ, được chọn tối đa 0 chi bộ tiêu biểu" in html
    assert "đã khen 0" in html
    own = signed_in(client, year.secretary).get(f"/cong-nhan/{YEAR}/to-chuc/CB01/")
    assert "đã hủy bỏ tại Quyết định số 03-QĐ/ĐU" in own.content.decode()


def test_the_cell_sees_its_recognition_and_opens_the_document(client):
    year = a_finished_year(1)
    decision = recognised(year)
    html = (
        signed_in(client, year.secretary).get(f"/cong-nhan/{YEAR}/to-chuc/CB01/").content.decode()
    )
    assert "Được công nhận “chi bộ bốn tốt” tại Quyết định số 01-QĐ/ĐU" in html
    assert decision.document is not None
    assert f'href="/van-ban/{decision.document.pk}/"' in html


def test_whom_a_decision_concerns_is_said_by_name(client):
    year = a_finished_year(2)
    recognised(year)
    recognised_above(year)
    html = page(client, year, REVIEW)
    assert 'data-label="Tổ chức">Chi bộ số 1, Chi bộ số 2<' in html
    assert 'data-label="Tổ chức">Đảng bộ Sở Văn hóa, Thể thao và Du lịch<' in html
    html = page(client, year, f"{REVIEW}hoi-nghi/{Meeting.objects.get().pk}/")
    assert "04/02/2026</a>: Chi bộ số 1, Chi bộ số 2</li>" in html
    above = Decision.objects.get(kind="recognition", document=None)
    html = page(client, year, f"/cong-nhan/{YEAR}/quyet-dinh/{above.pk}/")
    assert '<th scope="row">Đảng bộ Sở Văn hóa, Thể thao và Du lịch</th>' in html


def test_a_later_difference_stands_beside_the_decision(client):
    year = a_finished_year(1)
    decision = recognised(year)
    reopen_month(year, "CB01", 3)
    html = page(client, year, f"/cong-nhan/{YEAR}/quyet-dinh/{decision.pk}/")
    assert "Tháng 3: đạt, 100 điểm → trả lại, 100 điểm." in html


def test_a_case_is_listed_on_the_page_of_the_review(client):
    year = a_recognised_year(1)
    regrade(year, "CB01", "completed")
    html = page(client, year, REVIEW)
    assert "Cần xem lại sau công nhận" in html
    assert "Chi bộ số 1: xếp loại HTNV." in html


def test_closed_and_reopened_with_a_reason(client):
    year = a_recognised_year(1)
    assert (
        "Đã kết thúc" in sent(client, year, f"{REVIEW}ket-thuc/", version=seen()).content.decode()
    )
    html = page(client, year, f"{REVIEW}bieu-quyet/cong-nhan/")
    assert "Đợt xét đã kết thúc" in html
    assert "Muốn làm tiếp, mời mở lại đợt xét, kèm lý do." in page(client, year, REVIEW)
    revocation = voted(year, Question.REVOKE, {"CB01": 5}, reason="phát hiện sai")
    issuing = f'<a class="btn" href="{REVIEW}hoi-nghi/{revocation.pk}/ban-hanh/"'
    assert issuing in page(client, year, REVIEW)
    refused = sent(client, year, f"{REVIEW}mo-lai/", version=seen(), reason="")
    assert refused.status_code == 422
    sent(client, year, f"{REVIEW}mo-lai/", version=seen(), reason="Bổ sung CB02")
    assert Review.objects.get().is_open


def test_minutes_are_issued_from_the_meeting_and_then_linked(client):
    year = a_compiled_year(1)
    meeting = voted(year)
    address = f"{REVIEW}hoi-nghi/{meeting.pk}/"
    sent(
        client,
        year,
        f"{address}bien-ban/",
        version=seen(),
        dated="03/02/2026",
        password=PASSWORD,
    )
    assert "Biên bản số 01-BB/ĐU" in page(client, year, address)
    page(client, year, f"{address}bien-ban/", status=404)


def test_the_proposal_is_issued_once_and_its_answer_recorded(client):
    year = a_finished_year(1)
    own = year.committee.organization
    a_year_of(year, own)
    address = f"/cong-nhan/{YEAR}/de-nghi/"
    assert "công nhận – 12/12 tháng" in page(client, year, address)
    fields = {
        "version": 0,
        "dated": "04/02/2026",
        "password": PASSWORD,
        "chosen": [f"{own.code}:recognition"],
    }
    sent(client, year, address, **fields)
    assert sent(client, year, address, **fields).status_code == 422
    proposal = Proposal.objects.get()
    answer = sent(
        client,
        year,
        f"/cong-nhan/{YEAR}/quyet-dinh-cap-tren/",
        question="recognise",
        symbol="112-QĐ/ĐUK",
        decided_on="04/02/2026",
        body="Đảng ủy Khối các cơ quan tỉnh",
        codes=[own.code],
        proposal=proposal.pk,
    )
    assert "112-QĐ/ĐUK" in answer.content.decode()
    assert Decision.objects.get().proposal == proposal
    assert "“đảng bộ bốn tốt”" in page(client, year, f"/cong-nhan/{YEAR}/to-chuc/{own.code}/")


def test_what_belongs_to_another_committee_looks_like_nothing(client):
    year = a_compiled_year(1)
    meeting = voted(year)
    decision = recognised_above(year)
    other = a_committee("DBKHAC", cells=1)
    signed_in(client, other.office)
    for address in (
        f"{REVIEW}hoi-nghi/{meeting.pk}/",
        f"{REVIEW}hoi-nghi/{meeting.pk}/ban-hanh/",
        f"{REVIEW}ho-so/CB01/",
        f"{REVIEW}bieu-quyet/cong-nhan/",
    ):
        assert client.get(address).status_code == 404, address
    own = a_year_for(other)
    page(client, own, f"/cong-nhan/{YEAR}/quyet-dinh/{decision.pk}/", status=404)


@pytest.mark.both
def test_a_decision_stays_within_reach_where_whom_it_names_was_moved_before_the_years_end(client):
    year = a_finished_year(2)
    decision = recognised(year, ["CB01"])
    moved_on(dt.date(YEAR, 12, 15), year, year.cell)
    address = f"/cong-nhan/{YEAR}/quyet-dinh/{decision.pk}/"
    shown = page(client, year, address)
    assert "Chi bộ số 1" in shown
    assert "Ngoài kết quả năm của đảng bộ này nên không so sánh được." in shown
    assert f'href="{address}"' in page(client, year, REVIEW)


def test_where_no_plan_governs_the_year_any_more_every_page_of_its_review_says_so(client):
    made = a_committee(cells=1)
    above = a_person(Role.OFFICE, made.authority, by=made.administrator)
    year = AYear(made, a_plan(made.authority, as_of(above, OPENED)))
    a_year_of(year, year.cell)
    decision = recognised(year)
    moved_on(dt.date(YEAR, 12, 1), year, year.committee.organization)
    for address in (
        "",
        REVIEW,
        f"{REVIEW}bieu-quyet/cong-nhan/",
        f"{REVIEW}ho-so/CB01/",
        f"/cong-nhan/{YEAR}/quyet-dinh/{decision.pk}/",
    ):
        assert "Chưa có kế hoạch" in page(client, year, address or "/"), address
    refused = signed_in(client, year.office).post(f"{REVIEW}bieu-quyet/cong-nhan/")
    assert refused.status_code == 422
    assert "Chưa có kế hoạch" in refused.content.decode()


def moved_on(day: dt.date, year: AYear, organization: Organization) -> None:
    """It is recorded that the organisation came under a committee without a plan."""
    new = an_organization("DBK", "Đảng bộ Khu", kind=Kind.COMMITTEE)
    move(
        organization,
        parent=new,
        effective_on=day,
        decision=DecisionRef("05-QĐ/TU", day),
        by=as_of(year.committee.administrator, ISSUED),
        now=NOW,
    )


def a_year_for(committee: Any) -> AYear:
    from tests.evaluations.factories import year_of

    return year_of(committee)


def test_an_unknown_question_paper_or_candidate_does_not_exist(client):
    year = a_compiled_year(1)
    for address in (
        f"{REVIEW}bieu-quyet/khac/",
        f"{REVIEW}ho-so/CB99/",
        f"{REVIEW}hoi-nghi/99/",
        f"/cong-nhan/{YEAR}/quyet-dinh/99/",
    ):
        page(client, year, address, status=404)


def test_opening_the_pages_writes_nothing(client):
    year = a_finished_year(2, excellent=[0])
    decision = recognised(year)
    meeting = Meeting.objects.get()
    before = (AuditEvent.objects.count(), seen())
    for address in (
        REVIEW,
        f"{REVIEW}bieu-quyet/cong-nhan/",
        f"{REVIEW}hoi-nghi/{meeting.pk}/",
        f"{REVIEW}hoi-nghi/{meeting.pk}/ban-hanh/",
        f"{REVIEW}ho-so/CB01/",
        f"/cong-nhan/{YEAR}/quyet-dinh/{decision.pk}/",
        f"/cong-nhan/{YEAR}/de-nghi/",
        f"/cong-nhan/{YEAR}/quyet-dinh-cap-tren/",
    ):
        page(client, year, address)
    assert (AuditEvent.objects.count(), seen()) == before


@pytest.mark.both
@pytest.mark.parametrize("under", ["", "bieu-quyet/cong-nhan/", "bieu-quyet/tieu-bieu/"])
def test_the_queries_of_a_page_do_not_grow_with_its_rows(client, under):
    counts = []
    for number, cells in enumerate((1, 3)):
        year = a_year_for(a_committee(f"DB{number}", cells=cells))
        for cell in year.committee.cells:
            a_year_of(year, cell, grade="excellent")
        review_of(year)
        signed_in(client, year.office)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(REVIEW + under).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def review_of(year: AYear) -> None:
    compiled(year)
    codes = {cell.code: 5 for cell in year.committee.cells}
    voted(year, votes=codes)
