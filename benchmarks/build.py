"""Speed and memory of `toolkit build`, and of what one would write instead, in one run.

    python benchmarks/build.py [--articles 1000 10000] [--workers 2] [--form text] [--config FILE] [--peer 300]
        [--results benchmarks/build.json]

For each number of articles the real command builds a release of text files as `benchmarks/articles.py` writes them, and
then builds it again, with nothing changed; CPU seconds and peak memory are those of the command and all its processes
(resident bytes added up, so what they share counts more than once). The shares of the stages come from a build in one
process; the peer script has one core as well. Times are CPU seconds, since other work may share the machine.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import articles
import psutil

from toolkit import api
from toolkit._version import VERSION
from toolkit.annotation import link_names
from toolkit.annotation.entities import backends
from toolkit.pipeline import annotate_stage, finish, normalise_stage
from toolkit.pipeline.cache import Cache

HERE = Path(__file__).parent
_SAMPLE = 500
"""Articles of the build whose stages are measured."""


def main() -> None:
    """Measure, print a table, and keep the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[2])
    parser.add_argument("--config", type=Path, help="toolkit.toml of the builds")
    parser.add_argument("--form", choices=articles.FORMS, default="text")
    parser.add_argument("--peer", type=int, default=300, help="articles of the peer script; 0 leaves it out")
    parser.add_argument("--results", type=Path, help="JSON file for the results")
    arguments = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = os.environ["POLARS_MAX_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as location:
        results: dict[str, Any] = {
            "machine": f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB, {platform.machine()}",
            "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "toolkit": VERSION,
            "stages": stages(Path(location)),
            "builds": [
                build(Path(location), number, workers, arguments.form, arguments.config)
                for number in arguments.articles
                for workers in arguments.workers
            ],
        }
        if arguments.peer:
            results["peer"] = peer(Path(location), arguments.peer)
    show(results)
    if arguments.results:
        arguments.results.write_text(f"{json.dumps(results, indent=2)}\n", encoding="utf-8")
        arguments.results.with_suffix(".svg").write_text(picture(results["stages"]), encoding="utf-8")


def build(location: Path, number: int, workers: int, form: str, config: Path | None = None) -> dict[str, Any]:
    """Build a release twice with the real command, the second time with nothing changed."""
    raw, out = location / f"raw-{number}-{form}", location / f"out-{number}-{workers}"
    if not raw.exists():
        articles.write(raw, number, 1, form)
    line = [sys.executable, "-m", "toolkit", "build", str(raw), "--out", str(out), "--workers", str(workers), "--quiet"]
    line += ["--config", str(config)] if config else []
    first, again = measured(line), measured(line)
    cache = sum(path.stat().st_size for path in (out / ".cache").rglob("*") if path.is_file())
    return {
        "articles": number,
        "workers": workers,
        "raw_bytes": sum(path.stat().st_size for path in raw.rglob("*") if path.is_file()),
        "cache_bytes": cache,
        "release_bytes": sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) - cache,
        "first": first,
        "again": again,
    }


def peer(location: Path, number: int) -> dict[str, float]:
    """Run the peer script; what it takes to start is measured with ten articles and taken off."""
    taken = []
    for size in (10, number):
        raw = location / f"peer-{size}"
        articles.write(raw, size, 1, "text")
        line = [sys.executable, str(HERE / "peer_script.py"), str(raw), str(location / f"peer-out-{size}")]
        taken.append(measured(line))
    seconds = taken[1]["cpu"] - taken[0]["cpu"]
    return {"articles": number, "per_second": (number - 10) / seconds, "peak": taken[1]["peak"]}


def measured(line: list[str]) -> dict[str, float]:
    """Run a command; return CPU seconds of all its processes, those of the parent, wall seconds and peak bytes."""
    started = time.monotonic()
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL)
    watched = psutil.Process(process.pid)
    peak, parent = 0, 0.0
    seen: dict[int, float] = {}
    done = threading.Event()

    def sample() -> None:
        nonlocal peak, parent
        while not done.wait(0.1):
            try:
                family = [watched, *watched.children(recursive=True)]
                sizes = [entry.memory_info().rss for entry in family]
                times = [(entry.pid, sum(entry.cpu_times()[:2])) for entry in family]
            except psutil.Error:
                continue
            peak, parent = max(peak, sum(sizes)), times[0][1]
            seen.update(times)

    thread = threading.Thread(target=sample)
    thread.start()
    code = process.wait()
    done.set()
    thread.join()
    assert code == 0, line
    cpu = sum(seen.values())
    return {"cpu": cpu, "parent_cpu": parent, "wall": time.monotonic() - started, "peak": peak}


