"""Routes that create repositories and list their content."""

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hub_emulator.hub_store import USER, Hub, folders, hub_of, must_have_token, pointer
from hub_emulator.quoted_paths import route
from hub_emulator.repository import Commit, Entry
from hub_emulator.responses import Refusal

_PAGE = 1000


async def _whoami(request: Request) -> Response:
    must_have_token(request)
    token = {"displayName": "rehearsal", "role": "write"}
    return JSONResponse(
        {"type": "user", "name": USER, "orgs": [], "auth": {"type": "access_token", "accessToken": token}}
    )


async def _validate_yaml(request: Request) -> Response:
    payload = json.loads(await request.body())
    try:
        front = _front_matter(payload["content"])
    except ValueError as error:
        result = {"errors": [{"message": str(error)}], "warnings": []}
        return JSONResponse({"error": "Invalid metadata in README.md.", **result}, 400)
    warnings = [] if front else [{"message": "empty or missing yaml metadata in repo card"}]
    return JSONResponse({"errors": [], "warnings": warnings})


async def _create(request: Request) -> Response:
    must_have_token(request)
    payload = json.loads(await request.body())
    if payload.get("type") != "dataset":
        raise Refusal(400, "a rehearsal knows datasets only")
    organization, name = payload.get("organization") or USER, payload["name"]
    page = f"{request.base_url}datasets/{organization}/{name}"
    try:
        hub_of(request).create(organization, name, payload.get("visibility") or "public")
    except FileExistsError:
        return JSONResponse({"error": "You already created this dataset repo", "url": page}, 409)
    return JSONResponse({"url": page, "name": f"{organization}/{name}"})


async def _delete(request: Request) -> Response:
    must_have_token(request)
    payload = json.loads(await request.body())
    request.path_params.update(organization=payload.get("organization") or USER, name=payload["name"])
    hub_of(request).repository(request)
    hub_of(request).delete(request.path_params["organization"], payload["name"])
    return JSONResponse({})


async def _info(request: Request) -> Response:
    request.path_params.setdefault("revision", "main")
    repository, oid = hub_of(request).repository_at(request)
    state, commit = repository.state, repository.commit(oid)
    blobs = request.query_params.get("blobs", "").lower() == "true"
    return JSONResponse(
        {
            "id": "{organization}/{name}".format(**request.path_params),
            "author": request.path_params["organization"],
            "sha": oid,
            "lastModified": commit.date,
            "createdAt": repository.history(oid)[-1][1].date,
            "private": state.visibility == "private",
            "visibility": state.visibility,
            "gated": state.gated or False,
            "disabled": False,
            "downloads": 0,
            "likes": 0,
            "tags": [],
            "cardData": _card(hub_of(request), commit),
            "siblings": [_sibling(path, entry, blobs=blobs) for path, entry in commit.tree.items()],
        }
    )


def _card(hub: Hub, commit: Commit) -> Mapping[str, object]:
    card = commit.tree.get("README.md")
    if card is None:
        return {}
    try:
        return _front_matter(hub.content.read_all(card.sha256).decode("utf-8", "replace"))
    except ValueError:
        return {}


async def _settings(request: Request) -> Response:
    must_have_token(request)
    repository = hub_of(request).repository(request)
    payload = json.loads(await request.body())
    state = repository.state
    if "private" in payload:
        state = replace(state, visibility="private" if payload["private"] else "public")
    state = replace(state, visibility=payload.get("visibility") or state.visibility)
    if "gated" in payload:
        state = replace(state, gated=payload["gated"] or "")
    repository.save(state)
    return JSONResponse({"private": state.visibility == "private", "gated": state.gated or False})


async def _allowed(request: Request) -> Response:
    hub_of(request).repository(request)
    if request.url.path.endswith("/write"):
        must_have_token(request)
    return JSONResponse({})


async def _tree(request: Request) -> Response:
    repository, oid = hub_of(request).repository_at(request)
    files = repository.commit(oid).tree
    folder = request.path_params.get("path", "")
    prefix = f"{folder}/" if folder else ""
    if folder and not any(path.startswith(prefix) for path in files):
        raise Refusal(404, f"{folder} does not exist on {request.path_params['revision']}", "EntryNotFound")
    deep = request.query_params.get("recursive", "").lower() == "true"
    listed = [
        *({"type": "directory", "path": path, "size": 0, "oid": digest} for path, digest in folders(files).items()),
        *(hub_of(request).described(path, entry) for path, entry in files.items()),
    ]
    selected = [
        entry
        for entry in listed
        if str(entry["path"]).startswith(prefix) and (deep or "/" not in str(entry["path"])[len(prefix) :])
    ]
    start = int(request.query_params.get("cursor", "0"))
    headers = {}
    if start + _PAGE < len(selected):
        url = request.url.include_query_params(cursor=start + _PAGE)
        headers["Link"] = f'<{url}>; rel="next"'
    return JSONResponse(selected[start : start + _PAGE], headers=headers)


