"""The report page of the sample release, open in a browser."""

import pytest

from toolkit.release.report.html_report import PAGE


@pytest.fixture(scope="module")
def screen(screen_of, sample):
    """Start a browser for the tests of a module."""
    return screen_of((sample.folder / PAGE).as_uri())


@pytest.fixture
def page(screen):
    """Open the page anew."""
    return screen.open()
