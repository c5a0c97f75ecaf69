"""The language of a text is found, or stays unknown."""

import pytest

from toolkit.normalisation import language_id as finder
from toolkit.normalisation.language_id import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The town council has agreed to plant four hundred apple trees along the canal before the winter.", "en"),
        ("Der Stadtrat hat beschlossen, vor dem Winter vierhundert Apfelbäume am Kanal zu pflanzen.", "de"),
        ("Le conseil municipal a décidé de planter quatre cents pommiers le long du canal avant l'hiver.", "fr"),
        ("Городской совет решил посадить четыреста яблонь вдоль канала до начала зимы.", "ru"),
        (
            "市議会は冬までに運河沿いに四百本のりんごの木を植えることを決めた。市長が金曜日の記者会見で明らかにした。",
            "ja",
        ),
    ],
)
def test_a_paragraph_tells_its_language(text, language):
    assert find_language(text) == language


@pytest.mark.parametrize("text", ["", "OK", "12 : 34 — 56", "▪ ▪ ▪ " * 20])
def test_too_little_text_tells_nothing(text):
    assert find_language(text) is None


@pytest.mark.parametrize(("stated", "language"), [("en-GB", "en"), ("pt_BR", "pt"), ("DE", "de"), ("zh-Hant", "zh")])
def test_a_stated_language_wins_and_is_cut_to_its_subtag(stated, language):
    assert find_language("Le conseil municipal a décidé de planter des pommiers le long du canal.", stated) == language


def test_pidgin_is_not_taken_for_english():
    text = (
        "Di govment don tok say dem go start to pay di new wage from next month, and di workers for all di states go "
        "collect am for January, according to di minister wey tok with reporters for Abuja on Monday."
    )
    assert find_language(text) == "pcm"


def test_english_needs_no_identifier(monkeypatch):
    monkeypatch.setattr(finder, "_identifier", None)
    text = "The council has agreed to plant apple trees along the canal, and the mayor said that it will not be cheap."
    assert find_language(text) == "en"


def test_a_stated_word_that_is_no_language_does_not_hide_that_of_the_text():
    assert (
        find_language("Der Stadtrat hat beschlossen, vor dem Winter vierhundert Apfelbäume zu pflanzen.", "und") == "de"
    )


def test_an_article_in_indonesian_is_read_beyond_its_names():
    text = (
        "Jakarta, Bandung, Surabaya. Wali kota mengatakan bahwa jembatan itu ditutup karena banjir, sementara warga "
        "menunggu bantuan. Polisi menyebut jalan bisa dibuka lagi pada hari Senin jika hujan berhenti."
    )
    assert find_language(text) == "id"
