"""The documentation is true: commands and Python blocks are run, generated parts are compared.

`UPDATE_DOCS=1 pytest tests/test_documentation.py` writes what is really printed into the pages. A page may hold

- a `console` block: every line that begins with `$ ` is run, and what it prints follows it;
- a `python` block with a `text` block after it: the code and what it prints;
- `<!-- file: PATH -->` before any block: that file is written before anything is run;
- `<!-- after: PAGE -->`: the page goes on in the folder in which PAGE ended;
- `<!-- generated: NAME -->` to `<!-- end -->`: what a function of this module returns.

Everything runs inside this process, one page after the other in the order in which they need each other.
"""

import ast
import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from toolkit.release.card.benchmark_figures import figure_table, measured

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES if "reference/generated" not in page.as_posix()]
UPDATE = os.environ.get("UPDATE_DOCS") == "1"
BLOCK = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<content>.*?)```\n", re.DOTALL)
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<output>.*?)```\n", re.DOTALL)
AFTER = re.compile(r"<!-- after: (\S+) -->")
PART = re.compile(r"(<!-- generated: (?P<name>\w+) -->\n)(?P<content>.*?)(<!-- end -->)", re.DOTALL)
RUN = re.compile(rf"(?P<python>{EXAMPLE.pattern})|```console\n(?P<console>.*?)```\n", re.DOTALL)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def visited(tmp_path_factory):
    """Run a page and the pages before it, each once, and give the folder and the text that the run would write."""
    pages: dict[str, tuple[Path, str]] = {}

    def visit(name: str) -> tuple[Path, str]:
        if name not in pages:
            folder = tmp_path_factory.mktemp("page") / "work"
            before = AFTER.search(text_of(name))
            if before:
                shutil.copytree(visit(before[1])[0], folder)
            folder.mkdir(exist_ok=True)
            pages[name] = folder, rewritten(text_of(name), folder)
        return pages[name]

    return visit


def rewritten(text: str, folder: Path) -> str:
    """Write the files of a page, run its blocks in order, and return the page with what they printed."""
    for block in BLOCK.finditer(text):
        if block["file"]:
            path = folder / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["content"], encoding="utf-8")

    def replaced(match: re.Match[str]) -> str:
        if match["python"]:
            return f"```python\n{match['code']}```\n\n```text\n{printed_by_code(match['code'])}```\n"
        return f"```console\n{printed_by_commands(match['console'])}```\n"

    with contextlib.chdir(folder), hub(folder.parent / "hub") if "hf://" in text else contextlib.nullcontext():
        return RUN.sub(replaced, text)


@contextlib.contextmanager
def hub(folder: Path):
    """Serve an empty Hub on loopback, which the commands of a page publish to."""
    from huggingface_hub import constants

    from hub_emulator.server import serving

    with serving(folder) as running, pytest.MonkeyPatch.context() as patch:
        patch.setattr(constants, "HF_HUB_DISABLE_XET", True)
        patch.setenv("HF_ENDPOINT", running.address)
        patch.setenv("HF_TOKEN", "hf_test")
        yield


def printed_by_commands(content: str) -> str:
    lines = [line.removeprefix("$ ") for line in content.splitlines() if line.startswith("$ ")]
    return "\n".join(f"$ {line}\n{run_command(line)}" for line in lines)


def run_command(line: str) -> str:
    """Run a command line inside this process and return what it prints; it must succeed."""
    from toolkit.cli import main

    name, *arguments = shlex.split(line)
    assert name == "toolkit", line
    output, errors, before = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = [name, *arguments]
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            main()
        code = 0
    except SystemExit as stop:
        code = stop.code
    finally:
        sys.argv = before
    assert code in (0, None), f"{line}\n{output.getvalue()}{errors.getvalue()}"
    return clean(output.getvalue())


def printed_by_code(code: str) -> str:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, "<documentation>", "exec"), {"__name__": "__main__"})
    return clean(output.getvalue())


def clean(printed: str) -> str:
    printed = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8808", printed)  # another port at every run
    printed = re.sub(r"commit [0-9a-f]{12}", "commit 1f0c9e3ab427", printed)  # another with every change of a byte
    printed = re.sub(r"copy of [0-9a-f]{12}", "copy of 7d5a0c11e9f2", printed)
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


