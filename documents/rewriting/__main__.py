"""The process that opens an uploaded file: bounded before it has read a byte of it.

Takes the file on standard input. Answers with exit code 0, the number of pages on the first line
and the PDF after it; or with exit code 3 and, on standard error, the code of ``Unfit``.
"""

import sys

from documents.apart import REFUSED, bound

MEMORY = 768 * 1024 * 1024
SECONDS = 20


def main() -> int:
    """Write standard input anew."""
    bound(memory=MEMORY, seconds=SECONDS)

    from documents.rewriting import Unfit, rewritten

    try:
        done = rewritten(sys.stdin.buffer.read())
    except Unfit as unfit:
        sys.stderr.write(unfit.code)
        return REFUSED
    sys.stdout.buffer.write(b"%d\n" % done.pages)
    sys.stdout.buffer.write(done.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
