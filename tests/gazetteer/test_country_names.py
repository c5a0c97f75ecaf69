"""Countries."""

from toolkit.gazetteer.country_names import english_names, states_and_capitals


def test_a_country_has_its_short_and_its_official_name():
    assert {"Norway", "Kingdom of Norway"} <= set(english_names()["NO"])


def test_capitals_are_known():
    assert {"Oslo", "Norway"} <= states_and_capitals()
