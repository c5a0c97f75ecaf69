"""Files of a release are sent as far as they are missing, in an order, and read again."""

from dataclasses import replace

import fsspec
import pytest

from toolkit.errors import PublishError
from toolkit.progress import NullProgress
from toolkit.release.checksums import CHECKSUMS
from toolkit.release.release_folder import MANIFEST
from toolkit.release.transfer import in_order, missing_items, upload, verify_upload


@pytest.fixture
def location():
    result = fsspec.filesystem("memory")
    yield result
    result.store.clear()


def test_what_makes_a_folder_a_release_is_sent_last(bundles):
    ordered = [item.path for item in sorted(bundles["1.0.0"].items, key=in_order)]
    assert ordered[-2:] == [MANIFEST, CHECKSUMS]
    assert ordered[:-2] == sorted(ordered[:-2])


def test_everything_is_missing_where_nothing_is_and_nothing_after_it_was_sent(location, bundles):
    bundle = bundles["1.0.0"]
    assert missing_items(bundle, location, "/there", "there") == bundle.items
    upload(location, "/there", bundle.items, NullProgress())
    assert missing_items(bundle, location, "/there", "there") == ()
    verify_upload(location, "/there", bundle, "there", NullProgress())


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: bytes([data[0] ^ 1]) + data[1:]])
def test_a_file_of_another_size_or_content_is_missing_until_all_is_there(location, bundles, damage):
    bundle = bundles["1.0.0"]
    items = tuple(item for item in bundle.items if item.path != CHECKSUMS)
    upload(location, "/there", items, NullProgress())
    location.pipe_file("/there/README.md", damage(location.cat_file("/there/README.md")))
    assert [item.path for item in missing_items(bundle, location, "/there", "there")] == ["README.md", CHECKSUMS]


def test_a_whole_version_with_other_files_is_never_changed(location, bundles):
    upload(location, "/there", bundles["1.0.0"].items, NullProgress())
    with pytest.raises(PublishError, match="a version is never changed"):
        missing_items(bundles["1.1.0"], location, "/there", "there")


def test_what_is_not_as_it_was_built_is_named(location, bundles):
    bundle = bundles["1.0.0"]
    upload(location, "/there", bundle.items, NullProgress())
    other = replace(bundle, items=tuple(replace(item, sha256="0" * 64) for item in bundle.items[:1]))
    with pytest.raises(PublishError, match=f"there: {bundle.items[0].path} is not what was built"):
        verify_upload(location, "/there", other, "there", NullProgress())
