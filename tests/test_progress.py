"""Whoever is told how far a piece of work has come."""

from toolkit.progress import NullProgress, Progress


def test_a_silent_watch_can_stand_wherever_one_is_wanted(capsys):
    progress: Progress = NullProgress()
    progress.begin("write", 2)
    progress.advance(1)
    assert capsys.readouterr() == ("", "")
