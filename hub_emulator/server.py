"""Serves the emulated Hub on loopback, in a thread, with fault injection."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from hub_emulator import commits, download, pull_requests, repositories, upload
from hub_emulator.fault_injection import Faults, FaultyApplication
from hub_emulator.hub_store import Hub
from hub_emulator.quoted_paths import QuotedPaths
from hub_emulator.responses import Refusal, refused
from toolkit.errors import ConfigError

_HOST = "127.0.0.1"
_PART_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Running:
    """A running emulator."""

    address: str
    """What HF_ENDPOINT is to be."""
    faults: Faults
    """Its faults and its log, to be read and changed."""
    thread: threading.Thread

    def wait(self) -> None:
        """Wait until it ends, or Ctrl-C."""
        with contextlib.suppress(KeyboardInterrupt):
            self.thread.join()


@contextmanager
def serving(
    folder: Path, *, port: int = 0, faults: Faults | None = None, part_bytes: int = _PART_BYTES
) -> Iterator[Running]:
    """Serve the Hub of a folder in a thread for as long as the context lasts.

    Args:
        folder: Where repositories and contents are kept; made if need be.
        port: The port on loopback; 0 takes a free one.
        faults: Faults to begin with.
        part_bytes: LFS files larger than this are uploaded in parts.

    Raises:
        ConfigError: the port is taken, or is no port.
    """
    known = faults or Faults()
    with _bound(port) as listener:
        application = FaultyApplication(QuotedPaths(_application(Hub(folder), part_bytes)), known)
        config = uvicorn.Config(application, http=_Cuttable, log_level="critical", access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=asyncio.run, args=(server.serve(sockets=[listener]),), daemon=True)
        thread.start()
        try:
            yield Running(f"http://{_HOST}:{listener.getsockname()[1]}", known, thread)
        finally:
            server.should_exit = server.force_exit = True  # a client that still keeps a connection is not waited for
            thread.join()


def _bound(port: int) -> socket.socket:
    """Return a socket that listens already, so that no client comes too early."""
    if not 0 <= port <= 65535:
        raise ConfigError(f"--port {port} is out of range; a port is a number from 1 to 65535, 0 takes a free one.")
    # Named as TCP, since asyncio sends answers at once on such sockets only.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HOST, port))
    except OSError as error:
        listener.close()
        raise ConfigError(f"Port {port} cannot be used ({error.strerror}); name another with --port.") from error
    listener.listen(128)
    return listener


def _application(hub: Hub, part_bytes: int) -> Starlette:
    application = Starlette(
        routes=[*repositories.ROUTES, *commits.ROUTES, *pull_requests.ROUTES, *upload.ROUTES, *download.ROUTES],
        exception_handlers={Refusal: refused},
    )
    application.state.hub, application.state.part_bytes = hub, part_bytes
    return application


class _Cuttable(H11Protocol):
    """A connection that the application can cut: it finds the transport in the state of the request."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Hear that a client has connected."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}
