"""Section and subjects of an article."""

import pytest

from toolkit.contract.records import Document, Subject
from toolkit.normalisation import normalise_document

TEXT = "Tram drivers adopt bees\n\n" + "\n\n".join(
    f"A swarm of bees number {number} was taken in by the tram drivers of the depot on Sunday morning."
    for number in range(1, 5)
)


@pytest.fixture
def normalised():
    """Normalise a text of which a container states something."""

    def run(**given):
        return normalise_document(Document("a.txt", TEXT, "0" * 64, "text/plain", given=given))

    return run


def test_a_stated_section_is_taken_with_its_evidence(normalised):
    article = normalised(section=" City\n desk ")
    assert article.section == "City desk"
    assert [item.method for item in article.evidence if item.field == "section"] == ["metadata"]


def test_subjects_are_taken_once_and_in_their_order(normalised):
    bees, trams = Subject(label="Bees"), Subject("medtop", "20000617", "Trams")
    assert normalised(subjects=(bees, trams, bees)).subjects == (bees, trams)


def test_nothing_is_looked_for_in_the_text(normalised):
    article = normalised()
    assert (article.section, article.subjects) == (None, None)


def test_a_section_longer_than_the_contract_allows_is_none(normalised):
    assert normalised(section="x" * 501).section is None
