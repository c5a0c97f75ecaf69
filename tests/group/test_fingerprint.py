"""What is kept of a text to compare it with others."""

import os
import subprocess
import sys

import pytest

from toolkit.group.fingerprint import fingerprint
from toolkit.group.options import GroupOptions

STORY = "“We’re open again,” said the ferryman – and the first passengers of the season, eleven sheep, went aboard."

PROGRAM = f"""
from toolkit.group.fingerprint import fingerprint
found = fingerprint({STORY!r} * 30, headline="Sheep go aboard")
print(found.digest.hex(), found.headline.hex(), found.sketch.hex(), found.shingles)
"""


@pytest.mark.parametrize(
    "other",
    [
        STORY.upper(),
        STORY.replace("“", "«").replace("”", "»").replace("’", "'"),
        STORY.replace("“", '"').replace("”", '"'),
        STORY.replace(",", "").replace(".", "").replace("–", "-"),
        STORY.replace(" ", "\n\n", 3).replace(" ", "\u00a0"),
        STORY.replace("season", "sea\u00adson"),
        "\ufeff" + STORY,
    ],
    ids=["case", "quotation marks", "straight marks", "punctuation", "blanks", "soft hyphen", "byte order mark"],
)
def test_the_way_of_printing_makes_no_difference(other):
    assert fingerprint(other) == fingerprint(STORY)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zürich", "Zu\u0308rich"), ("Zürich", "Zurich"), ("İzmir", "Izmir"), ("STRASSE", "straße"), ("ﬁre", "fire")],
)
def test_accents_and_ligatures_make_no_difference(one, other):
    assert fingerprint(one).digest == fingerprint(other).digest


def test_another_word_makes_another_digest():
    assert fingerprint(STORY).digest != fingerprint(STORY.replace("eleven", "twelve")).digest


def test_words_are_not_run_together():
    assert fingerprint("fore cast").digest != fingerprint("forecast").digest


@pytest.mark.parametrize("text", ["東京で祭りがあった", "ตลาดน้ำเปิด", "市場が開いた"])
def test_scripts_without_spaces_have_more_than_one_shingle(text):
    assert fingerprint(text).shingles > 1


def test_the_headline_is_kept_apart():
    one, other = (fingerprint(STORY, headline=headline) for headline in ("Sheep go aboard", None))
    assert (one.digest == other.digest, one.sketch == other.sketch, one.headline == other.headline) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("text", ["", " \n", "“”—…", "\u0301\u200b"])
def test_a_text_without_words_has_no_shingles(text):
    assert (fingerprint(text).shingles, fingerprint(text).sketch) == (0, b"")


@pytest.mark.parametrize(("words", "shingles"), [(1, 1), (3, 1), (4, 1), (5, 2), (104, 101)])
def test_shingles_are_counted(words, shingles):
    assert fingerprint(" ".join(f"w{number}" for number in range(words))).shingles == shingles


def test_repeated_shingles_count_once():
    assert fingerprint("the tide is high " * 50).shingles == 4


def test_the_sketch_does_not_grow_with_the_text():
    long = " ".join(f"w{number}" for number in range(5_000))
    assert len(fingerprint(long, GroupOptions(sketch=32)).sketch) == 32 * 8


def test_a_lone_surrogate_is_no_obstacle():
    assert fingerprint("a \ud800 b").shingles == 1


def test_a_line_of_millions_of_characters_is_no_obstacle():
    assert fingerprint("ab, " * 1_000_000).shingles == 1


@pytest.mark.parametrize("seed", ["0", "1", "12345"])
def test_another_process_with_another_hash_seed_finds_the_same(seed):
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    )
    result = fingerprint(STORY * 30, headline="Sheep go aboard")
    expected = f"{result.digest.hex()} {result.headline.hex()} {result.sketch.hex()} {result.shingles}"
    assert run.stdout.strip() == expected


def test_the_fingerprint_of_a_known_text_never_changes():
    result = fingerprint("The ferry runs again.", headline="Ferry")
    assert (result.digest.hex(), result.headline.hex(), result.sketch.hex()) == (
        "08a27f2ee370751f681ae2df1fc9e8d7",
        "f549086787b92817da1ae5b8ac5208d7",
        "00555ebab5390520",
    )
