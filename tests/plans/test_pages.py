"""Pages of plans and frameworks under /ke-hoach/."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.models import Kind
from plans import services
from plans.models import Criterion, Plan
from tests.factories import a_committee, moment, signed_in
from tests.plans.factories import a_draft_plan, a_framework, a_plan
from tests.typed import typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def made():
    return a_committee()


@pytest.fixture
def office(client, made):
    return signed_in(client, made.office)


def test_the_office_opens_its_first_plan_once(made, office):
    assert "Lập kế hoạch đầu tiên" in office.get("/ke-hoach/").content.decode()
    response = office.post("/ke-hoach/lap/", follow=True)
    assert "Đã lập kế hoạch" in response.content.decode()
    response = office.post("/ke-hoach/lap/", follow=True)
    assert "Đảng bộ đã có kế hoạch" in response.content.decode()
    assert Plan.objects.count() == 1


def test_a_draft_is_seen_by_its_office_alone(made, office, client):
    plan = a_draft_plan(made.organization, made.office)
    assert office.get(f"/ke-hoach/{plan.pk}/").status_code == 200
    for actor in (made.watcher, made.secretaries["CB01"]):
        assert signed_in(client, actor).get(f"/ke-hoach/{plan.pk}/").status_code == 404
    services.put_in_force(
        plan, version=plan.version, by=made.office, now=moment(dt.date(2025, 1, 2))
    )
    for actor in (made.watcher, made.secretaries["CB01"]):
        page = signed_in(client, actor).get(f"/ke-hoach/{plan.pk}/").content.decode()
        assert "trước ngày 15/01 (chậm nhất hết ngày 14/01)" in page
        assert "Sửa" not in page


def test_a_foreign_plan_looks_like_an_absent_one(made, office):
    other = a_committee("DBKHAC", cells=0)
    plan = a_plan(other.organization, other.office)
    for address in ("", "sua/", "hieu-luc/", "khung-moi/"):
        assert office.get(f"/ke-hoach/{plan.pk}/{address}").status_code == 404
    framework = a_framework(plan, Kind.CELL, 2025)
    assert office.get(f"/ke-hoach/khung/{framework.pk}/").status_code == 404


def test_the_form_keeps_what_was_typed_and_says_where_it_is_wrong(made, office):
    plan = a_draft_plan(made.organization, made.office)
    address = f"/ke-hoach/{plan.pk}/sua/"
    data = typed(office.get(address)) | {
        "issued_on": "31/02/2024",
        "cell_deadline": "30/02",
        "month_min_points": "9.5",
        "number": "40-KH/ĐU",
    }
    response = office.post(address, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Lỗi:" in page
    assert "Không có ngày 31/02/2024" in page
    assert "Không phải năm nào cũng có ngày 30/02" in page
    assert "“9.5” không phải là số" in page
    assert 'value="40-KH/ĐU"' in page
    assert Plan.objects.get().number == "39-KH/ĐU"


def test_a_saved_form_says_the_same_again(made, office):
    plan = a_draft_plan(made.organization, made.office)
    address = f"/ke-hoach/{plan.pk}/sua/"
    before = services.values_of(plan)
    assert office.post(address, typed(office.get(address))).status_code == 303
    assert services.values_of(Plan.objects.get()) == before
    data = typed(office.get(address)) | {"month_min_points": "85,5", "lock_day": ""}
    response = office.post(address, data, follow=True)
    plan.refresh_from_db()
    assert (plan.month_min_points, plan.lock_day) == (Decimal("85.5"), None)
    assert "thấp hơn điểm tối thiểu của năm" in response.content.decode()


def test_a_wrong_value_across_fields_is_said_at_its_field(made, office):
    plan = a_draft_plan(made.organization, made.office)
    address = f"/ke-hoach/{plan.pk}/sua/"
    response = office.post(address, typed(office.get(address)) | {"lock_day": "10"})
    assert response.status_code == 422
    assert "Ngày khóa phải sau hạn gửi" in str(response.context["form"].errors["lock_day"])


def test_extra_fields_and_old_pages_change_nothing(made, office):
    plan = a_draft_plan(made.organization, made.office)
    address = f"/ke-hoach/{plan.pk}/sua/"
    data = typed(office.get(address))
    response = office.post(address, data | {"status": "in_force"})
    assert response.status_code == 422
    assert "trường không thuộc trang này (status)" in response.content.decode()
    assert office.post(address, data | {"due_day": "5"}).status_code == 303
    response = office.post(address, data | {"due_day": "7"})
    assert "vừa được người khác cập nhật" in response.content.decode()
    plan.refresh_from_db()
    assert (plan.status, plan.due_day) == ("draft", 5)


def test_putting_in_force_asks_once_more_and_is_done_once(made, office):
    plan = a_draft_plan(made.organization, made.office)
    address = f"/ke-hoach/{plan.pk}/hieu-luc/"
    page = office.get(address)
    assert "Không sửa lại được" in page.content.decode()
    assert not Plan.objects.get().in_force
    data = typed(page)
    assert office.post(address, data).status_code == 303
    response = office.post(address, data)
    assert response.status_code == 422
    assert "đã có hiệu lực" in response.content.decode()


def test_in_force_the_form_offers_only_what_may_change(made, office):
    plan = a_plan(made.organization, made.office)
    address = f"/ke-hoach/{plan.pk}/sua/"
    response = office.get(address)
    assert set(response.context["form"].fields) == {
        "version",
        "addressee_above",
        "addressee_via",
        "references_recognition",
        "references_commendation",
        "references_revocation",
        "recipients",
    }
    response = office.post(address, typed(response) | {"due_day": "3"})
    assert response.status_code == 422
    plan.refresh_from_db()
    assert plan.due_day == 10


def test_a_kind_of_decision_may_rest_on_references_of_its_own(made, office):
    plan = a_plan(made.organization, made.office)
    address = reverse("plans:edit", args=[plan.pk])
    own = {"references_commendation": "Quy định số 22\n\nQuy chế khen thưởng"}
    page = office.post(address, typed(office.get(address)) | own, follow=True).content.decode()
    plan.refresh_from_db()
    assert plan.legal_references["commendation"] == ["Quy định số 22", "Quy chế khen thưởng"]
    assert "revocation" not in plan.legal_references
    assert "Căn cứ của quyết định biểu dương, khen thưởng" in page
    empty = {"references_commendation": ""}
    office.post(address, typed(office.get(address)) | empty)
    plan.refresh_from_db()
    assert set(plan.legal_references) == {"recognition"}


# The editor of a framework


@pytest.fixture
def framework(made):
    return a_framework(a_draft_plan(made.organization, made.office), Kind.CELL, 2025)


@pytest.fixture
def editor(framework):
    return reverse("plans:edit_framework", args=[framework.pk])


def test_the_sum_is_the_servers_and_nothing_is_saved_by_it(office, framework, editor):
    data = typed(office.get(editor)) | {"g1-0-max_points": "3,5", "then": "count"}
    page = office.post(editor, data)
    assert page.status_code == 200
    assert "Còn thiếu 0,5 điểm" in page.content.decode()
    assert Criterion.objects.get(group__framework=framework, code="1.1").max_points == 4


def test_a_row_is_added_to_the_content_that_asked_for_it(office, framework, editor):
    page = office.get(editor)
    rows = [len(content.rows) for content in page.context["form"].contents()]
    page = office.post(editor, typed(page) | {"then": "add-2"})
    more = [len(content.rows) for content in page.context["form"].contents()]
    assert more == [rows[0], rows[1] + 1, rows[2], rows[3]]


def test_a_framework_that_does_not_add_up_stays_on_the_page(office, framework, editor):
    data = typed(office.get(editor)) | {"g1-0-max_points": "5", "g1-0-text": "Sửa chữ"}
    response = office.post(editor, data | {"then": "save"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Tổng điểm của khung là 101, phải bằng 100" in page
    assert "Sửa chữ" in page
    assert Criterion.objects.get(group__framework=framework, code="1.1").max_points == 4


def test_criteria_are_changed_removed_and_added(office, framework, editor):
    data = typed(office.get(editor)) | {
        "g1-6-remove": "on",  # 1.7 with its 2 points
        "g1-8-code": "1.9",
        "g1-8-text": "Tiêu chí mới",
        "g1-8-max_points": "2,0",
        "g1-8-rhythm": "quarter",
        "g1-8-mandatory": "on",
    }
    assert office.post(editor, data).status_code == 303
    rows = Criterion.objects.filter(group__framework=framework, group__code="1")
    assert [row.code for row in rows] == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.8", "1.9"]
    new = rows.get(code="1.9")
    assert (new.text, new.rhythm, new.mandatory) == ("Tiêu chí mới", "quarter", True)


def test_an_error_is_shown_at_the_row_in_which_it_was_typed(office, editor):
    data = typed(office.get(editor)) | {"g1-0-remove": "on", "g1-3-code": "9.9"}
    response = office.post(editor, data)
    assert "g1-3-code" in response.context["form"].errors


def test_a_number_that_is_none_is_named_with_its_row(office, editor):
    data = typed(office.get(editor)) | {"g1-1-max_points": "abc"}
    page = office.post(editor, data).content.decode()
    assert "Tiêu chí 1.2: “abc” không phải là số" in page


def test_once_the_sample_is_replaced_the_mark_goes(office, framework, editor):
    shown = reverse("plans:framework", args=[framework.pk])
    assert "Khung tiêu chí mẫu" in office.get(shown).content.decode()
    data = typed(office.get(editor)) | {"name": "Khung kèm theo Kế hoạch 39-KH/ĐU"}
    data.pop("is_sample")
    assert office.post(editor, data).status_code == 303
    assert "Khung tiêu chí mẫu" not in office.get(shown).content.decode()


def test_a_frozen_framework_offers_words_only(office, framework, editor):
    services.freeze(framework, now=moment(dt.date(2025, 2, 1)))
    page = office.get(editor)
    assert not [name for name in page.context["form"].fields if name.endswith("max_points")]
    data = typed(page) | {"g1-0-text": "Đúng chính tả"}
    assert office.post(editor, data | {"g1-0-max_points": "9"}).status_code == 422
    assert office.post(editor, data).status_code == 303
    assert Criterion.objects.get(group__framework=framework, code="1.1").text == "Đúng chính tả"


@pytest.mark.both
def test_a_framework_for_a_later_year_is_begun_as_a_copy(office, framework):
    address = reverse("plans:start_framework", args=[framework.plan_id])
    response = office.post(address, {"kind": "cell", "first_year": "2025"})
    assert "phải bắt đầu từ một năm sau năm 2025" in response.content.decode()
    assert office.post(address, {"kind": "cell", "first_year": "2026"}).status_code == 303
    assert framework.plan.frameworks.filter(first_year=2026).exists()


@pytest.mark.parametrize("plans", [1, 3])
def test_the_list_costs_the_same_for_one_plan_and_for_three(made, office, plans):
    plan = a_plan(made.organization, made.office)
    for year in range(2026, 2025 + plans):
        Plan.objects.create(
            committee=plan.committee,
            number=f"{year}-KH/ĐU",
            issued_on=plan.issued_on,
            first_year=year,
        )
    office.get("/ke-hoach/")
    with CaptureQueriesContext(connection) as queries:
        page = office.get("/ke-hoach/").content.decode()
    assert page.count("-KH/ĐU</a>") == plans
    assert len(queries) <= 12
