"""Pages beside the page of a release hold all its articles, each once, and load when they are asked for."""

import pytest

from toolkit import api
from toolkit.errors import ReleaseError
from toolkit.release.release_folder import open_release
from toolkit.release.report import report_pages, sample_bands
from toolkit.release.report.report_pages import plan_pages, rows_of
from toolkit.release.report.report_payload import blocks_of


@pytest.fixture
def small_pages(monkeypatch):
    """Let a page hold seven articles, so that the sample release needs several."""
    monkeypatch.setattr(sample_bands, "ARTICLES", 7)
    monkeypatch.setattr(report_pages, "PAGE_ARTICLES", 7)


def _articles(page):
    blocks = blocks_of(page.read_text(encoding="utf-8"))
    return [row["id"] for block in blocks if isinstance(block, list) for row in block if "body" in row]


@pytest.fixture
def drawn(small_pages, sample, tmp_path):
    return api.report(sample.folder, out=tmp_path / "page.html", full=True)


def test_every_article_stands_on_one_of_the_pages(drawn, sample):
    pages = sorted((drawn.path.parent / "page-pages").iterdir())
    assert drawn.beside == len(pages) > 2
    shown = [identifier for page in pages for identifier in _articles(page)]
    released = open_release(sample.folder).read("articles")["id"].to_pylist()
    assert sorted(shown) == sorted(released)
    assert max(len(_articles(page)) for page in pages) == 7


def test_articles_are_divided_by_their_day_and_those_without_one_come_last(small_pages, sample):
    plans = plan_pages(sample.folder)
    days = [row["date"] for plan in plans for row in rows_of(sample.folder, plan)]
    known = [day for day in days if day is not None]
    assert days == [*sorted(known), *[None] * (len(days) - len(known))]
    assert plans[-1].last == "no date"


def test_a_page_that_holds_everything_needs_no_others(sample, tmp_path):
    drawn = api.report(sample.folder, out=tmp_path / "page.html", full=True)
    assert (drawn.beside, [path.name for path in tmp_path.iterdir()]) == (0, ["page.html"])


def test_long_articles_make_shorter_pages(sample, monkeypatch):
    monkeypatch.setattr(report_pages, "PAGE_WORDS", 300)
    plans = plan_pages(sample.folder)
    words = [sum(row["word_count"] for row in rows_of(sample.folder, plan)) for plan in plans]
    assert all(count <= 300 or plan.articles == 1 for count, plan in zip(words, plans, strict=True))


def test_raw_documents_are_beside_the_articles_of_every_page(small_pages, raw_folder, tmp_path):
    built = api.build([raw_folder], out=tmp_path / "dist", engine="here").folder
    sample_bands.ARTICLES, before = 1, sample_bands.ARTICLES
    try:
        drawn = api.report(built, raw_folder, out=tmp_path / "page.html", full=True)
    finally:
        sample_bands.ARTICLES = before
    (page,) = (tmp_path / "page-pages").iterdir()
    rows = [row for block in blocks_of(page.read_text()) if isinstance(block, list) for row in block if "body" in row]
    assert drawn.beside == 1
    assert all("raw" in row for row in rows)


def test_a_folder_that_cannot_be_made_is_named(small_pages, sample, tmp_path):
    (tmp_path / "page-pages").write_text("in the way", encoding="utf-8")
    with pytest.raises(ReleaseError, match="page-pages cannot be made"):
        api.report(sample.folder, out=tmp_path / "page.html", full=True)


def test_the_command_says_how_many_pages_there_are(command, small_pages, sample, tmp_path):
    result = command("report", str(sample.folder), "--out", str(tmp_path / "page.html"), "--full")
    assert result.code == 0
    assert "all articles on 9 pages beside it" in result.out


def test_a_page_beside_opens_from_the_first_and_leads_to_the_others(screen_of, drawn):
    screen = screen_of(drawn.path.as_uri()).open()
    screen.do("document.querySelector('.pages a').click()")
    screen.wait(
        "location.pathname.endsWith('page-pages/0001.html') && document.documentElement.dataset.ready === 'true'"
    )
    assert len(screen.texts("#list a")) == 7
    assert "Page 1 of 9" in screen.texts(".pages summary")[0]
    assert screen.driver.get_log("browser") == []
    screen.do("document.querySelector('.pages a:not([aria-current])').click()")
    screen.wait("location.pathname.endsWith('page-pages/0002.html')")
