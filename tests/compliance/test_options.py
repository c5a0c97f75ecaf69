"""Options of the clear stage refuse what cannot be."""

import sys

import pytest

from toolkit import api
from toolkit.compliance.options import PrivacyOptions, RightsOptions, without_unavailable
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


@pytest.fixture
def without_phonenumbers(monkeypatch):
    monkeypatch.setitem(sys.modules, "phonenumbers", None)  # as if it were not installed


def test_telephone_numbers_are_looked_for_where_the_library_is_installed():
    assert without_unavailable(PrivacyOptions()).phone == "report"


def test_without_the_library_telephone_numbers_are_not_looked_for(without_phonenumbers):
    assert without_unavailable(PrivacyOptions()) == PrivacyOptions(phone="ignore")


@pytest.mark.parametrize("care", ["mask", "refuse"])
def test_without_the_library_a_promise_about_telephone_numbers_is_refused(without_phonenumbers, care):
    with pytest.raises(ConfigError, match=r"needs the extra `personal`"):
        without_unavailable(PrivacyOptions(phone=care))


def test_a_build_without_the_library_says_what_it_did_not_look_for(without_phonenumbers, raw_folder, tmp_path):
    built = api.build([raw_folder], out=tmp_path / "out", engine="here")
    assert built.manifest["options"]["privacy"]["phone"] == "ignore"
    assert "Not looked for: telephone numbers." in (built.folder / "README.md").read_text(encoding="utf-8")
