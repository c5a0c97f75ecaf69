"""What workers are forked from."""

import json
import os
import subprocess
import sys

import pytest

from toolkit.pipeline.workers.process_pool import ONE_THREAD

LOOK = """
import json, os, sys
import toolkit.pipeline.preload
from toolkit.gazetteer.place_table import load_table
print(json.dumps([len(os.listdir("/proc/self/task")), load_table.cache_info().currsize, sorted(sys.modules)]))
"""


@pytest.fixture(scope="module")
def preloaded():
    done = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, check=True, env={**os.environ, **ONE_THREAD}
    )
    return json.loads(done.stdout)


def test_it_has_one_thread_and_can_be_forked(preloaded):
    assert preloaded[0] == 1


def test_it_has_imported_what_workers_do_and_loaded_what_they_need(preloaded):
    assert (preloaded[1], {"toolkit.pipeline.prepare", "toolkit.pipeline.finish"} <= set(preloaded[2])) == (1, True)


def test_it_has_not_imported_what_starts_threads(preloaded):
    assert {"pyarrow", "polars", "pandera", "pandas", "datasets"} & set(preloaded[2]) == set()
