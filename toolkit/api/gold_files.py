"""Gold answers as annotation tools write them: JSON Lines, CoNLL, spaCy, Label Studio, brat, and `toolkit review`."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.annotation.entities.backends.label_mapping import types_of
from toolkit.annotation.entities.place_names import word_list
from toolkit.annotation.entities.training.gold_texts import GoldText, Span, without_overlap
from toolkit.errors import ConfigError


class Labelled(NamedTuple):
    """A text as its file labels it."""

    name: str
    text: str
    spans: Sequence[Span]
    """Start, end and the file's own label."""


def read_folder(folder: Path) -> list[GoldText]:
    """Read all gold files of a folder, in the order of their names.

    The usual labels are known (PERSON, GPE, company); others are left out. A name that is in two pieces, or whose
    offsets lie outside its text, is left out as well.

    Raises:
        ConfigError: the folder holds no gold, a file cannot be read, or none of its labels is known.
    """
    texts = [text for path in sorted(folder.rglob("*")) for text in _read(path)] if folder.is_dir() else []
    if not any(text.spans for text in texts):
        raise ConfigError(
            f"{folder} holds no labelled texts; put JSON Lines, CoNLL, .spacy, Label Studio or brat files into it."
        )
    types = types_of({label for text in texts for *_, label in text.spans}, {}, str(folder))
    return [_gold(text, types) for text in texts]


def _gold(text: Labelled, types: dict[str, str]) -> GoldText:
    size = len(text.text)
    spans = [
        (start, end, types[label]) for start, end, label in text.spans if label in types and 0 <= start < end <= size
    ]
    return GoldText(text.name, text.text, without_overlap(spans))


def _read(path: Path) -> list[Labelled]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None or not path.is_file():
        return []
    try:
        return list(reader(path))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(f"{path} is no gold file of a known form ({reason}); correct it or take it away.") from error


def _json_lines(path: Path) -> Iterator[Labelled]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if line.strip():
                yield _from_record(json.loads(line), f"{path.name}:{number}")


def _json(path: Path) -> Iterator[Labelled]:
    """A list of tasks, as Label Studio exports it, or of plain records; or answers as `toolkit review` writes them."""
    content = json.loads(path.read_text("utf-8"))
    if isinstance(content, dict) and isinstance(content.get("records"), list):
        yield from _reviewed(content["records"], path.name)
        return
    for number, record in enumerate(content if isinstance(content, list) else [content]):
        yield _from_record(record, f"{path.name}:{number}")


def _reviewed(records: Sequence[dict[str, Any]], name: str) -> Iterator[Labelled]:
    """Yield the articles that a person accepted: others are no answer about all names of their text."""
    for number, record in enumerate(records):
        entities, body = record.get("entities"), record.get("body")
        if isinstance(body, str) and isinstance(entities, list) and all("start" in entity for entity in entities):
            spans = [_span(entity) for entity in entities if body[entity["start"] : entity["end"]] == entity["text"]]
            yield Labelled(f"{name}:{number}", body, spans)


def _from_record(record: dict[str, Any], name: str) -> Labelled:
    if "annotations" in record and isinstance(record.get("data"), dict):
        return _label_studio(record, name)
    spans: list[Any] = next((record[key] for key in _SPAN_KEYS if key in record), [])
    return Labelled(str(record.get("id", name)), record["text"], [_span(span) for span in spans])


def _span(span: Any) -> Span:
    if isinstance(span, dict):
        label = span["labels"][0] if "labels" in span else span.get("label", span.get("type"))
        return int(span["start"]), int(span["end"]), str(label)
    return int(span[0]), int(span[1]), str(span[2])


def _label_studio(task: dict[str, Any], name: str) -> Labelled:
    text = next(value for key, value in task["data"].items() if isinstance(value, str) and key in _TEXT_KEYS)
    done = [annotation for annotation in task["annotations"] if not annotation.get("was_cancelled")]
    results = done[0]["result"] if done else []
    values = [result["value"] for result in results if result.get("type") == "labels"]
    return Labelled(str(task.get("id", name)), text, [_span(value) for value in values])


def _brat(path: Path) -> Iterator[Labelled]:
    """The annotations of the text that lies beside them; names in two pieces are left out."""
    text = path.with_suffix(".txt").read_text("utf-8")
    matches = map(_BRAT.match, path.read_text("utf-8").splitlines())
    yield Labelled(path.stem, text, [(int(match[2]), int(match[3]), match[1]) for match in matches if match])


def _conll(path: Path) -> Iterator[Labelled]:
    """Columns with the word first and its tag last; a line `-DOCSTART-` begins a text, an empty line a sentence."""
    sentences: list[list[tuple[str, str]]] = [[]]
    number = 0
    for line in [*path.read_text("utf-8").splitlines(), "-DOCSTART-"]:
        columns = line.split()
        if columns and columns[0].startswith("-DOCSTART-"):
            if any(sentences):
                yield _from_words(sentences, f"{path.name}:{number}")
            sentences, number = [[]], number + 1
        elif not columns or line.startswith("# "):
            sentences.append([])
        else:
            sentences[-1].append((columns[0], columns[-1]))


def _from_words(sentences: Iterable[Sequence[tuple[str, str]]], name: str) -> Labelled:
    """A text put together of words, one sentence a line; tags of BIO, IOB and BIOES are understood."""
    text, spans = "", list[Span]()
    for sentence in sentences:
        before = ""
        text += "\n" if text and sentence else ""
        for word, tag in sentence:
            glued = not text or text.endswith(("\n", "(", "“", "„", "«")) or word in _CLOSING
            text += word if glued else f" {word}"
            part, _, label = tag.partition("-")
            start = len(text) - len(word)
            if label and part in ("I", "M", "E") and spans and before == label:
                spans[-1] = (spans[-1][0], len(text), label)
            elif label:
                spans.append((start, len(text), label))
            before = label if part not in ("E", "S", "L", "U") else ""
    return Labelled(name, text, spans)


def _spacy(path: Path) -> Iterator[Labelled]:
    from toolkit.annotation.entities.backends.spacy_pipeline import read_documents

    for number, (text, spans) in enumerate(read_documents(path.read_bytes())):
        yield Labelled(f"{path.name}:{number}", text, spans)


_READERS: dict[str, Callable[[Path], Iterator[Labelled]]] = {
    ".jsonl": _json_lines,
    ".json": _json,
    ".ann": _brat,
    ".spacy": _spacy,
    **dict.fromkeys((".conll", ".conllu", ".iob", ".iob2", ".bio", ".tsv"), _conll),
}
_SPAN_KEYS = ("ents", "entities", "spans", "labels", "label")
_TEXT_KEYS = frozenset(("text", "body", "content", "article"))
_BRAT = re.compile(r"T\d+\t(\S+) (\d+) (\d+)\t")
_CLOSING = word_list(". , ; : ! ? ) ” » % … 's ’s")
