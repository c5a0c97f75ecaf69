"""A hostile release: no text of it becomes markup, runs, turns the page or makes it endless."""

from dataclasses import replace

import pytest

from toolkit.contract.records import Entity, Evidence, Part, Quote, Rejection, Removed

HOSTILE = (
    "</title></script></style><script>window.owned = 1</script><img src=x onerror='window.owned = 1'>"
    "\u202e\u2066 –– ${owned} \" ' &amp;"
)


@pytest.fixture(scope="module")
def hostile(screen_of, page_of, article, tmp_path_factory):
    """Give a page whose every text wants to be markup, turns the reading direction or never ends."""
    body = f"“{HOSTILE}”\n\n{'x' * 50_000}🚲 {'word ' * 200_000}\n\n\u0000\u202eend"
    quote = Quote(
        HOSTILE, 1, 1 + len(HOSTILE), (Part(1, 1 + len(HOSTILE)),), "direct", HOSTILE, None, None, None, HOSTILE, 0.9
    )
    raw = f"{HOSTILE}\n{'y' * 1_000_000}\n{body}"
    evil = replace(
        article(),
        headline=HOSTILE + "h" * 1_000_000, standfirst=HOSTILE, source=HOSTILE, url=f"javascript:{HOSTILE}",
        authors=(HOSTILE,), body=body, quotes=(quote,), dateline_place=HOSTILE, language="en",
        entities=(Entity(HOSTILE, 1, 1 + len(HOSTILE), "PER", HOSTILE, HOSTILE, 0.9),),
        evidence=(Evidence("body", "stated", len(raw) - len(body), len(raw)),),
        removed=(Removed(0, len(HOSTILE), HOSTILE), Removed(len(HOSTILE) + 1, len(HOSTILE) + 1_000_001, "navigation")),
    )  # fmt: skip
    refused = Rejection(
        id="f" * 24, stage="read", reason="empty", detail=HOSTILE, path=HOSTILE, record=None, line=None, sha256=None,
        media_type=HOSTILE, size=1, raw=HOSTILE.encode(),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("hostile") / "release"
    path = page_of(folder, [evil], [refused], {evil.id: raw}, title=HOSTILE)
    return screen_of(path.as_uri()).open(), body, raw


WITHOUT_SPEAKERS = """(() => {
  const copy = document.querySelector('#article .body').cloneNode(true);
  copy.querySelectorAll('.speaker').forEach((each) => each.remove());
  return copy.textContent;
})()"""


def test_hostile_text_is_shown_and_does_nothing(hostile):
    page, body, _ = hostile
    page.open()
    assert page.ask("document.querySelectorAll('img[src=x], iframe, object').length") == 0
    assert page.texts("#article h3")[0].startswith(HOSTILE)
    assert page.texts("#article mark.quote") == [HOSTILE]
    assert page.ask(WITHOUT_SPEAKERS) == body[:100_000]
    assert page.ask("window.owned") is None
    assert page.driver.get_log("browser") == []


@pytest.mark.parametrize("view", ["quotes", "names", "sources", "duplicates", "removed", "quarantine"])
def test_no_view_lets_hostile_text_do_anything(hostile, view):
    page, *_ = hostile
    page.open(f"#view={view}&q=owned&source={'<img src=x onerror=window.owned=1>' if view == 'names' else ''}")
    page.do("document.querySelector('#facets details').open = true")
    assert page.ask("window.owned") is None
    assert page.ask("document.querySelectorAll('img[src=x], iframe, object').length") == 0
    assert page.ask("document.documentElement.scrollWidth <= innerWidth")
    assert page.driver.get_log("browser") == []


def test_a_link_leads_to_the_web_and_to_nothing_else(hostile):
    page, *_ = hostile
    page.open()
    assert page.ask("[...document.links].every((each) => ['file:', 'https:', 'http:'].includes(each.protocol))")


def test_a_text_cannot_turn_the_reading_direction_of_what_surrounds_it(hostile):
    page, *_ = hostile
    page.open()
    loose = page.ask(
        "(() => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let loose = 0;"
        " while (walker.nextNode()) if (/[\\u202a-\\u202e\\u2066-\\u2069]/.test(walker.currentNode.data)"
        " && !walker.currentNode.parentElement.matches('.control, script')) loose++; return loose; })()"
    )
    assert loose == 0
    assert page.ask("getComputedStyle(document.querySelector('.control')).unicodeBidi") == "isolate"


def test_a_line_without_an_end_is_cut_and_says_so(hostile):
    page, *_ = hostile
    page.open()
    assert any("of 1,050,1" in text for text in page.texts("#article .sample"))
    assert page.ask("document.querySelector('#raw').textContent.length") < 120_000
    assert "characters" in page.texts("#raw .left-out, #raw .sample")[0]
    assert page.ask("document.documentElement.scrollWidth <= innerWidth")
