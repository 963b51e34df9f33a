"""What a request may bring is bounded before anybody looks at it, whatever it says of itself."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from config.uploads import MAX_FILE, MAX_REQUEST
from documents.rewriting import MAX_BYTES
from tests.strictness import StrictClient

pytestmark = pytest.mark.once

MEGABYTE = 1024 * 1024


class _Reads(io.BytesIO):
    """A body that counts what is read of it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.taken += len(found)
        return found


@contextmanager
def asked(size: int, *, said: int | None = None) -> Iterator[tuple[Any, _Reads]]:
    """A form with a field, a file of ``size`` bytes and a field behind it."""
    file = io.BytesIO(b"x" * size)
    file.name = "a.pdf"
    body = encode_multipart(BOUNDARY, {"before": "1", "scan": file, "behind": "2"})
    request: Any = RequestFactory().generic("POST", "/", body, MULTIPART_CONTENT)
    stream = _Reads(body)
    request._stream.stream = stream
    if said is not None:
        request._stream.limit = request._stream.remaining = said
        request.META["CONTENT_LENGTH"] = str(said)
    yield request, stream
    request.close()
    for handler in request.upload_handlers:
        if isinstance(getattr(handler, "file", None), TemporaryUploadedFile):
            handler.file.close()  # of a file that never ended


def test_a_form_takes_what_is_let_in_and_not_more():
    assert MAX_FILE == MAX_BYTES


def test_a_file_of_10_megabytes_comes_whole_and_the_fields_around_it():
    with asked(MAX_FILE) as (request, _):
        assert request.FILES["scan"].size == MAX_FILE
        assert (request.POST["before"], request.POST["behind"]) == ("1", "2")


@pytest.mark.parametrize("megabytes", [11, 25])
def test_of_a_larger_file_little_more_than_the_limit_is_kept_and_the_fields_stay(megabytes):
    with asked(megabytes * MEGABYTE) as (request, _):
        assert MAX_FILE < request.FILES["scan"].size <= MAX_FILE + 64 * 1024
        assert (request.POST["before"], request.POST["behind"]) == ("1", "2")


def test_a_request_that_says_it_is_larger_than_any_form_is_not_read():
    with asked(MEGABYTE, said=MAX_REQUEST + 1) as (request, stream):
        with pytest.raises(RequestDataTooBig):
            request.POST  # noqa: B018 - reads the body
        assert stream.taken == 0


def test_a_request_that_says_it_is_smaller_than_it_is_is_read_so_far_and_its_file_is_none():
    with asked(11 * MEGABYTE, said=MEGABYTE) as (request, stream):
        assert (request.POST["before"], list(request.FILES)) == ("1", [])
        assert stream.taken <= MEGABYTE


def test_who_sends_too_much_reads_a_sentence():
    body = encode_multipart(BOUNDARY, {"username": "a"})
    answer = StrictClient(raise_request_exception=False).generic(
        "POST", "/dang-nhap/", body, MULTIPART_CONTENT, CONTENT_LENGTH=str(MAX_REQUEST + 1)
    )
    assert answer.status_code == 400
    assert "không được lớn hơn 10 MB" in answer.content.decode()
