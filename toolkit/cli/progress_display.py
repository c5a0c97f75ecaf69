"""Progress of a command: bars with counts and time left on a terminal, elsewhere plain lines."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.cli.console import counted
from toolkit.progress import NullProgress, Progress

if TYPE_CHECKING:
    from rich.progress import Progress as ProgressDisplay
    from rich.progress import TaskID

_STEPS = {
    "prepare": "Reading and annotating",
    "merge": "Joining",
    "validate": "Validating",
    "write": "Writing",
    "check": "Checking the release",
    "upload": "Uploading",
    "prove": "Proving what is there",
    "read": "Reading back",
}
_UNITS = {
    "prepare": "bytes",
    "merge": "tasks",
    "validate": "articles",
    "write": "articles",
    "check": "files",
    "upload": "bytes",
    "prove": "bytes",
    "read": "tables",
}
LOADING = "Loading models"
"""Shown before the first articles are prepared: until then workers start and load their models."""


@dataclass(slots=True)
class Step:
    """How far a step is."""

    name: str
    total: int
    """Units: bytes, articles, files or tables."""
    done: int = 0
    articles: int = 0
    """Articles of the bytes that are done, where these are counted."""
    _first: tuple[float, int] | None = None
    """When the first units were done, and how many: the time before that is loading."""

    def advance(self, units: int) -> None:
        """Count units that are done."""
        self.done += units
        self._first = self._first or (time.monotonic(), self.done)

    @property
    def title(self) -> str:
        """What is done now."""
        return LOADING if self.name == "prepare" and not self.done else _STEPS[self.name]

    @property
    def state(self) -> str:
        """How much is done, in articles where these are counted; their total is estimated by the bytes."""
        if self.articles and 0 < self.done < self.total:
            estimate = 10 * round(self.articles * self.total / self.done / 10)
            return f"{self.articles:,} of about {max(estimate, self.articles):,} articles"
        if self.articles:
            return f"{self.articles:,} of {self.articles:,} articles"
        return f"{self.done:,} of {self.total:,} {_UNITS[self.name]}"

    def seconds_left(self) -> float | None:
        """Return the time that the rest takes at the pace since the first units; null before more are done."""
        if self._first is None or self.done == self._first[1]:
            return None
        begun, before = self._first
        return (time.monotonic() - begun) * (self.total - self.done) / (self.done - before)


class Bars:
    """Draws progress bars with counts and time left."""

    def __init__(self, progress: "ProgressDisplay") -> None:
        """Draw into a running rich Progress."""
        self._progress = progress
        self._task: TaskID | None = None
        self._step = Step("prepare", 0)

    def begin(self, step: str, total: int) -> None:
        """Begin a new bar."""
        self._step = Step(step, total)
        self._task = self._progress.add_task(self._step.title, total=total, state=self._step.state)

    def advance(self, units: int) -> None:
        """Move the bar."""
        self._step.advance(units)
        self._draw()

    def count(self, articles: int) -> None:
        """Count articles of what is done."""
        self._step.articles += articles
        self._draw()

    def _draw(self) -> None:
        assert self._task is not None
        step = self._step
        self._progress.update(self._task, completed=step.done, description=step.title, state=step.state)


class Lines:
    """Progress for logs: a plain line when a step begins, and every few seconds while it runs."""

    def __init__(self, seconds: float = 5.0) -> None:
        """Print at most one line in so many seconds."""
        self._seconds = seconds
        self._step, self._printed = Step("prepare", 0), 0.0

    def begin(self, step: str, total: int) -> None:
        """Say what begins."""
        self._step, self._printed = Step(step, total), time.monotonic()
        if step == "prepare":
            print(LOADING, file=sys.stderr)
        print(f"{_STEPS[step]}: {counted(total, _UNITS[step])}", file=sys.stderr)

    def advance(self, units: int) -> None:
        """Say how far it is, now and then."""
        self._step.advance(units)
        if time.monotonic() - self._printed >= self._seconds:
            self._printed = time.monotonic()
            left = self._step.seconds_left()
            rest = f", {_duration(left)} left" if left else ""
            print(f"{_STEPS[self._step.name]}: {self._step.state}{rest}", file=sys.stderr)

    def count(self, articles: int) -> None:
        """Count articles of what is done."""
        self._step.articles += articles


def _duration(seconds: float) -> str:
    """Return a time as people read it.

    >>> _duration(7), _duration(150), _duration(8000)
    ('7 s', '2 min 30 s', '2 h 13 min')
    """
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


@contextmanager
def progress_bars(*, quiet: bool) -> Iterator[Progress]:
    """Give the progress that fits where standard error goes: bars on a terminal, lines elsewhere, or nothing."""
    if quiet:
        yield NullProgress()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as ProgressDisplay

        columns = (
            TextColumn("{task.description:<22}"),
            BarColumn(),
            TextColumn("{task.fields[state]}"),
            TimeRemainingColumn(),
        )
        with ProgressDisplay(*columns, console=Console(stderr=True)) as progress:
            yield Bars(progress)
