"""The forms in which the Hub answers: errors with their code, files with their ranges."""

import re
from collections.abc import Callable, Iterator, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse


class Refusal(Exception):  # noqa: N818 - an answer, not a fault of the server
    """A request that is answered with an error of the Hub."""

    def __init__(self, status: int, message: str, code: str | None = None) -> None:
        """Take the status, the message, and the error code that clients know."""
        super().__init__(message)
        self.status, self.message, self.code = status, message, code


async def refused(_: Request, error: Exception) -> Response:
    """Answer with an error."""
    assert isinstance(error, Refusal)
    headers = {"X-Error-Message": error.message}
    if error.code:
        headers["X-Error-Code"] = error.code
    return JSONResponse({"error": error.message}, error.status, headers)


def requested_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Return the bytes that a Range header asks for, end exclusive; null if it asks for all.

    >>> requested_range("bytes=2-", 10), requested_range("bytes=-3", 10), requested_range("bytes=0-99", 10)
    ((2, 10), (7, 10), (0, 10))

    Raises:
        Refusal: 416, there are no such bytes.
    """
    matched = re.fullmatch(r"bytes=(\d*)-(\d*)", header or "")
    if matched is None or matched[0] == "bytes=-":
        return None
    if matched[1]:
        start, end = int(matched[1]), min(int(matched[2]) + 1, size) if matched[2] else size
    else:
        start, end = max(size - int(matched[2]), 0), size
    if start >= end:
        raise Refusal(416, f"the file has {size} bytes")
    return start, end


def file_answer(
    request: Request, size: int, read: Callable[[int, int], Iterator[bytes]], headers: Mapping[str, str]
) -> Response:
    """Answer with a file, or with the range of it that is asked for; with headers only to HEAD."""
    byte_range = requested_range(request.headers.get("range"), size)
    start, end = byte_range or (0, size)
    answer_headers = {**headers, "Accept-Ranges": "bytes", "Content-Length": str(end - start)}
    if byte_range:
        answer_headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    status = 206 if byte_range else 200
    if request.method == "HEAD":
        return Response(status_code=status, headers=answer_headers, media_type="application/octet-stream")
    return StreamingResponse(read(start, end), status, answer_headers, "application/octet-stream")
