"""The process that checks an uploaded Word template: bounded before it has read a byte of it.

Takes the kind of paper as its argument and the file on standard input. Answers with exit code 0; or
with ``REFUSED`` and, on standard output, a JSON list of obstacles: code, sentence and part of each.
"""

import json
import sys

from documents.apart import REFUSED, bound

MEMORY = 768 * 1024 * 1024
SECONDS = 5
"""A shipped template takes about 0,2 seconds of a processor."""


def main() -> int:
    """Check standard input as a template of the kind that is named."""
    bound(memory=MEMORY, seconds=SECONDS)

    from documents.docx.checking import check_template
    from organizations.refusals import Refusal

    try:
        check_template(sys.argv[1], sys.stdin.buffer.read())
    except Refusal as refusal:
        found = [(one.code, one.sentence, one.part) for one in refusal.obstacles]
        sys.stdout.write(json.dumps(found))
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
