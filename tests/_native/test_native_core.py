"""The native core does what the Python code does, bit for bit."""

import random
import sys
from pathlib import Path

import numpy as np
import pytest

from toolkit._native import native_core
from toolkit.annotation.entities import ner
from toolkit.annotation.entities.languages import MODELS, UNSPACED
from toolkit.annotation.entities.model_weights import load_language, load_weights
from toolkit.annotation.tokenizer import tokenise
from toolkit.normalisation.html.html_tokenizer import parse, parse_in_python

sys.path.append(str(Path(__file__).parents[2] / "fuzz"))

from markup_pieces import MARKUP

pytestmark = pytest.mark.skipif(native_core() is None, reason="the native core is not compiled, or TOOLKIT_NATIVE=0")

FIRST = ("Ada", "Boris", "Ilse", "Tomás", "Mei-Ling", "J.", "Ngozi", "İpek", "Zoë", "O'Shea", "al-Amin", "ANNA")
FAMILY = ("Brandt", "Okafor", "van der Meer", "D'Souza", "Şahin", "McQuill", "Al-Sabah", "Ødegård", "Ivanova", "Lee")
PLACES = ("Geneva", "New York City", "South Africa", "Kenya", "Baden-Baden", "U.S.", "São Tomé", "Harwick", "Москва")
BODIES = ("World Bank", "Ministry of Water", "Harbour Union", "EU", "Bank of Velm", "Nordsee AG", "United Nations")
_WORDS = (
    "the of and a in to on said signed ferry bridge council, costs rise; 3,500 12th B2 don't week's — – - ( ) ? "
    "! “we ours” 'tis … No. Mr. Sept. vs. www.velm.example @harbour #news ½ 2024 ٣ \u00a0 \u200b \u2028 \n \n\n ß ŉ"
)
WORDS = _WORDS.split(" ")
_FOREIGN = (
    "und der Genfer Rat l'Union d’Avignon dell'acqua aujourd'hui l'x İzmir'de Ankara'nın и Москве Киева в Совет "
    "Praze Bernoullis Straße ΟΔΟΣ États-Unis Côte d'Ivoire São Paulo Sri Lanka दिल्ली में الرياض के lʼeau Müllerin ve"
)
FOREIGN = _FOREIGN.split(" ")
CHARACTERS = (
    *"的在了は을をの市長会，。！？（）「」·ー3Ａ",
    "北京",
    "東京",
    "金民秀",
    "서울",
    "マリア",
    "联合国",
    "委員會",
    "Velm",
)


def page(number):
    """Pieces of HTML in any order."""
    chance = random.Random(f"page {number}")
    return "".join(chance.choice(MARKUP) for _ in range(chance.randint(0, 120)))


def document(number):
    """A text of invented news, some in capitals, some with characters from anywhere."""
    chance = random.Random(f"document {number}")
    names = [f"{chance.choice(FIRST)} {chance.choice(FAMILY)}" for _ in range(4)]
    kinds = (WORDS, names, [name.split()[-1] for name in names], PLACES, BODIES)
    weights = (12, 2, 2, 2, 2)
    words = [chance.choice(kind) for kind in chance.choices(kinds, weights, k=chance.randint(0, 400))]
    if number % 7 == 3:
        words += [chr(chance.randrange(0x110000)) for _ in range(40)]
    body = "".join(word + chance.choice((" ", " ", " ", ". ", ", ", "")) for word in words)
    return body.upper() if number % 11 == 5 else body.title() if number % 13 == 7 else body


LANGUAGES = ("de", "tr", "fr", "ru", "uk")
"""One of each feature set of words: plain, wide, elided, open and wide in Cyrillic letters."""


def foreign(number):
    """The same with words, marks and letters of other languages."""
    chance = random.Random(f"foreign {number}")
    words = document(number).split(" ")
    return " ".join(chance.choice((word, chance.choice(FOREIGN))) for word in words)


def unspaced(number):
    """Characters of Chinese, Japanese and Korean, some of them names, with words between."""
    chance = random.Random(f"unspaced {number}")
    return "".join(
        chance.choice((*CHARACTERS, *CHARACTERS, chance.choice(WORDS))) for _ in range(chance.randint(0, 300))
    )


