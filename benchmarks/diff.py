"""Speed and memory of `toolkit diff`: `python benchmarks/diff.py --rows 1000000`.

Writes two tables of invented articles (about 300 words, 4 quotes and 12 entities each) that differ in 1 % of their
rows and hold 1 % of rows that the other has not; compares them in a process of its own; prints seconds, peak memory
and whether every difference was found.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import pyarrow
import pyarrow.compute
import pyarrow.parquet

from toolkit.contract import load
from toolkit.contract.arrow_schema import schema

_DISTINCT = 2000
"""So many different articles are made; the others repeat them under other ids and with other openings."""
_CHUNK = 10_000
_WORDS = [
    "bench",
    "harbour",
    "ferry",
    "council",
    "bridge",
    "morning",
    "painted",
    "water",
    "opened",
    "winter",
    "planks",
    "fjord",
    "brass",
    "lemonade",
]
_PEOPLE = ("Ida Brandt", "Jon Myhre", "Mara Tveit", "Otto Lunde", "Vera Solheim")


def article(chance: random.Random) -> dict[str, object]:
    """Return the values of an invented article; its offsets count in nothing, since none are checked here."""
    body = "\n\n".join(" ".join(chance.choices(_WORDS, k=30)) for _ in range(10))
    part = [{"start": 10, "end": 60}]
    quotes = [
        {
            "text": body[10:60], "start": 10, "end": 60, "parts": part, "kind": "direct", "speaker": person,
            "speaker_text": person, "speaker_start": 70, "speaker_end": 80, "cue": "said", "confidence": 0.9,
        }
        for person in chance.choices(_PEOPLE, k=4)
    ]  # fmt: skip
    entities = [
        {"text": person, "start": 5, "end": 15, "type": "PER", "name": person, "entity_id": None, "confidence": 0.8}
        for person in chance.choices(_PEOPLE, k=12)
    ]
    evidence = [
        {"field": name, "method": "stated", "start": 0, "end": 30, "note": None} for name in ("headline", "date")
    ]
    return {
        "id": "", "source": chance.choice(("The Lindhafen Courier", "Halden Post")), "authors": ["Ida Brandt"],
        "date_precision": "unknown", "headline": body[:40], "body": body, "language": "en", "quotes": quotes,
        "entities": entities, "word_count": 300, "group": "0" * 24, "rights": {"status": "usable", "extent": "full"},
        "provenance": {"path": "raw.txt", "sha256": "0" * 64, "media_type": "text/plain", "toolkit_version": "0.1.0"},
        "evidence": evidence, "removed": [], "added_in": "1.0.0",
    }  # fmt: skip


def write(path: Path, numbers: numpy.ndarray, edited: set[int]) -> None:
    """Write one article for each number; those in `edited` have another body than they would have."""
    chance = random.Random(0)
    kinds = schema(load(), load().record("article"))
    pool = pyarrow.Table.from_pylist([article(chance) for _ in range(_DISTINCT)], schema=kinds)
    with pyarrow.parquet.ParquetWriter(path, kinds, compression="zstd") as writer:
        for start in range(0, len(numbers), _CHUNK):
            chunk = numbers[start : start + _CHUNK].tolist()
            table = pool.take([number % _DISTINCT for number in chunk])
            openings = [f"Story {number}{' was corrected' if number in edited else ''}. " for number in chunk]
            bodies = pyarrow.compute.binary_join_element_wise(pyarrow.array(openings), table["body"], "")
            table = table.set_column(kinds.get_field_index("body"), kinds.field("body"), bodies)
            table = table.set_column(0, kinds.field(0), pyarrow.array([f"{number:024x}" for number in chunk]))
            writer.write_table(table, row_group_size=1000)


def main() -> None:
    """Write, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the tables are kept; a temporary folder if not given")
    parser.add_argument("--shuffled", action="store_true", help="put the rows of the new table in another order")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as location:
        folder = arguments.folder or Path(location)
        folder.mkdir(exist_ok=True)
        chance = numpy.random.default_rng(1)
        fringe = arguments.rows // 100
        numbers = chance.permutation(arguments.rows + fringe)
        old, new = numbers[: arguments.rows], numbers[fringe:]
        edited = set(chance.choice(numbers[fringe : arguments.rows], fringe, replace=False).tolist())
        paths = [folder / f"{name}.parquet" for name in ("old", "new")]
        if not all(path.exists() for path in paths):
            write(paths[0], old, set())
            write(paths[1], chance.permutation(new) if arguments.shuffled else new, edited)
        compare(paths, fringe, folder / "changes.parquet")


def compare(paths: list[Path], wanted: int, changes: Path) -> None:
    """Run the command and print what it took."""
    size = sum(path.stat().st_size for path in paths) / 1e6
    started = time.perf_counter()
    command = [sys.executable, "-m", "toolkit", "diff", *map(str, paths), "--json", "--out", str(changes)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    counts = json.loads(done.stdout)["counts"]
    right = all(counts[name] == wanted for name in ("added", "removed", "changed"))
    rows = sum(pyarrow.parquet.read_metadata(path).num_rows for path in paths)
    print(f"{rows:,} rows in {size:,.0f} MB: {seconds:.1f} s ({usage.ru_utime + usage.ru_stime:.1f} s of processor)")
    print(f"peak memory {usage.ru_maxrss / 1e6:.2f} GB; {'every' if right else 'NOT EVERY'} difference found")


if __name__ == "__main__":
    main()
