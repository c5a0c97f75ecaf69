"""Pieces of an address that may hold a quoted slash, such as `refs%2Fpr%2F1`, stay one piece when routes are chosen."""

from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote, unquote

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send


class _Quoted(Convertor[str]):
    """One piece of a path, `{name:quoted}`."""

    regex = "[^/]+"

    def convert(self, value: str) -> str:
        """Return the piece as it is meant."""
        return unquote(value)

    def to_string(self, value: str) -> str:
        """Return the piece as it is quoted in an address."""
        return quote(value, safe="")


class _QuotedPath(_Quoted):
    """All that is left of a path, `{name:quoted_path}`."""

    regex = ".+"


register_url_convertor("quoted", _Quoted())
register_url_convertor("quoted_path", _QuotedPath())


def route(path: str, answer: Callable[[Request], Awaitable[Response]], methods: Sequence[str] = ("GET",)) -> Route:
    """Return a route whose path may hold the pieces `quoted` and `quoted_path`."""
    return Route(path, answer, methods=list(methods))


class QuotedPaths:
    """An ASGI application that chooses routes by the path as it was sent."""

    def __init__(self, application: ASGIApp) -> None:
        """Pass everything to the application."""
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            scope = {**scope, "path": scope["raw_path"].decode("ascii").partition("?")[0]}
        await self._application(scope, receive, send)
