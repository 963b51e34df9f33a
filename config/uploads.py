"""How much of a file is taken in before anybody looks at it."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MAX_FILE = 10 * 1024 * 1024
# A form with as many files as it may have; a server never reads beyond the length that was said.
MAX_REQUEST = 32 * 1024 * 1024


class BoundedUpload(FileUploadHandler):
    """Lets a file pass up to ``MAX_FILE`` and the chunk that crosses it, and drops the rest.

    What is cut off is longer than any form takes, so the form refuses it with its own sentence and
    everything else that was typed stays. A request that says it is longer than ``MAX_REQUEST`` is
    answered with 400 before it is read.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > MAX_REQUEST:
            raise RequestDataTooBig("A request larger than any form of ours.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MAX_FILE else None

    def file_complete(self, file_size: int) -> None:
        return None
