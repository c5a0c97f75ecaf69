"""A published release is read back by its users' own reader."""

import pyarrow
import pyarrow.parquet
import pytest
from huggingface_hub import CommitOperationAdd

from toolkit.errors import PublishError
from toolkit.progress import NullProgress
from toolkit.publishing.read_back import read_back
from toolkit.release.release_folder import open_release

REPOSITORY = "halden/benches"


def test_another_row_is_found_out(on_hub, hub_client, benches, tmp_path):
    on_hub("1.0.0")
    path = "data/quotes/train-00000-of-00001.parquet"
    rows = pyarrow.parquet.read_table(benches["1.0.0"] / path)
    column = rows.schema.get_field_index("text")
    changed = rows.set_column(column, "text", pyarrow.array(["Nobody said this."] * rows.num_rows))
    pyarrow.parquet.write_table(changed, tmp_path / "other.parquet")
    other = CommitOperationAdd(path, str(tmp_path / "other.parquet"))
    made = hub_client.create_commit(REPOSITORY, [other], commit_message="Swap", repo_type="dataset")
    with pytest.raises(PublishError, match="quotes begins with another row"):
        read_back(open_release(benches["1.0.0"]), REPOSITORY, made.oid, NullProgress())


def test_what_cannot_be_read_says_so_in_one_sentence(on_hub, benches):
    on_hub("1.0.0")
    with pytest.raises(PublishError, match="published but cannot be read back") as error:
        read_back(open_release(benches["1.0.0"]), REPOSITORY, "v9.9.9", NullProgress())
    assert "hf_secret" not in str(error.value)
