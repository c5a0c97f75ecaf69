"""What containers call a language."""

import pytest

from toolkit.normalisation.language_names import stated_language


@pytest.mark.parametrize(
    ("stated", "language"),
    [
        ("English", "en"),
        ("german", "de"),
        ("Deutsch", "de"),
        ("Português (Brasil)", "pt"),
        ("eng", "en"),
        ("ger", "de"),
        ("deu", "de"),
        ("en_US", "en"),
        ("en_US.UTF-8", "en"),
        ("zh-Hans-CN", "zh"),
        ("iw", "he"),
        ("nb-NO", "no"),
        ("nn", "nn"),
        ("no", "no"),
    ],
)
def test_codes_and_names_become_one_subtag(stated, language):
    assert stated_language(stated) == language


@pytest.mark.parametrize("stated", ["und", "zxx", "mul", "xq", "Klingonish", "", "1", "-"])
def test_what_names_no_language_is_null(stated):
    assert stated_language(stated) is None
