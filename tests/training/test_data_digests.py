"""A file of weights says what it was made of, so that it can be made again."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "training"


def _about(*data):
    program = (
        "import json, sys; from pathlib import Path; from data_digests import about; "
        "print(json.dumps(about(map(Path, sys.argv[1:]))))"
    )
    line = [sys.executable, "-c", program, *map(str, data)]
    done = subprocess.run(line, cwd=TRAINING, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_another_text_in_a_folder_of_data_is_another_digest(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "gold.jsonl").write_text("{}\n", encoding="utf-8")
    before = _about(folder)
    assert _about(folder) == before
    (folder / "more.txt").write_text("The ferry.", encoding="utf-8")
    after = _about(folder)
    assert {name for name in before if before[name] != after[name]} == {"pages"}
    assert {"train_lines.py", "toolkit", "command", "python", "numpy"} <= set(before)
