"""What a file holds, from a sample: its form, how many articles, and which column is read as which field."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from toolkit.contract.records import Document, Rejection
from toolkit.read import field_mapping
from toolkit.read.charset import NotTextError, decode
from toolkit.read.decompression import BrokenArchiveError, chunks
from toolkit.read.exports.families import find_family
from toolkit.read.exports.html_flow import printed_text
from toolkit.read.field_names import USUAL_NAMES, likely_field
from toolkit.read.input_file import Source
from toolkit.read.media_type import HTML, is_page
from toolkit.read.options import ReadOptions
from toolkit.read.registry import read

SAMPLED = 2000
"""Articles of a file that are counted; their texts are read, but not normalised."""
EXAMPLES = 3
_FORMS = {
    "text": "plain text",
    "html": "HTML page",
    "jsonl": "JSON Lines",
    "json": "JSON",
    "parquet": "Parquet",
    "table": "table (CSV or TSV)",
    "warc": "web archive (WARC)",
    "feed": "feed (RSS or Atom)",
    "xml": "XML",
    "mail": "e-mail",
    "mailbox": "mailbox",
    "spreadsheet": "workbook (Excel or OpenDocument)",
    "office": "office document (DOCX or RTF)",
    "opendocument": "OpenDocument text",
    "book": "book (EPUB)",
    "saved_page": "saved page (MHTML)",
    "har": "recorded pages (HAR)",
    "arc": "web archive (ARC)",
    "wacz": "web archive (WACZ)",
    "zip": "archive (zip)",
    "tar": "archive (tar)",
    "pdf": "PDF",
    "markdown": "Markdown",
    "issue": "issue of a newspaper (METS)",
}
_ORDER = (
    *(
        "headline",
        "standfirst",
        "authors",
        "date",
        "date_not_after",
        "date_modified",
        "source",
        "source_domain",
        "agency",
    ),
    *("section", "subjects", "language", "url", "raw", "html", "body"),
)
"""Fields in the order in which they are shown."""
_SEPARATOR = re.compile(r"`read\.separator` .*, such as '(.*)', or divide")
_LONGEST_LABEL = 40
_LONG = 120
"""Characters of a value that may be the text of an article."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]|$)")


@dataclass(frozen=True, slots=True)
class Preview:
    """What the first articles of a file show."""

    path: str
    """Recorded path of the file."""
    form: str
    """Name of the format, for people."""
    articles: int
    """Articles in it, or in its first part."""
    refused: int
    """Records among them that cannot be read."""
    is_whole: bool
    """True if the file was read to its end."""
    fields: Mapping[str, str]
    """Field of the contract to the column, key or label that it is read from."""
    unused: Mapping[str, str | None]
    """Column that is read as no field, to the field that it may hold if no other column does."""
    examples: tuple[Document | Rejection, ...]
    """The first of them."""
    suggested: Mapping[str, str] = field(default_factory=dict)
    """A mapping of fields to columns that would read what is not read: `read.mapping`."""
    separator: str | None = None
    """Regular expression of the lines that divide a text of several articles, where such lines are seen."""


def preview(source: Source, options: ReadOptions, most: int = SAMPLED) -> Preview:
    """Read the first articles of a file.

    Args:
        source: The file.
        options: How it is read.
        most: Articles that are read at most.
    """
    seen = _Seen()
    items = _read(source, options, most, seen)
    examples, refused = items[:EXAMPLES], sum(isinstance(item, Rejection) for item in items[:most])
    if column := _first_column(items):  # a table without a known text is refused whole; any text shows its columns
        items = _read(source, replace(options, mapping={**options.mapping, "body": column}), most, seen)
        seen.used = Counter({pair: count for pair, count in seen.used.items() if pair[0] != "body"})
        refused = len(items[:most])
    fields = _fields(seen.used)
    if not seen.used:
        fields |= _stated([item for item in items if isinstance(item, Document)])
    fields = {name: fields[name] for name in sorted(fields, key=_order)}
    unused = {name: likely_field(name) for name in seen.columns if name not in set(fields.values())}
    suggested = _suggested(fields, unused, seen.columns)
    hints = {column: name for name, column in suggested.items()}
    return Preview(
        path=source.path,
        form=_form(source, options, items),
        articles=len(items[:most]),
        refused=refused,
        is_whole=len(items) <= most,
        fields=fields,
        unused={name: hints.get(name) for name in unused},
        examples=tuple(examples),
        suggested=suggested,
        separator=next((match[1] for item in items if (match := _SEPARATOR.search(_detail(item)))), None),
    )


def _detail(item: Document | Rejection) -> str:
    return item.detail if isinstance(item, Rejection) else ""


class _Seen:
    """The columns of the records that were read, each with its longest value, and which were read as which field."""

    def __init__(self) -> None:
        self.columns: dict[str, object] = {}
        self.used: Counter[tuple[str, str]] = Counter()

    def observe(self, fields: Mapping[str, object], stated: Mapping[str, object]) -> None:
        """Take a record and the fields that were found in it."""
        for name, value in _flat(fields):
            held = self.columns.get(name)
            if held in field_mapping.NOTHING or len(str(value)) > len(str(held)):
                self.columns[name] = value
        self.used.update(_origins(fields, stated))


def _read(source: Source, options: ReadOptions, most: int, seen: _Seen) -> list[Document | Rejection]:
    """Return the first items of a file, and one more where there are more."""
    token = field_mapping.OBSERVER.set(seen.observe)
    try:
        return list(islice(read(source, options), most + 1))
    finally:
        field_mapping.OBSERVER.reset(token)