def check(numbers, weights=None, document=document):
    weights = weights or load_weights()
    native, python = ner.recogniser_of(weights), ner.Recogniser(weights)
    assert native.native
    for number in numbers:
        body = document(number)
        assert list(ner.label_parts(body, native)) == list(ner.label_parts(body, python)), number
        assert ner.find_mentions(body, native) == ner.find_mentions(body, python), number


def test_a_hundred_documents_are_labelled_the_same():
    check(range(100))


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_of_other_languages_are_labelled_the_same(language):
    check(range(12), load_language(*MODELS[language]), foreign)


@pytest.mark.slow
def test_two_thousand_documents_are_labelled_the_same():
    check(range(100, 2100))


@pytest.mark.slow
@pytest.mark.parametrize("language", MODELS)
def test_documents_of_every_other_language_are_labelled_the_same(language):
    check(range(100, 300), load_language(*MODELS[language]), unspaced if language in UNSPACED else foreign)


def test_characters_are_labelled_the_same():
    check(range(12), load_language(*MODELS["zh"]), unspaced)


@pytest.mark.parametrize(
    ("rows", "classes", "parts"), [([0, 9, 0], [0, 1, 0], [0, 0, 0]), ([0, 1, 0], [0, 14, 0], [0] * 3), ([0], [0], [0])]
)
def test_keys_outside_the_memory_or_the_weights_are_refused(rows, classes, parts):
    weights = load_language(*MODELS["ko"])
    tagger, integers = ner.recogniser_of(weights).native.tagger, weights.integers
    memory = np.zeros((2, len(integers.linear)), np.int32), np.zeros((2, len(integers.deep)), np.int16)
    keys = np.array(rows, np.int32), np.array(classes, np.int8), np.array(parts, np.int8)
    with pytest.raises(ValueError, match="fit together"):
        tagger.label_keys(*keys, *memory)


def test_a_thousand_pages_are_taken_apart_the_same():
    different = [number for number in range(1000) if parse(page(number)) != parse_in_python(page(number))]
    assert different == []


def test_a_long_text_is_cut_and_labelled_the_same():
    weights = load_weights()
    body = " ".join(document(number) for number in range(1, 200, 11))
    assert len(tokenise(body).words) < 20_000 < len(tokenise(body * 12).words)
    parts = [list(ner.label_parts(body * 12, item)) for item in (ner.recogniser_of(weights), ner.Recogniser(weights))]
    assert len(parts[0]) > 1
    assert parts[0] == parts[1]


def test_words_are_forgotten_when_there_are_many():
    weights = load_weights()
    native, python = ner.recogniser_of(weights), ner.Recogniser(weights)
    for first in range(0, 45_000, 15_000):
        list(ner.label_parts(" ".join(f"W{number}" for number in range(first, first + 15_000)), native))
    body = document(1)
    assert list(ner.label_parts(body, native)) == list(ner.label_parts(body, python))


@pytest.mark.parametrize("letter", ["\ud800", "\U0010ffff", "\0", "ﬁ", "ǅ", "Σ", "İ"])
def test_every_kind_of_character_is_read(letter):
    weights = load_weights()
    native, python = ner.recogniser_of(weights), ner.Recogniser(weights)
    body = f"{letter}New {letter} York{letter} met Ilse{letter}Brandt {letter}{letter} of South {letter}Africa."
    assert list(ner.label_parts(body, native)) == list(ner.label_parts(body, python))


def test_what_is_no_text_is_refused():
    with pytest.raises(TypeError):
        native_core().read_table("a str")
    with pytest.raises(TypeError):
        ner.recogniser_of(load_weights()).native.tagger.label(None)


def test_weights_that_do_not_fit_are_refused():
    with pytest.raises(IndexError):
        native_core().Tagger((), (), (len, len, str), 13, 9, 11, 0, 0)


def test_a_table_with_a_line_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        native_core().read_table(b"Velm\t1\nVelm\t2")
