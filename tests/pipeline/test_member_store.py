"""What waits at the barrier of a build."""

import pyarrow
import pytest

from toolkit.group import cluster
from toolkit.group.fingerprint import fingerprint
from toolkit.group.member import Member
from toolkit.group.members import as_columns, members_of
from toolkit.pipeline.member_store import MemberStore
from toolkit.pipeline.shard_schemas import SKETCH, member_schema

STORIES = [" ".join(f"word{story}x{number}" for number in range(60)) for story in (1, 2, 1, 3)]


@pytest.fixture
def everyone():
    return [Member(f"{number}", fingerprint(text), "2024", words=240) for number, text in enumerate(STORIES)]


def _shard(members):
    rows = [{**as_columns(item), SKETCH: item.fingerprint.sketch} for item in members]
    return pyarrow.Table.from_pylist(rows, schema=member_schema())


@pytest.mark.parametrize("together", [1, 2, 64])
def test_members_of_all_shards_are_one_roster(tmp_path, monkeypatch, everyone, together):
    monkeypatch.setattr("toolkit.pipeline.member_store._BATCH_TABLES", together)
    barrier = MemberStore(tmp_path, 64)
    for start, end in ((0, 3), (3, 3), (3, 4)):
        barrier.add(_shard(everyone[start:end]))
    result, wanted = barrier.member_table(), members_of(everyone, 64)
    assert result.columns.equals(wanted.columns)
    assert (result.sketches == wanted.sketches).all()
    assert cluster(result).to_list() == ["0", "1", "0", "3"]


def test_sketches_are_on_disk(tmp_path, everyone):
    barrier = MemberStore(tmp_path, 64)
    barrier.add(_shard(everyone))
    assert (tmp_path / "sketches").stat().st_size == len(everyone) * 64 * 8


def test_nobody_may_come(tmp_path):
    assert len(MemberStore(tmp_path, 64).member_table()) == 0
