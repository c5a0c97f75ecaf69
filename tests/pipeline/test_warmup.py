"""Models and lists are loaded before the first document."""

import json
import subprocess
import sys

LOADED = """
import json
from toolkit.gazetteer.place_table import load_table
from toolkit.annotation.options import EMBEDDED
from toolkit.annotation.entities.model_weights import load_weights
from toolkit.pipeline.warmup import warm

def sizes():
    return [each.cache_info().currsize for each in (load_table, load_weights)]

before = sizes()
warm(EMBEDDED)
warm(EMBEDDED)
print(json.dumps([before, sizes(), warm.cache_info().misses]))
"""


def test_what_every_article_needs_is_loaded_once():
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[0, 0], [1, 1], 1]
