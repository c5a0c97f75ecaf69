"""The contract as the Features of the Hugging Face `datasets` library."""

import glob
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from toolkit.contract.arrow_schema import schema
from toolkit.contract.definition import Contract, Record

if TYPE_CHECKING:
    import datasets
    import pyarrow


def features(contract: Contract, record: Record) -> "datasets.Features":
    """Return the Features of a record's table; loading a released file with them casts nothing."""
    import datasets

    return datasets.Features.from_arrow_schema(schema(contract, record))


def feature_list(contract: Contract, record: Record) -> list[dict[str, Any]]:
    """Return the Features in the form in which a dataset card's front matter holds them."""
    listed: list[dict[str, Any]] = features(contract, record)._to_yaml_list()  # noqa: SLF001 - has no public twin
    return listed


def yaml_features(contract: Contract, record: Record) -> str:
    """Return the Features as YAML text."""
    import yaml

    return yaml.safe_dump(feature_list(contract, record), sort_keys=False)


def from_parquet(files: Mapping[str, list[str]], kinds: "datasets.Features", name: str) -> "datasets.DatasetDict":
    """Return Parquet files as a DatasetDict.

    Args:
        files: The paths of the files of each split.
        kinds: The Features of their rows.
        name: Names the copy that `datasets` keeps in its cache: what has another name is never mistaken for it.
    """
    import datasets

    escaped = {split: [glob.escape(path) for path in paths] for split, paths in files.items()}
    if not files:
        return datasets.DatasetDict()
    return datasets.load_dataset("parquet", name=name, data_files=escaped, features=kinds)


def from_arrow(table: "pyarrow.Table", kinds: "datasets.Features") -> "datasets.Dataset":
    """Return rows in memory as a Dataset with the Features given."""
    import datasets

    return datasets.Dataset(table.cast(kinds.arrow_schema), info=datasets.DatasetInfo(features=kinds))


def from_tables(tables: "Mapping[str, pyarrow.Table]", kinds: "datasets.Features") -> "datasets.DatasetDict":
    """Return rows in memory, one table a split, as a DatasetDict with the Features given."""
    import datasets

    return datasets.DatasetDict({name: from_arrow(table, kinds) for name, table in tables.items()})


def first_row(repository: str, revision: str, config: str, split: str) -> dict[str, Any]:
    """Return the first row of a table of a dataset repository, which is read as far as that needs."""
    import datasets

    rows = datasets.load_dataset(repository, config, revision=revision, split=split, streaming=True)
    row: dict[str, Any] = next(iter(rows))
    return row
