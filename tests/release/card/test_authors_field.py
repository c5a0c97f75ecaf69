"""Authors: people and groups."""

import pytest

from toolkit.release.card.authors_field import Author, authors_of, bibtex
from toolkit.release.options import DatasetOptions


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Brandt, Ida", Author("Ida Brandt", "Brandt", "Ida")),
        ("van der Berg ,  Jon Erik", Author("Jon Erik van der Berg", "van der Berg", "Jon Erik")),
        (" The ferry desk ", Author("The ferry desk")),
        ("Ferries,", Author("Ferries,")),
        (", Ida", Author(", Ida")),
    ],
)
def test_a_comma_makes_a_person(text, author):
    assert authors_of(DatasetOptions(authors=(text,))) == [author]


def test_the_order_is_kept():
    options = DatasetOptions(authors=("Myhre, Jon", "Brandt, Ida"))
    assert [author.name for author in authors_of(options)] == ["Jon Myhre", "Ida Brandt"]


def test_without_authors_the_dataset_stands_for_them():
    assert authors_of(DatasetOptions(name="halden-news")) == [Author("The halden-news authors")]


def test_bibtex_parts_authors_by_and():
    assert bibtex(authors_of(DatasetOptions(authors=("Brandt, Ida", "Bell and Bridge")))) == (
        "Brandt, Ida and {Bell and Bridge}"
    )
