"""Faults that are put into the way of requests, and the log of the requests that came."""

import asyncio
import fnmatch
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from toolkit.errors import ConfigError

_FORM = re.compile(
    r"(?P<pattern>.+)=(?P<action>drop|lose|hold|[45]\d\d|delay:\d+(?:\.\d+)?)(?:@(?P<first>\d+))?(?:x(?P<times>\d+))?"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to requests that match a pattern."""

    pattern: str
    """`METHOD path`, or a path alone, with the wild cards of a shell."""
    action: str
    """An HTTP status; `drop` cuts the connection, `lose` does so after the work is done; `delay:SECONDS`; `hold`."""
    first: int = 1
    """The first matching request that it happens to, from 1."""
    times: int | None = None
    """How many requests it happens to; null for all from there on."""

    def matches(self, request: str) -> bool:
        """Whether a request, `METHOD path`, is meant."""
        return fnmatch.fnmatchcase(request, self.pattern) or fnmatch.fnmatchcase(request, f"* {self.pattern}")


def parse(text: str) -> Fault:
    """Read a fault as it is written on the command line: `PATTERN=ACTION[@FIRST][xTIMES]`.

    >>> parse("POST */commit/*=500x2")
    Fault(pattern='POST */commit/*', action='500', first=1, times=2)

    Raises:
        ConfigError: it is not written so.
    """
    matched = _FORM.fullmatch(text)
    if matched is None:
        raise ConfigError(
            f"{text!r} is no fault; write PATTERN=ACTION, such as 'POST */commit/*=500x2', with a status from 400, "
            "drop, lose, hold or delay:SECONDS."
        )
    times = matched["times"]
    return Fault(matched["pattern"], matched["action"], int(matched["first"] or 1), int(times) if times else None)


@dataclass(slots=True)
class Seen:
    """A request that came."""

    request: str
    """`METHOD path`, with the query if there is one."""
    status: int | None = None
    """What was answered; null if nothing was."""


@dataclass(slots=True)
class Faults:
    """The faults in force and the log; both may be changed while the server runs."""

    active: list[Fault] = field(default_factory=list)
    log: list[Seen] = field(default_factory=list)
    tell: Callable[[Seen], None] | None = None
    """Called with every request when it is answered."""
    _matched: dict[Fault, int] = field(default_factory=dict)

    def inject(self, faults: Sequence[Fault] = ()) -> None:
        """Replace all faults by these, and clear the log."""
        self.active, self.log, self._matched = list(faults), [], {}

    def action(self, request: str) -> str | None:
        """Return what happens to a request, and count it."""
        chosen = None
        for fault in self.active:
            if fault.matches(request):
                number = self._matched[fault] = self._matched.get(fault, 0) + 1
                if number >= fault.first and (fault.times is None or number < fault.first + fault.times):
                    chosen = chosen or fault.action
        return chosen


class FaultyApplication:
    """An ASGI middleware that injects the faults."""

    def __init__(self, application: ASGIApp, faults: Faults) -> None:
        """Pass to the application what no fault stops."""
        self._application, self._faults = application, faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        request = f"{scope['method']} {scope['raw_path'].decode('ascii').partition('?')[0]}"
        action = self._faults.action(request)
        query = scope["query_string"].decode("ascii")
        seen = Seen(f"{request}?{query}" if query else request)
        self._faults.log.append(seen)
        try:
            await self._act(action, seen, scope, receive, send)
        finally:
            if self._faults.tell is not None:
                self._faults.tell(seen)

    async def _act(self, action: str | None, seen: Seen, scope: Scope, receive: Receive, send: Send) -> None:
        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status = message["status"]
            await send(message)

        if action == "hold":
            while (await receive())["type"] != "http.disconnect":
                pass
        elif action == "drop":
            scope["state"]["transport"].abort()
        elif action == "lose":
            await self._application(scope, receive, _discard)
            scope["state"]["transport"].abort()
        elif action is not None and action.isdigit():
            await _drain(receive)
            headers = {"Retry-After": "0"} if action == "429" else {}
            await JSONResponse({"error": "a fault of the rehearsal"}, int(action), headers)(scope, receive, noted)
        else:
            if action is not None:
                await asyncio.sleep(float(action.removeprefix("delay:")))
            await self._application(scope, receive, noted)


async def _discard(_: Message) -> None:
    """Send nothing."""


async def _drain(receive: Receive) -> None:
    """Take the whole request in before it is refused, as a proxy does."""
    while (message := await receive())["type"] == "http.request" and message.get("more_body"):
        pass
