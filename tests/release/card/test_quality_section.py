"""The card's section about measured quality."""

from toolkit.release.card.quality_section import measured_section

SCORE = {"f1": 0.5, "low": 0.25, "high": 0.75, "precision": None, "recall": 0.5, "right": 1, "found": 0, "wanted": 1200}
NOTHING = dict.fromkeys(SCORE)


def _manifest(**changes):
    scores = {"headline": SCORE, "entities": NOTHING}
    return {"quality": {"articles": 3, "missing": 1, "refused": 0, "wrongly_published": 0, "scores": scores, **changes}}


def test_without_gold_there_is_no_section():
    assert measured_section({}) == ""


def test_each_figure_stands_with_its_interval():
    assert "| articles with the right headline | 50.0% | 25.0% to 75.0% | – | 50.0% | 1,200 |" in measured_section(
        _manifest()
    )


def test_what_was_not_asked_is_not_shown():
    assert "mentions" not in measured_section(_manifest())


def test_refusals_are_told_where_there_were_any():
    assert "were published" not in measured_section(_manifest())
    assert "Of 2 documents that are no articles, 1 were published." in measured_section(
        _manifest(refused=2, wrongly_published=1)
    )
