"""Sites of several versions stand side by side."""

import json
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture
def versioned_site(monkeypatch):
    """Import the script of the documentation."""
    monkeypatch.syspath_prepend(str(DOCS))
    import versioned_site

    return versioned_site


def _sites(folder, *versions):
    for version in versions:
        (folder / version).mkdir(parents=True)
        (folder / version / "index.html").write_text("<p>site</p>", encoding="utf-8")


def test_versions_are_listed_by_their_numbers_and_the_newest_is_the_first_page(versioned_site, tmp_path):
    _sites(tmp_path, "1.9.0", "1.10.0", "0.1.0", "images")
    assert versioned_site.list_versions(tmp_path) == ["1.10.0", "1.9.0", "0.1.0"]
    assert json.loads((tmp_path / "versions.json").read_bytes()) == ["1.10.0", "1.9.0", "0.1.0"]
    assert "url=1.10.0/" in (tmp_path / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_site_of_this_version_is_added_and_offers_the_others(versioned_site, tmp_path):
    _sites(tmp_path, "0.0.1")
    added = versioned_site.add_site(tmp_path)
    assert json.loads((tmp_path / "versions.json").read_bytes()) == [added.name, "0.0.1"]
    page = (added / "howto" / "load.html").read_text(encoding="utf-8")
    assert 'id="version-select" data-root="../"' in page
    assert (added / "_static" / "versions.js").is_file()
