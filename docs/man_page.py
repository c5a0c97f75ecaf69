"""Write the manual page, toolkit(1), from the command line itself.

`python docs/man_page.py` writes `docs/man/toolkit.1`, which the wheel installs as `share/man/man1/toolkit.1`.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from toolkit._version import VERSION
from toolkit.cli import app

PATH = Path(__file__).parent / "man" / "toolkit.1"


def man_page() -> str:
    """Return the manual page in the macros of man(7)."""
    group: Any = typer.main.get_command(app)  # of click, or of the copy of it that later versions of typer hold
    lines = [
        f'.TH TOOLKIT 1 "" "toolkit {VERSION}" "User Commands"',
        ".SH NAME",
        f"toolkit \\- {_escaped(_lower(group.help or ''))}",
        ".SH SYNOPSIS",
        ".B toolkit",
        "[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]",
        ".SH DESCRIPTION",
        *_paragraphs(group.help or ""),
        ".SH COMMANDS",
    ]
    for path, command in _commands(group, ()):
        lines += _command(" ".join(path), command)
    lines += [".SH EXIT STATUS", *_paragraphs((group.epilog or "").removeprefix("Exit codes: "))]
    lines += [
        ".SH FILES",
        ".TP",
        ".I toolkit.toml",
        "Configuration in the current folder; \\fBtoolkit init\\fR writes one.",
    ]
    return "\n".join(lines) + "\n"


def _commands(group: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name), command


def _command(name: str, command: Any) -> list[str]:
    arguments = [item for item in command.params if item.param_type_name == "argument"]
    options = [item for item in command.params if item.param_type_name == "option" and not item.hidden]
    words = " ".join(f"\\fI{_escaped(_metavar(argument))}\\fR" for argument in arguments)
    lines = [f".SS toolkit {name} [\\fIoptions\\fR] {words}".rstrip(), *_paragraphs(command.help or "")]
    for option in options:
        flags = ", ".join(f"\\fB{_escaped(flag)}\\fR" for flag in (*option.opts, *option.secondary_opts))
        value = "" if option.is_flag else f" \\fI{_escaped(_metavar(option))}\\fR"
        lines += [".TP", f"{flags}{value}", _escaped(option.help or "")]
    return lines


def _metavar(item: Any) -> str:
    """Return what stands for the value of an argument or option."""
    if item.param_type_name == "option":
        return str(item.metavar or "value").strip("<>")
    name = f"{(item.metavar or item.name).upper()}{'...' if item.nargs == -1 else ''}"
    return name if item.required else f"[{name}]"


def _paragraphs(text: str) -> list[str]:
    """Return text as paragraphs; examples, which are indented, keep their lines."""
    lines: list[str] = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("  "):
            lines += [".RS 4", ".nf", *(_escaped(line.strip()) for line in paragraph.splitlines()), ".fi", ".RE"]
        else:
            lines += [".PP", _escaped(" ".join(paragraph.split()))]
    return lines


def _escaped(text: str) -> str:
    """Return text in which nothing is a request or an escape of roff."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def _lower(text: str) -> str:
    """Return a sentence as the name of a manual page is written."""
    return (text[:1].lower() + text[1:]).rstrip(".")


if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(man_page(), encoding="utf-8")
