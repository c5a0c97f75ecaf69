"""From one structured record to a document: which key is which field."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.read import envelopes, media_type, ninjs, schema_org
from toolkit.read.charset import NotTextError, decode
from toolkit.read.cut_text import cut_mark, without_mark
from toolkit.read.declared_rights import as_lead, plain_rights
from toolkit.read.field_names import RIGHTS_NAMES, fold_name, known_names, known_prefixes
from toolkit.read.field_values import has_path, is_site, opens, plain, text_value
from toolkit.read.gmt_times import with_zones
from toolkit.read.input_file import Source, refuse
from toolkit.read.options import ReadOptions
from toolkit.read.paragraphed_text import with_paragraphs
from toolkit.read.printed_head import with_printed_head
from toolkit.read.site_suffix import agency_of_title, site_of_title, split_site

TEXTS = ("raw", "html", "body")
"""Where the text of a record is looked for, in this order."""

OBSERVER: ContextVar[Callable[[Mapping[str, object], Mapping[str, object]], None] | None] = ContextVar(
    "OBSERVER", default=None
)
"""Called with each record and the fields that were found in it: a preview shows them."""
Roles = tuple[tuple[str, int], ...]
"""Fields that a key may hold, each with the rank of the key among its names."""
NOTHING: tuple[object, ...] = (None, "", [], {})
LONGEST_NAME, MOST_ITEMS = 120, 2000
"""Longer keys and further items of a list are not looked at."""
JOINED = re.compile(r"(?<!\|)\|{5}(?!\|)")
"""How collections for summarising several articles (Multi-News) join them in one field."""
BLOCK_TAG = re.compile(r"</p>|<br\s*/?>", re.IGNORECASE)
BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
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
    """Yield the document of a record that is a JSON object; of a JSON-LD graph or an envelope, one for each in it."""
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
    if not articles and all(_lookup(value, key) in NOTHING for key in options.mapping.values()):
        records = envelopes.find_records(value, options.records, has_text)
        if records is not None:
            yield from _of_envelope(record, records, options)
            return
    if len(articles) == 1:
        yield from_fields(record, articles[0], options)
    elif articles and record.number is not None:
        for number, article in enumerate(articles, start=record.number):
            yield _of_several(replace(record, number=number), article, options)
    else:
        yield from_fields(record, value, options)


def from_entry(record: Record, options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of one entry of an envelope's list, as if the whole envelope had been parsed."""
    try:
        value = _parse(record.raw)
    except (ValueError, RecursionError) as error:
        yield refuse_record(record, options, "invalid_record", f"The record is not JSON: {error}.")
        return
    inner = None
    if isinstance(value, dict) and not has_text(envelopes.unwrapped(value)):
        inner = envelopes.find_records(value, "", has_text)
    yield from _of_envelope(record, inner if inner is not None else envelopes.opened([value], {}), options)


def holds_records(raw: bytes) -> bool:
    """Return True if the bytes of an object are a record, or hold some."""
    try:
        value = _parse(raw)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict):
        return False
    return has_text(envelopes.unwrapped(value)) or envelopes.find_records(value, "", has_text) is not None


def from_fields(record: Record, fields: Mapping[str, object], options: ReadOptions) -> Document | Rejection:
    """Return the document of a record; its fields are found as ninjs, by the mapping, or by their usual names."""
    fields = with_zones(fields)
    held = _held(fields, options)
    if held.keys().isdisjoint(TEXTS) and (inner := envelopes.unwrapped(fields)) is not fields:
        fields, held = inner, _held(inner, options)
    stated = {name: held.pop(name) for name in RIGHTS_NAMES if name in held}
    if rights := plain_rights(stated):
        held["rights"] = rights
    held = with_printed_head(held)
    if "raw" in held and "raw" not in options.mapping and _repeats(held["raw"], held.get("body")):
        del held["raw"]
    if (observe := OBSERVER.get()) is not None:
        observe(fields, held)
    return to_document(record, held, options, keys=fields)


def _held(fields: Mapping[str, object], options: ReadOptions) -> dict[str, object]:
    """Return the values of a record by field of the contract; those of the mapping win."""
    mapped = {name: value for name, key in options.mapping.items() if (value := _lookup(fields, key)) not in NOTHING}
    known = ninjs.find_fields(fields) if ninjs.is_item(fields) else None
    held = {**(known or {}), **find_fields(fields, options.mapping, usual=known is None), **mapped}
    return held if not held.keys().isdisjoint(TEXTS) else {**held, **_last_resort(fields)}


