"""Type checkers of users know the type of every public name.

Installs pyright into an environment of its own, so it is run by `make test-all`.
"""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

PYRIGHT = "pyright==1.1.414"
ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.installs


def test_pyright_knows_every_type(tmp_path):
    venv.create(tmp_path / "tools", with_pip=True)
    commands = tmp_path / "tools" / "bin"
    subprocess.run([commands / "python", "-m", "pip", "install", "--quiet", PYRIGHT], check=True)
    # pyright finds the package as that of the Python that is first in the path
    venv.create(tmp_path / "user", with_pip=False, symlinks=True)
    (site,) = (tmp_path / "user" / "lib").glob("python*/site-packages")
    (site / "toolkit").symlink_to(ROOT / "toolkit")
    (site / "others.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    environment = {**os.environ, "PATH": f"{tmp_path / 'user' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    line = [commands / "pyright", "--verifytypes", "toolkit", "--ignoreexternal", "--outputjson"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    result = json.loads(done.stdout)["typeCompleteness"]
    unknown = [symbol["name"] for symbol in result["symbols"] if symbol["isExported"] and not symbol["isTypeKnown"]]
    assert result["exportedSymbolCounts"]["withKnownType"] > 5000
    assert unknown == []
