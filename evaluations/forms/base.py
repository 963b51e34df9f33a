"""What the forms of sheets share: the version seen, and where an obstacle is shown."""

from organizations.forms import VersionedForm
from organizations.refusals import Obstacle, Refusal

from .. import parts

# Where an obstacle is shown that names a part instead of a field.
_FIELD_OF_PART = {
    parts.MEETING: "meeting_on",
    parts.VOTES: "voters",
    parts.RATING: "rating",
    parts.NO_MEETING: "no_meeting_reason",
    "commendation": "wants_commendation",
}
_AT_THE_REASON = {"reason_missing", "unprintable"}


def slug(code: str) -> str:
    """A criterion's code as fields are named: ``2_1``."""
    return code.replace(".", "_")


def field_of(obstacle: Obstacle) -> str:
    """The name of the field at which an obstacle is shown."""
    part = obstacle.part
    if part.startswith(parts.CRITERION):
        kind = "reason" if obstacle.code in _AT_THE_REASON else "points"
        return f"{kind}_{slug(part.removeprefix(parts.CRITERION))}"
    if obstacle.code == "meeting_outside_window":
        return "note"
    if part == parts.VOTES and obstacle.code == "votes_do_not_add_up":
        return "votes_for"
    if part == parts.VOTES:
        name = obstacle.code.removesuffix("_missing").removesuffix("_negative")
        return name if name != obstacle.code else _FIELD_OF_PART[part]
    return _FIELD_OF_PART.get(part, part.removeprefix("text:"))


def at_its_field(obstacle: Obstacle) -> str:
    """The sentence for a place that names the part already: the label of its field."""
    part = obstacle.part
    if not part.startswith(parts.CRITERION) and part not in parts.LABELS:
        return obstacle.sentence
    words = obstacle.sentence.removeprefix(f"{parts.label(part)}: ")
    return words[:1].upper() + words[1:]


class SheetForm(VersionedForm):
    """A form about one sheet as the person saw it; alone it is an act that needs nothing more."""

    def field_of(self, obstacle: Obstacle) -> str:
        """The name of the field at which an obstacle is shown."""
        return field_of(obstacle)

    def add_refusal(self, refusal: Refusal) -> None:
        """Show each obstacle at its field, the others above the form."""
        for obstacle in refusal.obstacles:
            name = self.field_of(obstacle)
            if name in self.fields:
                self.add_error(name, at_its_field(obstacle))
            else:
                self.add_error(None, obstacle.sentence)
