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


def test_the_reliability_of_each_confidence_is_one_row():
    bands = [
        {"low": 0.2, "high": 0.3, "answers": 1, "said": 0.25, "right": 1.0},
        {"low": 0.4, "high": 0.5, "answers": 3, "said": 0.45, "right": 0.0},
        {"low": 0.9, "high": 1.0, "answers": 1200, "said": 0.97, "right": 0.95},
    ]
    section = measured_section(_manifest(reliability={"date": {"answers": 1204, "error": 0.021, "bands": bands}}))

    assert "| date | 25% of 4 | – | – | – | – | 95% of 1,200 | 0.021 | 1,204 |" in section


def test_without_a_confidence_nothing_is_told_of_its_reliability():
    assert "Reliability" not in measured_section(_manifest(reliability={}))
