"""Asking the office to open a locked month or a confirmed sheet, and its answers (D6, D7)."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evaluations import services
from evaluations.models import OpeningRequest
from evaluations.periods import YEAR as WHOLE_YEAR
from evaluations.services.asking import answer_by_opening
from evaluations.workflow import REQUEST_TRANSITIONS, RequestAct, RequestStatus, Status
from organizations.actors import Actor
from organizations.formats import LOCAL
from organizations.models import AuditEvent
from tests.evaluations.factories import YEAR, AYear, a_year, at, evaluation_at
from tests.factories import signed_in
from tests.refused import refused

pytestmark = pytest.mark.django_db

LOCKED = dt.datetime(2025, 4, 28, 9, tzinfo=LOCAL)
"""Three days after March was locked."""
SHEET = f"/danh-gia/{YEAR}/3/CB01/"
ASK, DECLINE = f"{SHEET}de-nghi-mo-lai/", f"{SHEET}khong-mo-lai/"
WHY = "Bí thư ốm dài ngày, chi bộ họp muộn."


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(LOCKED, tick=False):
        yield


def ask(year: AYear, period: int = 3, reason: str = WHY) -> OpeningRequest:
    by = at(year.secretary, LOCKED)
    return services.ask_to_open(year.cell, YEAR, period, reason=reason, by=by, now=LOCKED)


def extend(year: AYear) -> None:
    services.extend(
        year.cell,
        YEAR,
        3,
        until=dt.date(2025, 5, 10),
        reason="Chi bộ họp muộn có lý do.",
        by=at(year.office, LOCKED),
        now=LOCKED,
    )


def by_office(year: AYear) -> dict[str, Any]:
    return {"by": at(year.office, LOCKED), "now": LOCKED}


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


# The acts


def test_a_cell_asks_to_open_a_locked_month_of_which_it_began_no_sheet():
    asked = ask(a_year(), reason=f"  {WHY} ")
    assert (asked.status, asked.reason, asked.read_on) == ("waiting", WHY, dt.date(2025, 3, 31))
    event = AuditEvent.objects.get(act="evaluation.ask_to_open")
    assert event.sentence == f"Đề nghị mở lại tháng 3/2025: {WHY}"
    assert event.organization == asked.organization


def test_the_extension_answers_what_was_asked_with_its_reason():
    year = a_year()
    ask(year)
    ask(year, period=2)
    extend(year)
    march = OpeningRequest.objects.about(year.cell, YEAR, 3).get()
    assert (march.status, march.answer) == ("opened", "Chi bộ họp muộn có lý do.")
    assert (march.answered_at, march.answered_by) == (LOCKED, year.office.user)
    assert OpeningRequest.objects.about(year.cell, YEAR, 2).get().waits  # the control


def test_reopening_a_confirmed_sheet_answers_what_was_asked():
    year = a_year()
    sheet = evaluation_at(Status.CONFIRMED, year)
    ask(year)
    services.reopen(sheet, "Cho sửa số phiếu.", version=sheet.version, **by_office(year))
    assert OpeningRequest.objects.get().answer == "Cho sửa số phiếu."
    assert not OpeningRequest.objects.waiting().exists()


def test_a_sheet_keyed_in_from_paper_answers_what_was_asked():
    year = a_year()
    ask(year)
    evaluation_at(Status.SUBMITTED, year, from_paper=True)
    asked = OpeningRequest.objects.get()
    assert asked.answer == "Văn phòng đã nhập thay theo bản giấy."
    assert not asked.waits


def test_a_confirmed_self_review_may_be_asked_for_too():
    year = a_year()
    with time_machine.travel(dt.datetime(2026, 1, 10, 9, tzinfo=LOCAL), tick=False):
        evaluation_at(Status.CONFIRMED, year, period=WHOLE_YEAR)
    assert ask(year, period=WHOLE_YEAR).read_on == dt.date(2025, 12, 31)


def test_the_office_declines_with_a_sentence_and_the_cell_may_ask_again():
    year = a_year()
    asked = ask(year)
    with refused("answer_missing"):
        services.decline_to_open(asked, " ", **by_office(year))
    services.decline_to_open(asked, "Tháng 3 đã tổng hợp báo cáo.", **by_office(year))
    asked.refresh_from_db()
    assert (asked.status, asked.answer) == ("declined", "Tháng 3 đã tổng hợp báo cáo.")
    assert AuditEvent.objects.filter(act="evaluation.decline_to_open").count() == 1
    assert ask(year).waits


def test_what_was_answered_is_not_answered_again():
    year = a_year()
    asked = ask(year)
    extend(year)
    with refused("changed_meanwhile"):
        services.decline_to_open(asked, "Không.", **by_office(year))
    answer_by_opening(year.cell, YEAR, 3, "Lần nữa.", **by_office(year))
    assert OpeningRequest.objects.get().answer == "Chi bộ họp muộn có lý do."


@pytest.mark.parametrize(
    ("status", "period", "day", "codes"),
    [
        (None, 4, LOCKED, {"not_closed"}),
        (Status.SUBMITTED, 3, LOCKED, {"not_closed"}),
        (Status.DRAFT, 3, LOCKED - dt.timedelta(days=10), {"not_closed"}),
    ],
)
def test_what_is_open_or_waits_for_the_office_is_not_asked_for(status, period, day, codes):
    year = a_year()
    if status is not None:
        evaluation_at(status, year, period=period)
    with refused(*codes):
        services.ask_to_open(
            year.cell, YEAR, period, reason=WHY, by=at(year.secretary, day), now=day
        )
    assert not OpeningRequest.objects.exists()


def test_one_asks_once_with_a_reason_and_for_oneself_only():
    year = a_year(cells=2)
    with refused("reason_missing"):
        ask(year, reason=" ")
    ask(year)
    with refused("already_asked"):
        ask(year)
    other = at(year.committee.secretaries["CB02"], LOCKED)
    with refused("not_allowed"):
        services.ask_to_open(year.cell, YEAR, 2, reason=WHY, by=other, now=LOCKED)
    with refused("not_allowed"):
        services.decline_to_open(OpeningRequest.objects.get(), "Không.", by=other, now=LOCKED)
    assert OpeningRequest.objects.count() == 1


def test_an_office_that_settles_its_own_sheets_opens_them_without_asking():
    year = a_year()
    own = year.committee.organization
    with refused("opens_itself"):
        services.ask_to_open(own, YEAR, 3, reason=WHY, **by_office(year))


def test_two_requests_at_once_leave_one(monkeypatch):
    year = a_year()
    ask(year)
    monkeypatch.setattr("evaluations.querysets.OpeningRequestQuerySet.exists", lambda self: False)
    with refused("already_asked"):
        ask(year)
    assert OpeningRequest.objects.count() == 1


@pytest.mark.parametrize(
    "impossible",
    [
        {"status": "opened"},
        {"answer": "Không."},
        {"answered_at": LOCKED},
        {"reason": ""},
        {"period": 14},
        {"status": "declined", "answered_at": LOCKED, "answer": ""},
    ],
)
def test_the_database_keeps_no_half_answered_request(impossible):
    ask(a_year())
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningRequest.objects.update(**impossible)


def test_only_what_waits_is_answered():
    assert {before for before, _ in REQUEST_TRANSITIONS} == {RequestStatus.WAITING}
    assert {act for _, act in REQUEST_TRANSITIONS} == set(RequestAct)
    assert RequestStatus.WAITING not in REQUEST_TRANSITIONS.values()


# The pages


def test_the_page_of_a_locked_month_leads_to_asking_and_then_says_that_it_waits(client):
    year = a_year()
    cell = signed_in(client, year.secretary)
    locked = text_of(cell.get(SHEET))
    assert f'href="{ASK}"' in locked
    assert locked.count("đã khóa nhập liệu từ 00:00") == 1
    assert "đã khóa nhập liệu từ 00:00 ngày 25/04/2025" in text_of(cell.get(ASK))
    empty = cell.post(ASK, {"reason": " "})
    assert empty.status_code == 422
    assert "Đề nghị mở lại phải có lý do." in text_of(empty)
    assert cell.post(ASK, {"reason": WHY}).status_code == 303
    page = text_of(cell.get(SHEET))
    assert WHY in page
    assert "Đang chờ văn phòng mở lại hoặc trả lời." in page
    assert f'href="{ASK}"' not in page
    again = cell.post(ASK, {"reason": "Lần nữa"})
    assert again.status_code == 422
    assert "Đã có một đề nghị mở lại tháng 3/2025 đang chờ." in text_of(again)
    assert "Lần nữa" in text_of(again)


def test_the_year_of_the_cell_says_for_which_locked_month_it_asked(client):
    year = a_year()
    cell = signed_in(client, year.secretary)
    assert "Đã đề nghị mở lại" not in text_of(cell.get(f"/danh-gia/{YEAR}/"))
    ask(year, period=2)
    assert text_of(cell.get(f"/danh-gia/{YEAR}/")).count("Đã đề nghị mở lại") == 1


def test_a_confirmed_sheet_leads_to_asking_too(client):
    year = a_year()
    evaluation_at(Status.CONFIRMED, year)
    cell = signed_in(client, year.secretary)
    assert f'href="{ASK}"' in text_of(cell.get(SHEET))
    assert "Phiếu đã xác nhận." in text_of(cell.get(ASK))
    assert cell.post(ASK, {"reason": WHY}).status_code == 303
    office = signed_in(Client(), year.office)
    assert WHY in text_of(office.get(f"{SHEET}mo-lai/"))


def test_an_open_month_has_no_link_to_ask(client):
    year = a_year()
    cell = signed_in(client, year.secretary)
    assert "de-nghi-mo-lai" not in text_of(cell.get(f"/danh-gia/{YEAR}/4/CB01/"))


def test_the_office_finds_the_request_on_its_home_and_on_the_sheet_and_opens_it(client):
    year = a_year()
    ask(year)
    office = signed_in(client, year.office)
    home = text_of(office.get("/"))
    assert "Đề nghị mở lại tháng 3/2025: Chi bộ số 1" in home
    assert f'href="{SHEET}"' in home
    page = text_of(office.get(SHEET))
    assert WHY in page
    assert f'href="{DECLINE}"' in page
    assert WHY in text_of(office.get(f"{SHEET}gia-han/"))
    office.post(f"{SHEET}gia-han/", {"until": "10/05/2025", "reason": "Họp muộn có lý do"})
    assert "Đề nghị mở lại tháng 3" not in text_of(office.get("/"))
    assert WHY not in text_of(office.get(SHEET))
    assert signed_in(Client(), year.secretary).get(f"{SHEET}nhap/").status_code == 200


def test_the_cell_reads_why_it_is_not_opened_and_may_ask_again(client):
    year = a_year()
    asked = ask(year)
    cell, office = signed_in(Client(), year.secretary), signed_in(client, year.office)
    assert "Đề nghị mở lại tháng 3/2025" in text_of(cell.get("/"))
    wrong = office.post(DECLINE, {"version": str(asked.pk), "answer": ""})
    assert wrong.status_code == 422
    other = office.post(DECLINE, {"version": str(asked.pk + 1), "answer": "Không."})
    assert "vừa được người khác cập nhật" in text_of(other)
    answer = {"version": str(asked.pk), "answer": "Tháng 3 đã tổng hợp báo cáo."}
    assert office.post(DECLINE, answer).status_code == 303
    page = text_of(cell.get(SHEET))
    assert "Văn phòng không mở lại, trả lời ngày 28/04/2025: Tháng 3 đã tổng hợp báo cáo." in page
    assert f'href="{ASK}"' in page


def home_sections(actor: Actor, now: dt.datetime = LOCKED) -> dict[str, list[str]]:
    """Titles of the tasks on a home page, by heading."""
    with time_machine.travel(now, tick=False):
        home = signed_in(Client(), actor).get("/").context["home"]
    return {
        section.title: [task.title for task in section.tasks]
        for section in [*home.sections, home.waiting]
    }


def test_the_home_of_the_cell_tells_for_thirty_days_of_what_was_declined():
    year = a_year()
    asked = ask(year)
    assert "Đề nghị đã được trả lời" not in home_sections(year.secretary)
    services.decline_to_open(asked, "Tháng 3 đã tổng hợp.", **by_office(year))
    told = home_sections(year.secretary)
    assert told["Đề nghị đã được trả lời"] == ["Đề nghị mở lại tháng 3/2025"]
    assert told["Đang chờ văn phòng"] == []
    for days, there in ((30, True), (31, False)):
        later = home_sections(year.secretary, LOCKED + dt.timedelta(days=days))
        assert ("Đề nghị đã được trả lời" in later) is there
    page = text_of(signed_in(Client(), year.secretary).get(f"/danh-gia/{YEAR}/"))
    assert page.count("Không mở lại") == 1


def test_asked_again_or_opened_all_the_same_the_first_answer_is_past():
    year = a_year()
    services.decline_to_open(ask(year), "Không.", **by_office(year))
    services.decline_to_open(ask(year, period=2), "Không.", **by_office(year))
    ask(year)
    again = home_sections(year.secretary)
    assert again["Đề nghị đã được trả lời"] == ["Đề nghị mở lại tháng 2/2025"]
    assert again["Đang chờ văn phòng"] == ["Đề nghị mở lại tháng 3/2025"]
    services.extend(
        year.cell, YEAR, 2, until=dt.date(2025, 5, 10), reason="Cho gửi.", **by_office(year)
    )
    assert "Đề nghị đã được trả lời" not in home_sections(year.secretary)


def test_a_confirmed_sheet_that_is_not_opened_is_told_of_too():
    year = a_year()
    evaluation_at(Status.CONFIRMED, year)
    services.decline_to_open(ask(year), "Không cần.", **by_office(year))
    told = home_sections(year.secretary)
    assert told["Đề nghị đã được trả lời"] == ["Đề nghị mở lại tháng 3/2025"]


def test_the_history_of_a_sheet_tells_of_requests_and_answers(client):
    year = a_year()
    evaluation_at(Status.CONFIRMED, year)
    services.decline_to_open(ask(year), "Không cần.", **by_office(year))
    page = text_of(signed_in(client, year.secretary).get(f"{SHEET}lich-su/"))
    assert f"Đề nghị mở lại tháng 3/2025: {WHY}" in page
    assert "Không mở lại tháng 3/2025: Không cần." in page


def test_neither_watcher_nor_another_cell_sees_what_was_asked(client):
    year = a_year(cells=2)
    evaluation_at(Status.CONFIRMED, year)
    ask(year)
    watcher = signed_in(client, year.committee.watcher)
    assert WHY not in text_of(watcher.get(SHEET))
    other = signed_in(Client(), year.committee.secretaries["CB02"])
    assert other.get(ASK).status_code == 404
    assert "Đề nghị mở lại" not in text_of(other.get("/"))


def test_the_homes_ask_as_often_for_three_requests_as_for_one(client):
    year = a_year()

    def queries() -> list[int]:
        counts = []
        for actor in (year.secretary, year.office):
            one = signed_in(client, actor)
            one.get("/")
            with CaptureQueriesContext(
                connection,
            ) as asked:
                one.get("/")
            counts.append(len(asked))
        return counts

    waiting = {ask(year)}
    one_waits = queries()
    waiting |= {ask(year, period=period) for period in (1, 2)}
    assert queries() == one_waits
    services.decline_to_open(waiting.pop(), "Không.", **by_office(year))
    of_the_cell = queries()[0]
    for asked in waiting:
        services.decline_to_open(asked, "Không.", **by_office(year))
    assert queries()[0] == of_the_cell
