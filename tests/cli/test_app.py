"""What the commands share."""

import json
import re

import pytest

from toolkit.cli.app import GOOD, MISUSE, WANTING, print_json


def test_exit_codes_are_those_of_the_readme():
    assert (GOOD, WANTING, MISUSE) == (0, 1, 2)


def test_every_command_is_listed_and_explains_itself(command):
    listed = re.findall(r"^  (\w+)  +\S", command("--help").out.partition("Commands:")[2], re.MULTILINE)
    assert len(listed) > 12
    assert [name for name in listed if f"toolkit {name}" not in command(name, "--help").out] == []


def test_results_are_printed_as_json_with_every_letter_as_it_is(capsys):
    print_json({"outlet": "Børsen", "folder": None})
    out = capsys.readouterr().out
    assert json.loads(out) == {"outlet": "Børsen", "folder": None}
    assert "ø" in out


@pytest.mark.slow
def test_what_is_done_is_logged_only_where_it_is_asked_for(real_command, tmp_path):
    (tmp_path / "a.jsonl").write_text("", encoding="utf-8")
    line = ("build", str(tmp_path / "a.jsonl"), "--out", str(tmp_path / "out"), "--engine", "here", "--quiet")
    assert [" toolkit.read.discovery: 1 files" in real_command(*line, *more).err for more in ((), ("-v",))] == [
        False,
        True,
    ]
