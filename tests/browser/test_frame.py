"""The frame of a page in Chromium."""

import pytest

from tests.browser.conftest import DESK, PHONE, assert_accessible


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_page_for_an_unknown_address_is_accessible(open_page, viewport):
    page = open_page("/khong-co/", viewport=viewport)
    assert page.get_by_role("heading", level=1).inner_text() == "Không tìm thấy trang"
    assert_accessible(page)
