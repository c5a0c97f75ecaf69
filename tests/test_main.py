"""`python -m toolkit`."""

import runpy
import sys

import pytest

from toolkit.version import VERSION


def test_it_is_the_command_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["toolkit", "--version"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("toolkit", run_name="__main__")
    assert (stop.value.code or 0, capsys.readouterr().out) == (0, f"{VERSION}\n")


def test_importing_it_does_nothing(capsys):
    runpy.run_module("toolkit.__main__", run_name="imported")
    assert capsys.readouterr() == ("", "")
