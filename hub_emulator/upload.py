"""Routes through which content comes in: LFS (whole or in parts) and Xet (xorbs and shards)."""

import json
import math
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hub_emulator.hub_store import Hub, hub_of, must_have_token
from hub_emulator.quoted_paths import route
from hub_emulator.responses import Refusal

_NEVER = 4_102_444_800
"""The year 2100: tokens of the emulator do not expire."""


async def _batch(request: Request) -> Response:
    hub_of(request).repository(request)
    must_have_token(request)
    payload = json.loads(await request.body())
    return JSONResponse(
        {"transfer": "basic", "objects": [_upload(request, requested) for requested in payload["objects"]]}
    )


def _upload(request: Request, requested: dict[str, object]) -> dict[str, object]:
    oid, size = str(requested["oid"]), int(str(requested["size"]))
    if oid in hub_of(request).content:
        return {"oid": oid, "size": size}
    url = f"{request.base_url}lfs/{oid}"
    upload: dict[str, object] = {"href": url}
    part_bytes = request.app.state.part_bytes
    if size > part_bytes:
        parts = {f"{number + 1:05d}": f"{url}/{number + 1}" for number in range(math.ceil(size / part_bytes))}
        upload["header"] = {"chunk_size": str(part_bytes), **parts}
    return {"oid": oid, "size": size, "actions": {"upload": upload, "verify": {"href": f"{url}/verify"}}}


async def _put(request: Request) -> Response:
    oid = request.path_params["oid"]
    partial = hub_of(request).content.partial(f"{oid}.{request.path_params.get('part', 0)}")
    await _receive(request, partial)
    if "part" in request.path_params:
        return Response(headers={"ETag": f'"{partial.stat().st_size}"'})
    return _finished(hub_of(request), partial, oid)


async def _complete(request: Request) -> Response:
    oid = request.path_params["oid"]
    payload = json.loads(await request.body())
    assembled = hub_of(request).content.partial(f"{oid}.whole")
    with assembled.open("wb") as file:
        for part in payload["parts"]:
            partial = hub_of(request).content.partial(f"{oid}.{part['partNumber']}")
            if not partial.is_file():
                raise Refusal(400, f"part {part['partNumber']} was not uploaded")
            file.write(partial.read_bytes())
            partial.unlink()
    return _finished(hub_of(request), assembled, oid)


def _finished(hub: Hub, partial: Path, oid: str) -> Response:
    try:
        hub.content.add_file(partial, oid)
    except ValueError as error:
        partial.unlink()
        raise Refusal(400, str(error)) from error
    return Response()


async def _verify(request: Request) -> Response:
    payload = json.loads(await request.body())
    if payload["oid"] not in hub_of(request).content or hub_of(request).content.size(payload["oid"]) != payload["size"]:
        raise Refusal(404, "the object was not uploaded")
    return Response()


async def _token(request: Request) -> Response:
    hub_of(request).repository(request)
    if request.path_params["kind"] == "write":
        must_have_token(request)
    url = f"{request.base_url}xet"
    headers = {
        "X-Xet-Cas-Url": url,
        "X-Xet-Access-Token": "xet_rehearsal",
        "X-Xet-Token-Expiration": str(_NEVER),
    }
    return JSONResponse({"accessToken": "xet_rehearsal", "exp": _NEVER, "casUrl": url}, headers=headers)


async def _xorb(request: Request) -> Response:
    try:
        new = hub_of(request).content.add_xorb(request.path_params["hash"], await request.body())
    except ValueError as error:
        raise Refusal(400, str(error)) from error
    return JSONResponse({"was_inserted": new})


async def _shard(request: Request) -> Response:
    try:
        hub_of(request).content.add_shard(await request.body())
    except ValueError as error:
        raise Refusal(400, str(error)) from error
    return JSONResponse({"result": 1})


async def _telemetry(_: Request) -> Response:
    return Response()


_REPOSITORY = "/api/datasets/{organization}/{name}"
ROUTES = [
    route("/datasets/{organization}/{name}.git/info/lfs/objects/batch", _batch, methods=["POST"]),
    route("/lfs/{oid}", _put, methods=["PUT"]),
    route("/lfs/{oid}", _complete, methods=["POST"]),
    route("/lfs/{oid}/verify", _verify, methods=["POST"]),
    route("/lfs/{oid}/{part:int}", _put, methods=["PUT"]),
    route(f"{_REPOSITORY}/xet-{{kind}}-token/{{revision:quoted}}", _token),
    route("/xet/v1/xorbs/default/{hash}", _xorb, methods=["POST"]),
    route("/xet/v1/shards", _shard, methods=["POST"]),
    route("/xet/v1/telemetry", _telemetry, methods=["POST"]),
]


async def _receive(request: Request, path: Path) -> None:
    with path.open("wb") as file:
        async for data in request.stream():
            file.write(data)
