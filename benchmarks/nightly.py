"""Cost of a night: a feed of one folder a day is built day after day, each release after the one before it.

    python benchmarks/nightly.py [--days 30] [--articles 2000] [--first 1] [--config FILE]

The articles of a folder bear its day, one in ten that before: they came late.

For every day the command `toolkit build` runs over all folders so far, with `--previous latest`, a computed version and
the cache of the night before, in one process: the system does not add up the time of workers that outlive those who
started them. Printed are its CPU seconds, those of the second day as 1, and the bytes of the release
that the release before did not hold: in files, which an upload to a folder or an object store sends, and in chunks as
the Hub cuts them, see `reupload.py`. With `package.day_rows = 1`, as here, each day has files of its own. Times are
CPU seconds, since other work may share the machine. `--first 28` builds the first 28 days at once, after two nights
in a folder of their own, which is quicker where only the last nights matter.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import articles
from reupload import digests

FIRST = date(2024, 4, 1)
SETTINGS = """
[dataset]
name = "nights"
version = "auto"

[build]
inputs = ["raw"]
previous = "latest"
engine = "here"

[package]
day_rows = 1
report_raw = false
"""


def main() -> None:
    """Build day after day and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--articles", type=int, default=2000, help="articles of a day")
    parser.add_argument("--first", type=int, default=1, help="days that the first build reads at once")
    parser.add_argument("--config", type=Path, help="tables that are added to those above")
    arguments = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = os.environ["POLARS_MAX_THREADS"] = "1"
    settings = SETTINGS + (arguments.config.read_text(encoding="utf-8") if arguments.config else "")
    print("day   articles   CPU s   of day 2   bytes in new files   share   in new chunks   share")
    second = 0.0
    if arguments.first > 1:
        second = run_nights([1, 2], arguments.articles, settings, second)
    run_nights(range(arguments.first, arguments.days + 1), arguments.articles, settings, second)


def run_nights(days: Sequence[int], number: int, settings: str, second: float) -> float:
    """Build in a new folder, the days before the first of those given at once with it; return the time of day 2."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "toolkit.toml").write_text(settings, encoding="utf-8")
        for day in range(1, days[0]):
            feed(folder / "raw" / f"day-{day:03}", number, day)
        held, sent = set[str](), dict[bytes, int]()
        for day in days:
            feed(folder / "raw" / f"day-{day:03}", number, day)
            seconds, release = build(folder)
            second = seconds if day == 2 else second
            files = {line[:64]: (release / line[66:]).stat().st_size for line in checksums(release)}
            chunks = digests(release)
            new = sum(size for digest, size in files.items() if digest not in held)
            pieces = sum(size for digest, size in chunks.items() if digest not in sent)
            total, held, sent = sum(files.values()), set(files), chunks
            ratio = f"{seconds / second:8.2f}" if second else " " * 8
            print(
                f"{day:3}   {day * number:8,}   {seconds:5.1f}   {ratio}   {new:18,}   {new / total:5.1%}   "
                f"{pieces:13,}   {pieces / total:5.1%}",
                flush=True,
            )
    return second


def feed(folder: Path, number: int, day: int) -> None:
    """Write the articles of a day, a tenth of them of the day before."""
    today, late = FIRST + timedelta(days=day - 1), number // 10
    articles.write(folder / "late", late, 1000 + day, "text", today - timedelta(days=1))
    articles.write(folder / "today", number - late, day, "text", today)


def build(folder: Path) -> tuple[float, Path]:
    """Build all folders so far; return the CPU seconds of the command and its processes, and the release."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    line = [sys.executable, "-m", "toolkit", "build", "--json"]
    done = subprocess.run(line, cwd=folder, capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, folder / json.loads(done.stdout)["folder"]


def checksums(release: Path) -> list[str]:
    """Return the lines of SHA256SUMS."""
    return (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
