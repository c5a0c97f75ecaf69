"""Bytes that go to the Hub again after a few edits: fixed row groups, content-defined chunking alone, and ours.

The Hub splits every file into chunks where a rolling hash of the last 64 bytes says so (gear hash, 64 KiB on average,
8 to 128 KiB) and takes only those it does not hold. That is done here without the network:

    python benchmarks/reupload.py [--articles 50000] [--edits 20]
"""

import argparse
import hashlib
import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet

from toolkit.contract import Contract, load
from toolkit.contract.arrow_schema import schema
from toolkit.release.options import PackageOptions
from toolkit.release.parquet_writer import CHUNKING, ShardWriter

MINIMUM, TARGET, MAXIMUM = 8 * 1024, 64 * 1024, 128 * 1024
WINDOW = 64
FIXED_ROWS = 5000
Row = dict[str, object]


def articles(count: int, first: int = 0) -> list[Row]:
    """Invent the articles from a number to a number; their words are as frequent as words of a language are."""
    chance = random.Random(f"{first} {count}")
    syllables = [start + end for start in "bdfghklmnprstvw" for end in ("a", "e", "i", "o", "u", "an", "er")]
    known = random.Random(0)
    words = ["".join(known.choices(syllables, k=known.randint(1, 4))) for _ in range(30_000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    texts = (chance.choices(words, cum_weights=weights, k=chance.randint(200, 900)) for _ in range(first, count))
    return sorted((_article(number, text) for number, text in enumerate(texts, start=first)), key=_order)


def _order(row: Row) -> tuple[str, str]:
    return str(row["date"]), str(row["id"])


def _article(number: int, words: list[str]) -> Row:
    identifier = hashlib.sha256(str(number).encode()).hexdigest()
    day = date(2023, 1, 1) + timedelta(days=int(identifier[-4:], 16) % 730)
    sentences = [" ".join(words[start : start + 14]).capitalize() + "." for start in range(0, len(words), 14)]
    body = "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))
    said, name = sentences[0], " ".join(words[:2]).title()
    spot = body.index(said)
    quote = {
        "text": said, "start": spot, "end": spot + len(said), "parts": [{"start": spot, "end": spot + len(said)}],
        "kind": "direct", "speaker": name, "speaker_text": "she", "speaker_start": 0, "speaker_end": 3, "cue": "said",
        "confidence": int(identifier[:3], 16) / 4096,
    }  # fmt: skip
    entity = {
        "text": name, "start": 0, "end": len(name), "type": "PER", "name": name, "entity_id": None,
        "confidence": int(identifier[3:6], 16) / 4096,
    }  # fmt: skip
    provenance = {
        "path": f"raw/{number}.txt", "record": None, "line": 1, "sha256": identifier, "media_type": "text/plain",
        "toolkit_version": "0.1.0",
    }  # fmt: skip
    return {
        "id": identifier[:24], "source": f"Outlet {number % 40}", "authors": [name], "date": day,
        "date_edtf": str(day), "date_precision": "day", "date_not_before": day, "date_not_after": day,
        "headline": " ".join(words[-8:]).capitalize(), "body": body, "language": "en", "quotes": [quote],
        "entities": [entity], "word_count": len(words), "group": identifier[:24],
        "rights": {"status": "usable", "extent": "full"},
        "provenance": provenance, "removed": [{"start": 10, "end": 60 + number % 50, "reason": "advertisement"}],
        "evidence": [{"field": "headline", "method": "stated", "start": 0, "end": 40, "note": None}],
        "added_in": "1.0.0",
    }  # fmt: skip


def edited(rows: list[Row], count: int) -> list[Row]:
    """Change some articles, leave out some and add as many, here and there."""
    chance = random.Random(2)
    chosen = chance.sample(range(len(rows)), count)
    changed, removed = set(chosen[: count // 2]), set(chosen[count // 2 : count * 3 // 4])
    added = articles(len(rows) + count - count * 3 // 4, first=len(rows))
    kept = [
        {**row, "body": f"{row['body']}\n\nA word."} if index in changed else row
        for index, row in enumerate(rows)
        if index not in removed
    ]
    return sorted([*kept, *added], key=_order)


def write_fixed(table: pyarrow.Table, folder: Path, *, chunking: bool) -> None:
    """Write one file as pyarrow does when it is told nothing but the number of rows in a group."""
    options = {"use_content_defined_chunking": CHUNKING} if chunking else {}
    pyarrow.parquet.write_table(
        table, folder / "train.parquet", compression="zstd", row_group_size=FIXED_ROWS, **options
    )


def write_ours(table: pyarrow.Table, folder: Path, contract: Contract, options: PackageOptions) -> None:
    """Write as a release is written."""
    with ShardWriter(folder, "train", contract, contract.record("article"), options) as writer:
        for start in range(0, table.num_rows, 1000):
            writer.write(table.slice(start, 1000))


def chunks(content: bytes) -> Iterator[bytes]:
    """Cut bytes as the Hub's store does: a chunk ends where the hash of the 64 bytes before has 16 leading zeros."""
    ends = _candidates(np.frombuffer(content, np.uint8))
    start = location = 0
    while start < len(content):
        location = int(np.searchsorted(ends, start + MINIMUM))
        end = min(int(ends[location]) if location < len(ends) else len(content), start + MAXIMUM, len(content))
        yield content[start:end]
        start = end


def _candidates(data: np.ndarray) -> np.ndarray:
    """Return all places where a chunk may end; the gear hash of a window is doubled up from that of its halves."""
    gear = np.array([random.Random(byte).getrandbits(64) for byte in range(256)], np.uint64)
    result = []
    for start in range(0, len(data), 4_000_000):
        before = max(start - WINDOW, 0)
        hashes, width = gear[data[before : start + 4_000_000]], 1
        while width < WINDOW:
            doubled = hashes.copy()
            doubled[width:] += hashes[:-width] << np.uint64(width)
            hashes, width = doubled, 2 * width
        places = np.flatnonzero(hashes >> np.uint64(64 - TARGET.bit_length() + 1) == 0) + before + 1
        result.append(places[places > start])
    return np.concatenate(result) if result else np.array([], np.int64)


def digests(folder: Path) -> dict[bytes, int]:
    """Return the chunks of all files below a folder and their sizes."""
    return {
        hashlib.blake2b(chunk, digest_size=16).digest(): len(chunk)
        for path in sorted(path for path in folder.rglob("*") if path.is_file())
        for chunk in chunks(path.read_bytes())
    }


def main() -> None:
    """Print how much of each layout is new to the Hub after the edits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--edits", type=int, default=20)
    arguments = parser.parse_args()
    contract = load()
    rows = articles(arguments.articles)
    kind = schema(contract, contract.record("article"))
    old, new = (pyarrow.Table.from_pylist(version, kind) for version in (rows, edited(rows, arguments.edits)))
    whole = PackageOptions(month_rows=10**12)
    layouts: dict[str, Callable[[pyarrow.Table, Path], None]] = {
        f"groups of {FIXED_ROWS:,} rows": lambda table, folder: write_fixed(table, folder, chunking=False),
        "the same with content-defined chunking": lambda table, folder: write_fixed(table, folder, chunking=True),
        "ours in one file": lambda table, folder: write_ours(table, folder, contract, whole),
        "ours, a file for each month": lambda table, folder: write_ours(table, folder, contract, PackageOptions()),
    }
    print(f"{arguments.articles:,} articles; {arguments.edits} changed (half), removed or added (a quarter each)\n")
    print(f"{'layout':<42}{'files':>6}{'megabytes':>11}{'sent again':>12}{'share':>8}")
    for name, write in layouts.items():
        with tempfile.TemporaryDirectory() as location:
            stored = []
            for version, table in (("old", old), ("new", new)):
                folder = Path(location) / version
                folder.mkdir()
                write(table, folder)
                stored.append(digests(folder))
            size = sum(path.stat().st_size for path in folder.iterdir())
            sent = sum(length for digest, length in stored[1].items() if digest not in stored[0])
            files = len(list(folder.iterdir()))
        print(f"{name:<42}{files:>6}{size / 1e6:>11.1f}{sent / 1e6:>12.1f}{sent / size:>8.1%}")


if __name__ == "__main__":
    main()
