"""What no page of ours may do: the strict test client and the closed network."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest import mock

from django.test import Client
from django.urls import Resolver404

WITHOUT_TOKEN = "posts without its token"
LOCAL_HOSTS = {"127.0.0.1", "::1", "localhost", ""}


class _Reader(HTMLParser):
    """Collects what the Content-Security-Policy would block, what would leave the house, and forms
    that Django would refuse for want of their token."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.form_without_token = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        where = f"dòng {self.getpos()[0]}: <{tag}>"
        if tag == "style":
            self.faults.append(f"{where} inline style sheet")
        if tag == "form" and (names.get("method") or "").lower() == "post":
            self.form_without_token = where
        if tag == "input" and names.get("name") == "csrfmiddlewaretoken":
            self.form_without_token = ""
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
        if tag == "form" and self.form_without_token:
            self.faults.append(f"{self.form_without_token} {WITHOUT_TOKEN}")
            self.form_without_token = ""


def faults_of(html: str) -> list[str]:
    """What is inline or foreign in a page; empty for a clean one."""
    reader = _Reader()
    reader.feed(html)
    return reader.faults


class StrictClient(Client):
    """Django's test client, failing on a page that the browser would have to refuse in part."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            faults = faults_of(response.content.decode())
            if _needs_no_token(response):
                faults = [fault for fault in faults if not fault.endswith(WITHOUT_TOKEN)]
            assert not faults, f"{request.get('PATH_INFO')}: " + "; ".join(faults)
        return response


def _needs_no_token(response: Any) -> bool:
    """Whether the page's view takes a POST without a token, as one does that changes nothing."""
    try:
        return bool(getattr(response.resolver_match.func, "csrf_exempt", False))
    except Resolver404:
        return False


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
