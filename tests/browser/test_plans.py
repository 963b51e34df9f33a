"""Plans and frameworks in Chromium."""

import pytest
from playwright.sync_api import expect

from plans.models import Criterion, Plan
from tests.browser.conftest import DESK, PHONE, assert_accessible, assert_refused
from tests.factories import a_committee
from tests.plans.factories import a_draft_plan, a_framework, a_plan


def test_the_office_opens_edits_and_puts_its_first_plan_in_force(open_page):
    made = a_committee()
    page = open_page("/ke-hoach/", user=made.office.user, viewport=DESK)
    assert_accessible(page)
    page.get_by_role("button", name="Lập kế hoạch đầu tiên").click()
    page.get_by_role("link", name="Kế hoạch 39-KH/ĐU").click()
    assert_accessible(page)
    page.get_by_role("link", name="Sửa kế hoạch").click()
    assert_accessible(page)
    page.get_by_label("Ngày khóa nhập liệu").fill("5")
    page.get_by_role("button", name="Lưu kế hoạch").click()
    assert_refused(page)
    assert_accessible(page)
    page.get_by_label("Ngày khóa nhập liệu").fill("20")
    page.get_by_role("button", name="Lưu kế hoạch").click()
    page.get_by_role("link", name="Đưa vào hiệu lực").click()
    assert_accessible(page)
    page.get_by_role("button", name="Đưa kế hoạch vào hiệu lực").click()
    expect(page.get_by_text("có hiệu lực từ năm 2025")).to_be_visible()
    plan = Plan.objects.get()
    assert (plan.in_force, plan.lock_day) == (True, 20)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_the_editor_sums_up_with_scripts_and_without(open_page, javascript):
    made = a_committee()
    framework = a_framework(a_draft_plan(made.organization, made.office))
    address = f"/ke-hoach/khung/{framework.pk}/sua/"
    page = open_page(address, user=made.office.user, viewport=DESK, javascript=javascript)
    points = page.get_by_label("Điểm tối đa, tiêu chí 1.1")
    points.fill("3,5")
    if javascript:
        points.press("Tab")
    else:
        page.get_by_role("button", name="Tính tổng").click()
    expect(page.get_by_text("Còn thiếu 0,5 điểm")).to_be_visible()
    expect(page.locator("#tong-1")).to_have_text("29,5 điểm")
    page.get_by_label("Điểm tối đa, tiêu chí 1.2").fill("4,5")
    page.get_by_role("button", name="Lưu khung").click()
    expect(page.get_by_text("Đã lưu khung tiêu chí")).to_be_visible()
    stored = Criterion.objects.get(group__framework=framework, code="1.1")
    assert stored.max_points == 3.5


def test_every_page_of_plans_is_accessible_on_a_phone(open_page):
    made = a_committee()
    plan = a_plan(made.organization, made.office)
    framework = a_framework(plan)
    pages = {
        made.office: [
            "/ke-hoach/",
            f"/ke-hoach/{plan.pk}/",
            f"/ke-hoach/{plan.pk}/sua/",
            f"/ke-hoach/{plan.pk}/khung-moi/",
            f"/ke-hoach/khung/{framework.pk}/sua/",
        ],
        made.secretaries["CB01"]: [f"/ke-hoach/{plan.pk}/"],
        made.watcher: [f"/ke-hoach/khung/{framework.pk}/"],
    }
    for actor, addresses in pages.items():
        page = open_page(user=actor.user, viewport=PHONE)
        for address in addresses:
            page.goto(address)
            assert_accessible(page)
