"""What a release is made of, put together from finished shards."""

import pyarrow
import pytest

from toolkit.config import Config
from toolkit.errors import ReleaseError
from toolkit.group.members import members_of
from toolkit.pipeline.assemble import assemble
from toolkit.pipeline.cache import Cache
from toolkit.pipeline.task import Corpus, Finished, Prepared


def _corpus(tmp_path, documents):
    shard = Prepared("name", "n", "a", "d", documents, documents, ((), ()), 5, 0, None, 0, 0)
    return Corpus([shard, shard], members_of([], 64), tmp_path, Cache(tmp_path))


def _finished(*rows, reasons=None, digest=7):
    names = ("split", "date", "id")
    keys = pyarrow.table(
        {name: pyarrow.array([row[location] for row in rows], "string") for location, name in enumerate(names)}
    )
    return Finished("f", keys, keys.slice(0, 0), reasons or {}, (), {"articles": digest}, (), {}, {}, 100)


ROWS = (("train", "2024-03-01", "a"), ("train", "2024-04-01", "b"), ("test", "", "c"))


def test_everything_that_was_read_is_accounted_for(tmp_path):
    content = assemble(
        _corpus(tmp_path, 3), [_finished(*ROWS, reasons={"duplicate": 2, "withheld": 1})], Config(), None
    )
    assert content.balance == {"read": 6, "published": 3, "quarantined": 0, "duplicates": 2, "withheld": 1}


def test_a_document_that_was_lost_stops_the_build(tmp_path):
    with pytest.raises(ReleaseError, match="do not add up"):
        assemble(_corpus(tmp_path, 4), [_finished(*ROWS)], Config(), None)


def test_digests_and_inputs_are_sums(tmp_path):
    content = assemble(_corpus(tmp_path, 3), [_finished(*ROWS), _finished(*ROWS)], Config(), None)
    assert (int(content.digests["articles"], 16), int(str(content.inputs["digest"]), 16)) == (14, 10)


def test_the_day_is_that_of_the_newest_article(tmp_path):
    assert assemble(_corpus(tmp_path, 3), [_finished(*ROWS)] * 2, Config(), None).created == "2024-04-01"
