"""Holds the licences of the published articles against the licence that the dataset is published under."""

from collections import Counter
from collections.abc import Iterator

from toolkit.compliance.licences import conflict, licence_name
from toolkit.release.release_folder import Release


def licence_conflicts(release: Release) -> Iterator[str]:
    """Yield one sentence for each licence under which texts are published although the dataset's asks for less.

    Articles without a known licence are not judged, nor those that are published without their text.
    """
    import pyarrow.compute
    import pyarrow.parquet

    counts: Counter[str] = Counter()
    for path in release.files("articles"):
        rights = pyarrow.parquet.read_table(path, columns=["rights"], partitioning=None)["rights"]
        counts.update(pyarrow.compute.struct_field(rights.combine_chunks(), "licence").drop_null().to_pylist())
    spellings: dict[str, Counter[str]] = {}
    for licence, articles in counts.items():
        spellings.setdefault(licence_name(licence), Counter())[licence] += articles
    for _, printed in sorted(spellings.items()):
        usual = min(printed, key=lambda text: (-printed[text], text))
        reason = conflict(usual, str(release.manifest.get("license", "unknown")))
        if reason is not None:
            yield f"says that the dataset is under another licence than {printed.total():,} of its articles: {reason}"
