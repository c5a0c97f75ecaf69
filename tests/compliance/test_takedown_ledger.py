"""The ledger knows what was taken down, without holding a word of it."""

import random

import pytest

from toolkit.compliance.takedown_ledger import Ledger, dump, parse, revocation, takedown
from toolkit.errors import ConfigError

SALT = "00112233445566778899aabbccddeeff"
CHANCE = random.Random(7)
WORDS = ["".join(CHANCE.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(900)]
STORY = " ".join(WORDS[:300])
OTHER = " ".join(WORDS[300:600])


@pytest.fixture
def ledger():
    entry = takedown(SALT, ["0123456789abcdef01234567"], STORY, day="2024-05-01", why='She asked, "please".')
    return Ledger(SALT, (entry,))


def test_an_article_is_known_by_its_id(ledger):
    assert ledger.covers("0123456789abcdef01234567")
    assert not ledger.covers("f" * 24)


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper().replace(" ", ", "),
        f"{OTHER} {STORY}",
        " ".join(WORDS[:120]),
        " ".join(WORDS[100:300] + WORDS[600:700]),
    ],
    ids=["the same", "other case and marks", "inside another", "cut", "cut and continued"],
)
def test_copies_are_known_by_their_text(ledger, copy):
    assert ledger.knows(copy)


@pytest.mark.parametrize("text", [OTHER, "", "word", " ".join(WORDS[:30] + WORDS[300:600])])
def test_other_texts_are_not(ledger, text):
    assert not ledger.knows(text)


def test_no_word_of_it_stands_in_the_file(ledger):
    assert not any(word in dump(ledger) for word in WORDS[:300])


def test_a_ledger_comes_back_from_its_file(ledger):
    assert parse(dump(ledger), "takedowns.toml") == ledger


def test_an_empty_ledger_comes_back_too():
    assert parse(dump(Ledger(SALT)), "takedowns.toml") == Ledger(SALT)


def test_another_salt_gives_other_digests(ledger):
    other = takedown("ff" * 16, ["0123456789abcdef01234567"], STORY, day="2024-05-01", why="")
    assert not (other.articles | other.shingles) & (ledger.takedowns[0].articles | ledger.takedowns[0].shingles)


def test_readers_of_earlier_releases_are_told_ids_alone(ledger):
    message = revocation(ledger)
    assert all(digest in message for digest in ledger.takedowns[0].articles)
    assert not any(digest in message for digest in ledger.takedowns[0].shingles)


@pytest.mark.parametrize(
    "content", ["salt = 3", "no toml", "[[takedown]]", 'salt = "0g"', 'salt = "00"\ntakedown = [{}]']
)
def test_what_is_no_ledger_is_named(content):
    with pytest.raises(ConfigError, match=r"mine\.toml"):
        parse(content, "mine.toml")
