"""Licences have one name, and some may not stand beside others."""

import pytest

from toolkit.compliance.licences import conflict, licence_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CC-BY-4.0", "cc-by-4.0"),
        ("cc by 4.0", "cc-by-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "cc-by-4.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/3.0/de/", "cc-by-nc-sa-3.0"),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0", "cc-by-nc-nd-4.0"),
        ("Creative Commons Attribution-ShareAlike v4.0", "cc-by-sa-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc0-1.0"),
        ("CC0", "cc0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "public domain"),
        ("https://spdx.org/licenses/ODbL-1.0.html", "odbl-1.0"),
        ("CC BY", "cc-by"),
        ("All rights  reserved", "all rights reserved"),
        ("unknown", "unknown"),
    ],
)
def test_a_licence_has_one_name_however_it_is_written(text, name):
    assert licence_name(text) == name


@pytest.mark.parametrize(
    ("row", "dataset"),
    [
        ("CC0", "cc-by-4.0"),
        ("cc-by-3.0", "cc-by-4.0"),
        ("cc-by-4.0", "cc-by-nc-sa-4.0"),
        ("cc-by-sa-3.0", "cc-by-sa-4.0"),
        ("odbl", "odbl"),
        ("all rights reserved", "other"),
        ("cc-by-nc-4.0", "unknown"),
    ],
)
def test_a_dataset_that_asks_for_as_much_may_hold_the_article(row, dataset):
    assert conflict(row, dataset) is None


@pytest.mark.parametrize(
    ("row", "dataset", "ground"),
    [
        ("cc-by-4.0", "cc0-1.0", "naming the author"),
        ("cc-by-nc-4.0", "cc-by-4.0", "no commercial use"),
        ("cc-by-nd-4.0", "cc-by-4.0", "no changes"),
        ("cc-by-sa-4.0", "cc-by-4.0", "the same licence"),
        ("cc-by-sa-4.0", "cc-by-nc-sa-4.0", "another one"),
        ("all rights reserved", "cc-by-4.0", "not known to allow"),
    ],
)
def test_a_dataset_that_asks_for_less_may_not(row, dataset, ground):
    assert ground in conflict(row, dataset)
