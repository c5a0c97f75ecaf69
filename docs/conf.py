"""Configuration of Sphinx, which builds the documentation: `make docs`."""

import sys
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER))

import reference_pages  # noqa: E402 - found in this folder

from toolkit import __version__  # noqa: E402 - as above

project = "news-dataset-toolkit"
author = "The news-dataset-toolkit authors"
project_copyright = author
version = release = __version__
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["dist"]
suppress_warnings = ["toc.empty_glob", "myst.header"]
html_theme = "furo"
html_title = f"{project} {version}"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "versions.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_show_sphinx = False

reference_pages.write(FOLDER / "reference" / "generated")
