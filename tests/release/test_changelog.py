"""The changelog of a dataset is written from what changed."""

import shutil

import pytest

from toolkit.release.changelog import CHANGELOG, changelog
from toolkit.release.release_folder import open_release

MANIFEST = {"version": "1.1.0", "created": "2024-03-09"}


@pytest.fixture
def difference(compared, articles):
    return compared(articles(1, 2), {"train": [*articles(1), *articles(2, word_count=30)], "test": articles(3)})


def test_the_new_section_says_what_changed_and_by_how_much(sample, difference):
    text = changelog(difference, open_release(sample.folder), MANIFEST)
    assert "## 1.1.0 (2024-03-09)\n\nMAJOR change since 1.0.0: 1 row changed; 1 row added.\n" in text
    assert "- articles: 1 as before, 1 added, 0 removed\n- changed: word_count in 1\n" in text
    assert "- words: 52 → 82\n" in text


def test_a_release_without_a_changelog_is_summed_up(sample, difference):
    rows = sample.manifest["tables"]["articles"]["rows"]
    end = changelog(difference, open_release(sample.folder), MANIFEST).partition("\n## 1.0.0")[2]
    assert f"articles {rows:,}" in end


def test_earlier_sections_are_kept_as_they_are(sample, difference, tmp_path):
    folder = shutil.copytree(sample.folder, tmp_path / "release")
    earlier = "## 1.0.0 (2024-01-05)\n\nWritten by hand.\n\n## 0.9.0\n\nBefore.\n"
    (folder / CHANGELOG).write_text(f"# Changelog\n\n{earlier}", encoding="utf-8")
    text = changelog(difference, open_release(folder), MANIFEST)
    assert text.endswith(f"\n\n{earlier}")
    assert text.count("# Changelog\n") == 1
