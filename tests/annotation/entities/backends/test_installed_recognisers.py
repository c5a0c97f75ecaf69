"""Recognisers that an installed package brings."""

import pytest

from toolkit.annotation import AnnotateOptions
from toolkit.annotation.entities.backends import describe, find_mentions
from toolkit.errors import ConfigError

MODULE = """
from toolkit.annotation.entities.backends.backend import Model, Span


def load(name, labels):
    def predict(texts):
        return [[Span(text.find("Halden"), text.find("Halden") + 6, "TOWN", 0.75)] for text in texts]

    return Model(predict, {"TOWN": "LOC", **labels}, 1000, len, f"towns of {name}", "CC0-1.0")
"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Install a package that brings the recogniser `towns`."""
    folder = tmp_path / "town_finder-3.2.dist-info"
    folder.mkdir()
    (tmp_path / "town_finder.py").write_text(MODULE, encoding="utf-8")
    (folder / "METADATA").write_text("Name: town-finder\nVersion: 3.2\n", encoding="utf-8")
    points = "[toolkit.recognisers]\ntowns = town_finder:load\nbroken = town_finder:gone\n"
    (folder / "entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("installed")
def test_it_finds_the_entities():
    (mentions,) = find_mentions(["The ferry to Halden is late."], AnnotateOptions(recogniser="towns:north"))
    assert [(item.text, item.start, item.type, item.confidence) for item in mentions] == [("Halden", 13, "LOC", 0.75)]


@pytest.mark.usefixtures("installed")
def test_package_and_version_are_part_of_its_description():
    result = describe(AnnotateOptions(recogniser="towns:south"))
    assert (result.name, result.version) == ("towns:south", "towns of south (town-finder 3.2)")


@pytest.mark.usefixtures("installed")
def test_an_entry_point_that_cannot_be_loaded_is_named():
    with pytest.raises(ConfigError, match=r"toolkit\.recognisers:broken"):
        describe(AnnotateOptions(recogniser="broken:north"))


def test_a_recogniser_of_no_installed_package_is_refused():
    with pytest.raises(ConfigError, match=r"annotate\.recogniser is 'hamlets:north'"):
        AnnotateOptions(recogniser="hamlets:north")
