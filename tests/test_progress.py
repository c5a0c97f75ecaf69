"""Whoever is told how far a piece of work has come."""

from toolkit.progress import Silent, Watch


def test_a_silent_watch_can_stand_wherever_one_is_wanted(capsys):
    watch: Watch = Silent()
    watch.begin("write", 2)
    watch.advance(1)
    assert capsys.readouterr() == ("", "")
