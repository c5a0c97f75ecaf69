"""What is told how far a piece of work has come."""

from typing import Protocol


class Progress(Protocol):
    """What is told how far a piece of work has come."""

    def begin(self, step: str, total: int) -> None:
        """Hear that a step has begun and how many units it has."""

    def advance(self, units: int) -> None:
        """Hear that units of the step are done."""


class NullProgress:
    """Progress that nobody sees."""

    def begin(self, step: str, total: int) -> None:
        """Hear that a step has begun."""

    def advance(self, units: int) -> None:
        """Hear that units of the step are done."""
