"""Routes that change a repository or its history: commits, tags, branches, and what is deleted for good."""

import base64
import binascii
import json
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hub_emulator.hub_store import Hub, hub_of, is_large, must_have_token
from hub_emulator.quoted_paths import route
from hub_emulator.repository import Entry, Repository, StaleParentError
from hub_emulator.responses import Refusal


async def _preupload(request: Request) -> Response:
    repository, oid = hub_of(request).repository_at(request)
    tree = repository.commit(oid).tree
    files = []
    for file in json.loads(await request.body())["files"]:
        entry = tree.get(file["path"])
        large = is_large(file["path"], file["size"], base64.b64decode(file["sample"]))
        known = None if entry is None else entry.sha256 if entry.lfs else entry.oid
        mode = "lfs" if large else "regular"
        files.append({"path": file["path"], "uploadMode": mode, "shouldIgnore": False, "oid": known})
    return JSONResponse({"files": files})


async def _commit(request: Request) -> Response:
    must_have_token(request)
    repository, head = hub_of(request).repository_at(request)
    revision = request.path_params["revision"]
    lines = [json.loads(line) for line in (await request.body()).splitlines() if line]
    header = lines[0]["value"]
    changes = dict(_change(hub_of(request), line["key"], line["value"]) for line in lines[1:])
    answer: dict[str, object] = {}
    if request.query_params.get("create_pr"):
        if header.get("parentCommit") not in (None, head):
            raise Refusal(412, _STALE)
        pull = repository.open_pull(header["summary"], header["description"], "open")
        revision = pull.ref
        answer["pullRequestUrl"] = f"{_page(request)}/discussions/{pull.number}"
    try:
        oid = repository.advance(
            revision, header["summary"], header["description"], changes, header.get("parentCommit")
        )
    except StaleParentError as error:
        raise Refusal(412, _STALE) from error
    except KeyError as error:
        raise Refusal(404, f"Invalid rev id: {revision}", "RevisionNotFound") from error
    return JSONResponse({"success": True, "commitOid": oid, "commitUrl": f"{_page(request)}/commit/{oid}", **answer})


def _change(hub: Hub, key: str, value: dict[str, str]) -> tuple[str, Entry | None]:
    path = value["path"]
    if key == "file":
        try:
            return path, hub.add_regular(base64.b64decode(value["content"], validate=True))
        except binascii.Error as error:
            raise Refusal(400, f"the content of {path} is not base64") from error
    if key == "lfsFile":
        try:
            return path, hub.large(value["oid"])
        except KeyError as error:
            raise Refusal(400, f"the content of {path} was not uploaded") from error
    if key == "deletedFile":
        return path, None
    if key == "deletedFolder":
        return f"{path.rstrip('/')}/", None
    raise Refusal(400, f"unknown operation {key}")


async def _tag(request: Request) -> Response:
    must_have_token(request)
    repository, oid = hub_of(request).repository_at(request)
    name = json.loads(await request.body())["tag"]
    if name in repository.state.tags:
        raise Refusal(409, f"Tag {name} exists already")
    repository.save(replace(repository.state, tags={**repository.state.tags, name: oid}))
    return JSONResponse({})


async def _delete_tag(request: Request) -> Response:
    must_have_token(request)
    repository = hub_of(request).repository(request)
    kept = {name: oid for name, oid in repository.state.tags.items() if name != request.path_params["revision"]}
    repository.save(replace(repository.state, tags=kept))
    return JSONResponse({})


async def _branch(request: Request) -> Response:
    must_have_token(request)
    repository = hub_of(request).repository(request)
    name = request.path_params["branch"]
    if name in repository.state.branches:
        raise Refusal(409, f"Reference refs/heads/{name} exists already")
    payload = json.loads(await request.body() or b"{}")
    request.path_params["revision"] = payload.get("startingPoint") or "main"
    _, oid = hub_of(request).repository_at(request)
    repository.save(replace(repository.state, branches={**repository.state.branches, name: oid}))
    return JSONResponse({})


async def _delete_branch(request: Request) -> Response:
    must_have_token(request)
    repository = hub_of(request).repository(request)
    if request.path_params["branch"] == "main":
        raise Refusal(403, "main cannot be deleted")
    kept = {name: oid for name, oid in repository.state.branches.items() if name != request.path_params["branch"]}
    repository.save(replace(repository.state, branches=kept))
    return JSONResponse({})


async def _squash(request: Request) -> Response:
    must_have_token(request)
    repository, _ = hub_of(request).repository_at(request)
    payload = json.loads(await request.body() or b"{}")
    repository.squash(request.path_params["revision"], payload.get("message", "Super-squash"))
    return JSONResponse({})


async def _large_files(request: Request) -> Response:
    must_have_token(request)
    return JSONResponse(_large_files_of(hub_of(request).repository(request)))


async def _purge(request: Request) -> Response:
    must_have_token(request)
    repository = hub_of(request).repository(request)
    payload = json.loads(await request.body())["deletions"]
    if payload.get("rewriteHistory", True):
        repository.expel(payload["sha"])
    for sha256 in payload["sha"]:
        hub_of(request).content.remove(sha256)
    return JSONResponse({})


_REPOSITORY = "/api/datasets/{organization}/{name}"
ROUTES = [
    route(f"{_REPOSITORY}/preupload/{{revision:quoted}}", _preupload, methods=["POST"]),
    route(f"{_REPOSITORY}/commit/{{revision:quoted}}", _commit, methods=["POST"]),
    route(f"{_REPOSITORY}/tag/{{revision:quoted}}", _tag, methods=["POST"]),
    route(f"{_REPOSITORY}/tag/{{revision:quoted}}", _delete_tag, methods=["DELETE"]),
    route(f"{_REPOSITORY}/branch/{{branch:quoted}}", _branch, methods=["POST"]),
    route(f"{_REPOSITORY}/branch/{{branch:quoted}}", _delete_branch, methods=["DELETE"]),
    route(f"{_REPOSITORY}/super-squash/{{revision:quoted}}", _squash, methods=["POST"]),
    route(f"{_REPOSITORY}/lfs-files", _large_files),
    route(f"{_REPOSITORY}/lfs-files/batch", _purge, methods=["POST"]),
]


_STALE = "A commit has happened since. Please refresh and try again."


def _page(request: Request) -> str:
    return f"{request.base_url}datasets/{request.path_params['organization']}/{request.path_params['name']}"


def _large_files_of(repository: Repository) -> list[dict[str, object]]:
    """Return every large file of the history once, by digest."""
    files: dict[str, dict[str, object]] = {}
    state = repository.state
    for oid in sorted({*state.branches.values(), *state.tags.values()}):
        for _, commit in repository.history(oid):
            for path, entry in commit.tree.items():
                if entry.lfs:
                    files[entry.sha256] = {
                        "fileOid": entry.sha256,
                        "oid": entry.sha256,
                        "filename": path,
                        "size": entry.size,
                        "pushedAt": commit.date,
                        "ref": "main",
                    }
    return [files[sha256] for sha256 in sorted(files)]
