"""Every function that takes a release ends in one sentence when the release is damaged, although its checksums hold."""

import random
import shutil
from contextlib import suppress
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from toolkit import api
from toolkit.errors import ToolkitError
from toolkit.release.checksums import write_checksums

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES = "data/articles/train-00000-of-00001.parquet"
REFUSED = "quarantine/rejections-00000-of-00001.parquet"


def _cut(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _flipped(path):
    content, chance = bytearray(path.read_bytes()), random.Random(3)
    for _ in range(40):
        content[chance.randrange(4, len(content) - 200)] ^= 255
    path.write_bytes(content)


def _without_columns(path):
    table = pyarrow.parquet.read_table(path)
    pyarrow.parquet.write_table(table.drop_columns(table.column_names[:3]), path)


def _of_other_types(path):
    table = pyarrow.parquet.read_table(path)
    pyarrow.parquet.write_table(pyarrow.table({name: [7] * table.num_rows for name in table.column_names}), path)


COMMANDS = {
    "validate": lambda release, _: api.validate(release),
    "verify": lambda release, _: api.verify(release),
    "card check": lambda release, _: api.card_check(release),
    "diff": lambda release, folder: api.diff(release, folder / "good"),
    "report": lambda release, folder: api.report(release, out=folder / "page.html"),
    "load": lambda release, _: api.load(release, form="polars"),
    "replay": lambda release, _: api.replay(release),
    "join": lambda release, _: api.join(release, SEEDS),
    "takedown": lambda release, folder: api.takedown(
        "0123456789abcdef01234567", why="asked", releases=[release], ledger=folder / "ledger.json"
    ),
    "evaluate": lambda release, _: api.evaluate(SEEDS, release),
    "explain": lambda release, _: api.explain("586a74a0dbe77d34e7846c0e", release=release),
    "publish": lambda release, folder: api.publish(release, str(folder / "there")),
}


@pytest.fixture(
    params=[
        (ARTICLES, _cut),
        (ARTICLES, _flipped),
        (ARTICLES, _of_other_types),
        (REFUSED, _without_columns),
        ("contract/article.toml", _cut),
    ],
    ids=lambda param: f"{param[0].partition('/')[0]}{param[1].__name__}",
)
def damaged(request, sample_copy):
    """Damage a file of a release and make its checksums anew."""
    name, damage = request.param
    damage(sample_copy / name)
    write_checksums(sample_copy)
    return sample_copy


@pytest.mark.parametrize("command", COMMANDS)
def test_a_damaged_file_never_ends_in_a_traceback(damaged, sample, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    if command == "diff":
        shutil.copytree(sample.folder, tmp_path / "good")
    with suppress(ToolkitError):  # any other exception fails the test
        COMMANDS[command](damaged, tmp_path)
