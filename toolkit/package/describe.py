"""All files of a release that say what its data are: each is computed from the data and from nothing else."""

from collections.abc import Mapping
from typing import Any

from toolkit.contract import Contract
from toolkit.package.card import IMAGES, render
from toolkit.package.citation import citation_file
from toolkit.package.croissant import croissant
from toolkit.package.datacontract import data_contract
from toolkit.package.datapackage import data_package
from toolkit.package.facts import Facts
from toolkit.package.options import DatasetOptions
from toolkit.package.pictures import pictures
from toolkit.release import CARD


def describe(facts: Facts, manifest: Mapping[str, Any], dataset: DatasetOptions, contract: Contract) -> dict[str, str]:
    """Return the text of every describing file by its name; the same facts give the same characters."""
    return {
        CARD: render(facts, manifest, dataset, contract),
        "CITATION.cff": citation_file(manifest, dataset),
        "contract.odcs.yaml": data_contract(facts, manifest, dataset, contract),
        "croissant.json": croissant(facts, manifest, dataset, contract),
        "datapackage.json": data_package(facts, manifest, dataset, contract),
        **{f"{IMAGES}/{picture.name}": picture.svg for picture in pictures(facts)},
    }
