"""Routes through which content goes out: files of a revision, and the chunks of which Xet files consist."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hub_emulator.content import Piece
from hub_emulator.hub_store import hub_of
from hub_emulator.quoted_paths import route
from hub_emulator.responses import Refusal, file_answer, requested_range


async def _resolve(request: Request) -> Response:
    repository, oid = hub_of(request).repository_at(request)
    path = request.path_params["path"]
    entry = repository.commit(oid).tree.get(path)
    if entry is None:
        raise Refusal(404, "Entry not found", "EntryNotFound")
    headers = {"X-Repo-Commit": oid, "ETag": f'"{entry.sha256 if entry.lfs else entry.oid}"'}
    if entry.lfs:
        headers |= {"X-Linked-Etag": f'"{entry.sha256}"', "X-Linked-Size": str(entry.size)}
        if recipe := hub_of(request).content.recipe(entry.sha256):
            name = "{organization}/{name}".format(**request.path_params)
            token_url = f"{request.base_url}api/datasets/{name}/xet-read-token/{oid}"
            headers |= {"X-Xet-Hash": recipe.file, "Link": f'<{token_url}>; rel="xet-auth"'}
    return file_answer(
        request, entry.size, lambda start, end: hub_of(request).content.read(entry.sha256, start, end), headers
    )


async def _reconstruction(request: Request) -> Response:
    recipe = hub_of(request).content.recipe_of(request.path_params["file"])
    if recipe is None:
        raise Refusal(404, "no such file")
    start, end = requested_range(request.headers.get("range"), recipe.size) or (0, recipe.size)
    skipped, pieces = hub_of(request).content.pieces(recipe, start, end)
    answer = {"offset_into_first_range": skipped, "terms": [_term(piece) for piece in pieces]}
    base = str(request.base_url)
    version = request.path_params["version"]
    return JSONResponse({**answer, **(_fetches(base, pieces) if version == 1 else _xorbs(base, pieces))})


async def _xorb(request: Request) -> Response:
    path = hub_of(request).content.xorb_file(request.path_params["hash"])
    if path is None:
        raise Refusal(404, "no such xorb")
    data = path.read_bytes()
    return file_answer(request, len(data), lambda start, end: iter([data[start:end]]), {})


ROUTES = [
    route("/datasets/{organization}/{name}/resolve/{revision:quoted}/{path:quoted_path}", _resolve),
    route("/xet/v{version:int}/reconstructions/{file}", _reconstruction),
    route("/xet/xorbs/{hash}", _xorb),
]


def _term(piece: Piece) -> dict[str, object]:
    return {"hash": piece.term.xorb, "unpacked_length": piece.term.length, "range": _chunks(piece)}


def _chunks(piece: Piece) -> dict[str, int]:
    return {"start": piece.term.start, "end": piece.term.end}


def _bytes(piece: Piece) -> dict[str, int]:
    return {"start": piece.first_byte, "end": piece.last_byte}


def _fetches(base: str, pieces: Sequence[Piece]) -> dict[str, object]:
    """Return where the chunks are, in the form of the first version of the protocol."""
    fetches: dict[str, list[object]] = {}
    for piece in pieces:
        fetch = {"range": _chunks(piece), "url": f"{base}xet/xorbs/{piece.term.xorb}", "url_range": _bytes(piece)}
        fetches.setdefault(piece.term.xorb, []).append(fetch)
    return {"fetch_info": fetches}


def _xorbs(base: str, pieces: Sequence[Piece]) -> dict[str, object]:
    """Return where the chunks are, in the form of the second version of the protocol."""
    xorbs: dict[str, list[object]] = {}
    for piece in pieces:
        ranges = [{"chunks": _chunks(piece), "bytes": _bytes(piece)}]
        xorbs.setdefault(piece.term.xorb, []).append({"url": f"{base}xet/xorbs/{piece.term.xorb}", "ranges": ranges})
    return {"xorbs": xorbs}
