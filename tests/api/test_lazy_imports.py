"""The functions are imported when they are first asked for."""

import subprocess
import sys

import pytest

from toolkit import api


@pytest.mark.parametrize("name", api.__all__)
def test_every_public_function_is_found(name):
    assert getattr(api, name) is not None


def test_what_does_not_exist_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'normalize'"):
        _ = api.normalize


def test_normalising_an_article_imports_nothing_that_publishes_or_writes_releases():
    code = "import sys, toolkit; toolkit.normalise('Ferry runs again\\n\\nThe ferry runs again.'); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = shown.stdout.split()
    assert "toolkit.normalisation.plain_text" in modules
    assert not [name for name in modules if name.startswith(("toolkit.publishing", "toolkit.curation", "polars"))]
