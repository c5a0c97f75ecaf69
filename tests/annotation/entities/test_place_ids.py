"""Which place of the world a name means."""

import pytest

from toolkit.annotation.entities.canonical_names import Mention, resolve_names
from toolkit.annotation.entities.place_ids import locate


def located(body, *forms, kind="LOC", language=None):
    mentions = []
    for form in forms:
        start = body.index(form, mentions[-1].end if mentions else 0)
        mentions.append(Mention(form, start, start + len(form), kind, 1.0))
    return locate(mentions, resolve_names(mentions, body), body, language)


def test_the_only_large_place_of_a_name_is_meant():
    (name,) = located("The ferry left Copenhagen at noon.", "Copenhagen")
    assert (name.entity_id, name.country, round(name.latitude), round(name.longitude)) == (
        "geonames:2618425",
        "DK",
        56,
        13,
    )


@pytest.mark.parametrize("form", ["Kopenhagen", "Копенгаген", "哥本哈根"])
def test_names_in_other_languages_mean_the_same(form):
    assert located(f"… {form} …", form)[0].entity_id == "geonames:2618425"


@pytest.mark.parametrize("form", ["Springfield", "Birmingham", "Zabrolith", "Southern Province", "Gaza", "Reading"])
def test_a_name_of_several_places_or_of_none_stays_without(form):
    (name,) = located(f"The bus stopped in {form} at noon.", form)
    assert (name.entity_id, name.country, name.latitude) == (None, None, None)


@pytest.mark.parametrize("beside", [", Illinois", " (Illinois)", ", Ill. and"])
def test_a_region_beside_tells_the_country_of_a_small_place(beside):
    (name,) = located(f"He lives in Naperville{beside}.", "Naperville")
    assert name.country in ("US", None)


def test_a_country_beside_one_mention_speaks_for_all():
    body = "A storm hit Halle, Germany, at noon. Halle has two rivers."
    first, again = located(body, "Halle", "Halle")
    assert first == again
    assert first.country == "DE"


def test_two_countries_beside_one_name_leave_a_doubt():
    names = located("Birmingham, England, is twinned with Birmingham, Canada.", "Birmingham", "Birmingham")
    assert {name.country for name in names} == {None}


def test_a_country_has_its_code_and_no_point():
    (name,) = located("The king of Norway came.", "Norway")
    assert (name.entity_id, name.country, name.latitude) == ("NO", "NO", None)


def test_a_country_is_known_in_other_languages():
    assert located("Er kam aus Norwegen.", "Norwegen")[0].entity_id == "NO"


def test_a_person_of_the_name_is_no_place():
    assert located("Copenhagen said no.", "Copenhagen", kind="PER")[0].entity_id is None


@pytest.mark.parametrize("body", ["Tak robi Irlandia Północna.", "The gallery “Venus over Irlandia” closed."])
def test_a_name_that_is_only_a_part_of_others_stays_without(body):
    (name,) = located(body, "Irlandia")
    assert (name.entity_id, name.country) == (None, None)


def test_a_part_of_another_name_stays_without_beside_the_whole():
    part, whole = located("Irlandia Północna ma granicę. Irlandia też.", "Irlandia", "Irlandia")
    assert (part.country, whole.country) == (None, "IE")
    part, whole = located("«Україна 24» повідомив. Україна чекає.", "Україна", "Україна")
    assert (part.country, whole.country) == (None, "UA")


def test_a_small_place_abroad_needs_company():
    (alone,) = located("Han reste till Berga i maj.", "Berga", language="sv")
    assert alone.country is None
    berga, _ = located("Han reste till Berga i Norge.", "Berga", "Norge", language="sv")
    assert berga.country == "NO"


def test_a_place_at_home_needs_none():
    (abroad,) = located("Festen i Brugge startade.", "Brugge", language="sv")
    (at_home,) = located("Het feest in Brugge begon.", "Brugge", language="nl")
    assert (abroad.country, at_home.country) == (None, "BE")


def test_a_state_is_not_the_city_of_its_name():
    (name,) = located("Так вирішив штат Вашингтон.", "Вашингтон", language="uk")
    assert (name.entity_id, name.country, name.latitude) == (None, None, None)


def test_the_name_of_a_person_of_the_text_is_no_place():
    body = "Ahmed Hassan came from Delhi. Hassan left."
    person, city = Mention("Ahmed Hassan", 0, 12, "PER", 1.0), Mention("Delhi", 23, 28, "LOC", 1.0)
    again = Mention("Hassan", 30, 36, "LOC", 1.0)
    mentions = [person, city, again]
    assert locate(mentions, resolve_names(mentions, body), body, "en")[2].country is None


def test_a_country_in_another_case_has_its_code():
    (name,) = located("Pojechała do Niemiec.", "Niemiec", language="pl")
    assert (name.entity_id, name.country) == ("DE", "DE")
