"""Programs of users work against the server as against the Hub: huggingface_hub, datasets, hf_xet, hf:// paths."""

import socket

import pytest

from hub_emulator.server import serving
from toolkit.errors import ConfigError

PROGRAM = """
import random
from pathlib import Path

import datasets
import pandas
import pyarrow
import pyarrow.parquet
from huggingface_hub import CommitOperationAdd, HfApi, hf_hub_download

rows = pyarrow.table({"id": list(range(5000)), "text": [f"row {number} of many" for number in range(5000)]})
pyarrow.parquet.write_table(rows, "rows.parquet")
large = random.Random(0).randbytes(300_000) + b"the harbour " * 40_000 + bytes(range(256)) * 500
card = b"---\\nconfigs:\\n- config_name: default\\n  data_files:\\n  - split: train\\n    path: data/train-*\\n---\\n"
api = HfApi()
api.create_repo("halden/news", repo_type="dataset", private=True)
additions = [
    CommitOperationAdd("README.md", card),
    CommitOperationAdd("data/train-00000-of-00001.parquet", "rows.parquet"),
    CommitOperationAdd("large.zip", large),
]
made = api.create_commit("halden/news", additions, commit_message="One", repo_type="dataset")
api.create_tag("halden/news", tag="v1.0.0", repo_type="dataset", revision=made.oid)
assert Path(hf_hub_download("halden/news", "large.zip", repo_type="dataset")).read_bytes() == large
loaded = datasets.load_dataset("halden/news", revision="v1.0.0", split="train")
assert loaded.data.table.combine_chunks().to_pylist() == rows.to_pylist()
first = next(iter(datasets.load_dataset("halden/news", revision="v1.0.0", split="train", streaming=True)))
assert first == {"id": 0, "text": "row 0 of many"}
frame = pandas.read_parquet("hf://datasets/halden/news@v1.0.0/data/train-00000-of-00001.parquet")
assert frame["text"][4999] == "row 4999 of many"
"""


@pytest.mark.parametrize("protocol", ["xet", "lfs"])
def test_what_was_committed_is_read_back_by_every_reader(rehearsal, client_process, protocol):
    disabled = {"HF_HUB_DISABLE_XET": "1"} if protocol == "lfs" else {}
    client_process(PROGRAM, HF_ENDPOINT=rehearsal.address, HF_TOKEN="hf_test", **disabled)
    by_xet = [item.request for item in rehearsal.faults.log if "/xet/v1/shards" in item.request]
    by_lfs = [item.request for item in rehearsal.faults.log if item.request.startswith("PUT /lfs/")]
    assert (len(by_xet), len(by_lfs)) == ((1, 0) if protocol == "xet" else (0, 2))


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ConfigError, match=f"Port {port} cannot be used"), serving(tmp_path, port=port):
            pass
