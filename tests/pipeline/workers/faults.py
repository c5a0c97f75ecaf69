"""Documents that do harm to those who work on them: preloaded by workers, or a program that builds RAW into OUT.

python tests/pipeline/workers/faults.py RAW OUT ENGINE SECONDS
"""

import ctypes
import inspect
import os
import signal
import sys
import time
from functools import wraps
from pathlib import Path

from toolkit import api
from toolkit.pipeline import container_reader, normalise_stage, run_stages


def _end():
    os.kill(os.getpid(), signal.SIGKILL)


def _fill():
    filled = [b"x" * 2**26 for _ in range(15)]  # 1 GB, more than a worker of the tests may have
    time.sleep(0.5)
    raise MemoryError(len(filled))


def _hang():
    while True:
        pass


def _hang_in_foreign_code():
    max(iter(int, 1))  # holds the interpreter's lock, and looks at no signal


FAULTS = {
    "This bench ends its process.": _end,
    "This bench fills the memory.": _fill,
    "This bench never answers.": _hang,
    "This bench never answers from foreign code.": _hang_in_foreign_code,
}
"""What happens to whom works on a document with these words."""

DEADLY_CONTAINER = "deadly.parquet"
"""Name of a file that breaks the library that reads it."""

_real = inspect.unwrap(normalise_stage.normalise_document)  # Dask's workers load a file twice


@wraps(_real)
def _harmed(document, *rest):
    for words, fault in FAULTS.items():
        if words in document.text:
            fault()
    return _real(document, *rest)


normalise_stage.normalise_document = _harmed


def _read(source, config):
    if source.path.endswith(DEADLY_CONTAINER):
        ctypes.string_at(0)
    return normalise_stage.documents(source, config)


container_reader.documents = _read

if __name__ == "__main__":
    raw, out, engine, seconds = sys.argv[1:]
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    run_stages.PRELOAD = "faults"
    api.build(raw, out=out, workers=2, engine=engine, config={"build": {"document_seconds": float(seconds)}})
