"""Bad input through the pages: each item gets its sentence, and not a row of ours changes.

What a form alone refuses (points off the step, a date that does not exist) stands with the form's
own tests, what a workbook holds in ``oversight/test_bad_workbooks.py``. Here is what only the
services can know: the state, the day, the life of an organisation, the tree.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from evaluations import services as sheets
from evaluations import workflow as sheet_workflow
from evaluations.models import Evaluation
from evaluations.reading import values_of
from evaluations.values import PointEntry
from organizations.models import Organization
from plans.models import Criterion
from registrations import workflow as registration_workflow
from tests.evaluations.factories import (
    YEAR,
    AYear,
    a_year,
    day_of,
    doing,
    evaluation_at,
    full_points,
    no_meeting_values,
    sheet_values,
)
from tests.evaluations.page_forms import form_of
from tests.factories import ACommittee, a_committee, moment, signed_in
from tests.plans.factories import a_plan
from tests.registrations.factories import ON_TIME, registration_at, values
from tests.strictness import StrictClient
from tests.unchanged import unchanged

# The services' own tests hold the same on both engines.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

MARCH = day_of(3, 5)
SHEET = f"/danh-gia/{YEAR}/3/CB01/"


@pytest.fixture
def in_march() -> Iterator[None]:
    with time_machine.travel(MARCH, tick=False):
        yield


def refused(response: Any, *sentences: str) -> None:
    """The page says what, where and how to mend it."""
    page = " ".join(response.content.decode().split())
    assert response.status_code == 422, page
    for sentence in sentences:
        assert sentence in page


# A sheet that is sent


def points(year: AYear, **changed: PointEntry) -> dict[str, PointEntry]:
    return full_points(year.plan, "cell") | {
        name.removeprefix("c").replace("_", "."): entry for name, entry in changed.items()
    }


def without_reason(year: AYear) -> dict[str, Any]:
    return {"points": points(year, c2_2=PointEntry(Decimal(4)))}


def too_few_points(year: AYear) -> dict[str, Any]:
    nothing = PointEntry(Decimal(0), "Không thực hiện")
    return {"points": points(year, c1_3=nothing, c1_1=nothing)}


def mandatory_below_full(year: AYear) -> dict[str, Any]:
    Criterion.objects.filter(group__framework__kind="cell", code="2.1").update(mandatory=True)
    return {"points": points(year, c2_1=PointEntry(Decimal("4.5"), "Chậm"))}


UNSENDABLE: dict[str, tuple[Callable[[AYear], dict[str, Any]], tuple[str, ...]]] = {
    "a deduction without reason": (
        without_reason,
        ("Tiêu chí 2.2 được 4 trên 5 điểm nhưng chưa có lý do", "Mời ghi lý do trừ 1 điểm"),
    ),
    "đạt with too few points": (
        too_few_points,
        ("tổng 88 điểm, mức đạt của tháng cần từ 90 điểm", "Mời xem lại điểm"),
    ),
    "đạt with a mandatory criterion below full": (
        mandatory_below_full,
        ("tiêu chí bắt buộc 2.1 chưa đủ điểm tối đa", "hoặc tự nhận mức không đạt"),
    ),
    "đạt with exactly half the votes": (
        lambda year: {"voters": 16, "votes_for": 8, "votes_against": 8},
        ("8 trên 16 đồng chí có quyền biểu quyết tán thành, cần quá nửa, ít nhất 9",),
    ),
    "votes that do not add up": (
        lambda year: {"votes_for": 14},
        ("cộng là 15, nhưng có mặt 16", "Mời sửa để ba số cộng lại bằng số có mặt"),
    ),
    "present above members with a vote": (
        lambda year: {"present": 18, "votes_for": 17},
        ("Có mặt 18 đồng chí, nhiều hơn 17", "Mời xem lại hai số này"),
    ),
}


@pytest.mark.usefixtures("in_march")
@pytest.mark.parametrize(("wrong", "sentences"), UNSENDABLE.values(), ids=UNSENDABLE)
def test_a_sheet_that_does_not_hold_is_not_sent_and_stays_as_it_was_typed(wrong, sentences, client):
    year = a_year()
    typed = replace(sheet_values(year), **wrong(year))
    draft = sheets.save(year.cell, YEAR, 3, typed, version=0, **doing(year.secretary, MARCH))
    signed_in(client, year.secretary)
    with unchanged():
        fields = form_of(client.get(SHEET).content.decode(), "/gui/")
        refused(client.post(f"{SHEET}gui/", fields), *sentences)
    draft.refresh_from_db()
    assert values_of(draft) == typed


def test_a_month_not_lived_has_no_sheet(client):
    year = a_year(founded_on=dt.date(YEAR, 2, 15))
    signed_in(client, year.secretary)
    with time_machine.travel(moment(dt.date(YEAR, 2, 20)), tick=False), unchanged():
        answer = client.post(f"/danh-gia/{YEAR}/1/CB01/nhap/", {"version": "0", "strengths": "x"})
        refused(
            answer,
            "Không có phiếu tháng 1/2025: tổ chức được thành lập ngày 15/02/2025",
            "Mời chọn kỳ khác.",
        )


def test_a_draft_is_not_sent_after_the_lock(client):
    year = a_year()
    draft = evaluation_at(sheet_workflow.Status.DRAFT, year)
    signed_in(client, year.secretary)
    with time_machine.travel(day_of(3, 25, 0), tick=False), unchanged():
        refused(
            client.post(f"{SHEET}gui/", {"version": draft.version}),
            "Phiếu tháng 3/2025 đã khóa nhập liệu từ 00:00 ngày 25/04/2025",
            "vì đã quá hạn gửi 10/04/2025",
            "mời liên hệ Văn phòng Đảng ủy Sở Văn hóa, Thể thao và Du lịch",
        )


@pytest.mark.usefixtures("in_march")
def test_a_month_without_meeting_needs_its_reason(client):
    year = a_year()
    evaluation_at(sheet_workflow.Status.DRAFT, year, values=no_meeting_values(" "))
    signed_in(client, year.secretary)
    with unchanged():
        fields = form_of(client.get(SHEET).content.decode(), "/gui/")
        refused(client.post(f"{SHEET}gui/", fields), "Mời ghi lý do.")


# A POST out of state, replayed, or with more fields than the page offered

SHEET_ACTS: dict[sheet_workflow.Act, tuple[str, dict[str, str]]] = {
    sheet_workflow.Act.SAVE: ("content", {"strengths": "Lén sửa"}),
    sheet_workflow.Act.SUBMIT: ("submit", {}),
    sheet_workflow.Act.TAKE_BACK: ("take_back", {}),
    sheet_workflow.Act.BEGIN_REVIEW: ("begin_review", {}),
    sheet_workflow.Act.RETURN: (
        "return",
        {"mark_votes": "on", "reason_votes": "other", "sentence_votes": "Mời xem lại."},
    ),
    sheet_workflow.Act.WITHDRAW_RETURN: ("withdraw_return", {}),
    sheet_workflow.Act.CONFIRM: ("confirm", {}),
    sheet_workflow.Act.REOPEN: ("reopen", {"reason": "Xem lại"}),
}
OUT_OF_STATE = [
    (status, act)
    for status in sheet_workflow.Status
    for act in SHEET_ACTS
    if (status, act) not in sheet_workflow.TRANSITIONS
]


def signed_in_on(side: Any, world: ACommittee, client: StrictClient) -> None:
    """The secretary of the first cell, or the office that settles."""
    own = side is type(side).OWN
    signed_in(client, world.secretaries["CB01"] if own else world.office)


def act_on_sheet(client: StrictClient, act: sheet_workflow.Act, version: int, **more: str) -> Any:
    name, fields = SHEET_ACTS[act]
    address = reverse(f"evaluations:{name}", args=[YEAR, "3", "CB01"])
    return client.post(address, {"version": version, **fields, **more})


@pytest.mark.usefixtures("in_march")
@pytest.mark.parametrize(("status", "act"), OUT_OF_STATE, ids=lambda value: value.value)
def test_an_act_on_a_sheet_out_of_state_is_refused(status, act, client):
    year = a_year()
    sheet = evaluation_at(status, year)
    signed_in_on(sheet_workflow.side_of(act), year.committee, client)
    with unchanged():
        answer = act_on_sheet(client, act, sheet.version)
        if status is sheet_workflow.Status.DRAFT:
            assert answer.status_code in (404, 422)  # for the office there is no draft
        else:
            refused(answer, "Phiếu")


@pytest.mark.usefixtures("in_march")
@pytest.mark.parametrize("act", SHEET_ACTS, ids=lambda act: act.value)
def test_an_act_on_a_sheet_with_fields_of_nobodys_is_refused_and_again_is_done_once(act, client):
    year = a_year()
    status = next(one for one, possible in sheet_workflow.TRANSITIONS if possible is act)
    version = evaluation_at(status, year).version
    signed_in_on(sheet_workflow.side_of(act), year.committee, client)
    with unchanged():
        refused(
            act_on_sheet(client, act, version, status="confirmed"),
            "có trường không thuộc trang này (status)",
        )
    assert act_on_sheet(client, act, version).status_code == 303
    with unchanged():
        refused(act_on_sheet(client, act, version))
    assert Evaluation.objects.get().version == version + 1


REGISTRATION_ACTS: dict[registration_workflow.Act, tuple[str, dict[str, str]]] = {
    registration_workflow.Act.SAVE: ("edit", {"aim_1": "Lén sửa"}),
    registration_workflow.Act.SUBMIT: ("submit", {}),
    registration_workflow.Act.TAKE_BACK: ("take_back", {}),
    registration_workflow.Act.BEGIN_REVIEW: ("begin_review", {}),
    registration_workflow.Act.RETURN: ("return", {"reason": "Ghi rõ"}),
    registration_workflow.Act.WITHDRAW_RETURN: ("withdraw_return", {}),
    registration_workflow.Act.ACCEPT: ("accept", {}),
    registration_workflow.Act.REOPEN: ("reopen", {"reason": "Xem lại"}),
}


@pytest.fixture
def in_january() -> Iterator[None]:
    with time_machine.travel(moment(ON_TIME, 12), tick=False):
        yield


def registering() -> ACommittee:
    world = a_committee(today=ON_TIME)
    a_plan(world.organization, world.office)
    return world


def act_on_registration(
    client: StrictClient, act: registration_workflow.Act, version: int, **more: str
) -> Any:
    name, fields = REGISTRATION_ACTS[act]
    address = reverse(f"registrations:{name}", args=[2026, "CB01"])
    return client.post(address, {"version": version, **fields, **more})


@pytest.mark.usefixtures("in_january")
@pytest.mark.parametrize(
    ("status", "act"),
    [
        (status, act)
        for status in registration_workflow.Status
        for act in REGISTRATION_ACTS
        if (status, act) not in registration_workflow.TRANSITIONS
    ],
    ids=lambda value: value.value,
)
def test_an_act_on_a_registration_out_of_state_is_refused(status, act, client):
    world = registering()
    row = registration_at(status, world.cells[0], world.secretaries["CB01"], world.office)
    signed_in_on(registration_workflow.side_of(act), world, client)
    with unchanged():
        answer = act_on_registration(client, act, row.version)
        if status is registration_workflow.Status.DRAFT:
            assert answer.status_code in (404, 422)
        else:
            refused(answer, "Bản đăng ký")


@pytest.mark.usefixtures("in_january")
@pytest.mark.parametrize("act", REGISTRATION_ACTS, ids=lambda act: act.value)
def test_an_act_on_a_registration_with_fields_of_nobodys_is_refused_and_again_is_done_once(
    act, client
):
    world = registering()
    status = next(one for one, possible in registration_workflow.TRANSITIONS if possible is act)
    row = registration_at(status, world.cells[0], world.secretaries["CB01"], world.office)
    version = row.version
    signed_in_on(registration_workflow.side_of(act), world, client)
    with unchanged():
        refused(
            act_on_registration(client, act, version, settled_at="01/01/2026"),
            "trường không thuộc trang này (settled_at)",
        )
    assert act_on_registration(client, act, version).status_code == 303
    with unchanged():
        refused(act_on_registration(client, act, version))
    row.refresh_from_db()
    assert row.version == version + 1


# A registration before the organisation's first day

FOUNDED = dt.date(2026, 1, 12)


@pytest.mark.usefixtures("in_january")
def test_a_registration_is_not_dated_before_the_first_day(client):
    world = a_committee(today=ON_TIME, founded_on=FOUNDED)
    a_plan(world.organization, world.office)
    said = {
        name: "" if value is None else str(value)
        for name, value in vars(values(meeting_on=None)).items()
    } | {"version": "0", "meeting_on": "13/01/2026", "breakthrough_due": "30/09/2026"}

    client = signed_in(client, world.office)
    paper = said | {"paper_received_on": "11/01/2026", "paper_signer": "Trần Văn Ký"}
    with unchanged():
        refused(
            client.post("/dang-ky/2026/CB01/ban-giay/", paper),
            "Ngày nhận bản giấy (11/01/2026) trước ngày thành lập tổ chức (12/01/2026)",
            said["aim_1"],
        )

    client = signed_in(client, world.secretaries["CB01"])
    early = said | {"meeting_on": "11/01/2026"}
    assert client.post("/dang-ky/2026/CB01/sua/", early).status_code == 303
    with unchanged():
        refused(
            client.post("/dang-ky/2026/CB01/gui/", {"version": "2"}),
            "Ngày họp (11/01/2026) trước ngày thành lập tổ chức (12/01/2026)",
        )


# The tree, and an end before a start

DECISION = {"decision_number": "12-QĐ/ĐU", "decision_date": "20/03/2025"}
TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def now() -> Iterator[None]:
    with time_machine.travel(moment(TODAY), tick=False):
        yield


@pytest.mark.usefixtures("now")
def test_a_cycle_in_the_tree_is_refused(client):
    world = a_committee()
    above = Organization.objects.get(code="DUKCCQ")
    signed_in(client, world.administrator)
    said = DECISION | {"parent": world.organization.pk, "effective_on": "01/04/2025"}
    with unchanged():
        answer = client.post(f"/to-chuc/{above.code}/chuyen-cap-tren/", said)
        refused(
            answer,
            "ngày 01/04/2025 chính DBSVHTTDL thuộc DUKCCQ. Mời chọn cấp trên khác.",
            'value="12-QĐ/ĐU"',
        )


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize("act", ["giai-the", "sap-nhap"])
def test_an_organisation_does_not_end_before_it_began(act, client):
    world = a_committee()
    signed_in(client, world.administrator)
    into = {"into": str(world.cells[1].pk)} if act == "sap-nhap" else {}
    said = DECISION | into | {"effective_on": "01/01/2015"}
    with unchanged():
        answer = client.post(f"/to-chuc/CB01/{act}/", said)
        refused(answer, "Ngày 01/01/2015 không sau ngày 01/01/2015", "Mời chọn một ngày sau đó")


@pytest.mark.usefixtures("now")
def test_a_role_a_term_and_a_seat_do_not_end_before_they_began(client):
    world = a_committee()
    signed_in(client, world.office)
    secretary, term = world.secretaries["CB01"], world.organization.terms.get()
    assert secretary.user is not None
    member = term.members.first()
    role = f"/to-chuc/tai-khoan/{secretary.user.username}/vai-tro/{secretary.grant_id}/ket-thuc/"
    seat = f"/to-chuc/nhiem-ky/{term.pk}/uy-vien/{member.pk}/ket-thuc/"
    next_term = {
        "name": "2025–2030",
        "from_date": "01/08/2025",
        "to_date": "31/07/2025",
        "committee_name": "ĐẢNG ỦY",
        "place": "Hải Dương",
    }
    for address, said, sentence in (
        (role, {"to_date": "31/12/2014"}, "trước ngày bắt đầu 01/01/2015. Mời xem lại"),
        (seat, {"to_date": "31/12/2014"}, "trước ngày bắt đầu 01/01/2015. Mời xem lại"),
        ("/to-chuc/nhiem-ky/mo/", next_term, "trước ngày đầu 01/08/2025. Mời xem lại"),
    ):
        with unchanged():
            refused(client.post(address, said), sentence)


# The control of all the above


def test_a_change_would_be_found(client):
    world = registering()
    with pytest.raises(AssertionError, match="registrations_registration"), unchanged():
        registration_at(
            registration_workflow.Status.DRAFT,
            world.cells[0],
            world.secretaries["CB01"],
            world.office,
        )
