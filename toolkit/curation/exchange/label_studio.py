"""Label Studio: tasks as JSON with the release's spans as predictions, and the exported answers of people.

`config.xml` beside the tasks is the labelling interface. Label Studio counts UTF-16 units where a text has characters
beyond the basic plane: an offset is taken as whichever of the two gives the text of the region.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit._version import VERSION
from toolkit.curation.exchange.annotation_spans import AnnotatedText, EntitySpan, QuoteSpan, annotated
from toolkit.errors import SourceError

CONFIGURATION = """<View>
  <Header value="$headline"/>
  <Relations><Relation value="said by"/><Relation value="continues"/></Relations>
  <Labels name="label" toName="text">
    <Label value="direct"/><Label value="fragment"/><Label value="indirect"/><Label value="speaker"/>
    <Label value="PER"/><Label value="ORG"/><Label value="LOC"/><Label value="NORP"/><Label value="EVENT"/>
  </Labels>
  <TextArea name="name" toName="text" perRegion="true" placeholder="Name of the speaker or entity"/>
  <Text name="text" value="$text" granularity="symbol"/>
</View>
"""
_KINDS = ("direct", "fragment", "indirect")
_Regions = dict[str, tuple[int, int, str]]


def write_label_studio(rows: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Write tasks.json and config.xml into a folder."""
    folder.mkdir(parents=True)
    (folder / "config.xml").write_text(CONFIGURATION, encoding="utf-8")
    with (folder / "tasks.json").open("w", encoding="utf-8") as file:
        for number, row in enumerate(rows):
            file.write("[\n" if number == 0 else ",\n")
            file.write(json.dumps(_task(row), ensure_ascii=False))
        file.write("\n]\n" if file.tell() else "[]\n")


def read_label_studio(path: Path, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[AnnotatedText]:  # noqa: ARG001
    """Yield the tasks of an export that people have answered, each with its latest answer; others are left out.

    Raises:
        SourceError: the file is no list of tasks.
    """
    source = path / "tasks.json" if path.is_dir() else path
    try:
        tasks = json.loads(source.read_bytes())
        for task in tasks:
            answers = [answer for answer in task.get("annotations", ()) if not answer.get("was_cancelled")]
            if answers:
                latest = max(answers, key=lambda answer: str(answer.get("updated_at", "")))
                yield _text(task["data"], latest["result"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SourceError(
            f"{source} is no export of Label Studio as JSON ({type(error).__name__}: {error})."
        ) from error


def _task(row: Mapping[str, Any]) -> dict[str, Any]:
    text = annotated(row)
    data = {"article": text.article, "text": text.body, "headline": row["headline"] or ""}
    data |= {"source": row["source"] or "", "date": row["date_edtf"] or ""}
    return {
        "data": data,
        "predictions": [{"model_version": f"news-dataset-toolkit {VERSION}", "result": [*_result(text)]}],
    }


def _result(text: AnnotatedText) -> Iterator[dict[str, Any]]:
    for number, quote in enumerate(text.quotes or ()):
        for index, part in enumerate(quote.parts):
            yield from _region(f"q{number}p{index}", part, quote.kind, text.body, quote.speaker if index == 0 else None)
            if index:
                yield _relation(f"q{number}p{index}", f"q{number}p0", "continues")
        if quote.mention is not None:
            yield from _region(f"s{number}", quote.mention, "speaker", text.body, None)
            yield _relation(f"q{number}p0", f"s{number}", "said by")
    for number, entity in enumerate(text.entities or ()):
        yield from _region(f"e{number}", (entity.start, entity.end), entity.type, text.body, entity.name)


def _region(name: str, span: tuple[int, int], label: str, body: str, written: str | None) -> Iterator[dict[str, Any]]:
    start, end = span
    value = {"start": start, "end": end, "text": body[start:end]}
    common = {"id": name, "to_name": "text"}
    yield {**common, "from_name": "label", "type": "labels", "value": {**value, "labels": [label]}}
    if written is not None:
        yield {**common, "from_name": "name", "type": "textarea", "value": {**value, "text": [written]}}


def _relation(start: str, end: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": start, "to_id": end, "direction": "right", "labels": [label]}


def _text(data: Mapping[str, Any], result: Iterable[Mapping[str, Any]]) -> AnnotatedText:
    body, article = str(data["text"]), str(data["article"])
    regions: _Regions = {}
    names: dict[str, str] = {}
    relations: list[tuple[str, str, str]] = []
    for item in result:
        if item["type"] == "relation":
            relations.append((item["from_id"], item["to_id"], (item.get("labels") or ["said by"])[0]))
        elif item["type"] == "textarea":
            names[item["id"]] = " ".join(item["value"]["text"])
        elif item["type"] == "labels":
            regions[item["id"]] = (*_offsets(item["value"], body), item["value"]["labels"][0])
    return AnnotatedText(article, body, tuple(_quotes(regions, names, relations)), tuple(_entities(regions, names)))


def _offsets(value: Mapping[str, Any], body: str) -> tuple[int, int]:
    """Return the offsets of a region in code points; (-1, -1) where neither count gives its text."""
    start, end, text = int(value["start"]), int(value["end"]), value.get("text")
    if text is None or body[start:end] == text:
        return start, end
    units = body.encode("utf-16-le")
    head, middle = units[: 2 * start].decode("utf-16-le", "replace"), units[2 * start : 2 * end]
    if middle.decode("utf-16-le", "replace") == text:
        return len(head), len(head) + len(text)
    return -1, -1


def _quotes(regions: _Regions, names: Mapping[str, str], relations: list[tuple[str, str, str]]) -> Iterator[QuoteSpan]:
    continued = {start: end for start, end, label in relations if label == "continues"}
    said = {start: end for start, end, label in relations if label != "continues"}
    for name, (start, end, label) in sorted(regions.items(), key=lambda item: item[1][:2]):
        if label in _KINDS and name not in continued:
            parts = [(start, end), *(regions[part][:2] for part, first in continued.items() if first == name)]
            speaker = regions.get(said.get(name, ""))
            yield QuoteSpan(tuple(sorted(parts)), label, names.get(name) or None, speaker[:2] if speaker else None)


def _entities(regions: _Regions, names: Mapping[str, str]) -> Iterator[EntitySpan]:
    for name, (start, end, label) in sorted(regions.items(), key=lambda item: item[1][:2]):
        if label not in (*_KINDS, "speaker"):
            yield EntitySpan(start, end, label, names.get(name) or None)
