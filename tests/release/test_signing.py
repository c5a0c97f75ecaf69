"""A signed release, and every way in which it can stop being what was signed."""

import shutil
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from toolkit.api import verify
from toolkit.errors import ConfigError, ReleaseError
from toolkit.release.checksums import SIGNATURE
from toolkit.release.release_folder import open_release
from toolkit.release.signing import check_signature, sign

pytest.importorskip("model_signing", reason="the extra `sign` is not installed: pip install '.[sign]'")


def _pair(folder, name, password=None, kind=None):
    private = kind or ec.generate_private_key(ec.SECP256R1())
    locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    key, public = folder / f"{name}.pem", folder / f"{name}.pub"
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return key, public


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return _pair(tmp_path_factory.mktemp("keys"), "ours")


@pytest.fixture(scope="module")
def signed_once(sample, keys, tmp_path_factory):
    folder = tmp_path_factory.mktemp("signed") / sample.folder.name
    shutil.copytree(sample.folder, folder)
    sign(open_release(folder), keys[0])
    return folder


@pytest.fixture
def signed(signed_once, tmp_path):
    folder = tmp_path / signed_once.name
    shutil.copytree(signed_once, folder)
    return folder


def _found(folder, key):
    return [(item.file, item.message) for item in check_signature(open_release(folder), key)]


def _names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_signed_release_is_what_was_signed(signed, keys):
    assert _found(signed, keys[1]) == []


def test_signing_changes_no_file_and_breaks_no_checksum(signed, sample, keys):
    for name in _names(sample.folder):
        assert (signed / name).read_bytes() == (sample.folder / name).read_bytes()
    assert set(_names(signed)) - set(_names(sample.folder)) == {SIGNATURE}
    assert verify(signed, key=keys[1]) == []


def test_a_change_of_any_file_is_found_and_named(signed, keys):
    names = [name for name in _names(signed) if name != SIGNATURE]
    assert {"README.md", "croissant.json", "SHA256SUMS", "manifest.json", "report.html"} <= set(names)
    for name in names:
        content = (signed / name).read_bytes()
        (signed / name).write_bytes(content + b" ")
        assert _found(signed, keys[1]) == [(name, "was changed since it was signed")]
        (signed / name).write_bytes(content)
    assert _found(signed, keys[1]) == []


def test_files_that_were_added_or_removed_are_named(signed, keys):
    (signed / "CITATION.cff").unlink()
    (signed / "data" / "it's, new.txt").write_text("new")
    assert _found(signed, keys[1]) == [
        ("CITATION.cff", "was signed but is missing"),
        ("data/it's, new.txt", "was added after the release was signed"),
    ]


def test_what_the_hub_puts_beside_a_release_does_not_count(signed, keys):
    (signed / ".gitattributes").write_text("*.parquet filter=lfs\n")
    (signed / ".cache").mkdir()
    (signed / ".cache" / "state").write_text("1")
    assert _found(signed, keys[1]) == []


def test_the_signature_of_another_key_does_not_count(signed, tmp_path):
    assert _found(signed, _pair(tmp_path, "theirs")[1]) == [(SIGNATURE, "is of another key")]


def test_a_forged_signature_does_not_count(signed, keys):
    path = signed / SIGNATURE
    content = path.read_text()
    location = content.index('"payload"') + 60
    path.write_text(f"{content[:location]}{'A' if content[location] != 'A' else 'B'}{content[location + 1 :]}")
    assert _found(signed, keys[1]) == [(SIGNATURE, "is no signature of this key")]
    path.write_text("{}")
    assert _found(signed, keys[1]) == [(SIGNATURE, "is no signature of this key")]


def test_a_release_that_nobody_signed_says_so(sample, keys):
    assert _found(sample.folder, keys[1]) == [(SIGNATURE, "is missing: nobody has signed this release")]


def test_an_encrypted_key_wants_its_password(signed, tmp_path):
    key, public = _pair(tmp_path, "locked", password="harbour")
    with pytest.raises(ConfigError, match="is no private key to sign with"):
        sign(open_release(signed), key)
    sign(open_release(signed), key, password="harbour")
    assert _found(signed, public) == []


def test_a_key_that_cannot_be_used_is_named(signed, tmp_path):
    key, public = _pair(tmp_path, "rsa", kind=rsa.generate_private_key(65537, 2048))
    for wrong in (key, public, tmp_path / "missing.pem"):
        with pytest.raises(ConfigError, match=wrong.name):
            sign(open_release(signed), wrong)
        with pytest.raises(ConfigError, match=wrong.name):
            check_signature(open_release(signed), wrong)


@pytest.mark.parametrize(
    "private", [ed25519.Ed25519PrivateKey.generate(), rsa.generate_private_key(65537, 2048)], ids=["ed25519", "rsa"]
)
def test_a_key_of_another_kind_says_which_kind_is_wanted(signed, tmp_path, private):
    key, public = _pair(tmp_path, "other", kind=private)
    with pytest.raises(ConfigError, match=r"make one on the curve P-256, P-384 or P-521\.$"):
        sign(open_release(signed), key)
    with pytest.raises(ConfigError, match=r"make one on the curve P-256, P-384 or P-521\.$"):
        check_signature(open_release(signed), public)


def test_a_signature_that_cannot_be_written_is_named(signed, keys):
    (signed / SIGNATURE).unlink()
    (signed / SIGNATURE).mkdir()
    with pytest.raises(ReleaseError, match="cannot be written"):
        sign(open_release(signed), keys[0])


def test_without_the_library_the_error_says_how_to_install_it(signed, keys, monkeypatch):
    monkeypatch.setitem(sys.modules, "model_signing", None)
    with pytest.raises(ConfigError, match=r"\[sign\]"):
        sign(open_release(signed), keys[0])


def test_the_librarys_own_command_verifies_a_release(signed, keys):
    options = ("--signature", signed / SIGNATURE, "--public_key", keys[1], "--ignore-paths", signed / SIGNATURE)
    line = [sys.executable, "-W", "ignore", "-m", "model_signing", "verify", "key", signed, *options]
    done = subprocess.run([str(item) for item in line], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_private_key_inside_the_release_is_refused(sample_copy):
    key, _ = _pair(sample_copy, "ours")
    with pytest.raises(ConfigError, match="inside the release"):
        sign(open_release(sample_copy), key)
    assert not (sample_copy / SIGNATURE).exists()


def test_a_release_that_does_not_verify_is_not_signed(sample_copy, keys):
    (sample_copy / "README.md").write_text("x", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"README\.md was changed.*; sign a release that verifies"):
        sign(open_release(sample_copy), keys[0])
    assert not (sample_copy / SIGNATURE).exists()


def test_a_key_that_others_can_read_and_a_second_signature_are_warned_about(signed, tmp_path, caplog):
    key, _ = _pair(tmp_path, "open")
    key.chmod(0o666)
    sign(open_release(signed), key)
    assert "Others can read the private key" in caplog.text
    assert "is replaced" in caplog.text


def test_a_key_of_its_owner_alone_is_no_matter(sample_copy, tmp_path, caplog):
    key, _ = _pair(tmp_path, "closed")
    key.chmod(0o600)
    sign(open_release(sample_copy), key)
    assert caplog.text == ""
