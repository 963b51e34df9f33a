"""The pages that issue: what they say beforehand, and what a direct POST is refused with."""

import datetime as dt
import html
from typing import Any

import pytest
import time_machine

from documents.models import Document, NumberEntry
from organizations.models import Signer, Term
from recognition.models import (
    Commendation,
    Decision,
    Meeting,
    Proposal,
    Recognition,
    Revocation,
    Vote,
)
from recognition.workflow import Question
from tests.evaluations.factories import YEAR, AYear, a_year
from tests.factories import PASSWORD
from tests.recognition.decisions import (
    ISSUED,
    NOW,
    a_compiled_year,
    a_finished_year,
    a_recognised_year,
    by,
    commended,
    compiled,
    issued,
    recognised,
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
FORM = '<input type="password"'
TERMS = 'href="/to-chuc/nhiem-ky/"'


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def issue_page(meeting: Meeting) -> str:
    return f"{REVIEW}hoi-nghi/{meeting.pk}/ban-hanh/"


def rows() -> list[int]:
    """How many rows there are of everything that an act on decisions writes."""
    kept = (Meeting, Vote, Decision, Recognition, Commendation, Revocation, Proposal)
    return [model.objects.count() for model in (*kept, Document, NumberEntry)]


def refused(client: Any, year: AYear, address: str, **fields: Any) -> str:
    """What the page says of a POST that is refused and writes nothing."""
    before = (rows(), seen())
    answer = sent(client, year, address, **fields)
    assert answer.status_code == 422
    assert (rows(), seen()) == before
    return html.unescape(answer.content.decode())


def not_issued(client: Any, year: AYear, meeting: Meeting, **changes: Any) -> str:
    fields = {"version": seen(), "dated": "04/02/2026", "password": PASSWORD} | changes
    return refused(client, year, issue_page(meeting), **fields)


def not_voted(client: Any, year: AYear, question: str, **changes: Any) -> str:
    fields = meeting_fields(version=seen()) | changes
    return refused(client, year, f"{REVIEW}bieu-quyet/{question}/", **fields)


def votes(code: str, votes_for: int = 5, **more: Any) -> dict[str, Any]:
    counted = {"votes_for": votes_for, "votes_against": 5 - votes_for, "votes_other": 0} | more
    return {f"{code}__{field}": str(value) for field, value in counted.items()}


# What is missing


def nothing_is_kept_of_the_committee() -> None:
    Term.objects.update(place="")
    Signer.objects.all().delete()


MISSING = (
    "Chưa có địa danh ban hành. Mời khai báo trong nhiệm kỳ.",
    "Chưa có người ký vào ngày 04/02/2026. Mời khai báo người ký trong nhiệm kỳ.",
)


@pytest.mark.parametrize("paper", ["decision", "minutes", "proposal"])
def test_what_is_missing_is_listed_before_anything_is_typed(client, paper):
    year = a_finished_year(1)
    a_year_of(year, year.committee.organization)
    compiled(year)
    meeting = voted(year)
    address = {
        "decision": issue_page(meeting),
        "minutes": f"{REVIEW}hoi-nghi/{meeting.pk}/bien-ban/",
        "proposal": f"/cong-nhan/{YEAR}/de-nghi/",
    }[paper]
    assert "Chưa ban hành được văn bản" not in page(client, year, address)
    nothing_is_kept_of_the_committee()
    day = "03/02/2026" if paper == "minutes" else "04/02/2026"  # minutes: of the meeting's day
    shown = page(client, year, address)
    assert f"Chưa ban hành được văn bản đề ngày {day}" in shown
    for sentence in MISSING:
        assert sentence.replace("04/02/2026", day) in shown
    assert TERMS in shown
    assert FORM in shown  # another day may have its signer


def test_a_decision_without_signer_and_place_is_refused_with_the_whole_list(client):
    year = a_compiled_year(1)
    meeting = voted(year)
    nothing_is_kept_of_the_committee()
    shown = not_issued(client, year, meeting)
    for sentence in MISSING:
        assert shown.count(sentence) == 1
    assert TERMS in shown


def test_a_refusal_for_another_reason_leads_to_no_term(client):
    year = a_compiled_year(1)
    shown = not_issued(client, year, voted(year), password="khong-dung")
    assert "Mật khẩu chưa đúng" in shown
    assert TERMS not in shown


@pytest.mark.parametrize("paper", ["minutes", "proposal"])
def test_refused_minutes_and_proposals_lead_to_the_term_too(client, paper):
    year = a_finished_year(1)
    a_year_of(year, year.committee.organization)
    compiled(year)
    minutes = f"{REVIEW}hoi-nghi/{voted(year).pk}/bien-ban/"
    address = {"minutes": minutes, "proposal": f"/cong-nhan/{YEAR}/de-nghi/"}[paper]
    fields = {"version": seen(), "dated": "04/02/2026", "password": PASSWORD}
    if paper == "proposal":
        fields |= {"version": 0, "chosen": ["DBSVHTTDL:recognition"]}
    nothing_is_kept_of_the_committee()
    assert TERMS in refused(client, year, address, **fields)


def test_a_term_that_does_not_cover_the_date_is_said_before_and_after(client):
    year = a_compiled_year(1)
    meeting = voted(year)
    Term.objects.update(to_date=dt.date(2026, 2, 3))
    sentence = (
        "Chưa khai báo nhiệm kỳ cấp ủy bao gồm ngày 04/02/2026. Mời khai báo nhiệm kỳ trước khi"
        " ban hành."
    )
    assert sentence in page(client, year, issue_page(meeting))
    assert sentence in not_issued(client, year, meeting)


def test_a_vote_outside_every_term_is_refused_by_post(client):
    year = a_compiled_year(1)
    Term.objects.update(to_date=dt.date(2025, 12, 31))
    shown = not_voted(client, year, "cong-nhan", **votes("CB01"))
    assert "Chưa có danh sách ủy viên Đảng ủy vào ngày 03/02/2026. Mời cập nhật nhiệm kỳ" in shown
    assert 'value="Trần Thị 1"' in shown


# Recognising


def test_recognising_who_is_not_eligible_or_still_open_is_refused_by_post(client):
    year = a_year(cells=3)
    first, second, third = year.committee.cells
    a_year_of(year, first, failed=[1, 2, 3])
    a_year_of(year, second, waiting=[1, 2, 3])
    a_year_of(year, third)
    compiled(year)
    shown = not_voted(client, year, "cong-nhan", **votes("CB01"), **votes("CB02"))
    assert "Chi bộ số 1 không đủ điều kiện để công nhận: đạt 9 tháng" in shown
    assert "Chi bộ số 2 chưa đủ căn cứ để công nhận" in shown
    for outcome in ("không đủ điều kiện", "chưa đủ căn cứ"):
        assert f"Chi bộ số 3 {outcome}" not in shown


def test_more_votes_than_members_of_that_day_are_refused_by_post(client):
    year = a_compiled_year(1)
    counts = votes("CB01", 6, votes_against=0)
    shown = not_voted(client, year, "cong-nhan", present="6", **counts)
    assert "Số có mặt là 6, nhiều hơn số ủy viên Đảng ủy vào ngày 03/02/2026 là 5." in shown
    assert shown.count('value="6"') == 2


def test_issuing_after_a_month_was_reopened_is_said_before_and_refused_by_post(client):
    year = a_compiled_year(1)
    meeting = voted(year)
    reopen_month(year, "CB01", 4)
    sentence = (
        "Chi bộ số 1: số liệu đã thay đổi từ lần lập danh sách gần nhất. Tháng 4: đạt, 100 điểm →"
        " trả lại, 100 điểm. Mời lập lại danh sách xét rồi làm tiếp."
    )
    shown = page(client, year, issue_page(meeting))
    assert sentence in shown
    assert FORM not in shown
    assert f'href="{REVIEW}"' in shown  # where the list is compiled again
    assert sentence in not_issued(client, year, meeting)


def test_a_number_used_already_is_refused_by_post(client):
    year = a_compiled_year(2)
    issued(year, voted(year, votes={"CB01": 5}))
    meeting = voted(year, votes={"CB02": 5})
    shown = not_issued(client, year, meeting, number="1")
    assert "Số 01-QĐ đã cấp" in shown
    assert 'value="1"' in shown


# Commending


def test_commending_before_recognising_is_said_before_and_refused_by_post(client):
    year = a_compiled_year(5, excellent=[0])
    voted(year)
    choice = voted(year, Question.CHOOSE, {"CB01": 5})
    sentence = (
        "Chi bộ số 1 chưa có quyết định công nhận. Mời ban hành quyết định công nhận trước quyết"
        " định biểu dương, khen thưởng."
    )
    shown = page(client, year, issue_page(choice))
    assert sentence in shown
    assert FORM not in shown
    assert sentence in not_issued(client, year, choice, chosen=["CB01"])


def test_who_can_be_commended_is_offered_beside_who_cannot_yet(client):
    year = a_finished_year(6, excellent=[0, 5])
    recognised(year, [f"CB0{number}" for number in range(1, 6)])
    voted(year, votes={"CB06": 5})
    choice = voted(year, Question.CHOOSE, {"CB01": 4, "CB06": 5})
    shown = page(client, year, issue_page(choice))
    assert 'value="CB01"' in shown
    assert 'value="CB06"' not in shown
    assert "Chi bộ số 6 chưa có quyết định công nhận" in shown
    fields = {"version": seen(), "dated": "04/02/2026", "password": PASSWORD}
    sent(client, year, issue_page(choice), **fields, chosen=["CB01"])
    assert Commendation.objects.get().organization.code == "CB01"


def test_where_no_place_is_left_the_page_says_so_instead_of_asking(client):
    year = a_recognised_year(5, excellent=[0, 1])
    choice = voted(year, Question.CHOOSE, {"CB01": 5, "CB02": 5})
    issued(year, choice, chosen=["CB01"])
    sentence = (
        "Không còn được khen thêm chi bộ nào: tối đa 1 chi bộ tiêu biểu (20% của 5 là 1), đã khen"
        " 1 (mục II.4.2.2, gạch đầu dòng thứ ba)."
    )
    shown = page(client, year, issue_page(choice))
    assert sentence in shown
    assert FORM not in shown
    assert sentence in not_issued(client, year, choice, chosen=["CB02"])
    assert 'class="btn" href="' + issue_page(choice) not in page(client, year, REVIEW)


def test_an_excess_after_a_revocation_is_reported_and_blocks_the_page(client):
    year = a_recognised_year(5, excellent=[0, 1])
    commended(year, "CB01")
    issued(year, voted(year, Question.REVOKE, {"CB05": 5}, reason="phát hiện sai"))
    choice = voted(year, Question.CHOOSE, {"CB02": 5})
    assert "Đang vượt giới hạn khen thưởng 1 chi bộ" in page(client, year, REVIEW)
    assert "Vượt giới hạn khen thưởng năm 2025" in page(client, year, "/")
    voting = page(client, year, f"{REVIEW}bieu-quyet/tieu-bieu/")
    assert "Hiện không còn chỗ để khen thêm. Biểu quyết vẫn ghi được" in voting
    sentence = "Đã khen 1 chi bộ, vượt giới hạn 1 sau khi hủy bỏ công nhận"
    assert sentence in page(client, year, issue_page(choice))
    assert sentence in not_issued(client, year, choice, chosen=["CB02"])


def test_the_choice_starts_from_the_meeting_that_recognised(client):
    year = a_recognised_year(5, excellent=[0])
    shown = page(client, year, f"{REVIEW}bieu-quyet/tieu-bieu/")
    assert "Điền sẵn theo lần biểu quyết công nhận ngày 03/02/2026" in shown
    assert 'name="held_on" value="03/02/2026"' in shown
    assert 'name="chair" value="Trần Thị 1"' in shown
    assert 'value="03/02/2026"' not in page(client, year, f"{REVIEW}bieu-quyet/huy-cong-nhan/")


# Revoking


def test_the_page_of_a_revocation_says_what_is_taken_from_whom_and_why(client):
    year = a_recognised_year(5, excellent=[0])
    commended(year, "CB01")
    withdrawal = voted(year, Question.WITHDRAW, {"CB01": 5}, reason="xếp loại lại.")
    shown = page(client, year, issue_page(withdrawal))
    assert (
        "Chi bộ số 1: hủy bỏ khen thưởng tại Quyết định số 02-QĐ/ĐU ngày 04/02/2026. Lý do: xếp"
        " loại lại." in shown
    )
    assert "kết quả công nhận được giữ nguyên" in shown
    revocation = voted(year, Question.REVOKE, {"CB01": 5, "CB02": 5}, reason="mất đoàn kết")
    shown = page(client, year, issue_page(revocation))
    assert (
        "Chi bộ số 1: hủy bỏ công nhận tại Quyết định số 01-QĐ/ĐU ngày 04/02/2026 và khen thưởng"
        " tại Quyết định số 02-QĐ/ĐU ngày 04/02/2026. Lý do: mất đoàn kết." in shown
    )
    assert (
        "Chi bộ số 2: hủy bỏ công nhận tại Quyết định số 01-QĐ/ĐU ngày 04/02/2026. Lý do: mất"
        in shown
    )


def test_revoking_twice_is_refused_by_post_at_vote_and_issue(client):
    year = a_recognised_year(1)
    revocation = voted(year, Question.REVOKE, {"CB01": 5}, reason="phát hiện sai")
    issued(year, revocation)
    shown = not_issued(client, year, revocation)
    assert "có thể quyết định đã được ban hành" in shown
    shown = not_voted(
        client, year, "huy-cong-nhan", **votes("CB01", reason="phát hiện sai lần nữa")
    )
    assert (
        "Chi bộ số 1, tán thành: Không có kết quả công nhận còn hiệu lực của đảng bộ này" in shown
    )


def test_what_another_authority_granted_is_not_revoked_here_by_post(client):
    from recognition import services
    from recognition.services import OuterDecision

    year = a_recognised_year(1, excellent=[0])
    services.record_outer_decision(
        year.committee.organization,
        YEAR,
        OuterDecision(
            question=Question.CHOOSE,
            symbol="112-QĐ/ĐUK",
            decided_on=ISSUED,
            body="Đảng ủy Khối các cơ quan tỉnh",
            codes=("CB01",),
        ),
        **by(year),
    )
    shown = not_voted(client, year, "huy-khen-thuong", **votes("CB01", reason="sai"))
    assert "Chi bộ số 1, tán thành: Không có khen thưởng còn hiệu lực của đảng bộ này" in shown


@pytest.mark.both
def test_the_revoking_decision_leads_to_what_it_took_away(client):
    year = a_finished_year(5, excellent=[0])
    first = recognised(year)
    second = commended(year, "CB01")
    third = issued(year, voted(year, Question.REVOKE, {"CB01": 5}, reason="mất đoàn kết"))
    shown = page(client, year, f"/cong-nhan/{YEAR}/quyet-dinh/{third.pk}/")
    for taken in (first, second):
        assert f'href="/cong-nhan/{YEAR}/quyet-dinh/{taken.pk}/">{taken.symbol}</a>' in shown
    assert "Hủy bỏ kết quả công nhận" in page(client, year, REVIEW)


def test_a_case_leads_to_the_vote_that_would_mend_it(client):
    year = a_recognised_year(5, excellent=[0])
    commended(year, "CB01")
    regrade(year, "CB01", "good")
    regrade(year, "CB02", "completed")
    shown = page(client, year, REVIEW)
    assert "Chi bộ số 1: đã được khen thưởng nhưng xếp loại nay là" in shown
    assert "Chi bộ số 2: xếp loại HTNV." in shown
    voting = page(client, year, f"{REVIEW}bieu-quyet/huy-cong-nhan/")
    assert "cần xem lại: xếp loại HTNV" in voting
    assert "Quyết định số 01-QĐ/ĐU ngày 04/02/2026" in voting


# Upward


@pytest.mark.both
def test_who_was_proposed_already_is_said_by_name_and_not_chosen_again(client):
    year = a_finished_year(1)
    own = year.committee.organization
    a_year_of(year, own)
    address = f"/cong-nhan/{YEAR}/de-nghi/"
    chosen = f'value="{own.code}:recognition" id="id_chosen_0" checked'
    assert chosen in " ".join(page(client, year, address).split())
    fields = {"version": 0, "dated": "04/02/2026", "password": PASSWORD}
    sent(client, year, address, **fields, chosen=[f"{own.code}:recognition"])
    shown = page(client, year, address)
    assert chosen not in " ".join(shown.split())
    assert "đã đề nghị tại Tờ trình số 01-TTr/ĐU" in shown
    assert f"ngày 04/02/2026: {own.versions.get().name} (công nhận)" in shown
