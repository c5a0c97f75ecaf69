"""The contract as the Features of the Hugging Face `datasets` library."""

from typing import TYPE_CHECKING, Any

from toolkit.contract.arrow import schema
from toolkit.contract.model import Contract, Record

if TYPE_CHECKING:
    import datasets


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
