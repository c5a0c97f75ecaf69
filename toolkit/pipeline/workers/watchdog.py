"""Watchdog over the steps of a task: a time limit for each, and a record of the step in which a process died.

Each step is written into a file of the task before it begins. Whoever tries the task again after its process died
reads there which step to leave out. Time is limited twice: an alarm interrupts the step, and where that is not
possible (in the middle of foreign code, or beside the main thread) the process is ended.
"""

import faulthandler
import multiprocessing
import signal
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Self

DEATHS = 2
"""A step in which the process died so often is to blame; once can be chance."""
GRACE = 5.0
"""Seconds after the limit in which a step can still be interrupted, before its process is ended."""
_BEGIN, _TIMEOUT = "begin", "timeout"
_TURN = threading.Lock()
"""A process has one alarm and one life: it works on one task at a time, however many threads a cluster's worker has."""


class TimeLimitError(BaseException):
    """A step exceeded its time limit; no Exception, so that code that catches all of them does not swallow it."""


class Watchdog:
    """Watches over the steps of one attempt at a task."""

    def __init__(self, path: Path, seconds: float) -> None:
        """Read the record of earlier attempts at the task.

        Args:
            path: File of the task, which all attempts share. Where its folder is not there, since the build is at work
                on another machine, a temporary file is used, which only attempts on this machine share.
            seconds: How long a step may take; 0 is without limit.
        """
        self._away = not path.parent.is_dir()
        temporary = Path(tempfile.gettempdir(), f"{path.parent.name}-{path.name}")
        self._path, self._seconds = temporary if self._away else path, seconds
        self._trace = self._path.with_name(f"{self._path.name}.trace")
        """Gets a trace when the process is ended for its time."""
        self._deaths, self._timeouts = self._history()
        has_timer = hasattr(signal, "setitimer")  # Windows has none; there the process is ended at its time
        self._interrupts = seconds > 0 and has_timer and threading.current_thread() is threading.main_thread()
        self._ends = seconds > 0 and multiprocessing.parent_process() is not None
        self._limit = seconds + (GRACE if self._interrupts else 0)

    def __enter__(self) -> Self:
        """Begin the attempt; wait while another task of this process is watched."""
        with ExitStack() as begun:  # what was begun ends also where a full disk forbids the rest
            _TURN.acquire()
            begun.callback(_TURN.release)
            self._file = begun.enter_context(self._path.open("a", encoding="utf-8"))
            self._write(_BEGIN)
            if self._ends:
                self._traced = begun.enter_context(self._trace.open("w", encoding="utf-8"))
            if self._interrupts:
                self._handler = signal.signal(signal.SIGALRM, self._interrupt)
            self._begun = begun.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """End the attempt."""
        if self._interrupts:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._handler)
        if self._away:  # nobody else removes them there
            self._path.unlink(missing_ok=True)
            self._trace.unlink(missing_ok=True)
        self._begun.close()

    def blame(self, step: str) -> str | None:
        """Return the reason why a step must not be retried, as a sentence; None if it may be."""
        if step in self._timeouts:
            return self.too_long
        if self._deaths[step] >= DEATHS:
            return "The process that worked on it ended without an answer each time."
        return None

    @property
    def too_long(self) -> str:
        """The sentence about a step that exceeded its time limit."""
        return f"It took longer than the {self._seconds:g} seconds that a document may take."

    def is_timeout(self, step: str) -> bool:
        """Return True if a step exceeded its time limit in an earlier attempt."""
        return step in self._timeouts

    @contextmanager
    def over(self, step: str) -> Iterator[None]:
        """Limit the time of a step, and record that it runs.

        Raises:
            TimeLimitError: it took too long.
        """
        self._write(step)
        if self._ends:  # by a thread that needs no permission of the interpreter
            faulthandler.dump_traceback_later(self._limit, exit=True, file=self._traced)
        if self._interrupts:
            signal.setitimer(signal.ITIMER_REAL, self._seconds, 1)  # again and again, in case it is swallowed
        try:
            yield
        finally:
            if self._interrupts:
                signal.setitimer(signal.ITIMER_REAL, 0)
            if self._ends:
                faulthandler.cancel_dump_traceback_later()

    def _history(self) -> tuple[Counter[str], set[str]]:
        """The steps in which earlier attempts died, and those that ran out of time."""
        deaths: Counter[str] = Counter()
        timeouts = set()
        lines = self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []
        if lines and self._trace.exists() and self._trace.stat().st_size:
            lines.append(f"{_TIMEOUT} {lines[-1]}")
            self._path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            self._trace.unlink()
        for line, following in zip(lines, [*lines[1:], _BEGIN], strict=False):
            if line.startswith(f"{_TIMEOUT} "):
                timeouts.add(line.removeprefix(f"{_TIMEOUT} "))
            elif following == _BEGIN and line != _BEGIN:
                deaths[line] += 1
        return deaths, timeouts

    def _write(self, line: str) -> None:
        self._file.write(f"{line}\n")
        self._file.flush()  # what the system has survives the process

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        raise TimeLimitError(self.too_long)
