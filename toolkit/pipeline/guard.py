"""Runs a stage on one document and turns any exception into a rejection of that document."""

import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from toolkit.contract.records import Origin, Rejection
from toolkit.errors import LibraryError, ToolkitError
from toolkit.pipeline.workers.watchdog import TimeLimitError, Watchdog
from toolkit.release.environment import versions_of

Progress = AbstractContextManager[None]
Result = TypeVar("Result")
Row = dict[str, Any]

UNSETTLED = ("timeout", "unexpected_error")
"""Reasons that another attempt may do away with: they are tried again in the next build."""
CHANGING = (*UNSETTLED, "taken_down")
"""Reasons that do not lie in the document alone."""


def guarded(
    work: Callable[[], Result],
    stage: str,
    origin: Callable[[], Origin],
    progress: Callable[[], Progress],
) -> Result | Rejection:
    """Return what `work` returns; an exception, or a time limit that is exceeded, is a rejection of the document.

    Raises:
        ToolkitError: the set-up is wrong, for every document; a library that lacks what is used of it is a part of it.
    """
    try:
        with progress():
            return work()
    except ToolkitError:
        raise  # the set-up is wrong, for every document
    except TimeLimitError as error:
        reason, detail = "timeout", str(error)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not stop a corpus
        check_libraries(error)
        reason, detail = "unexpected_error", describe_exception(error)
    return Rejection.of(origin(), stage, reason, detail)


def check_libraries(error: Exception) -> None:
    """Check that an exception does not say that an installed library lacks a module, function or class.

    Raises:
        LibraryError: it does.
    """
    if isinstance(error, ImportError):
        module, missing = error.name or "", f"{error}"
    elif isinstance(error, AttributeError) and isinstance(error.obj, (ModuleType, type)):
        module = error.obj.__name__ if isinstance(error.obj, ModuleType) else error.obj.__module__
        missing = f"{error.name} is missing in {module}"
    else:
        return
    library = module.partition(".")[0]
    if library and library not in sys.stdlib_module_names and library != __package__.partition(".")[0]:
        versions = ", ".join(f"{name} {version}" for name, version in versions_of([library]).items() if name == library)
        raise LibraryError(
            f"{versions or library} lacks what this toolkit uses of it ({missing.rstrip('.')}); "
            "install the versions of requirements.lock."
        ) from error


def describe_exception(error: Exception) -> str:
    """Return type and message of an exception, and the files and lines that it passed through."""
    # File names without folders: the same fault must read the same on every machine.
    frames = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    message = str(error.strerror if isinstance(error, OSError) else error).encode("utf-8", "backslashreplace").decode()
    return f"{type(error).__name__}: {message} ({' > '.join(frames[-6:])})"


def blamed(watchdog: Watchdog, step: str, document: Origin, stage: str) -> Rejection | None:
    """Refuse a document in which earlier attempts crashed or exceeded the time limit."""
    why = watchdog.blame(step)
    if why is None:
        return None
    reason = "timeout" if watchdog.is_timeout(step) else "unexpected_error"
    return Rejection.of(document, stage, reason, why)


def unsettled(refused: Sequence[Row]) -> int:
    """Count the refusals that another attempt may undo."""
    return sum(row["reason"] in UNSETTLED for row in refused)
