"""Write the reference pages from the code: commands, configuration, contract, inputs, exit codes, Python API.

`make docs` calls this, so that the pages are never older than the code; `make docs-reference` writes the pages alone.
"""

import contextlib
import inspect
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import toolkit
from toolkit.cli import main
from toolkit.cli.app import app
from toolkit.config.template import reference
from toolkit.contract import load
from toolkit.contract.markdown_table import schema_page
from toolkit.read.registry import READERS

GENERATED = "This page is generated from the code.\n"


def write(folder: Path) -> None:
    """Write every page of the reference into a folder; a page that is as it should be is not touched."""
    folder.mkdir(parents=True, exist_ok=True)
    helps = dict(_helps())
    pages = {
        "commands": _commands(helps),
        "configuration": _configuration(),
        "contract": schema_page(load()),
        "exit-codes": _exit_codes(helps),
        "inputs": _inputs(),
        "python": _python(),
    }
    for name, text in pages.items():
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _help(*command: str) -> str:
    """Return what `toolkit COMMAND --help` prints."""
    output, before = io.StringIO(), (sys.argv, dict(os.environ))
    sys.argv = ["toolkit", *command, "--help"]
    os.environ |= {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
    try:
        with contextlib.redirect_stdout(output):
            main()
    except SystemExit:
        pass
    finally:
        sys.argv = before[0]
        os.environ.clear()
        os.environ.update(before[1])
    return "\n".join(line.rstrip() for line in output.getvalue().strip().splitlines())


def _listed(text: str) -> list[str]:
    """Return the names of the commands that a help page lists."""
    return re.findall(r"^  ([\w-]+)(?:  |$)", text.partition("Commands:\n")[2].partition("\n\n")[0], re.MULTILINE)


def _helps(*command: str) -> Iterator[tuple[str, str]]:
    """Yield every command, depth first, with its help page."""
    text = _help(*command)
    yield " ".join(("toolkit", *command)), text
    for name in _listed(text):
        yield from _helps(*command, name)


def _commands(helps: dict[str, str]) -> str:
    blocks = ["# Commands", GENERATED]
    blocks += [f"## {name}\n\n```text\n{text}\n```" for name, text in helps.items()]
    return "\n\n".join(blocks) + "\n"


def _configuration() -> str:
    return f"""# Configuration

`toolkit.toml`, read from the current folder or named with `--config`. An unknown key is an error that names the
nearest right one. `toolkit init` writes a commented file. {GENERATED}
{reference()}

`[[outlet]]` tables add outlets to those that the toolkit knows:

```toml
[[outlet]]
name = "The Halden Post"
domains = ["haldenpost.example"]
aliases = ["Halden Post"]
country = "NO"
```
"""


def _exit_codes(helps: dict[str, str]) -> str:
    epilog = str(app.info.epilog).partition("Exit codes: ")[2].rstrip(".")
    rows = [re.match(r"(\d+) (.*)", meaning.strip()) for meaning in epilog.split(",")]
    table = "\n".join(f"| {row[1]} | {row[2]} |" for row in rows if row)
    said = "\n\n".join(
        f"`{name}`\n: {' '.join(sentences)}"
        for name, text in helps.items()
        if (sentences := _sentences(text)) and name != "toolkit"
    )
    return f"""# Exit codes

Results go to standard output, errors to standard error as one sentence that says what to do. {GENERATED}
| code | meaning |
|---|---|
{table}

{said}
"""


def _sentences(text: str) -> list[str]:
    """Return the sentences of a help page that speak of exit codes."""
    prose = " ".join(text.partition("Options:")[0].split())
    return [sentence for sentence in re.findall(r"[A-Z][^.]*\.", prose) if "exit code" in sentence.lower()]


def _inputs() -> str:
    rows = "\n".join(
        f"| {reader.name} | {', '.join(f'`{suffix}`' for suffix in reader.suffixes)} |"
        for reader in READERS
        if reader.suffixes
    )
    return f"""# Input files

The end of a file's name chooses its reader; `.gz` or `.zst` may follow. A file with another end is read by what its
first bytes show. {GENERATED}
| reader | ends of names |
|---|---|
{rows}
"""


def _python() -> str:
    blocks = ["# Python", inspect.cleandoc(toolkit.__doc__ or ""), GENERATED]
    for name in toolkit.__all__:
        value = getattr(toolkit, name)
        if callable(value):
            blocks.append(_member(name, value))
    return "\n\n".join(blocks) + "\n"


def _member(name: str, value: object) -> str:
    """Return the section of a function or class: signature and docstring."""
    kind = "class" if inspect.isclass(value) else "def"
    try:
        signature = str(inspect.signature(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        signature = "(...)"
    if "\n" in signature or len(signature) > 80:
        signature = re.sub(r", (?=\*?\w+[:=])", ",\n    ", signature.replace("(", "(\n    ", 1))
    signature = re.sub(r"<factory>|<[^>]* object at [^>]*>", "...", signature).replace("toolkit.contract.records.", "")
    if kind == "class" and issubclass(value, Exception):  # type: ignore[arg-type]
        signature = ""
    return f"## toolkit.{name}\n\n```python\n{kind} {name}{signature}\n```\n\n{_docstring(value)}"


def _docstring(value: object) -> str:
    """Return a docstring as Markdown: sections such as Args become lists."""
    lines = []
    for line in (inspect.getdoc(value) or "").splitlines():
        section = re.fullmatch(r"(Args|Returns|Raises|Yields|Example|Examples|Attributes):", line)
        argument = re.match(r"    (\*{0,2}\w+): (.*)", line)
        if section:
            lines += [f"**{section[1]}**", ""]
        elif argument:
            lines.append(f"- `{argument[1]}`: {argument[2]}")
        else:
            lines.append(line.removeprefix("    ") if line.startswith("    ") else line)
    return "\n".join(lines)


if __name__ == "__main__":
    write(Path(__file__).parent / "reference" / "generated")
