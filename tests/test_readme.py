"""The README tells the truth: its commands and Python blocks are run, its generated parts are compared.

`UPDATE_README=1 pytest tests/test_readme.py` writes what the commands really print into it.
"""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.config.template import reference
from toolkit.release.card.benchmark_figures import figure_table, measured

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
UPDATE = os.environ.get("UPDATE_README") == "1"
BLOCK = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<content>.*?)```\n", re.DOTALL)
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<output>.*?)```\n", re.DOTALL)
PART = re.compile(r"(<!-- generated: (?P<name>\w+) -->\n)(?P<content>.*?)(<!-- end -->)", re.DOTALL)
COMMANDS = (
    "build",
    "validate",
    "verify",
    "sign",
    "report",
    "diff",
    "evaluate",
    "replay",
    "takedown",
    "join",
    "explain",
    "init",
    "publish",
    "cache info",
    "cache clear",
    "schema show",
    "schema export",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("readme")
    for block in BLOCK.finditer(README.read_text(encoding="utf-8")):
        if block["file"]:
            path = place / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["content"], encoding="utf-8")
    return place


def run(command: list[str], place: Path) -> str:
    environment = {
        **os.environ,
        "COLUMNS": "100",
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(place / "cache"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TERM": "dumb",
    }
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    printed = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8808", done.stdout)  # another port at every run
    printed = re.sub(r"commit [0-9a-f]{12}", "commit 1f0c9e3ab427", printed)  # another with every change of a byte
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def commands_of(content: str) -> list[str]:
    return [line.removeprefix("$ ") for line in content.splitlines() if line.startswith("$ ")]


def console(content: str, place: Path) -> str:
    shown = []
    for command in commands_of(content):
        name, *arguments = command.split()
        line = arguments if name == "python" else ["-m", "toolkit", *arguments]
        assert name in ("toolkit", "python"), command
        shown.append(f"$ {command}\n{run([sys.executable, *line], place)}")
    return "\n".join(shown)


def test_the_console_blocks_show_what_the_commands_print(folder):
    text = README.read_text(encoding="utf-8")
    for block in [each for each in BLOCK.finditer(text) if each["kind"] == "console"]:
        printed = console(block["content"], folder)
        if UPDATE:
            text = text.replace(f"```console\n{block['content']}```", f"```console\n{printed}```")
            README.write_text(text, encoding="utf-8")
        else:
            assert block["content"] == printed


def test_the_python_blocks_print_what_stands_below_them(folder):
    text = README.read_text(encoding="utf-8")
    examples = list(EXAMPLE.finditer(text))
    assert len(examples) == text.count("```python")
    for example in examples:
        printed = run([sys.executable, "-W", "error::DeprecationWarning:__main__", "-c", example["code"]], folder)
        if UPDATE:
            text = text.replace(example[0], example[0].replace(f"```text\n{example['output']}", f"```text\n{printed}"))
            README.write_text(text, encoding="utf-8")
        else:
            assert example["output"] == printed


@pytest.mark.parametrize("name", ["figures", "help", "configuration", "map", "speed"])
def test_the_generated_part_is_current(name):
    text = README.read_text(encoding="utf-8")
    (part,) = [each for each in PART.finditer(text) if each["name"] == name]
    wanted = PARTS[name]()
    if UPDATE:
        README.write_text(text[: part.start("content")] + wanted + text[part.end("content") :], encoding="utf-8")
    else:
        assert part["content"] == wanted


def help_part() -> str:
    blocks = []
    for command in ("", *COMMANDS):
        printed = run([sys.executable, "-m", "toolkit", *command.split(), "--help"], ROOT)
        blocks.append(f"```text\n$ {f'toolkit {command}'.strip()} --help\n{printed.strip()}\n```\n")
    return "\n" + "\n".join(blocks) + "\n"


def configuration_part() -> str:
    return f"\n{reference()}\n\n"


def map_part() -> str:
    rows = ["| module | what lives there |", "|---|---|"]
    rows += [f"| `{name}` | {line} |" for name, line in first_lines()]
    return "\n" + "\n".join(rows) + "\n\n"


def first_lines() -> list[tuple[str, str]]:
    """The modules beside pipeline.py, and one line for each folder."""
    modules = sorted((ROOT / "toolkit").glob("*.py")) + sorted((ROOT / "toolkit").glob("*/__init__.py"))
    found = []
    for path in modules:
        name = f"toolkit/{path.name}" if path.parent.name == "toolkit" else f"toolkit/{path.parent.name}/"
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        found.append((name, docstring.splitlines()[0].replace("|", "\\|")))
    return found


def figures_part() -> str:
    return f"\n{figure_table(measured())}\n\n"


def speed_part() -> str:
    """What `benchmarks/build.py --results benchmarks/build.json` measured."""
    found = json.loads((ROOT / "benchmarks" / "build.json").read_text(encoding="utf-8"))
    total = sum(found["stages"].values())
    rows = [
        "| articles | workers | seconds | CPU s | articles/s per core | peak MB | second build, CPU s |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in found["builds"]:
        first, again = each["first"], each["again"]
        rows.append(
            f"| {each['articles']:,} | {each['workers']} | {first['wall']:.0f} | {first['cpu']:.1f} "
            f"| {each['articles'] / first['cpu']:.0f} "
            f"| {first['peak'] / 1e6:,.0f} | {again['cpu']:.1f} ({again['cpu'] / first['cpu']:.0%}) |"
        )
    ordered = sorted(found["stages"].items(), key=lambda item: -item[1])
    shares = ", ".join(f"{stage} {milliseconds / total:.0%}" for stage, milliseconds in ordered)
    peer = found["peer"]
    return (
        f"\n{found['machine']}, {found['date']}; the second build finds everything unchanged:\n\n"
        + "\n".join(rows)
        + "\n\n"
        f"One core makes {1000 / total:.0f} articles a second once the models are loaded ({shares}), and "
        f"`benchmarks/peer_script.py`, what one would write instead, {peer['per_second']:.0f}.\n\n"
    )


PARTS = {
    "figures": figures_part,
    "help": help_part,
    "configuration": configuration_part,
    "map": map_part,
    "speed": speed_part,
}
