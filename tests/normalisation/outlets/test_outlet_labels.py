"""Labels of pages that have the shape of an outlet's name."""

import pytest

from toolkit.normalisation.outlets.outlet_labels import is_label


@pytest.mark.parametrize(
    "name", ["Back to News", "Home » Business » News", "Credit... Ada Quill", "Фото Норвик", "Search News:", "XenForo"]
)
def test_a_link_a_path_a_credit_and_a_rubric_are_labels(name):
    assert is_label(name)


@pytest.mark.parametrize(
    "name", ["Norvik News", "Homestead Herald", "ByteNews", "Blog of Norvik", "Photographer Weekly"]
)
def test_the_name_of_an_outlet_is_none(name):
    assert not is_label(name)
