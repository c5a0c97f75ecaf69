"""Measures how a list of millions of names is loaded: time, memory, and whether its names are found again.

usage: gazetteer.py [--rows 5000000] [--form csv|jsonl] [--folder FOLDER]

The list is invented: things of five types, each with a name and aliases in Latin letters with and without diacritics,
in Cyrillic and in Chinese characters; one thing in fifty has the name of another. Loading runs in a process of its own.
"""

import argparse
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

TYPES = ("PER", "ORG", "LOC", "NORP", "EVENT")
SYLLABLES = "ka lo mi ter von bar del san ri ou gha zé ñor stø lin qu pha xi wen dor mak".split()  # noqa: SIM905
CYRILLIC = "ка ло ми тер фон бар дел сан ри гор вич ова щук жен".split()  # noqa: SIM905
CHINESE = "海登港渡輪公司林布蘭特河山東西南北大小中國文學會館"
ROWS_OF_A_THING = 4
PROBES = 2_000


def main() -> None:
    """Write the list, load it, and print what that took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--form", choices=("csv", "jsonl"), default="csv")
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        path = Path(folder) / f"names.{arguments.form}"
        probes = write(path, arguments.rows)
        print(f"{arguments.rows:,} rows, {path.stat().st_size / 1e6:.0f} MB")
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(pool.apply(measure, (str(path), probes)))


def write(path: Path, rows: int) -> list[tuple[str, str, str, str]]:
    """Write the list; return form, type, name and identifier of some of its things, the identifier empty in doubt."""
    rng = random.Random(7)
    count = rows // ROWS_OF_A_THING

    sample = {}
    every = max(1, count // PROBES)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        if path.suffix == ".csv":
            file.write("name,alias,type,id\n")
        for number, (kind, name, aliases) in enumerate(_things(rng, count)):
            if number % every == 0:
                sample[number] = (name, kind, name, f"Q{number}")
            if path.suffix == ".csv":
                file.writelines(f"{name},{alias},{kind},Q{number}\n" for alias in ("", *aliases))
            else:
                labels = {"en": name, "ru": aliases[0]}
                item = {"id": f"Q{number}", "type": kind, "labels": labels, "aliases": {"en": aliases[1:]}}
                file.write(json.dumps(item, ensure_ascii=False) + "\n")
    return list(sample.values())


def _things(rng: random.Random, count: int) -> Iterator[tuple[str, str, list[str]]]:
    kind, name = "PER", "Kalo Miter"
    for _ in range(count):
        if rng.random() > 0.02:
            kind = rng.choice(TYPES)
            name = f"{_word(rng)} {_word(rng)}"
        cyrillic = f"{''.join(rng.choices(CYRILLIC, k=3)).title()} {''.join(rng.choices(CYRILLIC, k=3)).title()}"
        yield kind, name, [cyrillic, "".join(rng.choices(CHINESE, k=6)), f"{name} {_word(rng)}"]


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).title()


def measure(path: str, probes: list[tuple[str, str, str, str]]) -> str:
    """Load a list and look names up in it."""
    from toolkit.pipeline.gazetteer_file import load_gazetteer

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, busy = time.monotonic(), time.process_time()
    known = load_gazetteer(path)
    assert known is not None
    loaded, worked = time.monotonic() - began, time.process_time() - busy
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    result = known.find_all([(form, kind) for form, kind, *_ in probes])
    took = (time.process_time() - began) / len(probes)
    right = sum(
        name is not None and name.entity_id == wanted for name, (*_, wanted) in zip(result, probes, strict=True)
    )
    doubtful = sum(name is None for name in result)
    wrong = len(probes) - right - doubtful
    return (
        f"loaded in {loaded:.0f} s ({worked:.0f} s of one core), "
        f"{highest / 1e3:.0f} MB at most, {before / 1e3:.0f} of them before\n"
        f"{len(probes):,} look-ups of {took * 1e6:.0f} µs each: "
        f"{right:,} right, {doubtful:,} of several things, {wrong:,} wrong"
    )


if __name__ == "__main__":
    main()
