"""Options of the clear stage refuse what cannot be."""

import pytest

from toolkit.compliance.options import PrivacyOptions, RightsOptions
from toolkit.errors import ConfigError


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"default": "half"}, "rights.default"),
        ({"outlets": {"The Halden Post": "none"}}, "rights.outlets.The Halden Post"),
        ({"licences": {"CC-BY-4.0": ""}}, "rights.licences.CC-BY-4.0"),
        ({"reserved": "all"}, "rights.reserved"),
        ({"as_of": "tomorrow"}, "rights.as_of"),
    ],
)
def test_an_extent_or_day_that_is_none_is_named(options, key):
    with pytest.raises(ConfigError, match=key):
        RightsOptions(**options)


@pytest.mark.parametrize(
    ("options", "key"), [({"email": "hide"}, "privacy.email"), ({"regions": ("Norway",)}, "Norway")]
)
def test_a_care_or_region_that_is_none_is_named(options, key):
    with pytest.raises(ConfigError, match=key):
        PrivacyOptions(**options)


@pytest.mark.parametrize(
    ("options", "strictest"),
    [
        ({}, "full"),
        ({"default": "lead", "outlets": {"The Halden Post": "full"}}, "lead"),
        ({"outlets": {"The Halden Post": "lead"}, "licences": {"CC-BY-4.0": "stand_off"}}, "stand_off"),
        ({"outlets": {"The Halden Post": "withhold"}}, "withhold"),
    ],
)
def test_the_strictest_rule_is_that_which_publishes_least(options, strictest):
    assert RightsOptions(**options).strictest == strictest
