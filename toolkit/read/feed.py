"""Feeds (RSS, Atom): one article in each entry."""

import html
import io
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.read import media_type
from toolkit.read.declared_rights import as_lead
from toolkit.read.field_mapping import Record, refuse_record, to_document
from toolkit.read.gmt_times import in_zone
from toolkit.read.input_file import Source, refuse
from toolkit.read.nesting_limits import markup_excess, without_literal_text
from toolkit.read.options import ReadOptions
from toolkit.read.text_file import whole
from toolkit.read.wordpress_export import displayed_names, other_type, post_status

CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>(?:\s|<!--[^>]*-->)*\Z", re.IGNORECASE)
REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{4,})|([0-9]{5,}));?", re.IGNORECASE)
TEASER = re.compile(r"(?:\.\.\.|…|\[(?:\.\.\.|…|&#8230;)\])\s*(?:</?\w[^>]*>\s*)*$")
"""How a summary ends that is not the whole article."""
ADDRESSED = re.compile(r"[^@\s]+@\S+\s*\((?P<name>[^()]+)\)$")
"""`post@example.org (Ada Quill)`, as RSS wants its authors."""


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the document of every entry; the feed's title is the outlet.

    The canonical bytes of an entry are its fields as JSON with sorted keys.
    """
    import feedparser  # it has no types

    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
        return
    excess = markup_excess(without_literal_text(raw), options, is_html=True)
    if excess is not None:
        yield refuse(source, "too_large", excess, size=len(raw), raw=raw[: options.kept_bytes])
        return
    sound = REFERENCE.sub(_sound_reference, raw)
    try:
        # A file, never the bytes themselves: those are opened as an address if they look like one.
        feed = feedparser.parse(io.BytesIO(sound), sanitize_html=False, resolve_relative_uris=False)
    except (
        ArithmeticError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        AssertionError,
        RecursionError,
    ) as error:
        # The library parses what is malformed by hand, and fails on some of it in one of these ways.
        detail = f"The feed cannot be parsed: {type(error).__name__}: {error}."
        yield refuse(source, "invalid_record", detail, size=len(raw), raw=raw[: options.kept_bytes])
        return
    entries = feed.entries
    is_whole = CLOSED.search(raw, max(0, len(raw) - 4096)) is not None
    channel = {**feed.feed, "displayed_names": displayed_names(raw)}
    for number, entry in enumerate(entries if is_whole else entries[:-1]):
        # Plain dictionaries: those of the library answer for fields that are not there, with a warning.
        yield _entry(source, number, dict(entry), channel, options)
    kept = raw[: options.kept_bytes]
    if not is_whole and raw.strip():
        number = max(len(entries) - 1, 0)
        detail = f"The feed is not closed: it ends inside its entry {number}, or is no feed."
        yield refuse(source, "invalid_record", detail, record=number, size=len(raw), raw=kept)
    elif not entries:
        yield refuse(source, "empty", "The feed has no entry.", size=len(raw), raw=kept)


def _sound_reference(match: re.Match[bytes]) -> bytes:
    """Return a character reference, or that of the replacement character where it names no character."""
    digits = (match[1] or match[2]).lstrip(b"0")
    code = int(digits or b"0", 16 if match[1] else 10) if len(digits) < 9 else -1
    return match[0] if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else b"&#xFFFD;"


def _entry(
    source: Source, number: int, entry: Mapping[str, Any], feed: Mapping[str, Any], options: ReadOptions
) -> Document | Rejection:
    """Return what an entry holds; an unforeseen fault refuses it alone."""
    if (kind := other_type(entry)) is not None:
        return refuse(source, "not_an_article", f"The entry is a {kind}.", record=number, size=source.size)
    try:
        return _document(source, number, _fields(entry, feed), options)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one entry must not lose the others
        detail = f"The entry cannot be read: {type(error).__name__}: {str(error)[:200]}."
        return refuse(source, "invalid_record", detail, record=number, size=source.size)


def _document(source: Source, number: int, fields: dict[str, object], options: ReadOptions) -> Document | Rejection:
    """Return the document of one entry; a summary that breaks off is no article."""
    record = Record(source, orjson.dumps(fields, option=orjson.OPT_SORT_KEYS), number)
    text = fields.get("html") or fields.get("body")
    stated = {name: value for name, value in fields.items() if name != "is_summary"}
    if fields.get("is_summary") and isinstance(text, str) and TEASER.search(text[-400:]):
        if options.truncated == "refuse":
            return refuse_record(record, options, "truncated", "The entry holds only the beginning of its article.")
        stated["rights"] = as_lead(stated.get("rights"))
    return to_document(record, stated, options)


def _fields(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, object]:
    """Return the fields of an entry by their names in the contract."""
    contents = [content for content in entry.get("content", ()) if content.get("value")]
    longest = max(contents, key=lambda content: len(content["value"]), default=None)
    text = longest["value"] if longest else entry.get("summary") or ""
    is_page = media_type.has_tags(text)
    values = {
        "headline": _line(entry.get("title")),
        "standfirst": _line(entry.get("summary")) if longest and entry.get("summary") != text else None,
        "authors": [feed["displayed_names"].get(name, name) for name in _authors(entry)],
        "date": in_zone(entry.get("wp_post_date"), entry.get("wp_post_date_gmt"))
        or (_moment(entry, "published") if entry.get("published") else None),
        "date_modified": _moment(entry, "updated") if entry.get("updated") else None,
        "dated_by": "updated" if entry.get("updated") and not entry.get("published") else None,
        "source": _line((entry.get("source") or {}).get("title") or feed.get("title")),
        "url": entry.get("link"),
        "language": (longest or {}).get("language")
        or (entry.get("title_detail") or {}).get("language")
        or feed.get("language"),
        "html" if is_page else "body": text if is_page else html.unescape(text),
        "is_summary": longest is None,
        "subjects": [tag.get("label") or tag.get("term") for tag in entry.get("tags", ())],
        "rights": _rights(entry, feed),
    }
    return {name: _sound(value) for name, value in values.items() if value}


def _line(text: str | None) -> str | None:
    """Return a title or summary on one line, without mark-up."""
    if text and media_type.has_tags(text):
        text = re.sub(r"<[^<>]*>", " ", text)
    return " ".join(html.unescape(text or "").split()) or None


def _authors(entry: Mapping[str, Any]) -> list[str]:
    """Return the names of the authors; of an address with a name behind it, the name."""
    named = ADDRESSED.match(entry.get("author") or "")
    names = [named["name"]] if named else [_line(author.get("name")) for author in entry.get("authors", ())]
    return [name for name in names if name and "@" not in name]


def _moment(entry: Mapping[str, Any], name: str) -> str | None:
    """Return a time with the zone that the entry states; feedparser itself knows UTC only."""
    printed = str(entry.get(name) or "").strip()
    try:
        return parsedate_to_datetime(printed).isoformat()
    except (ValueError, OverflowError):
        pass
    try:
        datetime.fromisoformat(printed)
    except ValueError:
        parsed = entry.get(f"{name}_parsed")
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else None
    return printed


def _rights(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, object]:
    """Return licence and terms; those of the feed hold for its entries."""
    values = {
        "licence": entry.get("license") or feed.get("license"),
        "usage_terms": _line(entry.get("rights") or feed.get("rights")),
        **post_status(entry),
    }
    return {name: value for name, value in values.items() if value}


def _sound(value: object) -> object:
    """Replace halves of surrogate pairs, which character references can smuggle in."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_sound(item) for item in value]
    return {name: _sound(item) for name, item in value.items()} if isinstance(value, dict) else value
