"""Scores the entity recogniser against gold articles, and measures its speed.

usage: entities.py --gold GOLD.jsonl... [--predictions OUT.jsonl]

GOLD line: {"id", "text", "ents": [[start, end, type, original tag], ...]} and, where it is not English, "lang"; offsets
are code points, end exclusive. Several files make one table of files by type.
A prediction is right when span and type are; leading "the" and a closing possessive do not count on either side.
The first figure is micro F1 over PER, ORG and LOC (GPE and FAC count as LOC). Speed is the recogniser's alone, in
processor time: on words that it meets for the first time, and the median of further readings.
"""

import argparse
import json
import os
import re
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from toolkit.annotation.entities.ner import embedded, find_entities
from toolkit.annotation.options import EMBEDDED_LANGUAGES, primary_language
from toolkit.contract.records import Entity

Span = tuple[int, int, str]
Article = dict[str, Any]
TYPES = ("PER", "ORG", "LOC", "NORP", "EVENT")
SAME = {"GPE": "LOC", "FAC": "LOC", "FACILITY": "LOC", "LOCATION": "LOC", "PERSON": "PER", "ORGANIZATION": "ORG"}
ARTICLE = 600
"""Words of the article in which speed is counted."""
READINGS = 4


def main() -> None:
    """Print the table, and write the predictions when asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--predictions", type=Path)
    arguments = parser.parse_args()
    if len(arguments.gold) > 1:
        print_files(arguments.gold)
        return
    articles = read(arguments.gold[0])
    result = [entities_of(article) for article in articles]
    right, extra, missed = score(articles, result)
    sure = [
        (entity.confidence, bool(spans(article["text"], [(entity.start, entity.end, entity.type)]) & gold))
        for article, entities in zip(articles, result, strict=True)
        for gold in [spans(article["text"], article["ents"])]
        for entity in entities
        if entity.type in TYPES[:3]
    ]
    print_table(right, extra, missed)
    print_calibration(sure)
    first, again = speeds(articles)
    print(f"{first:.0f} articles of {ARTICLE} words a second on one core; {again:.0f} when their words are known")
    size = (files("toolkit.annotation.entities") / "weights" / "entities.npz").stat().st_size
    print(f"{size / 1e6:.1f} MB of weights")
    if arguments.predictions:
        with arguments.predictions.open("w", encoding="utf-8") as file:
            for article, entities in zip(articles, result, strict=True):
                spanned = [[entity.start, entity.end, entity.type, entity.name] for entity in entities]
                file.write(json.dumps({"id": article["id"], "ents": spanned}, ensure_ascii=False) + "\n")


def read(gold: Path) -> list[Article]:
    """The articles of a gold file."""
    return [json.loads(line) for line in gold.open(encoding="utf-8") if line.strip()]


def entities_of(article: Article) -> Sequence[Entity]:
    """What the embedded recogniser finds, nothing in a language that it does not speak."""
    language = primary_language(article.get("lang", "en"))
    return find_entities(article["text"], language) if language in EMBEDDED_LANGUAGES else ()


def print_files(paths: Sequence[Path]) -> None:
    """F1 of each file in per cent, together and by type."""
    print(f"{'':28} {'all':>5} {'PER':>5} {'ORG':>5} {'LOC':>5}")
    for path in paths:
        articles = read(path)
        figures = f1_by_type(*score(articles, [entities_of(article) for article in articles]))
        columns = " ".join(f"{figures.get(kind, 0):5.1f}" for kind in ("PER+ORG+LOC", *TYPES[:3]))
        print(f"{path.stem:28} {columns}", flush=True)


def score(
    articles: Sequence[Article], result: Sequence[Sequence[Entity]]
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How many spans of each type are right, are not in the gold, and are missed."""
    right, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    for article, entities in zip(articles, result, strict=True):
        gold = spans(article["text"], article["ents"])
        predicted = spans(article["text"], [(entity.start, entity.end, entity.type) for entity in entities])
        right.update(kind for *_, kind in gold & predicted)
        extra.update(kind for *_, kind in predicted - gold)
        missed.update(kind for *_, kind in gold - predicted)
    return right, extra, missed


def f1_by_type(right: Counter[str], extra: Counter[str], missed: Counter[str]) -> dict[str, float]:
    """F1 in per cent: of people, organisations and places together, and of each type that the gold has."""
    groups = {"PER+ORG+LOC": TYPES[:3], **{kind: (kind,) for kind in TYPES if right[kind] + missed[kind]}}
    return {
        name: 200 * sum(right[kind] for kind in kinds) / max(1, sum(2 * right[k] + extra[k] + missed[k] for k in kinds))
        for name, kinds in groups.items()
    }


def speeds(articles: Sequence[Article]) -> tuple[float, float]:
    """Articles a second at first sight, and in the median of further readings; loading is left out."""
    embedded.cache_clear()
    entities_of({**articles[0], "text": "Ilse Brandt spoke in Geneva."})
    words = sum(len(article["text"].split()) for article in articles)
    seconds = []
    for _ in range(READINGS):
        began = time.process_time()
        for article in articles:
            entities_of(article)
        seconds.append(time.process_time() - began)
    return words / ARTICLE / seconds[0], words / ARTICLE / statistics.median(seconds[1:])


def spans(text: str, entities: list[tuple[int, int, str]]) -> set[Span]:
    """The spans that are scored, trimmed and with the scorer's types."""
    kept = set()
    for start, end, label, *_ in entities:
        kind = SAME.get(str(label).upper(), str(label).upper())
        if kind in TYPES:
            lead = re.match(r"(?i)the\s+", text[start:end])
            first = start + lead.end() if lead else start
            tail = re.search(r"['’]s?$", text[first:end])
            kept.add((first, first + tail.start() if tail else end, kind))
    return kept


def print_table(right: Counter[str], extra: Counter[str], missed: Counter[str]) -> None:
    """Precision, recall and F1 in per cent."""
    for name, kinds in (("PER+ORG+LOC", TYPES[:3]), *((kind, (kind,)) for kind in TYPES)):
        hits, wrong, lost = (sum(counts[kind] for kind in kinds) for counts in (right, extra, missed))
        precision, recall = hits / max(hits + wrong, 1), hits / max(hits + lost, 1)
        f1 = 2 * hits / max(2 * hits + wrong + lost, 1)
        print(f"{name:12} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}  gold {hits + lost}")


def print_calibration(sure: list[tuple[float, bool]]) -> None:
    """How often predictions of a confidence are right."""
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.98), (0.98, 1.01)):
        group = [(chance, hit) for chance, hit in sure if low <= chance < high]
        if group:
            mean, share = sum(chance for chance, _ in group) / len(group), sum(hit for _, hit in group) / len(group)
            print(f"confidence {mean:.2f}: {100 * share:5.1f} % right of {len(group)}")


if __name__ == "__main__":
    main()
