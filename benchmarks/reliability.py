"""Prints how the toolkit stands hostile input and sudden ends; small by default, `--scale 10` tries ten times as much.

inputs tried        damaged files that were read, normalised and annotated (fuzz/run.py), and faults among them
kills survived      builds that were killed at a random moment, and completed by the next run to the same bytes
flips noticed       single bits changed in files of a release that `verify` reports
tamperings noticed  files of a release that were removed, added, cut, or listed anew that `verify` reports
growth exponent     the worst of e where the time of a whole call grows as length ** e, over families of text
peak memory         of a process that reads archive bombs of 256 MB, in MB
"""

import argparse
import contextlib
import gzip
import logging
import math
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from toolkit import api
from toolkit.errors import ToolkitError

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds" / "web"
STORY = (SEEDS / "newspaper-library-boat.txt").read_text(encoding="utf-8")
PUMPS = (
    " ",
    "\n",
    "\t",
    "a",
    "A",
    "1",
    ".",
    ",",
    "-",
    '"',
    "“",
    "’",
    "(",
    "<",
    "&",
    "a ",
    "Aa ",
    "A. ",
    "1.1.2024 ",
    "<div>",
    "<b>a",
)
"""Texts that are repeated; each stands in the headline, in the body and in a page."""
BOMB = """
import resource, sys
from toolkit.read import ReadOptions, discover, read
items = [item for source in discover([sys.argv[1]], ReadOptions()) for item in read(source, ReadOptions())]
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def fuzzed(seconds: float) -> str:
    """Fuzz for some seconds and return the last line of the fuzzer."""
    line = [sys.executable, str(ROOT / "fuzz" / "run.py"), "--seconds", str(seconds)]
    done = subprocess.run(
        line, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    return (done.stdout or done.stderr).strip().splitlines()[-1]


def killed(folder: Path, attempts: int, rng: random.Random) -> str:
    """Kill builds at random moments; return how many the next run completed to the same bytes."""
    whole = api.build(SEEDS, out=folder / "whole", name="news", version="1.0.0").folder / "SHA256SUMS"
    survived = deaths = 0
    for attempt in range(attempts):
        out = folder / f"killed-{attempt}"
        options = ["--out", str(out), "--name", "news", "--dataset-version", "1.0.0", "--quiet"]
        with subprocess.Popen([sys.executable, "-m", "toolkit", "build", str(SEEDS), *options]) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(rng.uniform(1, 8))
            process.send_signal(signal.SIGKILL)
        deaths += process.returncode != 0
        release = api.build(SEEDS, out=out, name="news", version="1.0.0").folder
        survived += (release / "SHA256SUMS").read_bytes() == whole.read_bytes()
    return f"{survived} of {attempts} builds, {deaths} of them killed before their end"


def noticed(release: Path) -> bool:
    """Return True if `verify` reports something."""
    try:
        return bool(api.verify(release))
    except ToolkitError:
        return True


def copies(release: Path, folder: Path, number: int) -> Iterator[Path]:
    """Yield copies of a release, each removed after its use."""
    for _ in range(number):
        copy = folder / release.name
        shutil.copytree(release, copy)
        yield copy
        shutil.rmtree(copy)


def flipped(release: Path, folder: Path, number: int, rng: random.Random) -> str:
    """Flip single bits in files of a release."""
    seen = 0
    for copy in copies(release, folder, number):
        path = rng.choice([path for path in sorted(copy.rglob("*")) if path.is_file() and path.stat().st_size])
        content = bytearray(path.read_bytes())
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content)
        seen += noticed(copy)
    return f"{seen} of {number}"


def tampered(release: Path, folder: Path, rng: random.Random) -> str:
    """Remove, add, cut and exchange files of a release."""

    def change(copy: Path, kind: str) -> None:
        files = [path for path in sorted(copy.rglob("*")) if path.is_file()]
        path = rng.choice(files)
        if kind == "remove":
            path.unlink()
        elif kind == "add":
            (copy / "evil.sh").write_text("echo", encoding="utf-8")
        elif kind == "hide":
            (copy / "data" / "extra.parquet").write_bytes(b"PAR1")
        elif kind == "cut":
            path.write_bytes(path.read_bytes()[:-1])
        elif kind == "exchange":
            path.write_bytes(rng.choice([other for other in files if other != path]).read_bytes())
        else:
            path.unlink()
            path.symlink_to("/etc/hostname")

    kinds = ("remove", "add", "hide", "cut", "exchange", "link") * 3
    seen = 0
    for copy, kind in zip(copies(release, folder, len(kinds)), kinds, strict=True):
        change(copy, kind)
        seen += noticed(copy)
    return f"{seen} of {len(kinds)}"


def seconds(raw: bytes) -> float:
    """Return the processor time of one call."""
    start = time.process_time()
    api.normalise(raw)
    return time.process_time() - start


def growth(length: int) -> str:
    """Measure how the time of a whole call grows with its text; only calls of 0.2 s and more count."""
    worst, where = 0.0, "all families stay below 0.2 s"
    for pump in PUMPS:
        for location, form in (("head", "{0}\n\n{1}"), ("body", "{1}\n\n{0}\n"), ("page", "<html><body><p>{1}<p>{0}")):
            times = []
            for size in (length, 4 * length):
                raw = form.format(pump * (size // len(pump)), STORY).encode()
                times.append(min(seconds(raw), seconds(raw)))
            exponent = math.log(times[1] / max(times[0], 0.001), 4)
            if times[1] >= 0.2 and exponent > worst:
                worst, where = exponent, f"{pump!r} in the {location}: {times[0]:.2f} s and {times[1]:.2f} s"
    return f"{worst:.2f} from {length:,} to {4 * length:,} characters ({where})"


def bombs(folder: Path) -> str:
    """Read files that unpack to 256 MB; return the peak memory of each process."""
    shown = []
    for name, unit in (("newlines.jsonl.gz", b"\n"), ("zeros.txt.gz", b"\0"), ("line.csv.gz", b"a")):
        path = folder / name
        with gzip.open(path, "wb", compresslevel=1) as file:
            for _ in range(256):
                file.write(unit * 1_000_000)
        line = [sys.executable, "-c", BOMB, str(path)]
        start = time.monotonic()
        peak = subprocess.run(line, capture_output=True, text=True, check=True).stdout.strip()
        shown.append(f"{name} {peak} MB in {time.monotonic() - start:.0f} s")
    return ", ".join(shown)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng, scale = random.Random(arguments.seed), arguments.scale
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()  # the warnings about each changed release
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"inputs tried        {fuzzed(10 * scale)}", flush=True)
        print(f"kills survived      {killed(folder, max(1, round(3 * scale)), rng)}", flush=True)
        release = next((folder / "whole").glob("news-*"))
        (folder / "copies").mkdir()
        print(f"flips noticed       {flipped(release, folder / 'copies', round(20 * scale), rng)}", flush=True)
        print(f"tamperings noticed  {tampered(release, folder / 'copies', rng)}", flush=True)
        print(f"growth exponent     {growth(2000)}", flush=True)
        print(f"peak memory         {bombs(folder)}", flush=True)


if __name__ == "__main__":
    main()
