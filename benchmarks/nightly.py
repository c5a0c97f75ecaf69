"""Cost of a night: a feed of one folder a day is built day after day, each release after the one before it.

    python benchmarks/nightly.py [--days 30] [--articles 2000] [--config FILE]

The articles of a folder bear its day, one in ten that before: they came late.

For every day the command `toolkit build` runs over all folders so far, with `--previous latest`, a computed version and
the cache of the night before. Printed are its CPU seconds, those of the second day as 1, and the bytes of the release
whose content the release before did not hold: what an upload must send. With `package.day_rows = 1`, as here, each
day has files of its own. Times are CPU seconds, since other work may share the machine.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import articles

FIRST = date(2024, 4, 1)
SETTINGS = """
[dataset]
name = "nights"
version = "auto"

[build]
inputs = ["raw"]
previous = "latest"

[package]
day_rows = 1
report_raw = false
"""


def main() -> None:
    """Build day after day and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--articles", type=int, default=2000, help="articles of a day")
    parser.add_argument("--config", type=Path, help="tables that are added to those above")
    arguments = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = os.environ["POLARS_MAX_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        added = arguments.config.read_text(encoding="utf-8") if arguments.config else ""
        (folder / "toolkit.toml").write_text(SETTINGS + added, encoding="utf-8")
        print("day   articles   CPU s   of day 2   new bytes   share")
        second, held = 0.0, set[str]()
        for day in range(1, arguments.days + 1):
            feed(folder / "raw" / f"day-{day:03}", arguments.articles, day)
            seconds, release = build(folder)
            second = second or (seconds if day == 2 else 0.0)
            files = {line[:64]: (release / line[66:]).stat().st_size for line in checksums(release)}
            new = sum(size for digest, size in files.items() if digest not in held)
            held = set(files)
            ratio = f"{seconds / second:8.2f}" if second else " " * 8
            share = new / sum(files.values())
            print(
                f"{day:3}   {day * arguments.articles:8,}   {seconds:5.1f}   {ratio}   {new:9,}   {share:5.1%}",
                flush=True,
            )


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
