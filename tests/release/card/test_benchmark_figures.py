"""The measured figures and their table."""

from toolkit.release.card.benchmark_figures import figure_table, measured


def test_every_figure_is_a_share_with_its_data_and_day():
    assert measured()
    for figure in measured():
        assert 0 < figure.value <= 100
        assert figure.data
        assert len(figure.date) == len("2026-01-01")


def test_the_table_shows_every_figure():
    table = figure_table(measured())
    assert all(f"{figure.figure} {figure.value:.1f}" in table for figure in measured())


def test_no_figure_is_there_twice():
    keys = [(figure.subject, figure.data, figure.figure) for figure in measured()]
    assert len(keys) == len(set(keys))
