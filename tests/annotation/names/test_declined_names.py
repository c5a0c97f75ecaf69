"""Names in other cases belong to their nominative."""


def called(rows):
    """Return name, aliases and number of articles of each row."""
    return [(row["name"], row["aliases"], row["articles"]) for row in rows]


def test_a_declined_person_is_the_one_of_the_nominative(named, names_of):
    cases = [named(number, ("PER", "Witolda Śliwy"), language="pl") for number in (2, 3)]
    rows = names_of(named(1, ("PER", "Witold Śliwa"), language="pl"), *cases)
    assert called(rows) == [("Witold Śliwa", ["Witolda Śliwy"], 3)]


def test_without_the_nominative_cases_stay_apart(named, names_of):
    rows = names_of(
        *(named(n, ("PER", name), language="pl") for n, name in ((1, "Witolda Śliwy"), (2, "Witoldem Śliwą")))
    )
    assert len(rows) == 2


def test_another_language_declines_otherwise(named, names_of):
    rows = names_of(named(1, ("PER", "Witold Śliwa"), language="pl"), named(2, ("PER", "Witolda Śliwy"), language="de"))
    assert len(rows) == 2


def test_what_may_be_a_woman_is_no_man_in_another_case(named, names_of):
    man, woman = (
        named(1, ("PER", "Александр Ладов"), language="ru"),
        named(2, ("PER", "Александра Ладова"), language="ru"),
    )
    assert len(names_of(man, woman)) == 2
    man, case = named(1, ("PER", "David Brun"), language="pl"), named(2, ("PER", "Davida Bruna"), language="pl")
    assert len(names_of(man, case)) == 1


def test_a_case_of_two_names_belongs_to_neither(named, names_of):
    two = [named(1, ("PER", "Petr Lad"), language="cs"), named(2, ("PER", "Petr Lado"), language="cs")]
    assert len(names_of(*two, named(3, ("PER", "Petr Ladu"), language="cs"))) == 3


def test_a_case_belongs_to_the_identifier_of_the_nominative(named, names_of):
    rows = names_of(
        named(1, ("LOC", "Brunhald", "geonames:999000001"), language="cs"),
        named(2, ("LOC", "Brunhaldu"), language="cs"),
    )
    assert [(row["name"], row["entity_id"], row["articles"]) for row in rows] == [("Brunhald", "geonames:999000001", 2)]


def test_what_identifies_itself_stays(named, names_of):
    rows = names_of(
        named(1, ("LOC", "Brunhald", "geonames:999000001"), language="cs"),
        named(2, ("LOC", "Brunhalda", "geonames:999000002"), language="cs"),
    )
    assert len(rows) == 2


def test_continents_are_one_in_all_languages(named, names_of):
    names = (("Europe", "en"), ("Europa", "pl"), ("Europy", "pl"), ("Европе", "ru"))
    (row,) = names_of(
        *(named(number, ("LOC", name), language=language) for number, (name, language) in enumerate(names))
    )
    assert row["articles"] == 4
