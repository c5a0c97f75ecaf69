"""Addresses, and what goes wrong where they lead."""

import errno
import sys
from pathlib import Path

import fsspec
import pytest

from toolkit.errors import ConfigError, SourceError
from toolkit.storage.filesystem import (
    as_file_error,
    has_folders,
    is_address,
    join_url,
    parse_path,
    resolve_filesystem,
    resolve_path,
    translate_errors,
    without_secrets,
    write_file,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("s3://bucket/raw", True), ("memory://raw", True), ("raw", False), ("C:/raw", False), (Path("raw/a.txt"), False)],
)
def test_an_address_begins_with_a_protocol(name, expected):
    assert is_address(name) == expected


def test_paths_count_from_a_folder_and_addresses_stand_as_they_are():
    assert resolve_path(Path("/home"), "raw") == "/home/raw"
    assert resolve_path(Path("/home"), "s3://bucket/raw") == "s3://bucket/raw"


def test_what_lies_in_a_folder_is_a_path_here_and_an_address_elsewhere():
    assert join_url("dist", ".cache") == Path("dist/.cache")
    assert join_url("s3://bucket/dist/", ".cache") == "s3://bucket/dist/.cache"
    assert (parse_path("dist"), parse_path("s3://bucket")) == (Path("dist"), "s3://bucket")


@pytest.mark.parametrize("name", ["a::b.txt", "wire::s.txt", "what?.txt", "50%#1.txt"])
def test_a_name_may_hold_characters_that_have_a_meaning_in_addresses(name):
    location, path = resolve_filesystem(f"s3://bucket/raw/{name}")
    assert ("s3" in location.protocol, path) == (True, f"bucket/raw/{name}")


def test_an_address_may_lead_through_an_archive(tmp_path):
    fsspec.filesystem("zip", fo=str(tmp_path / "raw.zip"), mode="w").pipe_file("a.txt", b"text")
    location, path = resolve_filesystem(f"zip://a.txt::file://{tmp_path}/raw.zip")
    assert location.cat_file(path) == b"text"


def test_a_place_is_looked_at_anew(tmp_path):
    location, path = resolve_filesystem(f"file://{tmp_path}")
    assert location.find(path) == []
    (tmp_path / "a.txt").touch()
    assert resolve_filesystem(f"file://{tmp_path}")[0].find(path) == [f"{tmp_path}/a.txt"]


@pytest.mark.parametrize("protocol", ["file", "memory"])
def test_a_file_is_written_whole_and_nothing_stays_beside_it(tmp_path, protocol):
    location, path = resolve_filesystem(f"{protocol}://{tmp_path}/deep/a.txt")
    write_file(location, path, b"whole")
    write_file(location, path, b"another")
    assert (location.cat_file(path), len(location.find(f"{tmp_path}/deep"))) == (b"another", 1)
    assert has_folders(location) == (protocol == "file")


def test_a_file_that_is_cut_off_is_not_there_under_its_name(tmp_path, monkeypatch):
    location, path = resolve_filesystem(f"file://{tmp_path}/a.txt")
    write_file(location, path, b"whole")

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(location, path, b"another")
    assert (tmp_path / "a.txt").read_bytes() == b"whole"


def sentence(address, kind=SourceError):
    def look():
        with translate_errors(address, kind):
            location, path = resolve_filesystem(address)
            location.ls(path)

    with pytest.raises(kind) as caught:
        look()
    return str(caught.value)


def test_an_unknown_protocol_is_named():
    assert sentence("nonsense://a/b") == (
        "nonsense://a/b begins as no address that is known; write s3://, gs:// or what fsspec lists."
    )


@pytest.mark.parametrize(
    ("address", "library", "message"),
    [
        ("gs://bucket/raw", "gcsfs", "needs a library that is not installed; pip install 'news-dataset-toolkit[gcs]'."),
        ("sftp://host/raw", "paramiko", "needs a library that is not installed: "),
    ],
)
def test_a_missing_library_is_told_with_what_to_install(monkeypatch, address, library, message):
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, "fsspec.implementations.sftp", raising=False)
    assert f"{address} {message}" in sentence(address, ConfigError)


def test_missing_credentials_are_told(bucket, monkeypatch):
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    message = sentence(f"{bucket}/raw")
    s3fs.S3FileSystem.clear_instance_cache()
    assert message == f"{bucket}/raw asks who you are; set the credentials that its library looks for."


def test_a_bucket_that_does_not_exist_is_named(bucket):
    assert sentence(f"{bucket}-of-nobody/raw").startswith(f"{bucket}-of-nobody/raw cannot be used (")


def test_no_name_or_password_is_told():
    assert without_secrets("sftp://mara:secret@host/raw") == "sftp://***@host/raw"
    with pytest.raises(SourceError) as caught, translate_errors("nonsense://mara:secret@host/raw"):
        resolve_filesystem("nonsense://mara:secret@host/raw")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FileNotFoundError("bucket/a.txt"), "No such file or directory"),
        (PermissionError("Access Denied"), "Permission denied"),
        (OSError(errno.EBUSY, "expired"), "It changed while it was read"),
        (OSError(errno.EINVAL, "bad request"), None),
        (ConnectionError("away"), None),
        (ValueError("odd"), None),
    ],
)
def test_what_concerns_one_file_is_told_as_on_this_disk(error, expected):
    result = as_file_error(error)
    assert (result and result.strerror) == expected


def test_a_token_that_has_run_out_concerns_more_than_one_file():
    error = PermissionError("The provided token has expired.")
    error.__cause__ = Exception()
    error.__cause__.response = {"Error": {"Code": "ExpiredToken"}}
    assert as_file_error(error) is None


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://host/a.txt?X-Amz-Date=1&X-Amz-Signature=0af3", "https://host/a.txt?X-Amz-Date=1&X-Amz-Signature=***"),
        ("https://host/b?sig=a%2Fb&se=2024", "https://host/b?sig=***&se=2024"),
        ("https://host/c?page=2&access_token=xyz#top", "https://host/c?page=2&access_token=***#top"),
        ("sftp://mara:pa/ss@w:rd@host/raw", "sftp://***@host/raw"),
        ("https://host:8080/@mara/list", "https://host:8080/@mara/list"),
        ("https://host/@mara/list", "https://host/@mara/list"),
        ("it said hf_abcdefghijk is wrong", "it said *** is wrong"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer ***"),
        ("s3://bucket/key=value/a.txt", "s3://bucket/key=value/a.txt"),
    ],
)
def test_no_secret_is_left_in_a_message(address, shown):
    assert without_secrets(address) == shown
