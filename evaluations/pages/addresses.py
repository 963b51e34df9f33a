"""Where the pages and acts of one sheet are."""

from dataclasses import dataclass

from django.urls import reverse

from organizations.models import Organization

from .. import periods
from ..models import Evaluation

_PAGES = (
    "sheet",
    "content",
    "meeting",
    "no_meeting",
    "submit",
    "confirm",
    "signed_copy",
    "history",
    "ask",
)


@dataclass
class SheetAddresses:
    """A sheet, stored or not, by its organisation and period."""

    organization: Organization
    evaluation: Evaluation

    def url(self, name: str = "sheet", *more: object) -> str:
        """The address of a page or an act of this sheet; ``more`` stands behind the sheet's own."""
        return reverse(
            f"evaluations:{name}",
            args=[
                self.evaluation.year,
                periods.slug(self.evaluation.period),
                self.organization.code,
                *more,
            ],
        )

    @property
    def urls(self) -> dict[str, str]:
        """The addresses of the sheet's pages and acts, by name."""
        return {name: self.url(name) for name in _PAGES}
