"""Finding something in report.html: search, facets, the address, the tables and what they save."""

import csv
import io
import json
import time
from dataclasses import replace
from datetime import date

import pytest

from toolkit.contract.records import Entity, Evidence, Part, Quote, Removed

BODY = (
    "The ferry calls at {place}. “The bell is {bell},” {speaker} said. "
    "The café by the ﾊｰﾊﾞｰ is open, wrote Zoë Ångström."
)
SPEAKERS = ("Mara Tveit", "Jon Myhre", "Ida Brandt")
PLACES = ("Brekkevik", "Lindhafen")


def _article(base, number):
    speaker, position = SPEAKERS[number % 3], PLACES[number % 2]
    body = BODY.format(place=position, bell=("old", "new", "gone")[number % 3], speaker=speaker)
    start, end = body.index("“") + 1, body.index("”")
    named, at = body.index(speaker), body.index(position)
    kind = "fragment" if number == 4 else "direct"
    quote = Quote(
        body[start:end], start, end, (Part(start, end),), kind, speaker, speaker, named, named + len(speaker), "said",
        0.5 + number / 20,
    )  # fmt: skip
    day = date(2024, 1 + number, 5)
    return replace(
        base,
        id=f"{number:024x}", headline=f"=Story {number} of {position}", source=f"Courier {number % 2}", body=body,
        date=day, date_edtf=day.isoformat(), date_not_before=None, date_not_after=None, quotes=(quote,),
        entities=(
            Entity(position, at, at + len(position), "LOC", position, None, 0.9),
            Entity(speaker, named, named + len(speaker), "PER", speaker, None, 0.9),
        ),
        language="nb" if number == 5 else "en", standfirst=None if number else "Above the text",
        group="a" * 24 if number in (1, 2) else f"{number:024x}",
        evidence=(Evidence("body", "stated", 9, 9 + len(body)),), removed=(Removed(0, 8, "navigation"),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def screen(screen_of, page_of, article, tmp_path_factory):
    """Give a page of six articles: three speakers, two sources, two places, one month each."""
    articles = [_article(article(), number) for number in range(6)]
    folder = tmp_path_factory.mktemp("six") / "release"
    return screen_of(page_of(folder, articles, raw={item.id: f"Home map\n{item.body}" for item in articles}).as_uri())


@pytest.fixture
def page(screen):
    return screen.open()


def result(page):
    """Return the numbers of the stories listed, oldest first."""
    page.wait("!document.querySelector('#status').textContent.includes('searching')")
    return sorted(int(title.split()[1]) for title in page.texts("#list .title"))


def search(page, text):
    page.do("document.querySelector('#query').value = arguments[0];"
            "document.querySelector('#query').dispatchEvent(new Event('input'))", text)  # fmt: skip
    time.sleep(0.1)
    page.wait("(new URLSearchParams(location.hash.slice(1)).get('q') ?? '') === arguments[0]", text.strip())
    page.wait("document.querySelector('#query').value.trim() === arguments[0]", text.strip())
    return result(page)


def choose(page, facet, value):
    """Open a menu, tick a value and return the count that stood beside it."""
    page.do("document.querySelector(`[data-name=${arguments[0]}]`).open = true", facet)
    page.wait("document.querySelector(`[data-name=${arguments[0]}] .choices li`)", facet)
    boxes = "[...document.querySelectorAll(`[data-name=${arguments[0]}] input[type=checkbox]`)]"
    pick = f"{boxes}.find((input) => input.value === arguments[1])"
    count = page.ask(f"{pick}.closest('label').querySelector('.count').textContent", facet, value)
    page.do(f"{pick}.click()", facet, value)
    page.do("document.querySelector(`[data-name=${arguments[0]}]`).open = false", facet)
    return int(count)


@pytest.mark.parametrize(
    ("line", "stories"),
    [
        ("cafe", [0, 1, 2, 3, 4, 5]),
        ("CAFÉ angstrom", [0, 1, 2, 3, 4, 5]),
        ("ハーバー", [0, 1, 2, 3, 4, 5]),
        ('"the bell is old"', [0, 3]),
        ("“bell is gone”", [2, 5]),
        ("bell -old", [1, 2, 4, 5]),
        ("speaker:myhre", [1, 4]),
        ('speaker:"Jon Myhre" brekkevik', [4]),
        ("source:courier -source:1", [0, 2, 4]),
        ("before:2024-03", [0, 1]),
        ("after:2024-05", [4, 5]),
        ("name:lindhafen language:nb", [5]),
        ("zzyzx", []),
    ],
)
def test_a_search_finds_what_it_says(page, line, stories):
    assert search(page, line) == stories


def test_the_first_hit_of_a_search_is_opened_and_its_words_are_marked_in_text_and_raw_document(page):
    assert search(page, '"bell is gone" cafe') == [2, 5]
    page.wait("CSS.highlights.get('search')?.size >= 4")
    assert page.texts("#article h3") == ["=Story 5 of Lindhafen"]
    for column in ("#article .body", "#raw"):
        inside = "document.querySelector(arguments[0]).contains(range.startContainer)"
        marked = page.ask(f"[...CSS.highlights.get('search')].filter((range) => {inside}).map(String)", column)
        assert marked == ["bell is gone", "café"]
    assert page.texts("#list a[aria-current] .title") == ["=Story 5 of Lindhafen"]


def test_a_phrase_is_marked_across_the_borders_of_names(page):
    search(page, '"ferry calls at brekkevik."')
    page.wait("CSS.highlights.get('search')?.size > 0")
    assert page.ask("String([...CSS.highlights.get('search')][0])") == "ferry calls at Brekkevik."


def test_a_search_without_an_answer_says_so_and_offers_to_clear(page):
    choose(page, "source", "Courier 1")
    search(page, "zzyzx")
    assert page.ask("document.querySelector('#nothing').checkVisibility()")
    assert not page.ask("document.querySelector('#desk').checkVisibility()")
    page.click("#clear-all")
    page.wait("document.querySelectorAll('#list a').length === 6")
    assert not page.ask("document.querySelector('#nothing').checkVisibility()")
    assert page.texts("#chips button") == []


@pytest.mark.parametrize(
    ("facet", "value", "stories"),
    [
        ("source", "Courier 1", [1, 3, 5]),
        ("language", "nb", [5]),
        ("split", "train", [0, 1, 2, 3, 4, 5]),
        ("kind", "fragment", [4]),
        ("speaker", "Mara Tveit", [0, 3]),
        ("PER", "Ida Brandt", [2, 5]),
        ("LOC", "Brekkevik", [0, 2, 4]),
        ("words", "0-99", [0, 1, 2, 3, 4, 5]),
        ("quotes", "1", [0, 1, 2, 3, 4, 5]),
        ("missing", "standfirst", [1, 2, 3, 4, 5]),
    ],
)
def test_a_facet_shows_as_many_articles_as_it_says(page, facet, value, stories):
    assert choose(page, facet, value) == len(stories)
    page.wait(f"document.querySelectorAll('#list a').length === {len(stories)}")
    assert result(page) == stories


def test_facets_are_combined_and_their_counts_follow(page):
    assert choose(page, "speaker", "Mara Tveit") == 2
    assert choose(page, "source", "Courier 1") == 1
    assert result(page) == [3]
    assert choose(page, "speaker", "Jon Myhre") == 1  # alternatives of one facet do not count against each other
    assert result(page) == [1, 3]
    page.do("document.querySelector('#chips button').click()")
    assert result(page) == [1]


def test_the_date_is_chosen_by_dragging_over_the_histogram(page):
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.by import By

    page.do("document.querySelector('#reader').scrollIntoView({behavior: 'instant'})")
    page.do("document.querySelector('[data-name=date]').open = true")
    page.wait("document.querySelectorAll('.histogram button').length === 6")
    bars = page.driver.find_elements(By.CSS_SELECTOR, ".histogram button")
    ActionChains(page.driver).move_to_element(bars[1]).click_and_hold().move_to_element(bars[3]).release().perform()
    page.wait("document.querySelectorAll('#list a').length === 3")
    assert result(page) == [1, 2, 3]
    assert page.texts("#chips button")[0].startswith("Date: 2024-02 to 2024-04")


def test_a_bar_of_the_histogram_is_chosen_with_the_keyboard(page):
    from selenium.webdriver import Keys

    page.do("document.querySelector('[data-name=date]').open = true")
    page.wait("document.querySelectorAll('.histogram button').length === 6")
    page.do("document.querySelectorAll('.histogram button')[2].focus()")
    page.type(Keys.ENTER)
    page.wait("document.querySelectorAll('#list a').length === 1")
    assert result(page) == [2]


@pytest.mark.parametrize(
    ("selector", "stories"),
    [
        ("#charts [data-facet=source][data-value='Courier 0']", [0, 2, 4]),
        ("#charts [data-facet=date][data-value='2024-03']", [2]),
        ("#charts [data-facet=LOC][data-value=Lindhafen]", [1, 3, 5]),
        ("#charts [data-facet=missing][data-value=standfirst]", [1, 2, 3, 4, 5]),
        ("#article .body [data-facet=speaker]", [2, 5]),
        ("#article .byline [data-facet=source]", [1, 3, 5]),
    ],
)
def test_a_click_on_a_chart_or_a_name_shows_its_articles(page, selector, stories):
    page.click(selector)
    page.wait(f"document.querySelectorAll('#list a').length === {len(stories)}")
    assert result(page) == stories


def test_the_address_shows_the_same_to_somebody_else(screen):
    screen.open()
    choose(screen, "speaker", "Mara Tveit")
    search(screen, "bell")
    screen.click("#list li:last-child a")
    screen.wait("document.querySelector('#article h3').textContent === '=Story 0 of Brekkevik'")
    fragment = screen.ask("location.hash")
    screen.open(fragment)
    assert result(screen) == [0, 3]
    assert screen.texts("#article h3") == ["=Story 0 of Brekkevik"]
    assert screen.ask("document.querySelector('#query').value") == "bell"
    assert screen.texts("#chips button")[0].startswith("Speaker: Mara Tveit")


def test_back_returns_to_what_was_shown_before(page):
    page.click("#tabs a[data-view=names]")
    page.wait("document.querySelector('#panel table')")
    page.driver.back()
    page.wait("document.querySelector('#desk').checkVisibility()")
    assert page.texts("#tabs a[aria-current]") == ["Articles"]


@pytest.mark.parametrize("fragment", ["#article-" + "0" * 23 + "3", "#article=" + "0" * 23 + "3"])
def test_an_address_opens_its_article(screen, fragment):
    screen.open(fragment)
    assert screen.texts("#article h3") == ["=Story 3 of Lindhafen"]


def test_an_address_that_is_nonsense_shows_everything(screen):
    screen.open("#view=none&from=%3Cscript%3E&sort=;&article=zzz&colour=red")
    assert result(screen) == [0, 1, 2, 3, 4, 5]


# Tables


def cells(page, column):
    return page.texts(f"#panel tbody td[data-label='{column}']")


def test_quotes_are_listed_with_their_context_and_sorted_by_a_click(screen):
    screen.open("#view=quotes&speaker=Mara+Tveit&speaker=Jon+Myhre")
    assert cells(screen, "speaker") == ["Jon Myhre", "Mara Tveit", "Jon Myhre", "Mara Tveit"]
    assert screen.texts("#panel td mark")[0] == "The bell is new,"
    assert cells(screen, "quote with its context")[0].startswith("The ferry calls at Brekkevik. “The bell is new,”")
    screen.click("#panel [data-sort=confidence]")
    screen.wait("document.querySelector('[aria-sort=ascending]')")
    assert cells(screen, "confidence") == ["0.50", "0.55", "0.65", "0.70"]
    screen.click("#panel [data-sort=confidence]")
    screen.wait("document.querySelector('[aria-sort=descending]')")
    assert cells(screen, "confidence") == ["0.70", "0.65", "0.55", "0.50"]


def test_a_quote_of_the_table_opens_its_article_with_the_quote_marked(screen):
    screen.open("#view=quotes&sort=date")
    screen.click("#panel .open-article")
    screen.wait("document.querySelector('#article mark.now')")
    assert screen.texts("#article h3") == ["=Story 0 of Brekkevik"]


def test_names_are_counted_and_lead_to_their_articles(screen):
    screen.open("#view=names")
    rows = list(zip(*(cells(screen, name) for name in ("name", "articles", "quotes")), strict=True))
    assert ("Mara Tveit", "2", "2") in rows
    assert ("Brekkevik", "3", "0") in rows
    screen.click("#panel [data-value=Brekkevik]")
    screen.wait("document.querySelectorAll('#list a').length === 3")


def test_sources_are_shown_over_time(screen):
    screen.open("#view=sources")
    assert cells(screen, "source") == ["Courier 0", "Courier 1"]
    assert [cell for cell in cells(screen, "2024-03") if cell] == ["1"]
    screen.click("#panel [data-bin='2024-03']")
    screen.wait("document.querySelectorAll('#list a').length === 1")
    assert result(screen) == [2]


def test_removed_lines_are_listed_with_their_text(screen):
    screen.open("#view=removed")
    screen.wait("document.documentElement.dataset.loaded === 'true'")
    screen.wait("document.querySelectorAll('#panel tbody tr').length === 6")
    assert set(cells(screen, "text")) == {"Home map"}
    assert set(cells(screen, "reason")) == {"navigation"}


def test_near_duplicates_stand_side_by_side_with_their_differences(screen):
    screen.open("#view=duplicates")
    screen.do("document.querySelector('details.group').open = true")
    screen.wait("document.querySelector('.sides ins')")
    assert screen.texts(".sides del") == ["Brekkevik.", "gone,”", "Ida", "Brandt"]
    assert screen.texts(".sides ins") == ["Lindhafen.", "new,”", "Jon", "Myhre"]


def saved(screen, button, name, folder):
    screen.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    screen.click(button)
    end = time.monotonic() + 20
    while not (folder / name).is_file():
        assert time.monotonic() < end
        time.sleep(0.05)
    return (folder / name).read_bytes().decode("utf-8")


def test_what_is_filtered_is_saved_as_csv_without_formulas(screen, tmp_path):
    screen.open("#speaker=Mara+Tveit")
    rows = list(csv.DictReader(io.StringIO(saved(screen, "#csv", "articles.csv", tmp_path))))
    assert [row["headline"] for row in rows] == ["'=Story 3 of Lindhafen", "'=Story 0 of Brekkevik"]
    assert [row["speakers"] for row in rows] == ["Mara Tveit"] * 2


def test_what_is_filtered_is_saved_as_json_lines_with_all_fields(screen, tmp_path):
    screen.open("#speaker=Mara+Tveit&q=brekkevik")
    (row,) = map(json.loads, saved(screen, "#jsonl", "articles.jsonl", tmp_path).splitlines())
    assert row["headline"] == "=Story 0 of Brekkevik"
    assert row["body"][row["quotes"][0]["start"] : row["quotes"][0]["end"]] == "The bell is old,"


def test_a_table_is_saved_as_it_is_sorted(screen, tmp_path):
    screen.open("#view=quotes&sort=-confidence")
    rows = list(csv.DictReader(io.StringIO(saved(screen, "#csv", "quotes.csv", tmp_path))))
    assert [row["confidence"] for row in rows] == ["0.75", "0.7", "0.65", "0.6", "0.55", "0.5"]
    assert rows[0]["quote"] == "The bell is gone,"
