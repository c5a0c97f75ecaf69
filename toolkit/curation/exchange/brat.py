"""brat standoff: a text file and a file of annotations for each article; offsets are code points.

Quotes are `Quote` with their kind as an attribute, the mention of the speaker is `Speaker` with the relation `Said`;
the resolved speaker and the canonical name of an entity are in a note.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.curation.exchange.annotation_spans import AnnotatedText, EntitySpan, QuoteSpan, annotated
from toolkit.errors import SourceError
from toolkit.storage.safe_paths import join_name

CONFIGURATION = """[entities]
PER
ORG
LOC
NORP
EVENT
Quote
Speaker

[relations]
Said\tArg1:Quote, Arg2:Speaker
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Kind\tArg:Quote, Value:direct|fragment|indirect
"""
_SPAN = re.compile(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_ATTRIBUTE = re.compile(r"A\S+\tKind (\S+) (\S+)")
_RELATION = re.compile(r"R\S+\tSaid Arg1:(\S+) Arg2:(\S+)")
_NOTE = re.compile(r"#\S+\tAnnotatorNotes (\S+)\t(.*)")
_ESCAPES = {
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\x85": "\\u0085",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def write_brat(rows: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Write the files of all articles into a folder, with the configuration of brat."""
    folder.mkdir(parents=True)
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    for row in rows:
        text = annotated(row)
        join_name(folder, f"{text.article}.txt", "the release").write_bytes(text.body.encode())
        join_name(folder, f"{text.article}.ann", "the release").write_bytes("".join(_lines(text)).encode())


def read_brat(path: Path, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[AnnotatedText]:  # noqa: ARG001
    """Yield the articles of a folder, or of one file of annotations.

    Raises:
        SourceError: there is no file of annotations, or one cannot be read.
    """
    files = [path] if path.is_file() else sorted(path.glob("*.ann"))
    if not files:
        raise SourceError(f"{path} holds no file *.ann.")
    for file in files:
        try:
            body = file.with_suffix(".txt").read_bytes().decode()
            lines = file.read_bytes().decode().split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{file} or its text cannot be read as UTF-8 ({error}).") from error
        yield _text(file.stem, body, [line.rstrip("\r") for line in lines])


def _lines(text: AnnotatedText) -> Iterator[str]:
    number, notes = 0, 0
    for quote in text.quotes or ():
        number += 1
        name = f"T{number}"
        yield _span(name, "Quote", quote.parts, text.body)
        yield f"A{number}\tKind {name} {quote.kind}\n"
        if quote.mention is not None:
            number += 1
            yield _span(f"T{number}", "Speaker", (quote.mention,), text.body)
            yield f"R{number}\tSaid Arg1:{name} Arg2:T{number}\n"
        if quote.speaker is not None:
            notes += 1
            yield f"#{notes}\tAnnotatorNotes {name}\t{_escaped(quote.speaker)}\n"
    for entity in text.entities or ():
        number, notes = number + 1, notes + 1
        yield _span(f"T{number}", entity.type, ((entity.start, entity.end),), text.body)
        yield f"#{notes}\tAnnotatorNotes T{number}\t{_escaped(entity.name or '')}\n"


def _span(name: str, label: str, parts: Iterable[tuple[int, int]], body: str) -> str:
    listed = list(parts)
    offsets = ";".join(f"{start} {end}" for start, end in listed)
    shown = " ".join(re.sub(r"[\r\n\t\x85\u2028\u2029]", " ", body[start:end]) for start, end in listed)
    return f"{name}\t{label} {offsets}\t{shown}\n"


def _escaped(note: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in note)


def _unescaped(note: str) -> str:
    back = {escape: character for character, escape in _ESCAPES.items()}
    return re.sub(r"\\(?:u[0-9a-f]{4}|.)", lambda match: back.get(match[0], match[0]), note)


def _text(article: str, body: str, lines: Iterable[str]) -> AnnotatedText:
    spans: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {}
    kinds, said, notes = {}, {}, {}
    for line in lines:
        if match := _SPAN.match(line):
            pairs = (pair.split() for pair in match[3].split(";"))
            spans[match[1]] = (match[2], tuple((int(start), int(end)) for start, end in pairs))
        elif match := _ATTRIBUTE.match(line):
            kinds[match[1]] = match[2]
        elif match := _RELATION.match(line):
            said[match[1]] = match[2]
        elif match := _NOTE.match(line):
            notes[match[1]] = _unescaped(match[2])
    quotes, entities = [], []
    for name, (label, parts) in spans.items():
        if label == "Quote":
            mention = spans.get(said.get(name, ""), ("", (None,)))[1][0]
            quotes.append(QuoteSpan(parts, kinds.get(name, "direct"), notes.get(name) or None, mention))
        elif label != "Speaker":
            entities.append(EntitySpan(parts[0][0], parts[-1][1], label, notes.get(name) or None))
    return AnnotatedText(article, body, tuple(sorted(quotes)), tuple(sorted(entities, key=_order)))


def _order(entity: EntitySpan) -> tuple[int, int]:
    return entity.start, entity.end
