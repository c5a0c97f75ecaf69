"""A draft becomes an article, or a rejection with its reason."""

import dataclasses

import pytest

from toolkit.contract.records import Article, Document, Evidence, Rejection, Rights
from toolkit.errors import ConfigError
from toolkit.normalisation.article_id import article_id
from toolkit.normalisation.dates.publication_date import PublicationDate
from toolkit.normalisation.draft import Draft, count_words, finish, known_outlets
from toolkit.normalisation.options import NormaliseOptions

BODY = (
    "The lighthouse keeper of Gull Point has counted every ship for forty years. On Tuesday she handed her books to "
    "the town museum, which will show them from May."
)
DOCUMENT = Document("papers/gull.txt", BODY, "ab" * 32, "text/plain", record=3, line=7)
DRAFT = Draft(
    headline="Keeper gives her books away",
    standfirst=None,
    body=f"\n{BODY}\n\n",
    source="The Gull Point Gazette",
    agency=None,
    source_domain=None,
    url=None,
    authors=("Ada Fenn",),
    published=PublicationDate(None, None, None, "unknown", None, None, ()),
    dateline_place=None,
    language="en",
    evidence=(),
    removed=(),
)
OPTIONS = NormaliseOptions()
LONG_WORDS = (
    "Kalasataman vanha kääntösilta avattiin maanantaina liikenteelle. Korjaustyöt kestivät kahdeksan kuukautta. "
    "Saarelaiset pääsevät jälleen kävellen mantereelle."
)


def test_the_body_is_stripped():
    article = finish(DOCUMENT, DRAFT, OPTIONS)
    assert isinstance(article, Article)
    assert article.body == BODY


def test_an_article_knows_the_raw_bytes_it_came_from():
    provenance = finish(DOCUMENT, DRAFT, OPTIONS).provenance
    assert (provenance.path, provenance.record, provenance.line) == ("papers/gull.txt", 3, 7)
    assert provenance.sha256 == DOCUMENT.sha256


def test_what_later_stages_fill_is_empty():
    article = finish(DOCUMENT, DRAFT, OPTIONS)
    assert (article.quotes, article.entities, article.group, article.added_in) == ((), None, None, None)


def test_an_address_gives_the_identity():
    draft = dataclasses.replace(DRAFT, url="https://gazette.example/keeper?utm_source=x")
    assert finish(DOCUMENT, draft, OPTIONS).id == article_id("gazette.example/keeper", "")


@pytest.mark.parametrize("body", ["", " \n ", "Too short to be one."])
def test_without_enough_body_it_is_rejected(body):
    rejection = finish(DOCUMENT, dataclasses.replace(DRAFT, body=body), OPTIONS)
    assert isinstance(rejection, Rejection)
    assert (rejection.stage, rejection.reason) == ("normalise", "no_body")


def test_the_least_number_of_words_is_an_option():
    draft = dataclasses.replace(DRAFT, body="Five words are quite enough.")
    assert isinstance(finish(DOCUMENT, draft, NormaliseOptions(minimum_words=5)), Article)


def test_an_error_page_is_named_as_such():
    draft = dataclasses.replace(DRAFT, headline=None, body="", shown="404 Not Found\nnginx")
    assert finish(DOCUMENT, draft, OPTIONS).reason == "error_page"


def test_a_rejection_keeps_the_raw_bytes_and_counts_them():
    document = dataclasses.replace(DOCUMENT, raw="ü".encode() * 100)
    rejection = finish(document, dataclasses.replace(DRAFT, body=""), OPTIONS)
    assert (rejection.size, rejection.raw) == (200, "ü".encode() * 100)


def test_a_rejection_keeps_nothing_of_a_document_whose_rights_are_reserved():
    draft = dataclasses.replace(DRAFT, body="", rights=Rights(mining_reserved=True))
    assert finish(DOCUMENT, draft, OPTIONS).raw is None


def test_an_article_and_its_rejection_share_one_identity():
    rejection = finish(DOCUMENT, dataclasses.replace(DRAFT, body=""), OPTIONS)
    assert rejection.id == finish(DOCUMENT, DRAFT, OPTIONS).id


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Two words", 2),
        ("It’s the mayor's e-mail — again!", 5),
        ("3.5 million", 2),
        ("東京で会議", 5),
        ("The 東京 office", 4),
        ("“…” — ?", 0),
    ],
)
def test_words_are_counted_as_word_processors_do(text, words):
    assert count_words(text) == words


def test_the_users_outlets_are_put_together_once():
    options = NormaliseOptions(outlets=({"name": "The Gull Point Gazette", "domains": ["gazette.example"]},))
    assert known_outlets(options) is known_outlets(options)
    assert known_outlets(options).by_domain("gazette.example").name == "The Gull Point Gazette"


def test_a_wrong_outlet_table_is_a_broken_set_up():
    with pytest.raises(ConfigError):
        known_outlets(NormaliseOptions(outlets=({"nom": "x"},)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two", 2),
        ("“one” — two, 3 %", 3),
        ("… — **", 0),
        ("(«é»)", 1),
        ("犬が鳴く", 4),
        ("dog 犬", 2),
    ],
)
def test_words_are_counted_without_lone_marks(text, words):
    assert count_words(text) == words


def test_a_wire_of_few_words_is_an_article_under_headline_and_dateline():
    short = dataclasses.replace(DRAFT, body="The ferry to Gull Point waits for its bell, the captain said on Monday.")
    wire = dataclasses.replace(short, evidence=(Evidence("dateline_place", "stated", 0, 4),))
    assert isinstance(finish(DOCUMENT, short, OPTIONS), Rejection)
    assert isinstance(finish(DOCUMENT, wire, OPTIONS), Article)
    assert isinstance(finish(DOCUMENT, wire, NormaliseOptions(minimum_words=40)), Rejection)


@pytest.mark.parametrize(
    "body",
    [
        "항구의 낡은 다리가 월요일 다시 열렸다고 시청이 밝혔다. 공사는 여덟 달 이어졌다. 주민들은 섬까지 걸어간다.",
        LONG_WORDS,
    ],
)
def test_few_long_words_of_a_language_that_joins_them_are_enough(body):
    article = finish(DOCUMENT, dataclasses.replace(DRAFT, body=body), OPTIONS)
    assert isinstance(article, Article)
    assert article.word_count < OPTIONS.minimum_words


def test_few_words_of_average_length_are_too_few():
    result = finish(DOCUMENT, dataclasses.replace(DRAFT, body="The ferry runs again, the keeper says. " * 2), OPTIONS)
    assert isinstance(result, Rejection)
    assert result.reason == "no_body"
