"""report.html in a real browser, opened from the disk.

Wants Chromium and its driver: `apt-get install chromium chromium-driver` on Debian, as `.ci/run` does.
"""

import json
import shutil
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from toolkit.contract import load
from toolkit.contract.records import Evidence, Part, Quote, Rejection, Removed
from toolkit.contract.row_conversion import flatten, to_table
from toolkit.release.options import DatasetOptions, PackageOptions
from toolkit.release.release_folder import open_release
from toolkit.release.report.html_report import PAGE, draw_page
from toolkit.release.report.raw_excerpt import excerpt
from toolkit.release.report.report_sample import exhibit
from toolkit.release.statistics import compute_statistics
from toolkit.release.writer import Content, write_release
from toolkit.storage.hashing import digest_text, logical_digest

ROOT = Path(__file__).parents[3]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no browser here: apt-get install chromium chromium-driver"
)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update"),
    *("--disable-background-networking", "--disable-sync", "--window-size=1500,1000"),
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Start a browser that remembers nothing, and logs what it prints and fetches."""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


class Screen:
    """A page in the browser, and what a person does with it."""

    def __init__(self, driver, path):
        self.driver, self.path = driver, path

    def open(self, address=""):
        self.driver.get("about:blank")
        for kind in ("browser", "performance"):
            self.driver.get_log(kind)
        self.driver.get(f"{self.path.as_uri()}{address}")
        self.wait("document.documentElement.dataset.ready === 'true'")
        return self

    def ask(self, script, *arguments):
        return self.driver.execute_script(f"return {script}", *arguments)

    def do(self, script, *arguments):
        self.driver.execute_script(script, *arguments)

    def wait(self, condition):
        end = time.monotonic() + 30
        while not self.ask(condition):
            assert time.monotonic() < end, f"{condition} never became true; {self.driver.get_log('browser')}"
            time.sleep(0.02)

    def texts(self, selector):
        return self.ask("[...document.querySelectorAll(arguments[0])].map((each) => each.textContent)", selector)

    def type(self, *keys):
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def search(self, text):
        self.do(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
            self.one("#query"),
            text,
        )
        self.wait("!document.querySelector('#found').textContent.includes('searching')")
        time.sleep(0.2)  # the page waits until nobody types any more
        self.wait("!document.querySelector('#found').textContent.includes('searching')")

    def choose(self, name, value):
        self.do(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))",
            self.one(f"#{name}"),
            value,
        )
        self.wait("!document.querySelector('#found').textContent.includes('searching')")

    def show(self, address):
        self.do("location.hash = arguments[0]", address)
        self.wait(f"document.querySelector('#article .fields')?.textContent.includes('{address.partition('-')[2]}')")

    def one(self, selector):
        from selenium.webdriver.common.by import By

        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def focused(self):
        return self.ask("document.activeElement.id || document.activeElement.closest('[id]')?.id")


@pytest.fixture(scope="module")
def screen(browser, sample):
    return Screen(browser, sample.folder / PAGE)


@pytest.fixture
def page(screen):
    return screen.open()


@pytest.fixture(scope="module")
def articles(sample):
    return {row["id"]: row for row in open_release(sample.folder).read("articles").to_pylist()}


def _released(folder, articles, rejections=()):
    """Write a release of the given articles, and draw its page."""
    contract = load()
    record = contract.record("article")
    whole = to_table(articles, contract, record)
    flat = {
        name: flatten(whole, contract, contract.record(kind))
        for name, kind in (("quotes", "quote"), ("entities", "entity"))
    }
    content = Content(
        articles=[("train", whole)],
        rejections=[to_table(rejections, contract, contract.record("rejection"))],
        digests={name: digest_text(logical_digest(rows)) for name, rows in (("articles", whole), *flat.items())},
        inputs={"documents": len(articles), "digest": "0" * 64},
        balance={
            "read": len(articles) + len(rejections),
            "published": len(articles),
            "quarantined": len(rejections),
            "duplicates": 0,
            "withheld": 0,
        },
        options={},
        created="2024-03-05",
    )  # fmt: skip
    manifest, _ = write_release(content, folder, DatasetOptions(title=HOSTILE), PackageOptions(), lambda _: None)
    return manifest


def _drawn(folder, manifest, beside):
    page = draw_page(
        compute_statistics(folder), manifest, DatasetOptions(title=HOSTILE), load(), exhibit(folder, beside)
    )
    (folder / PAGE).write_text(page, encoding="utf-8")
    return folder / PAGE


# What a page does by itself


def test_opening_a_page_fetches_nothing(page):
    sent = [json.loads(entry["message"])["message"] for entry in page.driver.get_log("performance")]
    asked = [each["params"]["request"]["url"] for each in sent if each["method"] == "Network.requestWillBeSent"]
    assert [url[:60] for url in asked if not url.startswith(("data:", "blob:"))] == [page.path.as_uri()[:60]]


def test_the_browser_has_nothing_to_complain_about(page):
    page.search("harbour")
    page.choose("kind", "rejected")
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


def test_summary_and_pictures_are_there_without_the_script(page, sample):
    assert page.texts(".figures strong")[0] == str(sample.manifest["balance"]["published"])
    assert page.ask(
        "[...document.images].every((each) => each.complete && each.naturalWidth > 0 && each.alt.length > 20)"
    )
    assert len(page.texts("figure")) == 6


# The reader


def test_the_list_holds_what_was_published(page, sample):
    published = sample.manifest["balance"]["published"]
    assert page.texts("#found") == [f"{published} documents of {sample.manifest['balance']['read']}"]
    assert len(page.texts("#list a")) == 50
    page.do("document.querySelector('#next').click()")
    assert len(page.texts("#list a")) == published - 50


@pytest.mark.parametrize("word", ["dairy", "DAIRY", "seaweed methane"])
def test_a_search_finds_words_of_the_text(page, articles, word):
    page.search(word)
    expected = [
        row
        for row in articles.values()
        if all(part in f"{row['headline']}\n{row['body']}".lower() for part in word.lower().split())
    ]
    assert expected
    assert sorted(page.texts("#list .title")) == sorted(row["headline"] for row in expected)


def test_a_search_finds_a_speaker(page, articles):
    page.search("ingrid solheim")
    quoted = {
        row["headline"]
        for row in articles.values()
        if any(quote["speaker"] == "Ingrid Solheim" for quote in row["quotes"])
    }
    assert quoted
    assert quoted <= set(page.texts("#list .title"))


def test_the_words_searched_for_are_marked_in_the_text(page):
    page.search("seaweed")
    page.do("location.hash = document.querySelector('#list a').hash")
    page.wait("CSS.highlights.get('search')?.size > 2")
    assert {text.lower() for text in page.ask("[...CSS.highlights.get('search')].map(String)")} == {"seaweed"}


def test_the_words_are_marked_in_the_article_that_is_open_too(page):
    page.search("sousaphone")
    page.wait("CSS.highlights.get('search')?.size > 2")


def test_a_search_without_an_answer_says_so(page):
    page.search("zzyzx")
    assert page.texts("#found")[0].startswith("0 documents")
    assert page.texts("#list a") == []


def test_the_filter_by_outlet_shows_that_outlet_only(page, articles):
    page.choose("outlet", "Oldmere Observer")
    expected = [row["headline"] for row in articles.values() if row["source"] == "Oldmere Observer"]
    assert sorted(page.texts("#list .title")) == sorted(expected)


def test_the_filter_by_month_shows_that_month_only(page, articles):
    page.choose("month", "2023-09")
    expected = [row["headline"] for row in articles.values() if (row["date_edtf"] or "").startswith("2023-09")]
    assert expected
    assert sorted(page.texts("#list .title")) == sorted(expected)


@pytest.mark.parametrize("with_quotes", [True, False])
def test_the_filter_by_quotes_keeps_articles_with_or_without(page, articles, with_quotes):
    page.choose("quotes", "with" if with_quotes else "without")
    expected = sum(bool(row["quotes"]) == with_quotes for row in articles.values())
    assert page.texts("#found")[0].startswith(f"{expected} document")


def test_refused_documents_are_listed_with_their_reason(page, sample):
    page.choose("kind", "rejected")
    assert sorted(page.texts("#list .badge")) == sorted(
        reason for reason, count in sample.manifest["reasons"].items() for _ in range(count)
    )


def test_a_reason_of_the_quarantine_lists_its_documents(page, sample):
    page.do("document.querySelector('button.reason[data-reason=listing]').click()")
    page.wait("document.querySelectorAll('#list a').length === 1")
    page.do("location.hash = document.querySelector('#list a').hash")
    page.wait("document.querySelector('#article .badge')?.textContent === 'listing'")
    assert "list of 12 titles" in page.texts("#article .standfirst")[0]
    assert page.texts("#raw .text")


def test_an_address_opens_its_article(screen, articles):
    row = min(articles.values(), key=lambda each: each["id"])
    screen.open(f"#article-{row['id']}")
    assert screen.texts("#article h3") == [row["headline"]]


# Highlights


def test_every_highlight_stands_where_its_quote_stands(screen, articles):
    screen.open()
    for row in articles.values():
        screen.show(f"#article-{row['id']}")
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
            quote["speaker"] or "speaker not named" for quote in sorted(row["quotes"], key=lambda each: each["end"])
        ]
        mentioned = screen.ask(
            "[...document.querySelectorAll('#article .entity[data-entity]')].map((each) => each.textContent)"
        )
        assert "".join(mentioned) == "".join(each["text"] for each in row["entities"] or [])


WITHOUT_SPEAKERS = """(() => {
  const copy = document.querySelector('#article .body').cloneNode(true);
  copy.querySelectorAll('.speaker').forEach((each) => each.remove());
  return copy.textContent;
})()"""


def test_removed_lines_are_greyed_with_their_reason(screen, articles):
    screen.open()
    row = next(
        each for each in articles.values() if each["provenance"]["path"].endswith("noisy-page-dump-planetarium.txt")
    )
    screen.show(f"#article-{row['id']}")
    shown = screen.ask(
        "[...document.querySelectorAll('#raw li.removed')].map((each) =>"
        " ['.text', '.labels'].map((part) => each.querySelector(part).textContent.trim()))"
    )
    raw = (ROOT / "seeds" / "web" / "noisy-page-dump-planetarium.txt").read_text(encoding="utf-8")
    whole = {(raw[each["start"] : each["end"]].strip(), each["reason"]) for each in row["removed"]}
    assert whole <= {tuple(each) for each in shown}
    grey, black = (
        screen.ask("getComputedStyle(document.querySelector(arguments[0])).color", selector)
        for selector in ("#raw .removed .text", "#raw .used .text")
    )
    assert grey != black


# Keyboard and screen readers


def test_everything_can_be_done_with_the_keyboard(page):
    from selenium.webdriver import Keys

    page.type("/")
    assert page.focused() == "query"
    page.type("dairy")
    page.wait(
        "document.querySelectorAll('#list a').length < 10"
        " && !document.querySelector('#found').textContent.includes('searching')"
    )
    page.type(Keys.ARROW_DOWN)
    assert page.focused() == "list"
    first = page.ask("document.activeElement.textContent")
    page.type(Keys.ENTER)
    page.wait("document.activeElement.id === 'article'")
    assert first.startswith(page.texts("#article h3")[0])
    page.type(Keys.ESCAPE)
    assert page.focused() == "list"
    assert page.ask("document.activeElement.getAttribute('aria-current')") == "true"


def test_arrows_walk_through_the_list(page):
    from selenium.webdriver import Keys

    page.do("document.querySelector('#list a').focus()")
    page.type(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP)
    assert page.ask("[...document.querySelectorAll('#list a')].indexOf(document.activeElement)") == 1
    page.type(Keys.END)
    assert page.ask("[...document.querySelectorAll('#list a')].indexOf(document.activeElement)") == 49


def test_j_and_k_turn_to_the_next_and_previous_article(page):
    titles = page.texts("#list .title")
    for key, place in (("j", 1), ("j", 2), ("k", 1)):
        page.type(key)
        page.wait(f"document.querySelector('#article h3').textContent === {json.dumps(titles[place])}")


def test_the_first_tab_leads_past_everything_to_the_articles(page):
    from selenium.webdriver import Keys

    page.type(Keys.TAB)
    assert page.ask("document.activeElement.className") == "skip"
    page.type(Keys.ENTER)
    page.wait("document.activeElement.id === 'reader'")


def test_every_control_has_a_name_and_every_region_a_role(page):
    unnamed = page.ask(
        "[...document.querySelectorAll('button, input, select, a, summary')].filter((each) =>"
        " !(each.textContent.trim() || each.getAttribute('aria-label') || each.labels?.length)).length"
    )
    assert unnamed == 0
    tree = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = [(each["role"]["value"], each.get("name", {}).get("value", "")) for each in tree if not each["ignored"]]
    for role, name in (
        ("main", ""),
        ("navigation", "Sections"),
        ("search", "Articles"),
        ("article", "Article"),
        ("region", "Raw document"),
        ("region", "Quarantine"),
        ("list", "Articles found"),
        ("status", ""),
        ("searchbox", "Search"),
        ("combobox", "Outlet"),
    ):
        assert (role, name) in roles
    assert all(name for role, name in roles if role in ("button", "link", "combobox", "searchbox", "image"))


def test_headings_go_down_one_level_at_a_time(page):
    levels = page.ask("[...document.querySelectorAll('h1, h2, h3')].map((each) => Number(each.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


CONTRAST = """
const light = (text) => {
  const [red, green, blue] = text.match(/[\\d.]+/g).map(Number).map((each) => {
    const value = each / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const ground = (element) => {
  for (let each = element; each; each = each.parentElement) {
    const color = getComputedStyle(each).backgroundColor;
    if (!/, 0\\)$/.test(color)) return color;
  }
  return 'rgb(255, 255, 255)';
};
return [...document.querySelectorAll('body *')].filter((each) =>
  [...each.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && each.checkVisibility()
  && !each.matches('script, style, :disabled, .skip')
).map((each) => {
  const [one, other] = [light(getComputedStyle(each).color), light(ground(each))];
  return [(Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05), `${each.tagName} ${each.className}`];
}).filter(([ratio]) => ratio < 4.5);
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(page, scheme):
    page.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    ground = page.ask("getComputedStyle(document.body).backgroundColor")
    faint = page.driver.execute_script(CONTRAST)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert faint == []
    assert (scheme == "dark") == (int(ground.removeprefix("rgb(").split(",")[0]) < 100)


@pytest.mark.parametrize("width", [360, 800, 1500])
def test_a_page_is_never_wider_than_the_screen(page, width):
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    wide = page.ask("document.documentElement.scrollWidth")
    page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide <= width


# Hostile texts

HOSTILE = (
    "</title></script></style><script>window.owned = 1</script><img src=x onerror='window.owned = 1'>"
    "\u202e\u2066 –– ${owned} \" ' &amp;"
)


@pytest.fixture(scope="module")
def hostile(browser, article, tmp_path_factory):
    """Give a page whose every text wants to be markup, turns the reading direction or never ends."""
    body = f"“{HOSTILE}”\n\n{'x' * 50_000}🚲 {'word ' * 200_000}\n\n\u0000\u202eend"
    quote = Quote(
        HOSTILE, 1, 1 + len(HOSTILE), (Part(1, 1 + len(HOSTILE)),), "direct", HOSTILE, None, None, None, HOSTILE, 0.9
    )
    raw = f"{HOSTILE}\n{'y' * 1_000_000}\n{body}"
    evil = replace(
        article(),
        headline=HOSTILE, standfirst=HOSTILE, source=HOSTILE, url=f"javascript:{HOSTILE}", authors=(HOSTILE,),
        body=body, quotes=(quote,), entities=(), dateline_place=HOSTILE, language="en",
        evidence=(Evidence("body", "stated", len(raw) - len(body), len(raw)),),
        removed=(Removed(0, len(HOSTILE), HOSTILE), Removed(len(HOSTILE) + 1, len(HOSTILE) + 1_000_001, "navigation")),
    )  # fmt: skip
    refused = Rejection(
        id="f" * 24, stage="read", reason="empty", detail=HOSTILE, path=HOSTILE, record=None, line=None, sha256=None,
        media_type=HOSTILE, size=1, raw=HOSTILE.encode(),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("hostile") / "release"
    manifest = _released(folder, [evil], [refused])
    (row,) = open_release(folder).read("articles").to_pylist()
    return Screen(browser, _drawn(folder, manifest, {row["id"]: excerpt(raw, row)})).open(), body, raw


def test_hostile_text_is_shown_and_does_nothing(hostile):
    page, body, _ = hostile
    assert page.ask("window.owned") is None
    assert page.ask("document.querySelectorAll('img[src=x], iframe, object').length") == 0
    assert page.texts("#article h3") == [HOSTILE]
    assert page.texts("#article mark.quote") == [HOSTILE]
    assert page.ask(WITHOUT_SPEAKERS) == body[:100_000]
    page.choose("kind", "rejected")
    page.do("location.hash = document.querySelector('#list a').hash")
    page.wait("document.querySelector('#article .badge.refused')")
    assert page.texts("#article .standfirst") == [HOSTILE]
    assert page.ask("window.owned") is None
    page.do("location.hash = '#article-0123456789abcdef01234567'")
    page.wait("document.querySelector('#article .body')")
    assert page.driver.get_log("browser") == []


def test_a_link_leads_to_the_web_and_to_nothing_else(hostile):
    page, *_ = hostile
    assert page.ask("[...document.links].every((each) => ['file:', 'https:', 'http:'].includes(each.protocol))")


def test_a_text_cannot_turn_the_reading_direction_of_what_surrounds_it(hostile):
    page, *_ = hostile
    loose = page.ask(
        "(() => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let loose = 0;"
        " while (walker.nextNode()) if (/[\\u202a-\\u202e\\u2066-\\u2069]/.test(walker.currentNode.data)"
        " && !walker.currentNode.parentElement.matches('.control, script')) loose++; return loose; })()"
    )
    assert loose == 0
    assert page.ask("getComputedStyle(document.querySelector('.control')).unicodeBidi") == "isolate"


def test_a_line_without_an_end_is_cut_and_says_so(hostile):
    page, *_ = hostile
    assert any("of 1,050,1" in text for text in page.texts("#article .sample"))
    assert page.ask("document.querySelector('#raw').textContent.length") < 120_000
    assert "characters" in page.texts("#raw .left-out, #raw .sample")[0]
    assert page.ask("document.documentElement.scrollWidth <= innerWidth")
