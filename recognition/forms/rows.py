"""What tables of rows ``code:field`` share: their errors stand in the row, at a named field."""

from dataclasses import replace

from organizations.forms import OurForm
from organizations.refusals import Obstacle, Refusal


class RowsForm(OurForm):
    """A form whose fields ``code:field`` carry the organisation's name in their label."""

    def names(self) -> dict[str, str]:
        """Code → name of the organisations that have a row."""
        raise NotImplementedError

    def add_refusal(self, refusal: Refusal) -> None:
        """Show each obstacle at its field, without the name that the label says already."""
        names = self.names()
        super().add_refusal(Refusal(_in_its_row(one, names) for one in refusal.obstacles))


def _in_its_row(obstacle: Obstacle, names: dict[str, str]) -> Obstacle:
    code, _, field = obstacle.part.partition(":")
    if not field or code not in names:
        return obstacle
    for subject in (f"{code}: ", f"{names[code]}: ", f"{names[code]} "):
        rest = obstacle.sentence.removeprefix(subject)
        if rest != obstacle.sentence:
            return replace(obstacle, sentence=rest[:1].upper() + rest[1:])
    return obstacle
