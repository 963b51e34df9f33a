"""The process that opens an office's Word template: bounded before it has read a byte of it.

``check KIND`` takes the file on standard input, ``draw KIND`` a JSON object with the file in base64
and the paper's frozen context; the drawn file comes on standard output. The exit code is 0; or
``REFUSED`` and, on standard output, a JSON list of obstacles: code, sentence and part of each.
"""

import base64
import json
import sys

from documents.apart import REFUSED, bound

MEMORY = 768 * 1024 * 1024
SECONDS = 5
"""A shipped template takes about 0,2 seconds of a processor, drawing 200 rows 0,4."""


def main() -> int:
    """Do what the arguments say with standard input."""
    bound(memory=MEMORY, seconds=SECONDS)

    from organizations.refusals import Refusal

    act, kind = sys.argv[1:]
    given = sys.stdin.buffer.read()
    try:
        if act == "draw":
            sys.stdout.buffer.write(_drawn(kind, given))
        else:
            _check(kind, given)
    except Refusal as refusal:
        found = [(one.code, one.sentence, one.part) for one in refusal.obstacles]
        sys.stdout.write(json.dumps(found))
        return REFUSED
    return 0


def _check(kind: str, template: bytes) -> None:
    from documents.docx.checking import check_template

    check_template(kind, template)


def _drawn(kind: str, given: bytes) -> bytes:
    from documents.contexts import KINDS
    from documents.docx.checking import try_drawing
    from documents.docx.environment import environment_of

    said = json.loads(given)
    context = KINDS[kind].from_json(said["context"])
    return try_drawing(context, base64.b64decode(said["template"]), environment_of(kind))


if __name__ == "__main__":
    sys.exit(main())
