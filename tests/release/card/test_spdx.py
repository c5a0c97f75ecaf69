"""Licences as other catalogues write them."""

import pytest

from toolkit.release.card.spdx import licence_address, spdx_identifier
from toolkit.release.options import DatasetOptions


@pytest.mark.parametrize(
    ("licence", "identifier"),
    [
        ("cc0-1.0", "CC0-1.0"),
        ("cc-by-4.0", "CC-BY-4.0"),
        ("cc-by-nc-sa-3.0", "CC-BY-NC-SA-3.0"),
        ("odbl", "ODbL-1.0"),
        ("mit", "MIT"),
        ("other", None),
        ("unknown", None),
        ("cc", None),
    ],
)
def test_the_hubs_licence_has_an_spdx_identifier_where_spdx_knows_it(licence, identifier):
    assert spdx_identifier(DatasetOptions(license=licence)) == identifier


def test_the_address_is_that_of_spdx():
    assert licence_address(DatasetOptions(license="mit")) == "https://spdx.org/licenses/MIT.html"


def test_an_address_that_was_given_wins():
    options = DatasetOptions(license="mit", license_link="https://a.example/licence")
    assert licence_address(options) == "https://a.example/licence"


def test_an_unknown_licence_has_no_address():
    assert licence_address(DatasetOptions(license="other")) is None