async def _paths(request: Request) -> Response:
    repository, oid = hub_of(request).repository_at(request)
    files = repository.commit(oid).tree
    folder_digests = folders(files)
    entries: list[object] = []
    for path in parse_qs((await request.body()).decode()).get("paths", []):
        if path in files:
            entries.append(hub_of(request).described(path, files[path]))
        elif path in folder_digests:
            entries.append({"type": "directory", "path": path, "size": 0, "oid": folder_digests[path]})
    return JSONResponse(entries)


async def _refs(request: Request) -> Response:
    state = hub_of(request).repository(request).state
    refs: dict[str, object] = {
        "branches": [_ref(name, f"refs/heads/{name}", oid) for name, oid in state.branches.items()],
        "converts": [],
        "tags": [_ref(name, f"refs/tags/{name}", oid) for name, oid in state.tags.items()],
    }
    if request.query_params.get("include_prs"):
        refs["pullRequests"] = [_ref(str(pull.number), pull.ref, pull.head) for pull in state.pulls]
    return JSONResponse(refs)


async def _commits(request: Request) -> Response:
    repository, oid = hub_of(request).repository_at(request)
    return JSONResponse([_described_commit(name, commit) for name, commit in repository.history(oid)])


_REPOSITORY = "/api/datasets/{organization}/{name}"
ROUTES = [
    route("/api/whoami-v2", _whoami),
    route("/api/validate-yaml", _validate_yaml, methods=["POST"]),
    route("/api/repos/create", _create, methods=["POST"]),
    route("/api/repos/delete", _delete, methods=["DELETE"]),
    route(_REPOSITORY, _info),
    route(f"{_REPOSITORY}/revision/{{revision:quoted}}", _info),
    route(f"{_REPOSITORY}/settings", _settings, methods=["PUT"]),
    route(f"{_REPOSITORY}/auth-check", _allowed),
    route(f"{_REPOSITORY}/auth-check/write", _allowed),
    route(f"{_REPOSITORY}/tree/{{revision:quoted}}", _tree),
    route(f"{_REPOSITORY}/tree/{{revision:quoted}}/{{path:quoted_path}}", _tree),
    route(f"{_REPOSITORY}/paths-info/{{revision:quoted}}", _paths, methods=["POST"]),
    route(f"{_REPOSITORY}/refs", _refs),
    route(f"{_REPOSITORY}/commits/{{revision:quoted}}", _commits),
]


def _front_matter(text: str) -> Mapping[str, object]:
    """Return the YAML between the first two lines of three dashes; empty if there is none.

    Raises:
        ValueError: it is no YAML, or no mapping.
    """
    import yaml

    parts = text.split("---\n", 2)
    if len(parts) < 3 or parts[0].strip():
        return {}
    try:
        parsed = yaml.safe_load(parts[1])
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if not isinstance(parsed, dict):
        raise ValueError("the metadata is not a mapping")  # noqa: TRY004 - a fault of the text
    metadata: dict[str, object] = json.loads(json.dumps(parsed, default=str))
    return metadata


def _sibling(path: str, entry: Entry, *, blobs: bool) -> dict[str, object]:
    description: dict[str, object] = {"rfilename": path}
    if blobs:
        description |= {"size": entry.size, "blobId": entry.oid}
        if entry.lfs:
            description["lfs"] = {
                "sha256": entry.sha256,
                "size": entry.size,
                "pointerSize": len(pointer(entry.sha256, entry.size)),
            }
    return description


def _ref(name: str, ref: str, oid: str) -> dict[str, str]:
    return {"name": name, "ref": ref, "targetCommit": oid}


def _described_commit(oid: str, commit: Commit) -> dict[str, object]:
    return {
        "id": oid,
        "title": commit.title,
        "message": commit.message,
        "authors": [{"user": USER}],
        "date": commit.date,
    }
