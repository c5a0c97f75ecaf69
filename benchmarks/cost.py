"""What an article costs beyond the start: fixed and marginal cost apart, in CPU seconds or in instructions.

    python benchmarks/cost.py [--items 20 80] [--texts FOLDER] [--pages FOLDER] [--instructions] [--jobs build text ...]
    python benchmarks/cost.py --instructions --against COMMIT

Each job runs twice as a process of its own, for a few items and for more; the difference is what one more costs, and
what is left what the start costs. Every item is read once, so that each brings its new words: texts of FOLDER (real
ones where you have some) or generated ones, and pages likewise. Peers run on the same items in the same run; those
that are not installed are left out. CPU time is that of a process and of all that it started.
Instructions are counted by perf where the processor lets it, else by valgrind (cachegrind without caches, a minute a
run), all runs at once on as many cores as there are; they hardly change from run to run, however busy the machine is.
With a commit, the jobs of the toolkit run with its code as well, and the script fails where one became more than a
tenth dearer.
"""

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORSE = 1.1
"""Times the instructions of the other commit, from which a job is too dear."""


def main() -> None:
    """Read the arguments, run the jobs, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, nargs=2, help="numbers of items of both runs; 20 80, of instructions 4 14")
    parser.add_argument("--texts", type=Path, help="folder of .txt files; generated articles when it is left out")
    parser.add_argument("--pages", type=Path, help="folder of .html files; generated pages when it is left out")
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=[name for name in JOBS if is_there(name)])
    parser.add_argument("--instructions", action="store_true", help="count instructions, by perf or valgrind")
    parser.add_argument("--against", help="a commit with whose code the toolkit is compared")
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS, metavar=("JOB", "FOLDER", "ITEMS"))
    arguments = parser.parse_args()
    if arguments.run:
        job, folder, items = arguments.run
        JOBS[job](sorted(Path(folder).rglob("*.*"))[: int(items)])
        return
    items = arguments.items or ((4, 14) if arguments.instructions else (20, 80))
    with tempfile.TemporaryDirectory() as temporary:
        folders = {"build": generated_texts(Path(temporary), items[1])}
        folders["text"] = arguments.texts or folders["build"]
        folders["page"] = arguments.pages or generated_pages(Path(temporary), items[1])
        trees = {"": HERE.parent}
        if arguments.against:
            trees[arguments.against] = checked_out(arguments.against, Path(temporary) / "tree")
        unit = "million instructions" if arguments.instructions else "CPU ms"
        print("\t".join(("job", "code", f"start, {unit}", f"each item, {unit}")))
        runs = [
            (job, tree, number)
            for job in arguments.jobs
            for tree in (trees if job in INPUTS.values() else [""])
            for number in items
        ]
        # CPU time of children is told apart only when one runs at a time.
        with ThreadPoolExecutor(os.cpu_count() if arguments.instructions else 1) as threads:
            figures = threads.map(
                lambda run: measured(run[0], folders[INPUTS[run[0]]], run[2], trees[run[1]], arguments.instructions),
                runs,
            )
            taken = dict(zip(runs, figures, strict=True))
        marginal = {
            (job, tree): (taken[job, tree, items[1]] - taken[job, tree, items[0]]) / (items[1] - items[0])
            for job, tree, _ in runs
        }
        for (job, tree), item_cost in marginal.items():
            print(
                f"{job}\t{tree or 'here'}\t{taken[job, tree, items[0]] - item_cost * items[0]:,.0f}\t{item_cost:,.2f}"
            )
    if dearer := dearer_jobs(marginal):
        sys.exit(f"More than a tenth dearer than {arguments.against}: {', '.join(dearer)}.")


def dearer_jobs(costs: dict[tuple[str, str], float]) -> list[str]:
    """The jobs of which an item costs too much; of each job and code the cost is given, that of this code by ""."""
    return [job for (job, tree), before in costs.items() if tree and costs[job, ""] > WORSE * before]


def measured(job: str, folder: Path, items: int, tree: Path, instructions: bool) -> float:  # noqa: FBT001 - a flag of the command line
    """Run a job; return millions of instructions or milliseconds of CPU time."""
    line = [sys.executable, __file__, "--run", job, str(folder), str(items)]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}
    environment |= {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(tree)}
    if instructions:
        watch, pattern = counter()
        shown = subprocess.run([*watch, *line], env=environment, check=False, capture_output=True, text=True)
        counted = re.search(pattern, shown.stderr, re.MULTILINE)
        if shown.returncode or not counted:
            sys.exit(f"{job} of {tree} failed: {shown.stderr[-3000:]}")
        return int(counted[1].replace(",", "")) / 1e6
    before = os.times()
    subprocess.run(line, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return 1000 * (after[2] + after[3] - before[2] - before[3])


@cache
def counter() -> tuple[list[str], str]:
    """Return the command that counts the instructions of another, and a pattern of their number in what it prints."""
    perf = ["perf", "stat", "-x", ";", "-e", "instructions:u"]
    if shutil.which("perf"):
        shown = subprocess.run([*perf, "true"], check=False, capture_output=True, text=True).stderr
        if re.search(r"^\d+;", shown, re.MULTILINE):
            return perf, r"^(\d+);"
    return [
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
    ], r"I\s+refs:\s+([\d,]+)"


def checked_out(commit: str, folder: Path) -> Path:
    """Write the files of a commit into a folder, with the native core where it has one."""
    folder.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=HERE.parent, check=True, capture_output=True).stdout  # noqa: S607 - git
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)  # noqa: S607 - tar
    if (folder / "hatch_build.py").exists():
        subprocess.run([sys.executable, str(folder / "hatch_build.py")], check=True)
    return folder


def generated_texts(folder: Path, number: int) -> Path:
    """Write generated articles as text files."""
    import articles

    articles.write(folder / "texts", number, 1, "text")
    return folder / "texts"


def generated_pages(folder: Path, number: int) -> Path:
    """Write generated articles as HTML pages within the usual furniture of a site."""
    import articles

    (folder / "pages").mkdir()
    furniture = "".join(f'<li class="menu-item"><a href="/{name}">Section {name}</a></li>' for name in range(120))
    for item in range(number):
        headline, *paragraphs = articles.printed(item, 1).strip().split("\n\n")
        text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
        page = (
            f"<nav><ul>{furniture}</ul></nav><article><h1>{headline}</h1>{text}</article><footer>{furniture}</footer>"
        )
        (folder / "pages" / f"{item:05d}.html").write_text(
            f"<!doctype html><html><head><title>{headline}</title></head><body>{page}</body></html>", encoding="utf-8"
        )
    return folder / "pages"


def build(paths: Sequence[Path]) -> None:
    """All stages, from files to a release."""
    from toolkit import api

    with tempfile.TemporaryDirectory() as out:
        api.build(list(paths), out=out, engine="here", cache="off")


def text(paths: Sequence[Path]) -> None:
    """Normalise and annotate texts one at a time."""
    import toolkit

    for path in paths:
        toolkit.normalise(path.read_text(encoding="utf-8"))


def page(paths: Sequence[Path]) -> None:
    """Normalise pages one at a time."""
    import toolkit

    for path in paths:
        toolkit.normalise(path.read_bytes(), media_type="text/html", annotate=False)


def trafilatura(paths: Sequence[Path]) -> None:
    """Its default mode with metadata."""
    from trafilatura import bare_extraction

    for path in paths:
        bare_extraction(path.read_bytes(), with_metadata=True)


def resiliparse(paths: Sequence[Path]) -> None:
    """Its main text, without metadata."""
    from resiliparse.extract.html2text import extract_plain_text

    for path in paths:
        extract_plain_text(path.read_text(encoding="utf-8", errors="replace"), main_content=True)


def newspaper(paths: Sequence[Path]) -> None:
    """newspaper4k: all fields of a page."""
    from newspaper import Article

    for path in paths:
        article = Article("https://news.example/")
        article.download(input_html=path.read_text(encoding="utf-8", errors="replace"))
        article.parse()


def datatrove(paths: Sequence[Path]) -> None:
    """Its reader of main text, trafilatura with precision first."""
    from datatrove.pipeline.extractors import Trafilatura

    extractor = Trafilatura(favour_precision=True)
    for path in paths:
        extractor.extract(path.read_text(encoding="utf-8", errors="replace"))


def spacy(paths: Sequence[Path]) -> None:
    """The small English pipeline, named entities only."""
    import en_core_web_sm

    pipeline = en_core_web_sm.load(exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"])
    for path in paths:
        pipeline(path.read_text(encoding="utf-8"))


def is_there(job: str) -> bool:
    """Whether what a peer needs is installed."""
    return importlib.util.find_spec(NEEDS.get(job, "toolkit")) is not None


JOBS: dict[str, Callable[[Sequence[Path]], None]] = {
    job.__name__: job for job in (build, text, page, trafilatura, resiliparse, newspaper, datatrove, spacy)
}
INPUTS = {
    "build": "build",
    "text": "text",
    "page": "page",
    "trafilatura": "page",
    "resiliparse": "page",
    "newspaper": "page",
    "datatrove": "page",
    "spacy": "text",
}
"""What each job reads."""
NEEDS = {
    "trafilatura": "trafilatura",
    "resiliparse": "resiliparse",
    "newspaper": "newspaper",
    "datatrove": "datatrove",
    "spacy": "en_core_web_sm",
}
"""Module that a peer needs."""


if __name__ == "__main__":
    main()
