"""Runs a generator in an isolated process, which may crash or hang without harm to this one."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, Self, TypeVar

from toolkit.pipeline.workers.process_pool import WorkerLostError, follow_parent, fresh_processes, surroundings

Argument = TypeVar("Argument")
Result = TypeVar("Result")


class IsolatedProcess(Generic[Argument, Result]):
    """A process that runs a generator again and again, each time for another argument.

    It is started when it is first needed, and again after it died. What it yields is pickled and waits in a pipe, so
    it runs no further ahead than by what fits there.
    """

    def __init__(self, function: Callable[[Argument], Iterator[Result]], preload: str = "") -> None:
        """Take the generator and, as a pool does, the module to preload."""
        self._function, self._preload = function, preload
        self._process: Any = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._end()

    def run(self, argument: Argument, seconds: float) -> Generator[Result, None, None]:
        """Yield what the generator yields for an argument.

        Args:
            argument: What it is called with.
            seconds: How long to wait for each result; 0 is without limit.

        Raises:
            WorkerLostError: the process died.
            TimeoutError: a result took too long, and the process was ended.
        """
        complete = False
        try:
            connection = self._connection or self._start()
            connection.send(argument)
            while True:
                if not connection.poll(seconds or None):
                    raise TimeoutError
                more, result = connection.recv()
                if isinstance(result, BaseException):
                    raise result
                if not more:
                    complete = True
                    return
                yield result
        except (EOFError, ConnectionError) as error:
            raise WorkerLostError from error
        finally:
            if not complete:
                self._end()  # what is left in the pipe would be taken for an answer to the next argument

    def _start(self) -> Connection:
        context: Any = fresh_processes(self._preload)
        self._connection, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(self._function, other, surroundings()), daemon=True)
        self._process.start()
        other.close()
        self._connection.recv()  # it is ready: its start is not counted
        return self._connection

    def _end(self) -> None:
        if self._connection is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
            self._connection = None


def _serve(
    function: Callable[[Argument], Iterator[Result]], connection: Connection, environment: Mapping[str, str]
) -> None:
    follow_parent(environment)
    with suppress(EOFError, ConnectionError):  # the parent is gone
        connection.send(None)
        while True:
            argument = connection.recv()
            try:
                for result in function(argument):
                    connection.send((True, result))
                connection.send((False, None))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the results are wanted
                connection.send((False, error))
