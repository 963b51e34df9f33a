"""Every page that each role reaches by links, with the demo's data, passes axe and fits."""

import datetime as dt
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import resolve
from playwright.sync_api import Error, Page

from organizations.formats import LOCAL
from organizations.models import User
from oversight.demo import load_demo
from tests.browser.conftest import DESK, PHONE, assert_accessible

NOW = dt.datetime(2026, 11, 24, 10, 30, tzinfo=LOCAL)
# One person of each role, and pages in a state that the first link of its kind does not show.
OCTOBER = "/danh-gia/2026/10"
PEOPLE = {
    "cb07": (PHONE, [f"{OCTOBER}/CB07/", "/danh-gia/2026/nam/CB07/nhap/"]),
    "vanphong": (DESK, [f"{OCTOBER}/CB08/", f"{OCTOBER}/CB08/tra-lai/", f"{OCTOBER}/CB06/"]),
    "capuy2": (PHONE, []),
    "quantri": (DESK, []),
}
_LINKS = """() => [...document.querySelectorAll('a[href]')]
    .map(link => link.getAttribute('href'))
    .filter(href => href.startsWith('/') && !href.startsWith('//'))"""


@pytest.fixture(autouse=True)
def _on_an_autumn_day():
    with time_machine.travel(NOW, tick=True):
        yield


def test_every_page_of_the_demo_is_accessible_and_fits_the_screen(open_page):
    load_demo(now=NOW)
    seen: set[str] = set()
    for username, (viewport, also) in PEOPLE.items():
        page = open_page("/", user=User.objects.get(username=username), viewport=viewport)
        seen |= walk(page, also)
    # the walk is no walk if it stops at the door
    assert {
        "oversight:home",
        "oversight:help",
        "registrations:detail",
        "registrations:year",
        "evaluations:sheet",
        "evaluations:content",
        "evaluations:return",
        "recognition:year",
        "recognition:why",
        "recognition:grades",
        "organizations:organization",
        "organizations:accounts",
        "plans:detail",
        "plans:framework",
    } <= seen


def walk(page: Page, also: list[str]) -> set[str]:
    """Visit one page of each address pattern, by links from the home, and all of ``also``."""
    seen: set[str] = set()
    waiting = [*also, "/"]
    while waiting:
        address = waiting.pop(0).split("#")[0]
        name = resolve(address.split("?")[0]).view_name
        if name in seen and address not in also:
            continue
        seen.add(name)
        if PurePosixPath(urlsplit(address).path).suffix:  # a file
            assert page.request.get(address).ok, address
            continue
        try:
            answer = page.goto(address)
        except Error as error:
            assert "Download is starting" in error.message, f"{address}: {error}"  # noqa: PT017
            continue
        assert answer is not None, address
        assert answer.ok, f"{address}: {answer.status}"
        assert_accessible(page)
        waiting += [link for link in page.evaluate(_LINKS) if link not in also]
    return seen
