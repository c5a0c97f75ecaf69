"""How far a command is: bars on a terminal, plain lines elsewhere, in articles where these are counted."""

import sys

from toolkit.cli.progress_display import Bars, Lines, Step, progress_bars
from toolkit.progress import NullProgress


def test_away_from_a_terminal_plain_lines_are_printed(capsys):
    with progress_bars(quiet=False) as progress:
        assert isinstance(progress, Lines)
        progress.begin("prepare", 1234)
        progress.advance(1)
    assert capsys.readouterr() == ("", "Loading models\nReading and annotating: 1,234 bytes\n")


def test_a_quiet_command_prints_nothing(capsys):
    with progress_bars(quiet=True) as progress:
        assert isinstance(progress, NullProgress)
        progress.begin("prepare", 3)
        progress.advance(3)
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_bars_are_drawn(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    with progress_bars(quiet=False) as progress:
        assert isinstance(progress, Bars)
        for step in ("prepare", "validate", "write"):
            progress.begin(step, 3)
            progress.advance(3)
    out, err = capsys.readouterr()
    assert out == ""
    assert "3 of 3" in err


def test_a_bar_says_that_models_are_loaded_until_the_first_article():
    step = Step("prepare", 1000)
    assert step.title == "Loading models"
    step.done, step.articles = 100, 7
    assert (step.title, step.state) == ("Reading and annotating", "7 of about 70 articles")
    step.done, step.articles = 1000, 83
    assert step.state == "83 of 83 articles"


def test_the_time_left_follows_from_the_pace_since_the_first_units(monkeypatch):
    clock = iter([100.0, 110.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    step = Step("prepare", 10)
    assert step.seconds_left() is None
    step.advance(2)
    assert step.seconds_left() is None
    step.advance(4)
    assert step.seconds_left() == 10.0


def test_plain_lines_tell_the_articles_of_a_long_step_now_and_then(capsys):
    progress = Lines(seconds=0)
    progress.begin("prepare", 100)
    for share, articles in ((40, 6), (60, 9)):
        progress.count(articles)
        progress.advance(share)
    lines = capsys.readouterr().err.splitlines()
    assert lines[2].startswith("Reading and annotating: 6 of about 20 articles")
    assert lines[3] == "Reading and annotating: 15 of 15 articles"
