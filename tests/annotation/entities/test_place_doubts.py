"""What makes the place of a name doubtful."""

import pytest

from toolkit.annotation.entities.canonical_names import Mention, Name
from toolkit.annotation.entities.place_doubts import is_doubtful, is_part, is_region_of_name, needs_company
from toolkit.gazetteer.place_table import places

FRANCE, IRELAND = Name("France", "FR", "FR"), Name("Irlandia", "IE", "IE")
LONDON = Name("London", "geonames:2643743", "GB")


def part(body, form, name):
    start = body.index(form)
    return is_part(Mention(form, start, start + len(form), "LOC", 1.0), name, body)


@pytest.mark.parametrize("name", ["Gizan", "Nico", "Київський"])
def test_a_name_that_may_be_another_word_is_doubtful(name):
    assert is_doubtful(name, places(name)[0])


@pytest.mark.parametrize("name", ["Turku", "Tallinna", "Odense", "Brovary", "София", "Paris", "New York"])
def test_other_names_are_not(name):
    assert not is_doubtful(name, places(name)[0])


def test_a_part_of_a_longer_place_is_not_the_place():
    assert part("He lives in Île de France now.", "France", FRANCE)
    assert part("They flew from East London to Cork.", "London", LONDON)
    assert not part("He lives in France now.", "France", FRANCE)
    assert not part("They flew from London to Cork.", "London", LONDON)


def test_a_divided_country_with_a_word_beside_is_not_the_whole():
    assert part("Tak robi Irlandia Północna.", "Irlandia", IRELAND)
    assert not part("Tak robi Irlandia w maju.", "Irlandia", IRELAND)


@pytest.mark.parametrize("body", ["The gallery “Venus over London” closed.", "The film «London» won."])
def test_the_end_of_a_short_title_is_not_the_place(body):
    assert part(body, "London", LONDON)


def test_the_end_of_a_quoted_sentence_may_be_the_place():
    assert not part("“In London’s parks we sat”, she said.", "London", LONDON)
    assert not part("“We have never been able to go to London”, she said.", "London", LONDON)


def test_brackets_with_another_country_make_a_doubt():
    assert part("They met in London (Ontario).", "London", LONDON)
    assert not part("They met in London (England).", "London", LONDON)


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("Berga", "NO", "sv"),
        ("Kina", "CN", "pt"),
        ("Balkan", "TM", "no"),
        ("Hassan", "IN", "en"),
        ("Haifa", "IL", "hu"),
    ],
)
def test_what_may_be_another_word_needs_company(name, country, language):
    assert needs_company(name, country, language)


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("Kina", "CN", "sv"),
        ("London", "GB", "pl"),
        ("Gard", "FR", "fr"),
        ("Tallinna", "EE", "et"),
        ("Ohio", "US", "hu"),
    ],
)
def test_well_known_places_and_those_at_home_need_none(name, country, language):
    assert not needs_company(name, country, language)


@pytest.mark.parametrize("body", ["estado de Brunlund", "штат Brunlund", "Brunlund megye", "Brunlund county"])
def test_words_for_regions_beside_a_name(body):
    start = body.index("Brunlund")
    mention = Mention("Brunlund", start, start + 8, "LOC", 1.0)
    assert is_region_of_name(mention, body)


def test_other_words_beside_a_name():
    assert not is_region_of_name(Mention("Brunlund", 10, 18, "LOC", 1.0), "Das Dorf, Brunlund heißt es.")
