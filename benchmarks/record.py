"""Measures accuracy and writes benchmark_figures.json of the card, from which README and dataset cards are made.

usage: record.py [--quotes GOLD.jsonl ...] [--entities GOLD.jsonl ...]
                 [--normalise FOLDER --fold-weights FOLDER] [--out figures.json]

What is not measured in this run keeps its figures. Those of entities go into the model card of their weights too.
`--normalise` takes the data folder of train_lines.py and the
weights that its `--folds 5 --fold-weights` wrote: each site is read by a model that has not seen it.
"""

import argparse
import datetime
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import entities as entity_benchmark
import normalise as normalise_benchmark
import numpy as np
import quotes as quote_benchmark

from toolkit.annotation.entities.ner import find_entities
from toolkit.normalisation.lines import line_classifier
from toolkit.release.card.benchmark_figures import Figure, figure_table
from training.line_gold import site_of

FIGURES = Path(__file__).parent.parent / "toolkit" / "release" / "card" / "benchmark_figures.json"
ANNOTATION = Path(__file__).parent.parent / "toolkit" / "annotation"
MODEL_CARDS = {
    "entities/weights/entities.md": ("entities",),
    "quotes/weights/speakers.md": ("quotes and speakers",),
    "quotes/weights/indirect.md": ("indirect speech",),
}
OPENING, CLOSING = "<!-- generated: figures -->\n", "<!-- end -->"
FOLDS = 5
Row = dict[str, Any]


def main() -> None:
    """Measure what was asked for and merge it into the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=Path, nargs="*", default=[])
    parser.add_argument("--entities", type=Path, nargs="*", default=[])
    parser.add_argument("--normalise", type=Path)
    parser.add_argument("--fold-weights", type=Path)
    parser.add_argument("--out", type=Path, default=FIGURES)
    arguments = parser.parse_args()
    rows = [row for path in arguments.quotes for row in quote_rows(path)]
    rows += [row for path in arguments.entities for row in entity_rows(path)]
    if arguments.normalise:
        rows += list(normalise_rows(arguments.normalise, arguments.fold_weights))
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    known = json.loads(arguments.out.read_text(encoding="utf-8")) if arguments.out.exists() else []
    merged = {key(row): row for row in known} | {key(row): {**row, "date": today} for row in rows}
    ordered = sorted(merged.values(), key=key)
    arguments.out.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, subjects in MODEL_CARDS.items():
        write_into(ANNOTATION / name, [row for row in ordered if row["subject"] in subjects])
    for row in ordered:
        print(f"{row['subject']:24} {row['data']:38} {row['figure']:28} {row['value']}")


def key(row: Row) -> tuple[str, str, str]:
    """Tell one figure from the others."""
    return row["subject"], row["data"], row["figure"]


def quote_rows(path: Path) -> Iterator[Row]:
    """Yield joint F1 in both modes, and the accuracy of speakers and of resolved persons."""
    articles = [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]
    predictions = [quote_benchmark.predict(article) for article in articles]
    for mode in quote_benchmark.MODES:
        counts: Counter[str] = Counter()
        for article, prediction in zip(articles, predictions, strict=True):
            counts += quote_benchmark.score(article, prediction, mode)
        figures = {"joint F1": quote_benchmark.f1(counts, "joint"), "span F1": quote_benchmark.f1(counts, "span")}
        figures["speaker accuracy"] = 100 * counts["speaker"] / counts["attributed"]
        if counts["entities"]:
            figures["resolved person accuracy"] = 100 * counts["entity"] / counts["entities"]
        for figure, value in figures.items():
            data = f"{path.stem}, {mode} ({len(articles)} articles)"
            yield {"subject": "quotes and speakers", "data": data, "figure": figure, "value": round(value, 1)}
    counts = quote_benchmark.score_indirect(articles)
    if counts["gold"]:
        for figure, of in (("precision", "found"), ("share of the gold", "gold")):
            value = round(100 * counts["right"] / max(1, counts[of]), 1)
            data = f"{path.stem} ({len(articles)} articles)"
            yield {"subject": "indirect speech", "data": data, "figure": figure, "value": value}


def entity_rows(path: Path) -> Iterator[Row]:
    """Yield the F1 of exact spans and types: people, organisations and places together, and each type alone."""
    articles = [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]
    counts = entity_benchmark.score(articles, [find_entities(article["text"]) for article in articles])
    for name, value in entity_benchmark.f1_by_type(*counts).items():
        data = f"{path.stem} ({len(articles)} articles)"
        yield {"subject": "entities", "data": data, "figure": f"{name} F1", "value": round(value, 1)}


def write_into(card: Path, rows: list[Row]) -> None:
    """Put figures between the marks in the model card of the weights."""
    figures = [Figure(**row) for row in rows]
    text = card.read_text(encoding="utf-8")
    before, opening, rest = text.partition(OPENING)
    _, closing, after = rest.partition(CLOSING)
    card.write_text(f"{before}{opening}\n{figure_table(figures)}\n\n{closing}{after}", encoding="utf-8")


def normalise_rows(folder: Path, fold_weights: Path) -> Iterator[Row]:
    """Yield the figures of normalising by cross-validation over sites."""
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    core = [record for record in gold if record["set"] in ("naeb", "fundus")]
    shipped = line_classifier._load  # noqa: SLF001 - the models of the folds stand in for the shipped one
    for variant in ("light", "noisy"):
        predictions: dict[str, Any] = {}
        for fold in range(FOLDS):
            with np.load(fold_weights / f"{fold}.npz") as arrays:
                model = line_classifier.unpack({name: arrays[name] for name in arrays.files})
            line_classifier._load = lambda model=model: model  # noqa: SLF001
            members = [record for record in core if zlib.crc32(site_of(record).encode()) % FOLDS == fold]
            predictions |= normalise_benchmark.predict(folder / variant, members)[0]
        cells = normalise_benchmark.score(core, predictions, variant)
        names = ("body F1", "headline exact", "date accuracy", "date precision", "authors F1")
        for name, cell in zip(names, cells[3:8], strict=True):
            data = f"{variant} texts, {FOLDS}-fold by site ({len(core)} pages)"
            value = round(100 * float(cell), 1)
            yield {"subject": "normalising plain text", "data": data, "figure": name, "value": value}
    line_classifier._load = shipped  # noqa: SLF001


if __name__ == "__main__":
    main()
