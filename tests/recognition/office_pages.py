"""The office at the pages of a year's decisions: what it reads and what it sends."""

from typing import Any

from recognition.models import Review
from tests.evaluations.factories import YEAR, AYear
from tests.factories import signed_in

REVIEW = f"/cong-nhan/{YEAR}/dot-xet/"


def page(client: Any, year: AYear, address: str, status: int = 200) -> str:
    """A page as the office reads it."""
    response = signed_in(client, year.office).get(address)
    assert response.status_code == status, address
    return str(response.content.decode())


def sent(client: Any, year: AYear, address: str, **fields: Any) -> Any:
    """A POST as the office; ``CB01__votes_for`` stands for ``CB01:votes_for``."""
    data = {name.replace("__", ":"): value for name, value in fields.items()}
    return signed_in(client, year.office).post(address, data, follow=True)


def seen() -> int:
    """The version of the review that a page of this moment shows."""
    review = Review.objects.first()
    return review.version if review else 0


def meeting_fields(**changes: Any) -> dict[str, Any]:
    """The fields above the table of votes: five members, all present, by hand."""
    return {
        "body": "committee",
        "held_on": "03/02/2026",
        "present": "5",
        "method": "hand",
        "chair": "Trần Thị 1",
        "clerk": "Trần Thị 2",
    } | changes
