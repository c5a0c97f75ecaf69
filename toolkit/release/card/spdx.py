"""The dataset's licence in the forms that other catalogues want: SPDX identifier and address."""

from toolkit.release.options import DatasetOptions

_SPDX = {
    "apache-2.0": "Apache-2.0",
    "artistic-2.0": "Artistic-2.0",
    "bsd-2-clause": "BSD-2-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "bsl-1.0": "BSL-1.0",
    "cdla-permissive-1.0": "CDLA-Permissive-1.0",
    "cdla-permissive-2.0": "CDLA-Permissive-2.0",
    "cdla-sharing-1.0": "CDLA-Sharing-1.0",
    "etalab-2.0": "etalab-2.0",
    "eupl-1.2": "EUPL-1.2",
    "isc": "ISC",
    "mit": "MIT",
    "mpl-2.0": "MPL-2.0",
    "odbl": "ODbL-1.0",
    "odc-by": "ODC-By-1.0",
    "pddl": "PDDL-1.0",
    "unlicense": "Unlicense",
    "wtfpl": "WTFPL",
    "zlib": "Zlib",
}
"""The Hub's identifiers whose SPDX form is not simply upper case, as that of all Creative Commons licences is."""


def spdx_identifier(dataset: DatasetOptions) -> str | None:
    """Return the SPDX identifier of the dataset's licence; null where SPDX has none or it is not said which.

    >>> spdx_identifier(DatasetOptions(license="cc-by-sa-4.0"))
    'CC-BY-SA-4.0'
    """
    if dataset.license.startswith(("cc0-", "cc-by-")):
        return dataset.license.upper()
    return _SPDX.get(dataset.license)


def licence_address(dataset: DatasetOptions) -> str | None:
    """Return the address of the licence: the one that was given, else that of SPDX; null where neither is known."""
    identifier = spdx_identifier(dataset)
    return dataset.license_link or (f"https://spdx.org/licenses/{identifier}.html" if identifier else None)
