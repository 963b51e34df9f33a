"""Debian's Chromium against a live server on a file database."""

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from organizations.models import User
from tests.strictness import StrictClient

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PATIENCE = 60_000
"""Milliseconds; the cores are shared with other tests."""
expect.set_options(timeout=PATIENCE)
AT_REST = "/static/css/print.css"
"""Where a window waits: an empty page would cost it the process of its site."""
_AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
_BRING_AXE = f"window.loadAxe = () => {{\n{_AXE}\n}};"
"""Read only on pages that are looked at: that takes as long as drawing one."""
# selectors are what axe takes longest to write, and the report shows the elements themselves; for a
# frame, which holds a paper and no page of ours, it waits half a second
_LOOK = """async () => {
    if (!window.axe) window.loadAxe();
    const {violations} = await axe.run({
        resultTypes: ['violations'], selectors: false, iframes: false,
    });
    return violations;
}"""
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives the browser and needs the live server."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, without the traffic and the services that a test does not want.

    Its build without windows draws the same pages in less time. On Ubuntu, which packages none,
    Playwright starts the one that script/test lets it bring.
    """
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return {
        **({"executable_path": chromium} if chromium else {}),
        "args": [
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ],
    }


@pytest.fixture(scope="session", autouse=True)
def _files_stay_in_the_browser() -> Iterator[None]:
    """Styles, scripts and fonts are fetched once, as from production, where names carry hashes."""
    serve = StaticFilesHandlerMixin.serve

    def kept(self: StaticFilesHandlerMixin, request: HttpRequest) -> HttpResponseBase:
        response = serve(self, request)
        response["Cache-Control"] = "max-age=31536000, immutable"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandlerMixin, "serve", kept)
        yield


class Window:
    """A window of the browser, lent to one test after another: a new one costs as much as ten
    pages, because its files, fonts and engine of scripts are cold."""

    def __init__(self, browser: Browser, base_url: str, *, phone: bool, javascript: bool) -> None:
        self.context = browser.new_context(
            base_url=base_url,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=javascript,
            has_touch=phone,
        )
        self.context.set_default_timeout(PATIENCE)
        if javascript:
            self.context.add_init_script(_BRING_AXE)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self._pages: set[str] = set()
        self.page.on("request", self._note_page)
        self.page.on("console", self._listen)
        self.page.on("pageerror", self._complain)

    def _note_page(self, request: Request) -> None:
        if request.is_navigation_request():
            self._pages.add(urldefrag(request.url).url)

    def _listen(self, message: ConsoleMessage) -> None:
        # the status of a page is what its test looks at; anything else is a complaint
        of_the_page = urldefrag(message.location["url"]).url in self._pages
        if message.type in ("error", "warning") and not of_the_page:
            self._complain(message.text)

    def _complain(self, what: object) -> None:
        self.complaints.append(f"{self.page.url}: {what}")

    def leave(self) -> list[str]:
        """Leave nothing for the next test; what this one's pages complained about."""
        self.page.evaluate(
            "() => { try { sessionStorage.clear() } catch { /* no page of ours */ } }"
        )
        self.page.goto(AT_REST)
        self.context.clear_cookies()
        self.page.emulate_media(media="null")
        complaints = self.complaints[:]
        self.complaints.clear()
        self._pages.clear()
        return complaints


@pytest.fixture(scope="session")
def free_windows() -> dict[tuple[bool, bool], list[Window]]:
    """Windows that no test has at the moment: for phones or not, with scripts or without."""
    return defaultdict(list)


@pytest.fixture
def open_page(
    browser: Browser, live_server: Any, free_windows: dict[tuple[bool, bool], list[Window]]
) -> Iterator[Callable[..., Page]]:
    """Open a page as a person: ``open_page("/", user=…, viewport=PHONE, javascript=True)``;
    without an address it is an empty one.

    At the end the test fails if a page complained: blocked by the Content-Security-Policy, a
    script error, a file not found.
    """
    lent: list[tuple[tuple[bool, bool], Window]] = []

    def open_(
        address: str = "",
        *,
        user: User | None = None,
        viewport: dict[str, int] = DESK,
        javascript: bool = True,
    ) -> Page:
        kind = (viewport is PHONE, javascript)
        free = free_windows[kind]
        window = (
            free.pop()
            if free
            else Window(browser, live_server.url, phone=kind[0], javascript=javascript)
        )
        lent.append((kind, window))
        window.page.set_viewport_size(viewport)
        if user is not None:
            signed_in = StrictClient()
            signed_in.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME]
            window.context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        if address:
            window.page.goto(address)
        return window.page

    yield open_
    complaints = []
    for kind, window in lent:
        complaints += window.leave()
        free_windows[kind].append(window)
    assert not complaints, "\n".join(complaints)


def assert_refused(page: Page) -> None:
    """The page came back with errors. Waits: a press ends where the answer begins, and the answer
    may have no title yet."""
    expect(page).to_have_title(re.compile("^Lỗi:"))


def assert_accessible(page: Page, *fitting: dict[str, int]) -> None:
    """axe finds no violation, and nothing is wider than the screen, at the size that the page has
    and at each of ``fitting``."""
    page.wait_for_load_state()
    report = [
        f"{violation['id']}: {violation['help']}\n  "
        + "\n  ".join(node["html"][:300] for node in violation["nodes"])
        for violation in page.evaluate(_LOOK)
    ]
    assert not report, f"{page.url}\n" + "\n".join(report)
    _assert_fits(page)
    as_it_was = page.viewport_size
    for viewport in fitting:
        page.set_viewport_size(viewport)
        _assert_fits(page)
    if fitting and as_it_was:
        page.set_viewport_size(as_it_was)


def _assert_fits(page: Page) -> None:
    overflow = page.evaluate(_OVERFLOW)
    assert overflow <= 0, f"{page.url} is {overflow} pixels wider than the screen"
