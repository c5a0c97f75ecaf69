"""Which keys of a manifest must be there, and of which type each value is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.errors import ReleaseError
from toolkit.storage.safe_paths import check_name


@dataclass(frozen=True, slots=True)
class _Every:
    """An object with any keys, whose values have one shape."""

    shape: object


@dataclass(frozen=True, slots=True)
class _Maybe:
    """A value that may be null."""

    shape: object


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that matches a pattern as a whole."""

    pattern: str


@dataclass(frozen=True, slots=True)
class _Record:
    """An object that has all of some keys, and may have others."""

    shapes: Mapping[str, object]
    optional: Mapping[str, object] = field(default_factory=dict)


_NAME = _Text(r"[A-Za-z0-9][\w.-]{0,99}")
_VERSION = _Text(r"\d{1,9}\.\d{1,9}\.\d{1,9}")
_DAY = _Text(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_DIGEST = _Text(r"[0-9a-f]{64}")
_IDENTITY = {"name": _NAME, "version": _VERSION, "digest": _DIGEST}
_COUNTS = _Every(int)
_SHARES = dict.fromkeys(("f1", "low", "high", "precision", "recall"), _Maybe(float))
_BAND = _Record({"low": float, "answers": int, "right": float})
_CURVE = _Record({"bands": [_BAND], "error": float, "answers": int})
_QUALITY = _Record(
    {
        **dict.fromkeys(("articles", "missing", "refused", "wrongly_published"), int),
        "scores": _Every(_Record({**_SHARES, "wanted": int})),
    },
    {"reliability": _Maybe(_Every(_CURVE))},
)
_SHAPE: Mapping[str, object] = {
    "name": _NAME,
    "version": _VERSION,
    "title": str,
    "description": str,
    "license": str,
    "license_link": str,
    "homepage": str,
    "authors": [str],
    "contact": str,
    "doi": str,
    "access_requests": _Text("|auto|manual"),
    "access_prompt": str,
    "access_fields": _Every(str),
    "notes": _Every(str),
    "created": _DAY,
    "toolkit_version": str,
    "libraries": _Every(str),
    "lock": str,
    "contract": _IDENTITY,
    "inputs": {"documents": int, "digest": str, "previous": _Maybe(_IDENTITY)},
    "balance": _COUNTS,
    "personal": _COUNTS,
    "warnings": _Every(_Record({"articles": int, "message": str, "examples": [str]})),
    "options": _Every(dict),
    "unread": [_Record({"path": str, "record": int, "detail": str})],
    "forced": _Record({"reason": str, "errors": int}),
    "gates": [_Record({"gate": str, "limit": float, "passed": bool, "message": str})],
    "quality": _QUALITY,
    "resealed": {"digest": _DIGEST, "destination": str},
    "recogniser": _Maybe({"name": str, "version": str, "licence": _Maybe(str)}),
    "accuracy": [_Record({"subject": str, "data": str, "figure": str, "value": float, "date": str})],
    "reasons": _COUNTS,
    "not_looked_for": _Every(_COUNTS),
    "extents": _Every(_COUNTS),
    "tables": _Every({"rows": int, "digest": str, "splits": _COUNTS}),
    "files": [
        {
            "path": str,
            "table": str,
            "split": _Maybe(str),
            "rows": int,
            "bytes": int,
            "uncompressed_bytes": int,
            "sha256": _DIGEST,
        }
    ],
}
KEYS = frozenset(_SHAPE)
"""Keys of a manifest whose values are checked."""
_REQUIRED: Mapping[str, Mapping[str, object]] = {
    "name": {},
    "version": {},
    "created": {},
    "toolkit_version": {},
    "contract": {"name": {}, "version": {}, "digest": {}},
    "inputs": {"documents": {}, "digest": {}},
    "balance": {"read": {}, "published": {}, "quarantined": {}, "duplicates": {}, "withheld": {}},
    "tables": {"articles": {"rows": {}}},
}
"""Keys without which a manifest cannot be worked with."""
_LARGEST = 2**53


def check_manifest(manifest: object, origin: str) -> None:
    """Check the keys and the types of a manifest's values, and that no name in it leads out of the release.

    Keys that are not known are left alone: later versions of the toolkit may add some.

    Raises:
        ReleaseError: something is missing, of another type, or unsafe; the message names the key.
    """
    if not isinstance(manifest, dict) or not _has_keys(manifest, _REQUIRED):
        raise ReleaseError(f"{origin} is not a manifest of this toolkit; build the release again.")
    for key in _misfits(manifest, _SHAPE, ""):
        raise ReleaseError(f"{origin} is damaged at {key}; fetch or build the release again.")
    for file in manifest.get("files", ()):
        check_name(file.get("path"), origin)


def _has_keys(value: object, wanted: Mapping[str, object]) -> bool:
    return not wanted or (
        isinstance(value, dict)
        and all(isinstance(inner, Mapping) and key in value and _has_keys(value[key], inner)
                for key, inner in wanted.items())
    )  # fmt: skip


def _misfits(value: object, shape: object, path: str) -> Iterator[str]:
    """Yield the path of every value that has another shape."""
    if isinstance(shape, _Maybe):
        if value is not None:
            yield from _misfits(value, shape.shape, path)
    elif isinstance(shape, _Text):
        if not isinstance(value, str) or not re.fullmatch(shape.pattern, value, re.ASCII):
            yield path
    elif isinstance(shape, (_Every, _Record, list, dict)):
        inner = _inner(value, shape)
        if inner is None:
            yield path
        else:
            for step, item, wanted in inner:
                yield from _misfits(item, wanted, f"{path}{step}".lstrip("."))
    elif not _is_of(value, shape):
        yield path


def _inner(value: object, shape: object) -> list[tuple[str, object, object]] | None:
    """Return the step, the value and the shape of everything inside an object or a list; None for anything else."""
    if isinstance(value, dict) and isinstance(shape, _Every):
        return [(f".{key[:40]!r}", item, shape.shape) for key, item in value.items()]
    if isinstance(value, list) and isinstance(shape, list):
        return [(f"[{index}]", item, shape[0]) for index, item in enumerate(value)]
    if isinstance(value, dict) and isinstance(shape, _Record):
        known = {**shape.shapes, **shape.optional}
        is_whole = shape.shapes.keys() <= value.keys()
        return [(f".{key}", value[key], wanted) for key, wanted in known.items() if key in value] if is_whole else None
    if isinstance(value, dict) and isinstance(shape, dict):
        return [(f".{key}", value[key], wanted) for key, wanted in shape.items() if key in value]
    return None


def _is_of(value: object, kind: object) -> bool:
    """Return True if a value has a type; a truth value is no number, and a number is finite and no index overflows."""
    if kind in (int, float):
        numbers = int if kind is int else (int, float)
        return isinstance(value, numbers) and not isinstance(value, bool) and -_LARGEST < value < _LARGEST
    return isinstance(kind, type) and isinstance(value, kind)
