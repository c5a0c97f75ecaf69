"""The protocol for progress reports: a step with its number of units, and units that are done."""

from typing import Protocol, runtime_checkable


class Progress(Protocol):
    """Receives the progress of a piece of work."""

    def begin(self, step: str, total: int) -> None:
        """Begin a step of so many units: bytes, articles, files or tables."""

    def advance(self, units: int) -> None:
        """Count units of the step as done."""


@runtime_checkable
class ArticleProgress(Progress, Protocol):
    """Progress that is told of articles, too, where the units of a step are bytes."""

    def count(self, articles: int) -> None:
        """Count articles of the units that are done."""


class NullProgress:
    """Progress that is not shown."""

    def begin(self, step: str, total: int) -> None:
        """Ignore it."""

    def advance(self, units: int) -> None:
        """Ignore it."""
