"""Add the site of this version to a folder of sites, one a version: `python docs/versioned_site.py FOLDER`.

FOLDER/<version>/ is the site, FOLDER/versions.json lists all versions, newest first, for the selector in the sidebar,
and FOLDER/index.html leads to the newest. The folder is what is published; what stands in it already stays.
"""

import json
import subprocess
import sys
from pathlib import Path

from toolkit._version import VERSION

DOCS = Path(__file__).parent
_INDEX = (
    '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={0}/"><a href="{0}/">{0}</a>\n'
)


def add_site(folder: Path, version: str = VERSION) -> Path:
    """Build the site of this checkout into its place and list it; return where it is."""
    site = folder / version
    line = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(DOCS), str(site)]
    subprocess.run(line, check=True)  # noqa: S603 - Sphinx of this environment
    list_versions(folder)
    return site


def list_versions(folder: Path) -> list[str]:
    """Write versions.json and index.html of the sites that stand in a folder; return the versions."""
    sites = (path.parent.name for path in folder.glob("*/index.html"))
    versions = sorted((name for name in sites if _numbers(name)), key=_numbers, reverse=True)
    (folder / "versions.json").write_text(json.dumps(versions) + "\n", encoding="utf-8")
    (folder / "index.html").write_text(_INDEX.format(versions[0]), encoding="utf-8")
    return versions


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, which sort as versions do; none for the name of another folder."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else ()


if __name__ == "__main__":
    print(add_site(Path(sys.argv[1])))  # noqa: T201 - a script
