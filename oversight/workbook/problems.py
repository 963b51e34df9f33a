"""What is wrong with a workbook, said with sheet, row and column."""

from dataclasses import dataclass

from organizations.refusals import Obstacle, Refusal


@dataclass(frozen=True)
class Place:
    """Where in the file: sheet, row and column, as far as they are known."""

    sheet: str = ""
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = []
        if self.sheet:
            parts.append(f"Trang tính “{self.sheet}”")
        if self.line:
            parts.append(f"dòng {self.line}")
        if self.column:
            parts.append(f"cột “{self.column}”")
        return ", ".join(parts)


class Problems:
    """Collects everything that is wrong, so that an office mends its file once."""

    def __init__(self) -> None:
        self.obstacles: list[Obstacle] = []

    def __bool__(self) -> bool:
        return bool(self.obstacles)

    def add(self, code: str, sentence: str, place: Place | None = None) -> None:
        """Add one problem; ``sentence`` says what is wrong and how to mend it."""
        where = str(place) if place else ""
        self.obstacles.append(Obstacle(code, f"{where}: {sentence}" if where else sentence, where))

    def touch(self, sheet: str) -> bool:
        """Whether something is wrong in a sheet."""
        start = str(Place(sheet))
        return any(obstacle.part.startswith(start) for obstacle in self.obstacles)

    def refuse_if_any(self) -> None:
        """Raise one ``Refusal`` with everything that was found."""
        if self.obstacles:
            raise Refusal(self.obstacles)
