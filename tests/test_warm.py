"""Models and lists are loaded before the first document."""

import json
import subprocess
import sys

LOADED = """
import json
from toolkit.annotate.gazetteer import place_names
from toolkit.annotate.options import EMBEDDED
from toolkit.annotate.weights_file import load_weights
from toolkit.warm import warm

def sizes():
    return [each.cache_info().currsize for each in (place_names, load_weights)]

before = sizes()
warm(EMBEDDED)
warm(EMBEDDED)
print(json.dumps([before, sizes(), warm.cache_info().misses]))
"""


def test_what_every_article_needs_is_loaded_once():
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[0, 0], [1, 1], 1]
