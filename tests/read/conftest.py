"""Reading a file that a test has just written."""

import gzip

import pytest
from backports import zstd

from toolkit.read import ReadOptions, discover, read


@pytest.fixture
def pack():
    """Compress bytes as a file name says."""

    def run(name, raw):
        if name.endswith(".gz"):
            return gzip.compress(raw, mtime=0)
        return zstd.compress(raw) if name.endswith(".zst") else raw

    return run


@pytest.fixture
def read_bytes(tmp_path, pack):
    """Write bytes under a name, packed as the name says unless `packed` is false, and read them."""

    def run(name, raw, options=None, *, packed=True):
        options = options or ReadOptions()
        (tmp_path / name).write_bytes(pack(name, raw) if packed else raw)
        (source,) = discover([tmp_path / name], options)
        return list(read(source, options))

    return run
