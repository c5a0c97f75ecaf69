"""Titles and roles."""

import pytest

from toolkit.annotation.quotes.job_titles import gender_of_title, is_occupation, is_role, related_roles


@pytest.mark.parametrize(("word", "gender"), [("mr.", "m"), ("spokeswoman", "f"), ("senator", ""), ("bridge", None)])
def test_titles_have_a_gender_or_none(word, gender):
    assert gender == gender_of_title(word)


def test_a_leader_can_be_a_president():
    assert "president" in related_roles("leader")


def test_a_role_stands_for_itself():
    assert {"plumber"} == related_roles("plumber")


def test_families_speak_of_known_roles_only():
    assert is_role("spokesman")
    assert not is_role("bridge")


@pytest.mark.parametrize("word", ["librarian", "goalkeeper", "dockworker", "organist", "mathematician", "boatwoman"])
def test_what_somebody_does_is_known_by_the_form_of_the_word(word):
    assert is_occupation(word)


@pytest.mark.parametrize("word", ["dean", "md", "gilchrist", "lindquist", "marian", "christopher", "norman"])
def test_what_may_be_a_first_name_or_a_degree_is_no_occupation(word):
    assert not is_occupation(word)
