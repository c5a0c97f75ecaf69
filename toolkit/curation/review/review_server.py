"""The server of a review: one page and its data for one reviewer, on this machine only.

`http.server` suffices: one person, five addresses, no files, nothing streamed; a library would add a dependency and
would still leave the checks below to be written. A request is answered if its Host is the address that was opened
(which defeats names that are pointed at this machine), the secret token begins its path, and, where something is
changed, its Origin is the page itself and its content is JSON.
"""

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from toolkit.curation.review.review_page import draw_review_page, page_policy
from toolkit.curation.review.review_session import Session
from toolkit.errors import ConfigError, ToolkitError

HOST = "127.0.0.1"
_LONGEST = 1_000_000
"""Bytes of a request that are read."""
_SECONDS = 30
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves one session; requests are answered one after the other."""

    daemon_threads = True

    def __init__(self, session: Session, port: int = 0) -> None:
        """Listen on loopback, on any free port if none is given.

        Raises:
            ConfigError: the port is taken.
        """
        self.session: Session = session
        self.token: str = secrets.token_urlsafe(32)
        self.busy: Lock = Lock()
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise ConfigError(
                f"Port {port} cannot be opened ({error.strerror}); choose another with --port."
            ) from error
        self.origin: str = f"http://{HOST}:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """Address of the page, with the token."""
        return f"{self.origin}/{self.token}/"


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version, sys_version, timeout = "toolkit", "", _SECONDS

    def do_GET(self) -> None:
        session, (path, rest) = self.server.session, self._path()
        if path is None:
            return
        if (path, rest) == ("", ""):
            self._send(HTTPStatus.OK, "text/html", draw_review_page(session.release.name).encode())
        elif (path, rest) == ("queue", ""):
            self._answer(session.listed)
        elif path == "article":
            self._answer(lambda: session.article(rest))
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        session, (path, rest) = self.server.session, self._path()
        if path is None:
            return
        if self.headers.get("Origin") != self.server.origin:
            self._refuse(HTTPStatus.FORBIDDEN)
        elif self.headers.get_content_type() != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        elif (content := self._content()) is None:
            self._refuse(HTTPStatus.BAD_REQUEST)
        elif path == "act":
            self._answer(lambda: session.act(rest, content))
        elif (path, rest) == ("undo", ""):
            self._answer(lambda: session.undo() or {})
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Print nothing: the token is in every address."""

    def _path(self) -> tuple[str | None, str]:
        """Return what is behind the token, and what behind the next slash; null if the request was refused."""
        token, _, rest = urlsplit(self.path).path.removeprefix("/").partition("/")
        same_host = f"http://{self.headers.get('Host', '')}" == self.server.origin
        if not same_host or not secrets.compare_digest(token.encode(), self.server.token.encode()):
            self._refuse(HTTPStatus.FORBIDDEN)
            return None, ""
        name, _, rest = rest.partition("/")
        return name, rest

    def _content(self) -> Any:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _LONGEST:
            self.close_connection = True
            return None
        try:
            return json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            return None

    def _answer(self, ask: Callable[[], dict[str, Any] | None]) -> None:
        """Send what the session answers; what it refuses is a sentence that the page shows."""
        try:
            with self.server.busy:
                answer = ask()
        except ToolkitError as error:
            self._send_json(HTTPStatus.CONFLICT, {"refused": str(error)})
            return
        if answer is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._send_json(HTTPStatus.OK, answer)

    def _send_json(self, status: HTTPStatus, value: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(value, default=str).encode())

    def _refuse(self, status: HTTPStatus) -> None:
        self._send(status, "text/plain", status.phrase.encode())

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        headers = {**_HEADERS, "Content-Security-Policy": page_policy(), "Content-Type": f"{kind}; charset=utf-8"}
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serving(session: Session, port: int = 0) -> Iterator[ReviewServer]:
    """Serve a session in a thread of its own, until the block ends."""
    from threading import Thread

    server = ReviewServer(session, port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
