"""From one structured record to a document: which key is which field."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.read import media_type, ninjs, schema_org
from toolkit.read.charset import NotTextError, decode
from toolkit.read.declared_rights import plain_rights
from toolkit.read.field_names import RIGHTS_NAMES, USUAL_NAMES
from toolkit.read.field_values import plain
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions

TEXTS = ("raw", "html", "body")
"""Where the text of a record is looked for, in this order."""

SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a container, before anybody knows what it holds."""

    source: Source
    raw: bytes
    """Its canonical bytes, which the digest is made of."""
    number: int | None
    """Position in the container, from 0; null for a file that is no container."""
    line: int | None = None


def from_json(record: Record, options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of a record that is a JSON object; of a JSON-LD graph, one for every article in it."""
    try:
        value = _parse(record.raw)
    except (ValueError, RecursionError) as error:
        yield refuse_record(record, options, "invalid_record", f"The record is not JSON: {error}.")
        return
    if not isinstance(value, dict):
        detail = f"The record is a {type(value).__name__}, not an object with fields."
        yield refuse_record(record, options, "invalid_record", detail)
        return
    articles = schema_org.find_articles(value)
    if len(articles) == 1:
        yield from_fields(record, articles[0], options)
    elif articles and record.number is not None:
        for number, article in enumerate(articles, start=record.number):
            yield _of_graph(replace(record, number=number), article, options)
    else:
        yield from_fields(record, value, options)


def from_fields(record: Record, fields: Mapping[str, object], options: ReadOptions) -> Document | Rejection:
    """Return the document of a record; its fields are found as ninjs, by the mapping, or by their usual names."""
    known = ninjs.find_fields(fields) if ninjs.is_item(fields) else None
    names = {} if known is not None else USUAL_NAMES | RIGHTS_NAMES
    found = {**(known or {}), **find_fields(fields, options.mapping, names)}
    stated = {name: found.pop(name) for name in RIGHTS_NAMES if name in found}
    if rights := plain_rights(stated):
        found["rights"] = rights
    if not found.keys() & set(TEXTS) and "raw" in fields:  # anything may be kept under this name: it comes last
        found["raw"] = fields["raw"]
    return to_document(record, found, options, keys=fields)


def to_document(
    record: Record, fields: Mapping[str, object], options: ReadOptions, *, keys: Mapping[str, object] | None = None
) -> Document | Rejection:
    """Return the document of a record whose fields have the contract's names.

    Its text is the raw dump if there is one, else page, else body. `keys` are what a user can map.
    """
    if len(record.raw) > options.max_bytes:
        detail = f"The record has {len(record.raw)} bytes, more than the {options.max_bytes} that are allowed."
        return refuse_record(record, options, "too_large", detail)
    found = dict(fields)
    try:
        texts = {name: _text(found.pop(name, None), options) for name in TEXTS}
    except NotTextError as fault:
        return refuse_record(record, options, fault.reason, fault.detail)
    kind = next((name for name in TEXTS if texts[name].strip()), None)
    if kind is None:
        return refuse_record(record, options, "missing_text", _nothing(keys))
    text = texts[kind]
    if texts["body"].strip() and not media_type.is_markup(texts["body"]):
        found["body"] = texts["body"]
    given = {name: value for name, item in found.items() if (value := plain(name, item)) is not None}
    url = given.get("url")
    return Document(
        path=record.source.path,
        text=text,
        sha256=hashlib.sha256(record.raw).hexdigest(),
        media_type=media_type.HTML
        if media_type.is_markup(text) or (kind == "html" and media_type.has_tags(text))
        else media_type.PLAIN,
        record=record.number,
        line=record.line,
        url=url if isinstance(url, str) else None,
        given=given,
        raw=record.raw,
    )


def refuse_record(record: Record, options: ReadOptions, reason: str, detail: str) -> Rejection:
    """Return the rejection of one record, with its bytes up to the limit."""
    return refuse(
        record.source,
        reason,
        detail,
        record=record.number,
        line=record.line,
        sha256=hashlib.sha256(record.raw).hexdigest(),
        size=len(record.raw),
        raw=record.raw[: options.kept_bytes],
    )


def find_fields(
    fields: Mapping[str, object], mapping: Mapping[str, str], names: Mapping[str, tuple[str, ...]] = USUAL_NAMES
) -> dict[str, object]:
    """Return what a record holds under the mapped or the usual keys, by field of the contract."""
    folded = {str(key).casefold(): value for key, value in reversed(list(fields.items()))}
    found: dict[str, object] = {}
    for name in sorted({*names, *mapping}):
        keys = (mapping[name],) if name in mapping else names[name]
        for key in keys:
            value = _lookup(fields, folded, key)
            if value not in (None, "", [], {}):
                found[name] = value
                break
    return found


def _of_graph(record: Record, article: dict[str, object], options: ReadOptions) -> Document | Rejection:
    """Return the document of one article among several; its canonical bytes are JSON with sorted keys."""
    try:
        raw = orjson.dumps(article, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        return refuse_record(record, options, "invalid_record", f"The article cannot be taken out: {error}.")
    return from_fields(replace(record, raw=raw), article, options)


def _parse(raw: bytes) -> object:
    """Parse JSON; what orjson refuses but others write (NaN, half a surrogate pair, Latin-1) is repaired."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        try:
            text = decode(raw)
        except NotTextError as fault:
            raise ValueError(fault.detail) from fault
        return _repaired(json.loads(text, parse_constant=lambda _: None))


def _repaired(value: object) -> object:
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_repaired(item) for item in value]
    if isinstance(value, dict):
        return {SURROGATE.sub("\ufffd", key): _repaired(item) for key, item in value.items()}
    return value


def _lookup(fields: Mapping[str, object], folded: Mapping[str, object], key: str) -> object:
    """Find a key as written, in other letter case, or as a path with dots through objects and lists."""
    if key in fields:
        return fields[key]
    if key.casefold() in folded:
        return folded[key.casefold()]
    head, dot, rest = key.partition(".")
    return _descend(fields.get(head), rest) if dot else None


def _descend(value: object, key: str) -> object:
    if isinstance(value, list):
        return [found for item in value if (found := _descend(item, key)) is not None]
    if not isinstance(value, Mapping):
        return None
    if key in value:
        return value[key]
    head, dot, rest = key.partition(".")
    return _descend(value.get(head), rest) if dot else None


def _text(value: object, options: ReadOptions) -> str:
    """Return a text field as text; paragraphs in a list are joined with a blank line."""
    if isinstance(value, bytes):
        return decode(value, options.encoding)
    if isinstance(value, list):
        return "\n\n".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def _nothing(keys: Mapping[str, object] | None) -> str:
    """Say that there is no text, and what could be mapped."""
    if keys is None:
        return "The record holds no text."
    names = ", ".join(sorted(map(str, keys))[:20])
    return f"No field of the record holds text; map body, raw or html to one of: {names}."