def stages(location: Path) -> dict[str, float]:
    """Return CPU milliseconds per article of each stage, from a build in this process."""
    spent: Counter[str] = Counter()
    for module, name, stage in (
        (normalise_stage, "read", "read"),
        (normalise_stage, "label_documents", "normalise"),
        (normalise_stage, "normalise_document", "normalise"),
        (import_module("toolkit.annotation"), "_quotes", "quotes"),
        (backends, "find_mentions", "entities"),
        (link_names, "unify", "entities"),
        (annotate_stage, "fingerprint", "group"),
        (finish.finish.__globals__, "clear", "clear"),
        (finish.finish.__globals__, "_failures", "validate"),
        (finish.finish.__globals__, "_table_digests", "validate"),
        (normalise_stage, "to_row", "rows"),
        (normalise_stage, "shard_tables", "rows"),
        (Cache, "save", "store"),
        (Cache, "load", "store"),
    ):
        _time(module, name, stage, spent)
    raw = location / "sample"
    articles.write(raw, _SAMPLE, 1, "text")
    api.build(raw, out=location / "warm", engine="here", cache="off")  # loads models and lists
    spent.clear()
    steps = _Steps()
    api.build(raw, out=location / "stages", engine="here", cache="off", progress=steps)
    total = steps.end()
    known = Counter(spent)
    known["group"] += steps.spent["group"]
    known["package"] = steps.spent["write"]
    known["rest"] = total - sum(known.values())
    return {stage: 1000 * seconds / _SAMPLE for stage, seconds in known.items()}


class _Steps:
    """A watch that adds up the CPU seconds of the steps of a build."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._begun, self._step, self._start = time.process_time(), "start", time.process_time()

    def begin(self, step: str, total: int) -> None:  # noqa: ARG002 - as a watch hears it
        """Note that a step ends and another begins."""
        self._note()
        self._step = step

    def advance(self, units: int) -> None:
        """Hear that something is done."""

    def end(self) -> float:
        """Return the seconds since the beginning."""
        self._note()
        return time.process_time() - self._begun

    def _note(self) -> None:
        now = time.process_time()
        self.spent[self._step] += now - self._start
        self._start = now


def _time(location: Any, name: str, stage: str, spent: Counter[str]) -> None:
    """Let a function add its CPU seconds to a stage."""
    real: Callable[..., Any] = location[name] if isinstance(location, dict) else getattr(location, name)

    def timed(*arguments: Any, **named: Any) -> Any:
        started = time.process_time()
        result = real(*arguments, **named)
        if name == "read":
            result = list(result)
        spent[stage] += time.process_time() - started
        return result

    if isinstance(location, dict):
        location[name] = timed
    else:
        setattr(location, name, timed)


def picture(result: dict[str, float]) -> str:
    """Draw the CPU milliseconds per article of each stage, as SVG."""
    ordered = sorted(result.items(), key=lambda item: -item[1])
    rows = []
    for number, (stage, milliseconds) in enumerate(ordered):
        top, width = 24 * number + 6, 400 * milliseconds / ordered[0][1]
        rows.append(f'<text x="90" y="{top + 13}" text-anchor="end">{stage}</text>')
        rows.append(f'<rect x="98" y="{top}" width="{width:.1f}" height="18" fill="#4477aa"/>')
        rows.append(f'<text x="{104 + width:.1f}" y="{top + 13}">{milliseconds:.2f} ms</text>')
    size = f'viewBox="0 0 600 {24 * len(ordered) + 6}" width="600"'
    style = "<style>text{font:13px sans-serif;fill:#777}</style>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">{style}{"".join(rows)}</svg>\n'


def show(results: dict[str, Any]) -> None:
    """Print everything."""
    print(f"{results['machine']}, {results['date']}")
    total = sum(results["stages"].values())
    for stage, milliseconds in sorted(results["stages"].items(), key=lambda item: -item[1]):
        print(
            f"  {stage:<10} {milliseconds:6.2f} ms  {milliseconds / total:4.0%}  {1000 / milliseconds:9,.0f} articles/s"
        )
    print(f"  {'all':<10} {total:6.2f} ms        {1000 / total:9,.0f} articles/s on one core")
    for entry in results["builds"]:
        first, again = entry["first"], entry["again"]
        print(
            f"{entry['articles']:>9,} articles, {entry['workers']} workers: {first['cpu']:8.1f} CPU s "
            f"({entry['articles'] / first['cpu']:5.0f}/s per core, parent {first['parent_cpu'] / first['cpu']:3.0%}), "
            f"{first['wall']:7.1f} s, peak {first['peak'] / 1e6:6,.0f} MB; again {again['cpu']:6.1f} CPU s "
            f"({again['cpu'] / first['cpu']:.0%}); raw {entry['raw_bytes'] / 1e6:,.0f} MB, cache "
            f"{entry['cache_bytes'] / 1e6:,.0f} MB, release {entry['release_bytes'] / 1e6:,.0f} MB"
        )
    if "peer" in results:
        print(
            f"peer script: {results['peer']['per_second']:.1f} articles/s, peak {results['peer']['peak'] / 1e6:,.0f} MB"
        )


if __name__ == "__main__":
    main()
