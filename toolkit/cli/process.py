"""The command as a process: signals, closed pipes, and limits of the system that end it in one sentence."""

import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from toolkit.errors import ConfigError, printable

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)

LEAST_FILES = 64
"""Open files that a build of several processes needs."""
LEAST_MEMORY = 3 * 1024**3
"""Bytes of address space that the libraries reserve; with less, some of them abort the process."""


class StoppedError(BaseException):
    """The process was asked to end; no Exception, so that no handler of errors swallows it."""

    def __init__(self, number: int) -> None:
        """Take the number of the signal."""
        super().__init__(number)
        self.exit_code: int = 128 + number
        """What a shell reports for a process that a signal ended."""


@contextmanager
def stop_signals() -> Iterator[None]:
    """Let SIGTERM end the process as Ctrl-C does: temporary files are removed, workers ended; a second one kills."""
    if threading.current_thread() is not threading.main_thread():  # only there can signals be handled
        yield
        return
    before = {number: signal.signal(number, _stop) for number in _STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def check_limits() -> None:
    """Check the limits of the system before any work; too few open files are raised as far as is allowed.

    Raises:
        ConfigError: a library would end the process in the midst of its work.
    """
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < LEAST_FILES:
        soft = LEAST_FILES if hard < 0 else min(hard, LEAST_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        if soft < LEAST_FILES:
            raise ConfigError(f"The system allows {soft} open files; raise the limit: ulimit -n {LEAST_FILES}.")
    memory = resource.getrlimit(resource.RLIMIT_AS)[0]
    if 0 <= memory < LEAST_MEMORY:
        raise ConfigError(
            f"The system allows a process {memory // 1_000_000:,} MB of address space; raise the limit: "
            f"ulimit -v {LEAST_MEMORY // 1024}."
        )


def _stop(number: int, _frame: FrameType | None) -> None:
    for stop_signal in _STOP_SIGNALS:
        signal.signal(stop_signal, signal.SIG_DFL)
    raise StoppedError(number)


@contextmanager
def robust_streams() -> Iterator[None]:
    """Let standard output and error accept any character, and discard what a closed pipe does not take.

    A reader that ends early, as in `toolkit ... | head`, changes neither the work nor the exit code.
    """
    before = {name: getattr(sys, name) for name in ("stdout", "stderr")}
    for name, stream in before.items():
        if isinstance(stream, io.TextIOWrapper):
            setattr(sys, name, _robust(stream))
    try:
        yield
    finally:
        for name, stream in before.items():
            if not getattr(sys, name).closed:
                getattr(sys, name).flush()
            setattr(sys, name, stream)


def _robust(stream: io.TextIOWrapper) -> TextIO:
    """Return a stream to the same file that never raises for a character or a closed pipe."""
    try:
        stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter is no reason to stop
        stream.flush()
        raw = _PipeWriter(stream.fileno(), "wb", closefd=False)
    except (OSError, ValueError):  # no file of the system, or closed
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


class _PipeWriter(io.FileIO):
    """A file descriptor; once its reader is gone, what is written to it is discarded."""

    def write(self, data: object, /) -> int:
        """Write bytes; return how many were taken."""
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:
            discarded = os.open(os.devnull, os.O_WRONLY)
            os.dup2(discarded, self.fileno())
            os.close(discarded)
            return len(memoryview(data))  # type: ignore[arg-type]


def describe_shortage(error: BaseException) -> str | None:
    """Return the sentence about a limit of the system that an exception reports; None if it reports something else."""
    message = printable(" ".join(str(error).split()))
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        return "The system allows too few open files; raise the limit with `ulimit -n 1024`, and run again."
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full ({message}); make room, and run again."
    memory = isinstance(error, MemoryError) or getattr(error, "errno", None) in (errno.ENOMEM, errno.EAGAIN)
    if memory or "failed to map segment" in message or "Cannot allocate memory" in message:
        return "The system allows too little memory; raise the limit (`ulimit -v`), or use fewer --workers."
    if isinstance(error, RuntimeError) and "can't start new thread" in message:
        return "The system allows too few threads or too little memory; raise the limits, or use fewer --workers."
    return None
