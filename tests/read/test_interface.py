"""Readers that installed packages bring."""

import sys

import pytest

from toolkit.errors import ConfigError
from toolkit.read import ReadOptions, discover, read
from toolkit.read.interface import installed_readers, reader_plugins

MODULE = """
from toolkit.contract.records import Document
from toolkit.read.interface import Reader

def read_shout(source, parts, options):
    text = b"".join(parts).decode().lower()
    yield Document(source.path, text, "0" * 64, "text/plain", raw=text.encode())

READER = Reader("shout", (".shout",), read_shout)
NO_READER = 7
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a package with a reader for as long as a test runs."""

    def run(target):
        folder = tmp_path / "site"
        info = folder / "shouting-1.2.dist-info"
        info.mkdir(parents=True)
        (folder / "shouting.py").write_text(MODULE)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.2\n")
        (info / "entry_points.txt").write_text(f"[toolkit.readers]\nshout = shouting:{target}\n")
        monkeypatch.syspath_prepend(str(folder))
        installed_readers.cache_clear()

    yield run
    installed_readers.cache_clear()
    sys.modules.pop("shouting", None)


def test_a_reader_of_another_package_reads_its_files(install, tmp_path):
    install("READER")
    (tmp_path / "a.shout").write_bytes(b"THE BELL RINGS.")
    (source,) = discover([tmp_path / "a.shout"], ReadOptions())
    assert source.reader == "shout"
    assert [item.text for item in read(source, ReadOptions())] == ["the bell rings."]


def test_installed_readers_are_named_with_package_and_version(install):
    install("READER")
    assert reader_plugins() == ("shout (shouting 1.2)",)
    assert "shouting" not in sys.modules


@pytest.mark.parametrize("target", ["NO_READER", "MISSING"])
def test_an_entry_point_that_is_no_reader_is_named(install, target):
    install(target)
    with pytest.raises(ConfigError, match=r"toolkit\.readers:shout"):
        installed_readers()
