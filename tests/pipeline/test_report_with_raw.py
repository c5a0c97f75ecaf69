"""The page of a release, with and without raw documents."""

import subprocess
import sys

import pytest

from toolkit.api.releases import build
from toolkit.config import Config, parse
from toolkit.errors import ReleaseError
from toolkit.pipeline.report_with_raw import find_page, show_page
from toolkit.release.checksums import read_checksums
from toolkit.release.report.html_report import PAGE
from toolkit.release.report.report_payload import blocks_of


@pytest.fixture
def released(raw_folder, tmp_path):
    def make(**package):
        config = parse({"package": package}) if package else Config()
        return build(
            raw_folder,
            out=tmp_path / "dist",
            name="halden",
            version="1.0.0",
            config=config,
            engine="here",
            overwrite=True,
        ).folder

    return make


def test_every_release_holds_its_page(released):
    folder = released()
    assert PAGE in read_checksums(folder)
    assert find_page(folder).path == folder / PAGE


def test_a_page_shows_every_article_with_its_raw_document(released):
    page = find_page(released())
    assert (page.articles, page.originals) == (3, 3)


def test_the_same_articles_give_the_same_page(released):
    first = (released() / PAGE).read_bytes()
    assert (released() / PAGE).read_bytes() == first


def test_raw_documents_can_be_left_out_of_a_release(released, story):
    folder = released(report_raw=False)
    assert find_page(folder).originals == 0
    rows = [row for block in blocks_of((folder / PAGE).read_text()) if isinstance(block, list) for row in block]
    assert not any("raw" in row for row in rows if "body" in row)


@pytest.mark.parametrize(
    "tables",
    [{"privacy": {"email": "mask"}}, {"rights": {"default": "lead"}}],
    ids=["what would be masked", "what is not published in full"],
)
def test_a_raw_document_does_not_tell_what_its_article_must_not(raw_folder, tmp_path, tables):
    path = raw_folder / "story-1.txt"
    path.write_text(path.read_text() + "\nWrite to ida.brandt@courier.example for more.\n")
    folder = build(raw_folder, out=tmp_path, name="halden", version="1.0.0", config=tables, engine="here").folder
    held = blocks_of((folder / PAGE).read_text())
    assert "ida.brandt@courier.example" not in str(held)
    assert find_page(folder).originals == (2 if "privacy" in tables else 0)


def test_whoever_has_the_raw_documents_sees_them_beside_the_articles(released, raw_folder):
    folder = released(report_raw=False)
    page = show_page(folder, [raw_folder])
    assert (page.path, page.originals) == (folder.with_name("halden-1.0.0.html"), 3)


def test_drawing_a_page_beside_a_release_changes_nothing_in_it(released, raw_folder):
    folder = released()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    show_page(folder, [raw_folder])
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_page_is_not_drawn_into_a_release(released):
    folder = released()
    with pytest.raises(ReleaseError, match="choose another place"):
        show_page(folder, out=folder / "mine.html")


def test_a_page_that_cannot_be_written_is_named(released, tmp_path):
    with pytest.raises(ReleaseError, match="cannot be written"):
        show_page(released(), out=tmp_path / "missing" / "page.html")


def test_a_release_without_a_page_says_how_to_draw_one(released):
    folder = released()
    (folder / PAGE).unlink()
    with pytest.raises(ReleaseError, match="draw one with"):
        find_page(folder)


def test_a_damaged_page_is_named(released):
    folder = released()
    path = folder / PAGE
    path.write_text(path.read_text().replace('class="block">', 'class="block">AAAA'))
    with pytest.raises(ReleaseError, match="cannot be read"):
        find_page(folder)


def test_a_build_with_its_page_opens_each_input_file_once(raw_folder, tmp_path):
    program = f"""
import collections, sys
from toolkit.api.releases import build
opened = collections.Counter()
sys.addaudithook(lambda event, values: opened.update([str(values[0])]) if event == "open" else None)
build({str(raw_folder)!r}, out={str(tmp_path / "dist")!r}, name="halden", version="1.0.0", engine="here")
print([count for path, count in opened.items() if path.startswith({str(raw_folder)!r} + "/")])
"""
    counts = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert counts == "[1, 1, 1, 1]\n"
