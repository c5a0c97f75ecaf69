"""Build, load, validate, verify, compare and show the sample release: what every platform must be able to do.

Usage: python .ci/core_flow.py [FOLDER]. The tables must be those of any other platform: their digests are compared with
those that a build in one process gives.
"""

import sys
import tempfile
from pathlib import Path

import toolkit

ROOT = Path(__file__).resolve().parents[1]
FEW = [ROOT / "seeds" / name for name in ("wire", "html", "records")]


def main(folder: Path) -> None:
    """Run everything in a folder."""
    inputs = [path for path in FEW if path.exists()]
    built = toolkit.build(inputs, out=folder / "workers", workers=2)
    alone = toolkit.build(inputs, out=folder / "alone", engine="here")
    tables = {name: table["digest"] for name, table in built.manifest["tables"].items()}
    assert tables == {name: table["digest"] for name, table in alone.manifest["tables"].items()}
    assert toolkit.verify(built.folder) == []
    assert toolkit.validate(built.folder).errors == ()
    assert toolkit.diff(built.folder, alone.folder).empty
    assert toolkit.load(built.folder, form="polars").height == built.manifest["tables"]["articles"]["rows"] > 0
    assert toolkit.report(built.folder, out=folder / "page.html").path.is_file()
    print(f"{sys.platform}, Python {sys.version.split()[0]}: {tables['articles'][:12]}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
