"""What no page of ours may do: the strict test client and the closed network."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest import mock
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

LOCAL_HOSTS = {"127.0.0.1", "::1", "localhost", ""}


class _Reader(HTMLParser):
    """Collects what the Content-Security-Policy would block, what would leave the house, and the
    forms that would be refused on sending."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.faults: list[str] = []
        self._form: str | None = None  # where the open form without a token was found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        where = f"dòng {self.getpos()[0]}: <{tag}>"
        if tag == "form":
            self._open_form(names, where)
        if tag == "input" and names.get("name") == "csrfmiddlewaretoken" and names.get("value"):
            self._form = None
        if tag == "style":
            self.faults.append(f"{where} inline style sheet")
        if tag == "script" and not names.get("src"):
            self.faults.append(f"{where} inline script")
        for name, value in attrs:
            if name == "style":
                self.faults.append(f"{where} inline style")
            if name.startswith("on") or name.startswith("hx-on"):
                self.faults.append(f"{where} inline handler {name}")
            address = (value or "").strip().lower()
            if name in ("src", "href", "action", "srcset", "data", "hx-get", "hx-post"):
                if address.startswith(("http:", "https:", "//")):
                    self.faults.append(f"{where} loads from outside: {value}")
                if address.startswith("javascript:"):
                    self.faults.append(f"{where} script in an address")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.close_form()

    def _open_form(self, names: dict[str, str | None], where: str) -> None:
        self.close_form()
        target = urljoin(self.address, names.get("action") or "")
        posted = (names.get("method") or "").strip().lower() == "post"
        if posted and not _asks_for_no_token(target):
            self._form = f"{where} to {target} without its CSRF token"

    def close_form(self) -> None:
        """The form is over: a token that has not come by now is missing."""
        if self._form:
            self.faults.append(self._form)
        self._form = None


def _asks_for_no_token(address: str) -> bool:
    """Whether the view at this address is exempt, so that its form needs no token."""
    try:
        view = resolve(urlsplit(address).path).func
    except Resolver404:
        return False
    return bool(getattr(view, "csrf_exempt", False))


def faults_of(html: str, address: str = "/") -> list[str]:
    """What is inline or foreign in the page of an address, and its POST forms without a token
    (Django's test client lets them pass); empty for a clean one."""
    reader = _Reader(address)
    reader.feed(html)
    reader.close()
    reader.close_form()
    return reader.faults


class StrictClient(Client):
    """Django's test client, failing on a page that the browser would have to refuse in part."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            address = request.get("PATH_INFO", "/")
            faults = faults_of(response.content.decode(), address)
            assert not faults, f"{address}: " + "; ".join(faults)
        return response


@contextmanager
def network_closed() -> Iterator[None]:
    """Let Python reach only this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOCAL_HOSTS:
            raise AssertionError(f"A test reached out to the network: {address!r}")
        return connect(self, address)

    with mock.patch.object(socket.socket, "connect", guarded):
        yield
