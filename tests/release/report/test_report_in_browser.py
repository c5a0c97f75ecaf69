"""report.html in Chromium, opened from the disk: what it does by itself, the list, one document with its highlights."""

import json
import time
from pathlib import Path

import pytest

from toolkit.release.release_folder import open_release

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def articles(sample):
    return {row["id"]: row for row in open_release(sample.folder).read("articles").to_pylist()}


def show(screen, identifier):
    screen.do(
        "history.pushState(null, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'))",
        f"#article={identifier}",
    )
    screen.wait("document.querySelector('#article .fields')?.textContent.includes(arguments[0])", identifier)


def test_opening_a_page_fetches_nothing(page):
    sent = [json.loads(entry["message"])["message"] for entry in page.driver.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in sent if event["method"] == "Network.requestWillBeSent"]
    assert [url[:60] for url in asked if not url.startswith(("data:", "blob:"))] == [page.address[:60]]


def test_the_browser_has_nothing_to_complain_about(page):
    for view in ("quotes", "names", "sources", "duplicates", "removed", "quarantine", "articles"):
        page.click(f"#tabs a[data-view={view}]")
        page.wait(f"document.querySelector('#tabs a[aria-current]').dataset.view === '{view}'")
    assert page.driver.get_log("browser") == []


def test_nothing_but_the_pages_own_script_can_run(page):
    page.do(
        "for (const markup of ['<img src=x onerror=window.owned=1>']) {"
        "const range = document.createRange();"
        "try { document.body.append(range.createContextualFragment(markup)); }"
        "catch (error) { window.refused = error.name; } }"
        "const script = document.createElement('script');"
        "try { script.textContent = 'window.owned = 1'; document.body.append(script); }"
        "catch (error) { window.refused = error.name; }"
    )
    time.sleep(0.1)
    assert page.ask("window.owned") is None
    assert page.ask("window.refused") == "TypeError"
    page.driver.get_log("browser")


def test_summary_and_charts_are_there_without_the_script(page, sample):
    assert page.texts(".figures strong")[0] == str(sample.manifest["balance"]["published"])
    assert len(page.texts("figure.chart")) == 10


def test_the_list_holds_what_was_published(page, sample):
    published = sample.manifest["balance"]["published"]
    assert page.texts("#status") == [f"{published} documents of {published}"]
    assert len(page.texts("#list a")) == 50
    page.click("#next")
    assert len(page.texts("#list a")) == published - 50


def test_refused_documents_are_listed_with_their_reason(page, sample):
    page.click("#tabs a[data-view=quarantine]")
    page.wait("document.querySelector('#list .badge.refused')")
    reasons = sample.manifest["reasons"]
    expected = sorted(reason for reason, count in reasons.items() for _ in range(count))
    assert sorted(page.texts("#list .badge")) == expected


def test_a_reason_of_the_quarantine_lists_its_documents(page):
    page.click("#quarantine [data-value=listing]")
    page.wait("document.querySelector('#article .badge')?.textContent === 'listing'")
    assert len(page.texts("#list a")) == 1
    assert "list of 12 titles" in page.texts("#article .standfirst")[0]
    assert page.texts("#raw .text")


def test_a_duplicate_leads_to_the_article_that_it_is_a_copy_of(page, articles):
    page.click("#quarantine [data-value=duplicate]")
    page.wait("document.querySelector('#article .standfirst a')")
    page.click("#article .standfirst a")
    page.wait("document.querySelector('#article .body')")
    assert page.texts("#article h3")[0] in {row["headline"] for row in articles.values()}


# Highlights


def test_every_highlight_stands_where_its_quote_stands(screen, articles):
    screen.open()
    for row in articles.values():
        show(screen, row["id"])
        assert screen.ask(WITHOUT_SPEAKERS) == row["body"]
        parts = [
            (number, part["start"], part["end"])
            for number, quote in enumerate(row["quotes"])
            for part in quote["parts"]
        ]
        shown = screen.ask(
            "[...document.querySelectorAll('#article .body mark')].map((mark) => [Number(mark.dataset.quote),"
            " Number(mark.dataset.start), Number(mark.dataset.end), mark.textContent])"
        )
        assert [(number, start, end) for number, start, end, _ in shown] == sorted(parts, key=lambda part: part[1])
        assert all(text == row["body"][start:end] for _, start, end, text in shown)
        named = screen.texts("#article .body .speaker")
        assert named == [
            quote["speaker"] or "speaker not named" for quote in sorted(row["quotes"], key=lambda item: item["end"])
        ]
        mentioned = screen.ask(
            "[...document.querySelectorAll('#article .entity[data-entity]')].map((each) => each.textContent)"
        )
        assert "".join(mentioned) == "".join(item["text"] for item in row["entities"] or [])


WITHOUT_SPEAKERS = """(() => {
  const copy = document.querySelector('#article .body').cloneNode(true);
  copy.querySelectorAll('.speaker').forEach((each) => each.remove());
  return copy.textContent;
})()"""


def test_removed_lines_are_greyed_with_their_reason(screen, articles):
    screen.open()
    row = next(
        item for item in articles.values() if item["provenance"]["path"].endswith("noisy-page-dump-planetarium.txt")
    )
    show(screen, row["id"])
    shown = screen.ask(
        "[...document.querySelectorAll('#raw li.removed')].map((each) =>"
        " ['.text', '.labels'].map((part) => each.querySelector(part).textContent.trim()))"
    )
    raw = (ROOT / "seeds" / "web" / "noisy-page-dump-planetarium.txt").read_text(encoding="utf-8")
    whole = {(raw[item["start"] : item["end"]].strip(), item["reason"]) for item in row["removed"]}
    assert whole <= {tuple(item) for item in shown}
    grey, black = (
        screen.ask("getComputedStyle(document.querySelector(arguments[0])).color", selector)
        for selector in ("#raw .removed .text", "#raw .used .text")
    )
    assert grey != black
