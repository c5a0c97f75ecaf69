"""A release is packed as it is, or with the reason why it is published despite its errors."""

import json
import shutil
from dataclasses import replace

from toolkit.release.bundle import bundle
from toolkit.release.checksums import CHECKSUMS, SIGNATURE, content_files
from toolkit.release.release_folder import MANIFEST, open_release
from toolkit.release.verify import verify
from toolkit.storage.hashing import file_digest


def test_a_bundle_holds_every_file_with_size_and_digest(benches):
    folder = benches["1.0.0"]
    with bundle(open_release(folder)) as packed:
        paths = {path.relative_to(folder).as_posix() for path in content_files(folder)} | {CHECKSUMS}
        assert {item.path for item in packed.items} == paths
        assert all(file_digest(item.source) == item.sha256 for item in packed.items)
        assert packed.bytes == sum((folder / path).stat().st_size for path in paths)
        assert (packed.name, packed.version) == ("benches", "1.0.0")


def test_the_reason_stands_in_the_manifest_of_the_copy_only(benches, tmp_path):
    folder = benches["1.0.0"]
    with bundle(open_release(folder), ("The court asked for it.", 3)) as packed:
        for item in packed.items:
            (tmp_path / item.path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / item.path).write_bytes(item.source.read_bytes())
    forced = json.loads((tmp_path / MANIFEST).read_bytes())["forced"]
    assert forced == {"reason": "The court asked for it.", "errors": 3}
    assert verify(open_release(tmp_path)) == []
    assert "forced" not in json.loads((folder / MANIFEST).read_bytes())


def test_the_same_reason_gives_the_same_bytes(benches):
    digests = []
    for reason in ("One.", "One.", "Other."):
        with bundle(open_release(benches["1.0.0"]), (reason, 1)) as packed:
            digests.append(packed.checksums)
    assert digests[0] == digests[1] != digests[2]


def test_a_signature_goes_with_what_was_signed(benches, tmp_path):
    folder = tmp_path / "benches"
    shutil.copytree(benches["1.0.0"], folder)
    (folder / SIGNATURE).write_text("{}")
    with bundle(open_release(folder)) as packed:
        assert SIGNATURE in {item.path for item in packed.items}
    with bundle(open_release(folder), ("The court asked for it.", 3)) as packed:
        assert SIGNATURE not in {item.path for item in packed.items}


def test_a_bundle_says_how_people_get_access(benches):
    release = open_release(benches["1.0.0"])
    asking = replace(release, manifest={**release.manifest, "access_requests": "manual"})
    with bundle(release) as open_to_all, bundle(asking) as packed:
        assert (open_to_all.access, packed.access) == ("", "manual")
