"""Speed and memory of `toolkit validate`: `python benchmarks/validate.py --articles 100000`.

Writes invented articles with 4 quotes and 15 entities each as one Parquet file, validates them in a process of
its own, and prints processor seconds and peak memory; `--by-hand` checks a part of the same rules with pandera
on pandas, as a user would write them, for comparison.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet

from toolkit.contract import load
from toolkit.contract.arrow_schema import schema

_DISTINCT = 200
"""So many different articles are made; the others repeat them under other ids."""
_PLACES = ("Halden", "Lindhafen", "Brekkevik", "Valmere", "Borgovento", "Mavikaya")
_PEOPLE = ("Ida Brandt", "Jon Myhre", "Mara Tveit", "Otto Lunde", "Vera Solheim")
_SENTENCE = "The {number} benches by the water were painted again, and the council of {place} thanked everybody. "


def article(number: int) -> dict[str, object]:
    """Return the row of an invented article that keeps every rule."""
    body, quotes, entities = "", [], []
    for paragraph in range(15):
        location, person = _PLACES[(number + paragraph) % 6], _PEOPLE[(number + paragraph) % 5]
        if paragraph < 4:
            said = f"We painted bench {number} of {paragraph + 1} ourselves, and it took a whole morning,"
            start = len(body) + 1
            quotes.append(_quote(said, start, person))
            entities.append(_entity(person, start + len(said) + 7, "PER"))
            body += f"“{said}” said {person}. "
        else:
            entities.append(_entity(location, len(body) + 3, "LOC"))
            body += f"In {location}, " + _SENTENCE.format(number=number + paragraph, place="the town")
        body = body.rstrip() + ("\n\n" if paragraph < 14 else "")
    return {**_FIXED, "body": body, "quotes": quotes, "entities": entities, "word_count": len(body.split())}


def _quote(said: str, start: int, person: str) -> dict[str, object]:
    end = start + len(said)
    return {
        "text": said, "start": start, "end": end, "parts": [{"start": start, "end": end}], "kind": "direct",
        "speaker": person, "speaker_text": person, "speaker_start": end + 7, "speaker_end": end + 7 + len(person),
        "cue": "said", "confidence": 0.9,
    }  # fmt: skip


def _entity(text: str, start: int, kind: str) -> dict[str, object]:
    return {
        "text": text, "start": start, "end": start + len(text), "type": kind, "name": text, "entity_id": None,
        "confidence": 0.9,
    }  # fmt: skip


_FIXED: dict[str, object] = {
    "source": "The Lindhafen Courier", "agency": None, "source_domain": "courier.example", "url": None,
    "authors": ["Ida Brandt"], "date": date(2024, 3, 5), "published_at": None, "date_edtf": "2024-03-05",
    "date_precision": "day", "date_not_before": None, "date_not_after": None, "dateline_place": None,
    "headline": "Benches are painted again", "standfirst": None, "language": "en",
    "rights": {
        "licence": None, "holder": None, "usage_terms": None, "status": "usable", "embargo_until": None,
        "extent": "full",
    },
    "provenance": {
        "path": "raw/benches.txt", "record": None, "line": 1, "sha256": "ab" * 32, "media_type": "text/plain",
        "toolkit_version": "0.1.0",
    },
    "evidence": [{"field": "headline", "method": "stated", "start": 0, "end": 25, "note": None}],
    "removed": [], "added_in": "1.0.0",
}  # fmt: skip


def write(path: Path, count: int) -> None:
    """Write so many articles as Parquet."""
    contract = load()
    kind = schema(contract, contract.record("article"))
    made = [article(number) for number in range(_DISTINCT)]
    with pyarrow.parquet.ParquetWriter(path, kind) as writer:
        for start in range(0, count, 2000):
            names = [f"{number:024x}" for number in range(start, min(start + 2000, count))]
            rows = [{**made[index % _DISTINCT], "id": name, "group": name} for index, name in enumerate(names)]
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=kind), row_group_size=1000)


def by_hand(path: Path) -> None:
    """Check quotes and entities with pandera on pandas."""
    import pandas
    import pandera.pandas as pandera

    columns = ["id", "body", "quotes", "entities", "word_count", "date_precision"]
    frame = pandas.read_parquet(path, columns=columns)
    model = pandera.DataFrameSchema(
        {
            "id": pandera.Column(str, pandera.Check.str_matches("^[0-9a-f]{24}$"), unique=True),
            "word_count": pandera.Column("int32", pandera.Check.ge(1)),
            "date_precision": pandera.Column(str, pandera.Check.isin(["time", "day", "month", "year", "unknown"])),
        }
    )
    model.validate(frame, lazy=True)
    for name in ("quotes", "entities"):
        items = frame[["id", "body", name]].explode(name, ignore_index=True).dropna()
        table = pandas.json_normalize(items[name].tolist()).assign(body=items["body"].to_numpy())
        cut = pandera.Check(lambda rows: rows.apply(lambda row: row.body[row.start : row.end] == row.text, axis=1))
        pandera.DataFrameSchema(
            {"start": pandera.Column(int), "confidence": pandera.Column(float, pandera.Check.in_range(0, 1))},
            checks=cut,
        ).validate(table, lazy=True)


def measured(command: list[str]) -> tuple[int, float, float, float]:
    """Run a command; return its exit code, seconds on the clock and of processor, and peak memory in MB."""
    started = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - started
    return os.waitstatus_to_exitcode(status), elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Write, validate, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--by-hand", action="store_true", help="measure pandera on pandas too")
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.file:
        by_hand(options.file)
        return
    with tempfile.TemporaryDirectory() as location:
        path = Path(location) / "articles.parquet"
        write(path, options.articles)
        commands = {"toolkit validate": [sys.executable, "-m", "toolkit", "validate", str(path)]}
        if options.by_hand:
            commands["pandera on pandas"] = [sys.executable, __file__, "--file", str(path)]
        for name, command in commands.items():
            code, elapsed, processor, memory = measured(command)
            print(
                f"{name}: exit code {code}, {options.articles:,} articles, {elapsed:.1f} s, "
                f"{processor:.1f} s of processor, {memory:,.0f} MB"
            )


if __name__ == "__main__":
    main()
