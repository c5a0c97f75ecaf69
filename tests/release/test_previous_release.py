"""An earlier release settles what becomes of its articles."""

import pytest

from toolkit.errors import ReleaseError
from toolkit.release.previous_release import PinnedArticle, read_previous
from toolkit.release.release_folder import open_release


def test_every_article_is_settled_where_it_stands(sample):
    previous, release = read_previous(sample.folder), open_release(sample.folder)
    for split in sample.manifest["tables"]["articles"]["splits"]:
        for row in release.read("articles", split).to_pylist():
            assert previous.articles[row["id"]] == PinnedArticle(row["group"], split, "1.0.0")
    assert len(previous.articles) == sample.manifest["tables"]["articles"]["rows"]
    assert previous.version == "1.0.0"


def test_what_is_no_release_settles_nothing(tmp_path):
    with pytest.raises(ReleaseError, match="not a release"):
        read_previous(tmp_path)
