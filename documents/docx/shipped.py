"""The Word templates of the program, one for each kind."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "templates"


@cache
def shipped_template(kind: str) -> bytes:
    """The shipped template of a kind of paper."""
    return (FOLDER / f"{kind}.docx").read_bytes()
