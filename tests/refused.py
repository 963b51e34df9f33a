"""Expects a refusal by the code of one of its obstacles."""

from types import TracebackType

from organizations.refusals import Obstacle, Refusal


class refused:
    """Fails unless the block is refused with this code; ``obstacles`` holds them afterwards."""

    obstacles: tuple[Obstacle, ...]

    def __init__(self, code: str) -> None:
        self.code = code

    def __enter__(self) -> "refused":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Refusal):
            assert error is not None, f"nothing was refused, least of all for {self.code}"
            return False
        assert self.code in error.codes, f"{self.code} not in {sorted(error.codes)}"
        self.obstacles = error.obstacles
        return True
