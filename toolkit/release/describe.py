"""All files of a release that say what its data are: each is computed from the data and from nothing else."""

from collections.abc import Mapping
from typing import Any

from toolkit.contract import Contract
from toolkit.errors import printable
from toolkit.release.card.charts import pictures
from toolkit.release.card.dataset_card import IMAGES, render
from toolkit.release.metadata.citation import citation_file
from toolkit.release.metadata.croissant import croissant
from toolkit.release.metadata.datapackage import data_package
from toolkit.release.metadata.deposit_metadata import DATACITE, ZENODO, datacite, zenodo
from toolkit.release.metadata.odcs import data_contract
from toolkit.release.options import DatasetOptions
from toolkit.release.release_folder import CARD
from toolkit.release.statistics import Statistics


def describe(
    facts: Statistics, manifest: Mapping[str, Any], dataset: DatasetOptions, contract: Contract
) -> dict[str, str]:
    """Return the text of every describing file by its name; the same facts give the same characters."""
    texts = {
        CARD: render(facts, manifest, dataset, contract),
        ZENODO: zenodo(manifest, dataset),
        "CITATION.cff": citation_file(manifest, dataset),
        "contract.odcs.yaml": data_contract(facts, manifest, dataset, contract),
        "croissant.json": croissant(facts, manifest, dataset, contract),
        DATACITE: datacite(facts, manifest, dataset),
        "datapackage.json": data_package(facts, manifest, dataset, contract),
        **{f"{IMAGES}/{picture.name}": picture.svg for picture in pictures(facts)},
    }
    return {name: printable(text) for name, text in texts.items()}


def is_description(name: str) -> bool:
    """Return True for the name of a describing file of any release: which pictures there are depends on its data."""
    return name in (CARD, *_METADATA) or (name.startswith(f"{IMAGES}/") and name.endswith(".svg"))


_METADATA = (ZENODO, "CITATION.cff", "contract.odcs.yaml", "croissant.json", DATACITE, "datapackage.json")
