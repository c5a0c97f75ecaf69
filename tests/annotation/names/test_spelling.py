"""What spellings have in common, and which names are in doubt."""

import pytest

from toolkit.annotation.names.spelling import Doubt, doubt, spelling_key


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Recep Erdoğan", "Recep Erdogan", "PER"),
        ("Сергей Лавров", "Sergei Lavrov", "PER"),
        ("Αλέξης Τσίπρας", "Alexis Tsipras", "PER"),
        ("Port Halden Lines Ltd", "Port Halden Lines", "ORG"),
        ("The Halden Herald", "Halden Herald", "ORG"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other, kind):
    assert spelling_key(one, kind) == spelling_key(other, kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Arsenal", "Арсенал", "ORG"),
        ("दिल्ली", "दल्ला", "LOC"),
        ("George Quill", "George H. Quill", "PER"),
        ("Tobias Renck Sr.", "Tobias Renck", "PER"),
    ],
)
def test_different_names_have_different_keys(one, other, kind):
    assert spelling_key(one, kind) != spelling_key(other, kind)


@pytest.mark.parametrize(
    ("name", "kind", "language", "wanted"),
    [
        ("Ines Okafor", "PER", "en", Doubt.NONE),
        ("Okafor", "PER", "en", Doubt.COMPANY),
        ("Melanie", "PER", "en", Doubt.ALWAYS),
        ("El", "PER", "ro", Doubt.ALWAYS),
        ("Halden'in", "PER", "tr", Doubt.COMPANY),
        ("UNESCO", "ORG", "en", Doubt.NONE),
        ("HPU", "ORG", "en", Doubt.COMPANY),
        ("Ministry of Health", "ORG", "en", Doubt.COMPANY),
        ("Ministero della Sanità", "ORG", "it", Doubt.COMPANY),
        ("агентство", "ORG", "ru", Doubt.COMPANY),
        ("Halden Ferry Company", "ORG", "en", Doubt.NONE),
        ("Brackwater", "ORG", "en", Doubt.LANGUAGE),
        ("Burlington", "LOC", "en", Doubt.ALWAYS),
        ("Europe", "LOC", "en", Doubt.LANGUAGE),
        ("大街", "LOC", "zh", Doubt.COMPANY),
        ("Liberals", "NORP", "en", Doubt.COMPANY),
        ("Norwegian", "NORP", "en", Doubt.LANGUAGE),
    ],
)
def test_a_name_is_as_doubtful_as_what_it_may_mean(name, kind, language, wanted):
    assert doubt(name, kind, language) == wanted