def _first_column(items: Sequence[Document | Rejection]) -> str | None:
    """Return the first column of a table that was refused since no column is known to hold the text."""
    if len(items) != 1 or not isinstance(items[0], Rejection) or items[0].reason != "missing_text":
        return None
    heading = (items[0].raw or b"").decode("utf-8", "replace").strip() if items[0].record is None else ""
    separator = max(",;\t|", key=heading.count)
    names = next(csv.reader([heading], delimiter=separator), [])
    return names[0].strip() if len(names) > 1 else None


def _stated(documents: Sequence[Document]) -> dict[str, str]:
    """Return for each field that a form states the label before it, or the line of its article on which it is."""
    origins: dict[str, str] = {}
    for document in documents:
        for name in document.given:
            if name not in origins:
                origins[name] = _printed(document, name)
    return origins


def _printed(document: Document, name: str) -> str:
    spans = document.spans.get(name)
    if not spans:
        return f"stated as {name}"
    start = spans[0][0]
    label = document.text[document.text.rfind("\n", 0, start) + 1 : start].strip()
    return (
        label
        if 0 < len(label) <= _LONGEST_LABEL
        else f"line {document.text.count(chr(10), 0, start) + 1} of an article"
    )


def _order(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _origin(values: Sequence[tuple[str, object]], value: object) -> str | None:
    """Return the column that holds a value: the same, an equal one, or one in whose text the names of a list stand."""
    if isinstance(value, Mapping):  # an object of which one value is the text, such as `title.rendered`
        value = next((item for item in value.values() if isinstance(item, str)), value)
    for is_held in (lambda item: item is value, lambda item: item == value):
        if column := next((column for column, item in values if is_held(item)), None):
            return column
    names = [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
    printed = ((column, item) for column, item in values if isinstance(item, str) and len(item) < _LONG)
    return next((column for column, item in printed if names and all(name in item for name in names)), None)


def _flat(fields: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the values of a record by name; of an object in it, its values under names with dots."""
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", item) for inner, item in value.items())
        else:
            yield str(name), value


def _origins(fields: Mapping[str, object], held: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield each field that was found in a record with the column that holds its value."""
    values = list(_flat(fields))
    for name, value in held.items():
        if value in field_mapping.NOTHING or name == "rights":
            continue
        column = _origin(values, value)
        if column is not None:
            yield name, column


def _fields(used: Counter[tuple[str, str]]) -> dict[str, str]:
    """Return for each field the column that it was read from most often."""
    columns: dict[str, str] = {}
    for (name, column), _ in used.most_common():
        columns.setdefault(name, column)
    return columns


def _form(source: Source, options: ReadOptions, items: Sequence[Document | Rejection]) -> str:
    """Return the name of a file's format; of a text, the family of exports that it belongs to."""
    if source.reader in ("text", "unknown", "html"):
        try:
            sample = decode(next(chunks(source), b"")[:65536], options.encoding)
            family = find_family("".join(printed_text([sample])) if is_page(sample) else sample)
        except (NotTextError, BrokenArchiveError, OSError):
            family = None
        if family is not None:
            return f"export of {family.name}"
    kinds = {item.media_type for item in items if isinstance(item, Document)}
    if source.reader in ("text", "unknown") and kinds == {HTML}:
        return _FORMS["html"]
    if source.reader == "unknown":
        return "recognised by its content" if kinds else "not recognised"
    return _FORMS.get(source.reader, source.reader)


def _suggested(
    fields: Mapping[str, str], unused: Mapping[str, str | None], columns: Mapping[str, object]
) -> dict[str, str]:
    """Return a mapping for the fields that are not read, from the columns that probably hold them.

    The text is the longest column, whatever its name; other fields go by name, a day also by its form.
    """
    mapping: dict[str, str] = {}
    if not set(fields) & set(field_mapping.TEXTS):
        texts = [(len(value), column) for column in unused if isinstance(value := columns[column], str)]
        length, column = max(texts, default=(0, ""))
        if length >= _LONG:
            mapping["body"] = column
    for column, name in unused.items():
        if name not in (None, *fields, *field_mapping.TEXTS) and _can_hold(str(name), columns[column]):
            mapping.setdefault(str(name), column)
    days = [column for column in unused if _DAY.match(str(columns[column])) and column not in mapping.values()]
    if days and "date" not in {*fields, *mapping}:
        mapping["date"] = days[0]
    return mapping


def _can_hold(name: str, value: object) -> bool:
    """Return True if a field can hold a value: an address for `url`, a text for `body`."""
    return name in field_mapping.find_fields({USUAL_NAMES[name][0]: value}, {}) if name in USUAL_NAMES else False


def stanza(inputs: Sequence[str], options: ReadOptions, suggested: Mapping[str, str]) -> str:
    """Return the tables of a toolkit.toml that read these inputs: their mapping, records and separator."""
    lines = ["[build]", f"inputs = {_toml(list(inputs))}"]
    settings = {name: value for name in ("records", "separator", "encoding") if (value := getattr(options, name))}
    if settings:
        lines += ["", "[read]", *(f"{name} = {_toml(value)}" for name, value in settings.items())]
    mapping = {**suggested, **options.mapping}
    if mapping:
        lines += ["", "[read.mapping]", *(f"{name} = {_toml(column)}" for name, column in sorted(mapping.items()))]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    printable = (char if char.isprintable() else f"\\U{ord(char):08x}" for char in escaped)
    return f'"{"".join(printable)}"'
