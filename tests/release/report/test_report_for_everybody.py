"""report.html for everybody: keyboard, screen readers, contrast, narrow and wide screens, the dark, right to left."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

VIEWS = ("articles", "quotes", "names", "sources", "duplicates", "removed", "quarantine")


def test_everything_can_be_done_with_the_keyboard(page):
    from selenium.webdriver import Keys

    page.type("/")
    assert page.focused() == "query"
    page.type("dairy")
    page.wait(
        "document.querySelectorAll('#list a').length < 10"
        " && !document.querySelector('#status').textContent.includes('searching')"
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
    for key, location in (("j", 1), ("j", 2), ("k", 1)):
        page.type(key)
        page.wait(f"document.querySelector('#article h3').textContent === {json.dumps(titles[location])}")


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
    roles = [(item["role"]["value"], item.get("name", {}).get("value", "")) for item in tree if not item["ignored"]]
    for role, name in (
        ("main", ""),
        ("navigation", "Sections"),
        ("search", "Articles"),
        ("article", "Article"),
        ("region", "Raw document"),
        ("region", "Quarantine"),
        ("navigation", "Views"),
        ("group", "Filters"),
        ("list", "Documents found"),
        ("status", ""),
        ("searchbox", "Search"),
    ):
        assert (role, name) in roles
    assert all(name for role, name in roles if role in ("button", "link", "combobox", "searchbox", "image"))


def test_headings_go_down_one_level_at_a_time(page):
    levels = page.ask("[...document.querySelectorAll('h1, h2, h3')].map((each) => Number(each.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_question_mark_shows_what_the_keys_do(page):
    from selenium.webdriver import Keys

    page.type("?")
    assert page.ask("document.querySelector('#help').open")
    page.type(Keys.ESCAPE)
    assert not page.ask("document.querySelector('#help').open")


def test_escape_closes_a_menu_and_stays_there(page):
    from selenium.webdriver import Keys

    page.do("document.querySelector('[data-name=source] summary').focus()")
    page.type(Keys.ENTER)
    page.wait("document.querySelector('[data-name=source] .choices li')")
    page.type(Keys.TAB, Keys.ESCAPE)
    assert page.ask("document.querySelector('[data-name=source]').open") is False
    assert page.ask("document.activeElement.textContent") == "Source"


def test_axe_would_find_a_control_without_a_name(page):
    page.do("document.querySelector('#clear').textContent = ''")
    assert [fault.split(":")[0] for fault in page.accessibility_faults()] == ["button-name"]


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("view", ["articles", *(pytest.param(view, marks=pytest.mark.slow) for view in VIEWS[1:])])
def test_axe_finds_nothing_serious(screen, view, scheme):
    with screen.emulated(scheme=scheme):
        page = screen.open(f"#view={view}&q=a")
        if page.ask("document.querySelector('#facets details') !== null"):
            page.do("document.querySelector('#facets details').open = true")
        assert page.accessibility_faults() == []


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
def test_all_text_stands_out_from_its_ground(screen, scheme):
    with screen.emulated(scheme=scheme):
        page = screen.open()
        ground = page.ask("getComputedStyle(document.body).backgroundColor")
        assert page.driver.execute_script(CONTRAST) == []
    assert (scheme == "dark") == (int(ground.removeprefix("rgb(").split(",")[0]) < 100)


@pytest.mark.parametrize("width", [360, *(pytest.param(width, marks=pytest.mark.slow) for width in (800, 1500, 2560))])
@pytest.mark.parametrize("view", VIEWS)
def test_no_view_is_wider_than_the_screen(screen, view, width):
    with screen.emulated(width=width, height=800):
        page = screen.open(f"#view={view}")
        assert page.ask("document.documentElement.scrollWidth") <= width


def test_no_chart_and_no_word_of_a_table_is_cut_on_a_telephone(screen):
    with screen.emulated(width=360, height=800):
        page = screen.open()
        cut = page.ask(
            "[...document.querySelectorAll('figure.chart, .bars li')].filter((element) =>"
            " element.scrollWidth > element.clientWidth + 1).map((element) => element.textContent)"
        )
        broken = page.ask(
            "[...document.querySelectorAll('#quarantine td:first-child button')].filter((element) =>"
            " element.getClientRects().length > 1).map((element) => element.textContent)"
        )
    assert cut == []
    assert broken == []


@pytest.fixture(
    params=[
        ("ar", "وصلت السفينة إلى الميناء أمس."),
        ("he", "הספינה הגיעה לנמל אתמול."),
        ("fa", "کشتی دیروز به بندر رسید."),
    ],
    ids=["ar", "he", "fa"],
)
def right_to_left(request, page_of, article, tmp_path):
    language, text = request.param
    written = replace(article(), headline=text, body=text, language=language, quotes=(), entities=(), word_count=4)
    return page_of(tmp_path / "release", [written]).as_uri()


def test_a_text_that_runs_from_right_to_left_does_so_and_the_page_does_not(screen_of, right_to_left):
    page = screen_of(right_to_left).open()
    for selector in ("#article h3", "#article .body p", "#list .title"):
        assert page.ask(f"getComputedStyle(document.querySelector('{selector}')).direction") == "rtl"
    assert page.ask("getComputedStyle(document.body).direction") == "ltr"


def test_print_shows_the_article_and_no_controls(page):
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = {name: page.ask(f"document.querySelector('#{name}').checkVisibility()") for name in SHOWN_IN_PRINT}
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == SHOWN_IN_PRINT


SHOWN_IN_PRINT = {"summary": True, "article": True, "filters": False, "facets": False, "finder": False, "raw": False}
