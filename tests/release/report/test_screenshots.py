"""The pictures of report.html in README and docs: `UPDATE_DOCS=1` takes them again."""

import os
import struct
from pathlib import Path

import pytest

from toolkit.release.report.html_report import PAGE

IMAGES = Path(__file__).parents[3] / "docs" / "images"
SCREENS = {
    "report.png": {"width": 1500, "height": 1000},
    "report-dark.png": {"width": 1500, "height": 1000, "scheme": "dark"},
    "report-telephone.png": {"width": 360, "height": 1000},
}
VIEWS = {"report.png": "#q=bridge", "report-dark.png": "#view=quotes&q=harbour", "report-telephone.png": ""}
SECTIONS = {"report.png": "reader", "report-dark.png": "reader", "report-telephone.png": "charts"}


@pytest.mark.slow
@pytest.mark.parametrize("name", SCREENS)
def test_the_picture_of_the_page_is_taken_and_stands_in_the_documentation(screen_of, sample, name):
    screen = screen_of((sample.folder / PAGE).as_uri())
    with screen.emulated(**SCREENS[name]):
        screen.open(VIEWS[name])
        screen.do(f"document.querySelector('#{SECTIONS[name]}').scrollIntoView({{behavior: 'instant'}})")
        picture = screen.driver.get_screenshot_as_png()
    if os.environ.get("UPDATE_DOCS"):
        (IMAGES / name).write_bytes(picture)
    assert _size(picture) == _size((IMAGES / name).read_bytes()) == (SCREENS[name]["width"], SCREENS[name]["height"])


def _size(png: bytes) -> tuple[int, int]:
    return struct.unpack(">II", png[16:24])
