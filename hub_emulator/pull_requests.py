"""Routes of pull requests: open, list, describe, close and merge."""

import json
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hub_emulator.hub_store import USER, hub_of, must_have_token
from hub_emulator.quoted_paths import route
from hub_emulator.repository import Pull, Repository
from hub_emulator.responses import Refusal

_DATE = "2020-01-01T00:00:00.000Z"


async def _listed(request: Request) -> Response:
    pulls = hub_of(request).repository(request).state.pulls
    status = request.query_params.get("status")
    running = ("open", "draft")
    chosen = [pull for pull in reversed(pulls) if status is None or (pull.status in running) == (status == "open")]
    discussions = [_described(request, pull) for pull in chosen]
    return JSONResponse({"count": len(discussions), "start": 0, "discussions": discussions})


async def _create(request: Request) -> Response:
    must_have_token(request)
    payload = json.loads(await request.body())
    if not payload.get("pullRequest"):
        raise Refusal(400, "a rehearsal knows pull requests only, no discussions")
    pull = hub_of(request).repository(request).open_pull(payload["title"], payload["description"], "draft")
    return JSONResponse({"num": pull.number, "pullRequest": True})


async def _details(request: Request) -> Response:
    _, pull = _pull(request)
    changes = {"base": "refs/heads/main", "mergeCommitId": pull.merge}
    details = {"filesWithConflicts": [], "changes": changes, "events": [], "diff": ""}
    return JSONResponse({**_described(request, pull), **details})


async def _status(request: Request) -> Response:
    must_have_token(request)
    repository, pull = _pull(request)
    new = json.loads(await request.body())["status"]
    if pull.status == "merged":
        raise Refusal(403, "the pull request is merged")
    repository.update_pull(replace(pull, status=new))
    event = {"id": "1", "type": "status-change", "createdAt": _DATE, "author": {"name": USER}}
    return JSONResponse({"newStatus": {**event, "data": {"status": new}}})


async def _merge(request: Request) -> Response:
    must_have_token(request)
    repository, pull = _pull(request)
    try:
        repository.merge(pull.number)
    except ValueError as error:
        raise Refusal(403, str(error)) from error
    return JSONResponse({})


def _pull(request: Request) -> tuple[Repository, Pull]:
    repository = hub_of(request).repository(request)
    try:
        return repository, repository.pull(request.path_params["number"])
    except KeyError as error:
        raise Refusal(404, "Discussion not found") from error


_REPOSITORY = "/api/datasets/{organization}/{name}/discussions"
ROUTES = [
    route(_REPOSITORY, _listed),
    route(_REPOSITORY, _create, methods=["POST"]),
    route(f"{_REPOSITORY}/{{number:int}}", _details),
    route(f"{_REPOSITORY}/{{number:int}}/status", _status, methods=["POST"]),
    route(f"{_REPOSITORY}/{{number:int}}/merge", _merge, methods=["POST"]),
]


def _described(request: Request, pull: Pull) -> dict[str, object]:
    return {
        "num": pull.number,
        "title": pull.title,
        "status": pull.status,
        "author": {"name": USER},
        "createdAt": _DATE,
        "isPullRequest": True,
        "repo": {"name": "{organization}/{name}".format(**request.path_params), "type": "dataset"},
    }
