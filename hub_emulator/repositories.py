"""Routes that make repositories and tell what is in them."""

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
    asked = json.loads(await request.body())
    try:
        front = _front_matter(asked["content"])
    except ValueError as error:
        found = {"errors": [{"message": str(error)}], "warnings": []}
        return JSONResponse({"error": "Invalid metadata in README.md.", **found}, 400)
    warnings = [] if front else [{"message": "empty or missing yaml metadata in repo card"}]
    return JSONResponse({"errors": [], "warnings": warnings})


async def _create(request: Request) -> Response:
    must_have_token(request)
    asked = json.loads(await request.body())
    if asked.get("type") != "dataset":
        raise Refusal(400, "a rehearsal knows datasets only")
    organization, name = asked.get("organization") or USER, asked["name"]
    page = f"{request.base_url}datasets/{organization}/{name}"
    try:
        hub_of(request).create(organization, name, asked.get("visibility") or "public")
    except FileExistsError:
        return JSONResponse({"error": "You already created this dataset repo", "url": page}, 409)
    return JSONResponse({"url": page, "name": f"{organization}/{name}"})


async def _delete(request: Request) -> Response:
    must_have_token(request)
    asked = json.loads(await request.body())
    request.path_params.update(organization=asked.get("organization") or USER, name=asked["name"])
    hub_of(request).repository(request)
    hub_of(request).delete(request.path_params["organization"], asked["name"])
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
            "gated": False,
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
        return _front_matter(hub.content.whole(card.sha256).decode("utf-8", "replace"))
    except ValueError:
        return {}


async def _settings(request: Request) -> Response:
    must_have_token(request)
    repository = hub_of(request).repository(request)
    asked = json.loads(await request.body())
    visibility = asked.get("visibility") or ("private" if asked.get("private") else "public")
    repository.save(replace(repository.state, visibility=visibility))
    return JSONResponse({"private": visibility == "private"})


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
    wanted = [
        each
        for each in listed
        if str(each["path"]).startswith(prefix) and (deep or "/" not in str(each["path"])[len(prefix) :])
    ]
    start = int(request.query_params.get("cursor", "0"))
    headers = {}
    if start + _PAGE < len(wanted):
        place = request.url.include_query_params(cursor=start + _PAGE)
        headers["Link"] = f'<{place}>; rel="next"'
    return JSONResponse(wanted[start : start + _PAGE], headers=headers)


async def _paths(request: Request) -> Response:
    repository, oid = hub_of(request).repository_at(request)
    files = repository.commit(oid).tree
    folder_digests = folders(files)
    found: list[object] = []
    for path in parse_qs((await request.body()).decode()).get("paths", []):
        if path in files:
            found.append(hub_of(request).described(path, files[path]))
        elif path in folder_digests:
            found.append({"type": "directory", "path": path, "size": 0, "oid": folder_digests[path]})
    return JSONResponse(found)


async def _refs(request: Request) -> Response:
    state = hub_of(request).repository(request).state
    found: dict[str, object] = {
        "branches": [_ref(name, f"refs/heads/{name}", oid) for name, oid in state.branches.items()],
        "converts": [],
        "tags": [_ref(name, f"refs/tags/{name}", oid) for name, oid in state.tags.items()],
    }
    if request.query_params.get("include_prs"):
        found["pullRequests"] = [_ref(str(pull.number), pull.ref, pull.head) for pull in state.pulls]
    return JSONResponse(found)


async def _commits(request: Request) -> Response:
    repository, oid = hub_of(request).repository_at(request)
    return JSONResponse([_told(name, commit) for name, commit in repository.history(oid)])


_PLACE = "/api/datasets/{organization}/{name}"
ROUTES = [
    route("/api/whoami-v2", _whoami),
    route("/api/validate-yaml", _validate_yaml, methods=["POST"]),
    route("/api/repos/create", _create, methods=["POST"]),
    route("/api/repos/delete", _delete, methods=["DELETE"]),
    route(_PLACE, _info),
    route(f"{_PLACE}/revision/{{revision:quoted}}", _info),
    route(f"{_PLACE}/settings", _settings, methods=["PUT"]),
    route(f"{_PLACE}/auth-check", _allowed),
    route(f"{_PLACE}/auth-check/write", _allowed),
    route(f"{_PLACE}/tree/{{revision:quoted}}", _tree),
    route(f"{_PLACE}/tree/{{revision:quoted}}/{{path:quoted_path}}", _tree),
    route(f"{_PLACE}/paths-info/{{revision:quoted}}", _paths, methods=["POST"]),
    route(f"{_PLACE}/refs", _refs),
    route(f"{_PLACE}/commits/{{revision:quoted}}", _commits),
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
        found = yaml.safe_load(parts[1])
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if not isinstance(found, dict):
        raise ValueError("the metadata is not a mapping")  # noqa: TRY004 - a fault of the text
    told: dict[str, object] = json.loads(json.dumps(found, default=str))
    return told


def _sibling(path: str, entry: Entry, *, blobs: bool) -> dict[str, object]:
    found: dict[str, object] = {"rfilename": path}
    if blobs:
        found |= {"size": entry.size, "blobId": entry.oid}
        if entry.lfs:
            found["lfs"] = {
                "sha256": entry.sha256,
                "size": entry.size,
                "pointerSize": len(pointer(entry.sha256, entry.size)),
            }
    return found


def _ref(name: str, ref: str, oid: str) -> dict[str, str]:
    return {"name": name, "ref": ref, "targetCommit": oid}


def _told(oid: str, commit: Commit) -> dict[str, object]:
    return {
        "id": oid,
        "title": commit.title,
        "message": commit.message,
        "authors": [{"user": USER}],
        "date": commit.date,
    }
