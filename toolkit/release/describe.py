"""All files of a release that say what its data are: each is computed from the data and from nothing else."""

from collections.abc import Mapping
from typing import Any

from toolkit.contract import Contract
from toolkit.release.card.charts import pictures
from toolkit.release.card.dataset_card import IMAGES, render
from toolkit.release.metadata.citation import citation_file
from toolkit.release.metadata.croissant import croissant
from toolkit.release.metadata.datapackage import data_package
from toolkit.release.metadata.odcs import data_contract
from toolkit.release.options import DatasetOptions
from toolkit.release.release_folder import CARD
from toolkit.release.statistics import Statistics


def describe(
    facts: Statistics, manifest: Mapping[str, Any], dataset: DatasetOptions, contract: Contract
) -> dict[str, str]:
    """Return the text of every describing file by its name; the same facts give the same characters."""
    return {
        CARD: render(facts, manifest, dataset, contract),
        "CITATION.cff": citation_file(manifest, dataset),
        "contract.odcs.yaml": data_contract(facts, manifest, dataset, contract),
        "croissant.json": croissant(facts, manifest, dataset, contract),
        "datapackage.json": data_package(facts, manifest, dataset, contract),
        **{f"{IMAGES}/{picture.name}": picture.svg for picture in pictures(facts)},
    }