def to_document(
    record: Record, fields: Mapping[str, object], options: ReadOptions, *, keys: Mapping[str, object] | None = None
) -> Document | Rejection:
    """Return the document of a record whose fields have the contract's names.

    Its text is the raw dump if there is one, else page, else body. `keys` are what a user can map.
    """
    if len(record.raw) > options.max_bytes:
        detail = f"The record has {len(record.raw)} bytes, more than the {options.max_bytes} that are allowed."
        return refuse_record(record, options, "too_large", detail)
    held = dict(fields)
    try:
        texts = {name: _text(held.pop(name, None), options) for name in TEXTS}
    except NotTextError as fault:
        return refuse_record(record, options, fault.reason, fault.detail)
    kind = next((name for name in TEXTS if texts[name].strip()), None)
    if kind is None:
        return refuse_record(record, options, "missing_text", _nothing(keys))
    text = texts[kind]
    if mark := cut_mark(text):
        if options.truncated == "refuse" or mark == text.strip():
            detail = f"The text was cut by the service that gave it: it ends with {mark[-60:]!r}."
            return refuse_record(record, options, "truncated", detail)
        text = texts[kind] = without_mark(text, mark)
        held["rights"] = as_lead(held.get("rights"))
    if parts := _joined_articles(text):
        detail = f"The record holds {parts} articles with {'|' * 5} between them; cut it into one record for each."
        return refuse_record(record, options, "several_articles", detail)
    is_page = _is_page(text, kind)
    if texts["body"].strip() and not _is_page(texts["body"], "body"):
        held["body"] = _in_paragraphs(texts["body"]) if is_page else texts["body"]
    given = _given(held, text, keys)
    url = given.get("url")
    return Document(
        path=record.source.path,
        text=text,
        sha256=hashlib.sha256(record.raw).hexdigest(),
        media_type=media_type.HTML if is_page else media_type.PLAIN,
        record=record.number,
        line=record.line,
        url=url if isinstance(url, str) else None,
        given=given,
        raw=record.raw,
    )


def _joined_articles(text: str) -> int:
    """Return the number of articles that a text joins, or 0 if it is one."""
    marks = len(JOINED.findall(text.strip().strip("|"))) if "|||||" in text else 0
    return marks + 1 if marks else 0


def _given(held: Mapping[str, object], text: str, keys: Mapping[str, object] | None) -> dict[str, object]:
    """Return what a record states beside its text: a lead that the text repeats and a headline's site are left out."""
    given = {name: value for name, item in held.items() if (value := plain(name, item)) is not None}
    if isinstance(standfirst := given.get("standfirst"), str) and opens(standfirst, text):
        del given["standfirst"]
    if isinstance(headline := given.get("headline"), str):
        given["headline"], site = split_site(headline, given)
        if site is not None:
            given.setdefault("source", site)
        agency = agency_of_title(stated_title := str(given["headline"])) if keys is not None else None
        if agency is not None:
            given["headline"] = stated_title.rpartition("(")[0].rstrip()
            given.setdefault("agency", agency)
    if "source" not in given and keys is not None and (site := site_of_title(keys, given)) is not None:
        given["source"] = site
    return given


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


def find_fields(fields: Mapping[str, object], mapping: Mapping[str, str], *, usual: bool = True) -> dict[str, object]:
    """Return what a record holds under the mapped or the usual keys, by field of the contract.

    Of several usual keys the most telling one counts that holds a possible value: an address for `url`, a text for
    `body`.
    """
    held = {name: value for name, key in mapping.items() if (value := _lookup(fields, key)) not in NOTHING}
    if not usual:
        return held
    candidates: dict[str, list[tuple[int, int, object]]] = {}
    for order, (roles, value) in enumerate(_known_values(fields, "")):
        for field, rank in roles:
            if field not in mapping:
                candidates.setdefault(field, []).append((rank, order, value))
    for field, values in candidates.items():
        values.sort(key=_rank)
        value = next((value for _, _, value in values if _is_possible(field, value)), None)
        if value is not None:
            held[field] = with_paragraphs(value, [other for _, _, other in values]) if field == "body" else value
    if "source_domain" not in held and "source_domain" not in mapping:
        sites = (value for _, _, value in candidates.get("source", ()))
        site = next((value for value in sites if plain("source_domain", value) is not None), None)
        held |= {"source_domain": site} if site is not None else {}
    return held


@lru_cache(maxsize=16384)
def _meaning(prefix: str, key: str) -> tuple[str, Roles, bool]:
    """Return the folded path of a key, the fields that it may hold, and whether objects below it are looked into."""
    name = prefix + fold_name(key)
    return name, known_names().get(name, ()), name in known_prefixes()


