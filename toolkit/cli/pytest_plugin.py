"""The pytest plugin: `toolkit_release` gives a release to tests, after it was checked against the contract.

# pytest.ini
[pytest]
toolkit_release = dist/halden-news-1.0.0

def test_every_article_is_dated(toolkit_release):
    assert toolkit_release.read("articles")["date"].null_count == 0
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from toolkit.api.results import Release

_OPTION = "toolkit_release"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the release be named on the command line or in the configuration of pytest."""
    meaning = "folder of the news dataset release that the fixture toolkit_release gives to tests"
    parser.getgroup("toolkit").addoption("--toolkit-release", dest=_OPTION, metavar="FOLDER", help=meaning)
    parser.addini(_OPTION, meaning)


@pytest.fixture(scope="session")
def toolkit_release(request: pytest.FixtureRequest) -> "Release":
    """Return the release; tests that ask for it fail with the report if it breaks the contract."""
    from toolkit import api

    named = request.config.getoption(_OPTION) or request.config.getini(_OPTION)
    if not named:
        pytest.fail("Name the release: pytest --toolkit-release FOLDER, or toolkit_release in pytest's configuration.")
    folder = request.config.rootpath / Path(named)
    result = api.validate(folder, config=api.load_config())
    if not result.passed:
        pytest.fail(api.validation_text(result), pytrace=False)
    return api.open_release(folder)
