"""A review of a small release whose texts are invented, with the raw documents at hand."""

import shutil

import pytest

from toolkit import api
from toolkit.curation.review.review_server import serving
from toolkit.curation.review.review_session import Session
from toolkit.release.release_folder import open_release


@pytest.fixture(scope="session")
def small(tmp_path_factory, write_raw_folder):
    """Build three articles with a quote each."""
    folder = tmp_path_factory.mktemp("small")
    raw = write_raw_folder(folder)
    built = api.build(raw, out=folder / "dist", config={"dataset": {"name": "benches"}}, engine="here")
    return built.folder, raw


@pytest.fixture
def session_of(small, tmp_path):
    """Open a session of a reviewer; all write into one folder."""
    release, raw = small

    def make(who="Ida Brandt", order="confidence", limit=None, folder=None):
        return Session(open_release(release), folder or tmp_path / "corrections", who, (order, limit), [raw])

    return make


@pytest.fixture
def server(session_of):
    with serving(session_of()) as running:
        yield running


@pytest.fixture
def rebuilt(small, tmp_path):
    """Build again from the same raw documents with the corrections of a folder; return articles and refusals by id."""
    _, raw = small

    def run(folder):
        config = {"dataset": {"name": "benches"}, "build": {"corrections": str(folder)}}
        built = api.build(raw, out=tmp_path / "again", config=config, engine="here")
        release = open_release(built.folder)
        articles = {row["id"]: row for row in release.read("articles").to_pylist()}
        refused = {row["id"]: row["reason"] for row in release.read("quarantine").to_pylist()}
        shutil.rmtree(tmp_path / "again")
        return articles, refused

    return run
