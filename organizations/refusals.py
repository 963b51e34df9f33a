"""What stands in the way of an act, as sentences for the person who tried."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Obstacle:
    """One reason why an act is refused.

    ``code`` is stable for tests, ``sentence`` is Vietnamese and says what, where and how to mend
    it, ``part`` names the field or part of the form it belongs to ("" for the whole).
    """

    code: str
    sentence: str
    part: str = ""


class Refusal(Exception):
    """An anticipated refusal; carries every obstacle, not only the first."""

    def __init__(self, obstacles: Obstacle | Iterable[Obstacle]) -> None:
        self.obstacles: tuple[Obstacle, ...] = (
            (obstacles,) if isinstance(obstacles, Obstacle) else tuple(obstacles)
        )
        if not self.obstacles:
            raise ValueError("A refusal needs at least one obstacle.")
        super().__init__(" ".join(obstacle.sentence for obstacle in self.obstacles))

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all obstacles."""
        return frozenset(obstacle.code for obstacle in self.obstacles)


def refuse_if(obstacles: Iterable[Obstacle | None]) -> None:
    """Raise one ``Refusal`` with all obstacles that are there; do nothing when there are none."""
    found = [obstacle for obstacle in obstacles if obstacle is not None]
    if found:
        raise Refusal(found)


CHANGED_MEANWHILE = Obstacle(
    "changed_meanwhile",
    "Nội dung này vừa được người khác cập nhật. Mời tải lại trang để xem bản mới nhất rồi làm lại.",
)
