"""Markdown files: one article each, its fields in the front matter (YAML, TOML, JSON, or lines of `Title: ...`)."""

import hashlib
import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from toolkit.contract.records import Document, Rejection
from toolkit.read.charset import NotTextError, decode
from toolkit.read.field_mapping import Record, from_fields, refuse_record
from toolkit.read.input_file import Source
from toolkit.read.media_type import PLAIN
from toolkit.read.options import ReadOptions
from toolkit.read.text_file import whole

LONGEST_FRONT = 65_536
FRONT = re.compile(r"\s*(?P<mark>---|\+\+\+|;;;)[ \t]*\r?\n(?P<front>.*?)\r?\n(?P=mark)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
LINE = re.compile(r"(?P<key>[^\W\d][\w -]{0,60}):[ \t]*(?P<value>.*)")
PELICAN = re.compile(r"\s*(?:title|date|author|slug|lang):[ \t]", re.IGNORECASE)

FENCE = re.compile(r"^(```|~~~)")
RULE = re.compile(r"(?:[*_-][ \t]*){3,}|={3,}")
HEADING = re.compile(r"#{1,6}[ \t]+(?P<text>.*?)(?:[ \t]+#+)?")
MARKER = re.compile(r"(?:>[ \t]?)+|(?:[*+-]|\d{1,3}[.)])[ \t]+")
DEFINITION = re.compile(r"\[[^\]]{1,200}\]:[ \t]*\S+")
INLINE = (
    (re.compile(r"<!--.*?-->|\{\{[<%].*?[>%]\}\}|\{%.*?%\}", re.DOTALL), ""),
    (re.compile(r"!\[[^\]]{0,500}\](?:\([^)\s]{0,2000}(?:\s+\"[^\"]{0,500}\")?\)|\[[^\]]{0,200}\])"), ""),
    (re.compile(r"\[([^\]]{1,500})\](?:\([^)\s]{0,2000}(?:\s+\"[^\"]{0,500}\")?\)|\[[^\]]{0,200}\])"), r"\1"),
    (re.compile(r"\[\^[^\]]{1,40}\]"), ""),
    (re.compile(r"<((?:https?:|mailto:)[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]{0,2000}>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~-])"), r"\1"),
)
"""Marks inside of a paragraph, and what is left of them."""


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the one document of a file; what the front matter states is given."""
    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
        return
    record = Record(source, raw, None)
    try:
        text = decode(raw, options.encoding)
    except NotTextError as fault:
        yield refuse_record(record, options, fault.reason, fault.detail)
        return
    if not text.strip():
        yield refuse_record(record, options, "empty", "There is nothing in the file but blanks.")
        return
    fields, rest = front_matter(text)
    body = plain_text(rest)
    if fields:
        yield from_fields(record, {**fields, "body": body}, options)
    elif body.strip():
        yield Document(source.path, body, hashlib.sha256(raw).hexdigest(), PLAIN, raw=raw)
    else:
        yield refuse_record(record, options, "empty", "There is no text in the file.")


def front_matter(text: str) -> tuple[dict[str, object], str]:
    r"""Return the fields before a text, and the rest of it.

    >>> front_matter("---\ntitle: Ferry runs again\n---\nIt runs.")
    ({'title': 'Ferry runs again'}, 'It runs.')
    """
    matter = FRONT.match(text[:LONGEST_FRONT])
    if matter is not None:
        front, rest = matter["front"], text[matter.end() :]
        return _parsed(front, matter["mark"]), rest
    if text.lstrip().startswith("{"):
        front, blank, rest = text.partition("\n\n")
        fields = _json(front)
        return (fields, rest) if fields and blank else ({}, text)
    if PELICAN.match(text):
        front, _, rest = text.replace("\r\n", "\n").lstrip().partition("\n\n")
        fields = _lines(front)
        return (fields, rest) if len(fields) == front.count("\n") + 1 else ({}, text)
    return {}, text


def plain_text(markdown: str) -> str:
    """Return the paragraphs of a Markdown text without its marks, each on one line, with a blank line between them."""
    for pattern, rest in INLINE[:1]:
        markdown = pattern.sub(rest, markdown)
    blocks: list[list[str]] = [[]]
    is_code = False
    for line in markdown.splitlines():
        stripped = line.strip()
        if FENCE.match(stripped):
            is_code = not is_code
        elif not is_code and not stripped:
            blocks.append([])
        elif not is_code and not RULE.fullmatch(stripped) and not DEFINITION.fullmatch(stripped):
            heading, marker = HEADING.fullmatch(stripped), MARKER.match(stripped)
            if heading or (marker and not stripped.startswith(">")):
                blocks.append([])
            blocks[-1].append(heading["text"] if heading else stripped[marker.end() if marker else 0 :])
            if heading:
                blocks.append([])
    paragraphs = (_inline(" ".join(" ".join(block).split())) for block in blocks)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _inline(text: str) -> str:
    for pattern, rest in INLINE:
        text = pattern.sub(rest, text)
    return html.unescape(text).strip()


def _parsed(front: str, mark: str) -> dict[str, object]:
    """Return the fields of a front matter; YAML that is none, such as a title with a colon, is read line by line."""
    if mark == "+++":
        try:
            return _flattened(tomllib.loads(front))
        except (tomllib.TOMLDecodeError, RecursionError):
            return _lines(front)
    if mark == ";;;":
        return _json(front)
    import yaml

    try:
        if re.search(r"(?<!\w)[&*]\w", front) and front.count("*") > 64:  # aliases may stand for gigabytes
            return _lines(front)
        fields = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        return _lines(front)
    return _flattened(fields) if isinstance(fields, Mapping) else {}


def _json(front: str) -> dict[str, object]:
    try:
        fields = orjson.loads(front)
    except orjson.JSONDecodeError:
        return {}
    return _flattened(fields) if isinstance(fields, Mapping) else {}


def _lines(front: str) -> dict[str, object]:
    matches = (LINE.fullmatch(line.strip()) for line in front.splitlines())
    return {line["key"].strip(): line["value"].strip().strip("\"'") for line in matches if line is not None}


def _flattened(fields: Mapping[Any, object]) -> dict[str, object]:
    """Return fields by names that are text; those that Hugo keeps under `params` come to the others."""
    inner = fields.get("params")
    named = {str(key): value for key, value in fields.items()}
    return {**(_flattened(inner) if isinstance(inner, Mapping) else {}), **named}
