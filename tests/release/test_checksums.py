"""The files of a release are held against their checksums."""

import json

import pytest

from toolkit.errors import ReleaseError
from toolkit.release.checksums import CHECKSUMS, check_files, write_checksums
from toolkit.release.release_folder import MANIFEST, open_release
from toolkit.storage.hashing import file_digest


def test_a_release_as_it_was_built_has_the_digest_of_its_checksums(sample):
    assert check_files(open_release(sample.folder)) == file_digest(sample.folder / CHECKSUMS)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / "README.md").unlink(), "is missing"),
        (lambda folder: (folder / "more.txt").touch(), "is not listed"),
        (lambda folder: (folder / "README.md").write_text("x", encoding="utf-8"), "was changed"),
        (lambda folder: (folder / CHECKSUMS).unlink(), "cannot be read"),
    ],
)
def test_any_damage_is_named(sample_copy, damage, message):
    damage(sample_copy)
    with pytest.raises(ReleaseError, match=message):
        check_files(open_release(sample_copy))


def test_checksums_made_anew_do_not_hide_another_table(sample_copy):
    manifest = json.loads((sample_copy / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"][0]["sha256"] = "0" * 64
    (sample_copy / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    write_checksums(sample_copy)
    with pytest.raises(ReleaseError, match="names another data/articles"):
        check_files(open_release(sample_copy))