@pytest.fixture(autouse=True)
def _terminal(monkeypatch):
    """Set how wide and how coloured output is."""
    for name, value in {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("name", NAMES)
def test_the_blocks_of_a_page_show_what_is_really_printed(name, visited):
    text = text_of(name)
    assert len(EXAMPLE.findall(text)) == text.count("```python\n"), "a python block without the text that it prints"
    after = visited(name)[1]
    if UPDATE:
        (ROOT / name).write_text(after, encoding="utf-8")
    else:
        assert after == text


def test_the_manual_page_is_that_of_the_command_line(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    from man_page import PATH, man_page

    if UPDATE:
        PATH.write_text(man_page(), encoding="utf-8")
    assert PATH.read_text(encoding="utf-8") == man_page()


def test_every_link_of_the_pages_outside_the_site_leads_somewhere():
    pages = ("README.md", "CONTRIBUTING.md", "SECURITY.md")
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)\)", text_of(page))]
    assert [(page, link) for page, link in links if not (ROOT / link).exists()] == []


PARTED = [(name, part["name"]) for name in NAMES for part in PART.finditer(text_of(name))]


@pytest.mark.parametrize(("page", "name"), PARTED)
def test_the_generated_part_is_current(page, name):
    text = text_of(page)
    (part,) = [part for part in PART.finditer(text) if part["name"] == name]
    wanted = PARTS[name]()
    if UPDATE:
        (ROOT / page).write_text(text[: part.start("content")] + wanted + text[part.end("content") :], encoding="utf-8")
    else:
        assert part["content"] == wanted


def figures_part() -> str:
    return f"\n{figure_table(measured())}\n\n"


def confidence_part() -> str:
    """Return what `training/train_confidence.py` measured when it wrote the weights."""
    path = ROOT / "toolkit" / "normalisation" / "confidence" / "weights" / "field_confidence.json"
    return "\n" + "\n".join(json.loads(path.read_text(encoding="utf-8"))["figures"]) + "\n\n"


def speed_part() -> str:
    """Return what `benchmarks/build.py --results benchmarks/build.json` measured."""
    measurements = json.loads((ROOT / "benchmarks" / "build.json").read_text(encoding="utf-8"))
    total = sum(measurements["stages"].values())
    rows = [
        "| articles | workers | seconds | CPU s | articles/s per core | peak MB | second build, CPU s |",
        "|---|---|---|---|---|---|---|",
    ]
    for built in measurements["builds"]:
        first, again = built["first"], built["again"]
        rows.append(
            f"| {built['articles']:,} | {built['workers']} | {first['wall']:.0f} | {first['cpu']:.1f} "
            f"| {built['articles'] / first['cpu']:.0f} "
            f"| {first['peak'] / 1e6:,.0f} | {again['cpu']:.1f} ({again['cpu'] / first['cpu']:.0%}) |"
        )
    ordered = sorted(measurements["stages"].items(), key=lambda item: -item[1])
    shares = ", ".join(f"{stage} {milliseconds / total:.0%}" for stage, milliseconds in ordered)
    peer = measurements["peer"]
    return (
        f"\n{measurements['machine']}, {measurements['date']}; the second build finds everything unchanged:\n\n"
        + "\n".join(rows)
        + "\n\n"
        f"One core makes {1000 / total:.0f} articles a second once the models are loaded ({shares}), and "
        f"`benchmarks/peer_script.py`, what one would write instead, {peer['per_second']:.0f}.\n\n"
    )


def map_part() -> str:
    """Return the packages of toolkit/ with the first line of each docstring."""
    rows = ["| package | subject |", "|---|---|"]
    for path in sorted((ROOT / "toolkit").glob("*/__init__.py")):
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        subject = docstring.splitlines()[0].replace("|", "\\|")
        rows.append(f"| `toolkit/{path.parent.name}/` | {subject} |")
    return "\n" + "\n".join(rows) + "\n\n"


PARTS = {"figures": figures_part, "confidence": confidence_part, "speed": speed_part, "map": map_part}