def _known_values(fields: Mapping[str, object], prefix: str) -> Iterator[tuple[Roles, object]]:
    """Yield the values of a record under names that are known, and those of known objects in it."""
    for key, value in fields.items():
        if not isinstance(key, str) or len(key) > LONGEST_NAME:
            continue
        name, roles, is_opened = _meaning(prefix, key)
        if roles:
            yield roles, value
        if is_opened and isinstance(value, dict | list):
            inner: dict[Roles, list[object]] = {}
            items = value if isinstance(value, list) else [value]
            for item in items[:MOST_ITEMS]:
                for deeper, held in _known_values(item, f"{name}.") if isinstance(item, dict) else ():
                    inner.setdefault(deeper, []).append(held)
            yield from ((deeper, held if isinstance(value, list) else held[0]) for deeper, held in inner.items())


def _rank(candidate: tuple[int, int, object]) -> tuple[int, int]:
    return candidate[:2]


def _is_possible(field: str, value: object) -> bool:
    """Return True if a field can hold a value."""
    if value in NOTHING:
        return False
    if field in TEXTS:
        return isinstance(value, bytes) or bool(text_value(value).strip())
    held = plain(field, value)
    if field == "source":
        return isinstance(held, str) and not is_site(held) and not held.isdigit()
    if field == "url":
        return isinstance(held, str) and has_path(held)
    return held is not None


def has_text(fields: Mapping[str, object], mapping: Mapping[str, str] = MappingProxyType({})) -> bool:
    """Return True if a record holds a text of its own."""
    if any(name in TEXTS and _lookup(fields, key) not in NOTHING for name, key in mapping.items()):
        return True
    if ninjs.is_item(fields):
        return not ninjs.find_fields(fields).keys().isdisjoint(TEXTS)
    for roles, value in _known_values(fields, ""):
        if any(field in TEXTS for field, _ in roles) and _is_possible("body", value):
            return True
    return bool(_last_resort(fields))


def _last_resort(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the text of a record that has it under a name that says nothing, or as the description of a news list.

    AG News keeps the first sentences of an article as its description, beside a class.
    """
    names = {fold_name(key): value for key, value in fields.items() if isinstance(key, str) and len(key) < LONGEST_NAME}
    if "raw" in names and text_value(names["raw"]).strip():
        return {"raw": names["raw"]}
    if names.keys() <= {"classindex", "class", "label", "category", "title", "description"} and "description" in names:
        return {"body": names["description"]}
    return {}


def _repeats(raw: object, body: object) -> bool:
    """Return True if a raw dump holds next to nothing but the body."""
    raw, body = text_value(raw), text_value(body)
    return bool(body) and len("".join(raw.split())) <= 1.05 * len("".join(body.split())) + 20


def _of_envelope(
    record: Record, records: Sequence[Mapping[str, object] | None], options: ReadOptions
) -> Iterator[Document | Rejection]:
    """Yield what every record of an envelope is; what is no object is refused alone."""
    for number, item in enumerate(records, start=record.number or 0):
        alone = replace(record, number=number)
        if item is None:
            yield refuse_record(alone, options, "invalid_record", "The record is not an object with fields.")
        else:
            yield _of_several(alone, item, options)


def _of_several(record: Record, article: Mapping[str, object], options: ReadOptions) -> Document | Rejection:
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


def _lookup(fields: Mapping[str, object], key: str) -> object:
    """Find a key as written, in another spelling, or as a path with dots through objects and lists."""
    if key in fields:
        return fields[key]
    folded = fold_name(key)
    for name, value in fields.items():
        if isinstance(name, str) and len(name) <= LONGEST_NAME and fold_name(name) == folded:
            return value
    head, dot, rest = key.partition(".")
    return envelopes.descend(fields.get(head), rest) if dot else None


def _text(value: object, options: ReadOptions) -> str:
    """Return a text field as text; bytes are decoded."""
    return decode(value, options.encoding) if isinstance(value, bytes) else text_value(value)


def _is_page(text: str, kind: str) -> bool:
    """Return True for a page, for a piece of one, and for a text whose paragraphs or line ends are tags."""
    if media_type.is_markup(text) or (kind == "html" and media_type.has_tags(text)):
        return True
    return "<" in text[:20_000] and len(BLOCK_TAG.findall(text[:20_000])) > 1


def _in_paragraphs(body: str) -> str:
    """Return a body with a blank line between its paragraphs, where it has one line for each."""
    return body if BLANK_LINE.search(body) else body.replace("\n", "\n\n")


def _nothing(keys: Mapping[str, object] | None) -> str:
    """Say that there is no text, and what could be mapped."""
    if keys is None:
        return "The record holds no text."
    filled = [str(key) for key, value in keys.items() if value not in NOTHING]
    if not filled:
        return "The record holds no text; all its fields are empty."
    names = ", ".join(sorted(filled)[:20])
    likely = next((str(key) for key, value in keys.items() if isinstance(value, str) and len(value) > 200), None)
    advice = f' (`read.mapping.body = "{likely}"` would take the longest)' if likely else ""
    return f"No field of the record holds text; map body, raw or html to one of: {names}{advice}."
