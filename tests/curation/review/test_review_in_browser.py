"""The page of a review in Chromium: by keys and by mouse, one act after the other."""

import time
from dataclasses import replace

import pytest

from toolkit.contract.records import Entity, Part, Quote
from toolkit.curation.review.review_server import serving
from toolkit.curation.review.review_session import Session
from toolkit.release.release_folder import open_release


@pytest.fixture
def page(screen_of, server):
    return screen_of(server.address).open()


def acts(server):
    return [
        {name: value for name, value in act.items() if name not in ("id", "when", "who")}
        for act in server.session.journal.acts()
    ]


def did(page, server, count):
    """Wait until so many acts are written, and return the last."""
    end = time.monotonic() + 20
    while len(acts(server)) < count:
        assert time.monotonic() < end, (acts(server), page.texts("#refused"))
        time.sleep(0.02)
    time.sleep(0.05)
    assert len(acts(server)) == count
    return acts(server)[-1]


def select(page, text):
    page.do(
        "const walker = document.createTreeWalker(document.querySelector('#text .body'), NodeFilter.SHOW_TEXT);"
        "while (walker.nextNode()) { const at = walker.currentNode.data.indexOf(arguments[0]); if (at >= 0) {"
        "const range = document.createRange(); range.setStart(walker.currentNode, at);"
        "range.setEnd(walker.currentNode, at + arguments[0].length);"
        "getSelection().removeAllRanges(); getSelection().addRange(range); break; } }",
        text,
    )
    page.wait("document.querySelector('#tools').textContent.startsWith('Selected:')")


def row_of(server):
    return server.session.rows[server.session.queue[0]]


def test_an_article_is_shown_beside_its_raw_document(page, server):
    assert page.ask("document.querySelector('#fields [name=headline]').value") == row_of(server)["headline"]
    assert row_of(server)["body"].split("\n")[0] in page.texts("#text .body p")
    assert any("lemonade" in line for line in page.texts("#raw .text"))
    assert len(page.texts("#list a")) == 3
    assert page.driver.get_log("browser") == []


def test_one_key_says_that_a_quote_is_right_and_goes_on_to_the_next(page, server):
    quotes = row_of(server)["quotes"]
    for count, quote in enumerate(quotes, start=1):
        page.type("y")
        assert did(page, server, count) | {"article": ""} == {
            "article": "", "op": "right", "quote": [quote["start"], quote["end"]],
        }  # fmt: skip
    page.wait(f"document.querySelectorAll('#text .judged').length >= {len(quotes)}")


def test_a_wrong_speaker_is_taken_away_and_the_right_one_chosen_by_its_digit(page, server):
    page.type("w")
    assert did(page, server, 1)["speaker"] is None
    page.wait("document.querySelector('#tools strong').textContent === 'speaker not named'")
    name = page.texts("#tools [data-digit='1'] bdi")[0]
    page.type("1")
    assert did(page, server, 2)["speaker"] == name


def test_one_key_says_that_it_is_no_quote_and_another_takes_it_back(page, server):
    before = len(page.texts("#text mark.quote"))
    page.type("n")
    assert did(page, server, 1)["op"] == "no_quote"
    page.wait(f"document.querySelectorAll('#text mark.quote').length < {before}")
    page.type("u")
    page.wait(f"document.querySelectorAll('#text mark.quote').length === {before}")
    assert acts(server) == []


def test_the_bounds_of_a_quote_are_moved_by_words_with_the_keys(page, server):
    quote = row_of(server)["quotes"][0]
    page.type(">")
    start, end = did(page, server, 1)["span"]
    assert row_of(server)["body"][quote["start"] : start] == quote["text"].split()[0] + " "
    assert end == quote["end"]
    page.type("<")
    assert did(page, server, 2)["span"] == [quote["start"], quote["end"]]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("i", {"op": "quote", "kind": "indirect"}),
        ("p", {"op": "entity", "type": "PER", "name": None}),
        ("o", {"op": "entity", "type": "ORG", "name": None}),
        ("l", {"op": "entity", "type": "LOC", "name": None}),
    ],
)
def test_selected_text_becomes_a_quote_or_an_entity(page, server, key, wanted):
    select(page, "town's boatyard")
    page.type(key)
    start = row_of(server)["body"].index("town's boatyard")
    act = did(page, server, 1)
    assert {name: act[name] for name in wanted} == wanted
    assert act["span"] == [start, start + len("town's boatyard")]


def test_selected_text_becomes_the_mention_of_the_speaker(page, server):
    select(page, "apprentices")
    page.type("m")
    start = row_of(server)["body"].index("apprentices")
    assert did(page, server, 1)["mention"] == [start, start + len("apprentices")]


def test_the_body_begins_where_the_selection_does(page, server):
    select(page, "The benches were")
    page.type("[")
    assert did(page, server, 1)["span"] == [
        row_of(server)["body"].index("The benches were"),
        len(row_of(server)["body"]),
    ]
    page.wait("CSS.highlights.get('outside')?.size === 1")


def test_text_of_the_raw_document_is_added_to_the_body(page, server):
    page.do(
        "const line = document.querySelector('#raw .text'); const range = document.createRange();"
        "range.selectNodeContents(line); getSelection().removeAllRanges(); getSelection().addRange(range);"
    )
    page.wait("document.querySelector('#tools').textContent.startsWith('Selected in the raw document')")
    page.click("#tools .choose button")
    assert did(page, server, 1)["before"] == page.texts("#raw .text")[0].strip()
    page.wait("document.querySelector('.added')")


def test_an_entity_that_is_clicked_gets_another_type_and_name(page, server):
    entity = (row_of(server)["entities"] or [])[0]
    page.click("#text .entity[data-entity='0']")
    page.wait("document.querySelector('#tools input')")
    page.type("v")
    assert did(page, server, 1)["type"] == "EVENT"
    page.do(
        "const input = document.querySelector('#tools input'); input.value = 'Another';"
        "input.dispatchEvent(new Event('change'))"
    )
    act = did(page, server, 2)
    assert (act["name"], act["span"]) == ("Another", [entity["start"], entity["end"]])


def test_a_field_is_put_right_when_it_is_left(page, server):
    page.do("document.querySelector('#fields [name=authors]').focus(); document.activeElement.select()")
    page.type("Ida Brandt; Jon Myhre", "\t")
    assert did(page, server, 1)["value"] == ["Ida Brandt", "Jon Myhre"]


def test_what_the_contract_forbids_is_said_and_not_written(page, server):
    page.do(
        "const input = document.querySelector('#fields [name=date]'); input.value = '2024-02-30';"
        "input.dispatchEvent(new Event('change'))"
    )
    page.wait("document.querySelector('#refused').checkVisibility()")
    assert "which does not exist" in page.texts("#refused")[0]
    assert acts(server) == []


@pytest.mark.parametrize(("key", "verdict"), [("a", "accept"), ("x", "reject")])
def test_an_article_is_accepted_or_rejected_and_the_next_one_opens(page, server, key, verdict):
    page.type(key)
    assert did(page, server, 1)["op"] == verdict
    page.wait("document.querySelectorAll('#list .done').length === 1")
    page.wait("document.querySelectorAll('#list a')[1].getAttribute('aria-current') === 'true'")


def test_a_question_mark_shows_the_keys_and_nothing_is_done_meanwhile(page, server):
    page.type("?")
    assert page.ask("document.querySelector('#help').open")
    assert "next and previous quote" in page.texts("#help td")
    page.type("y")
    page.do("document.querySelector('#help form button').click()")
    assert not page.ask("document.querySelector('#help').open")
    page.type("u")
    page.type("n")
    assert did(page, server, 1)["op"] == "no_quote"


def test_twenty_keys_struck_at_once_are_twenty_acts_in_their_order(page, server):
    page.type("w1" * 10)
    did(page, server, 20)
    assert [act["speaker"] is None for act in acts(server)] == [True, False] * 10


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_axe_finds_nothing_serious(screen_of, server, scheme):
    screen = screen_of(server.address)
    with screen.emulated(scheme=scheme):
        assert screen.open().accessibility_faults() == []


@pytest.mark.parametrize("width", [360, *(pytest.param(width, marks=pytest.mark.slow) for width in (1500, 2560))])
def test_the_page_is_never_wider_than_the_screen(screen_of, server, width):
    screen = screen_of(server.address)
    with screen.emulated(width=width):
        assert screen.open().ask("document.documentElement.scrollWidth") <= width


HOSTILE = "</script><img src=x onerror='window.owned = 1'>\u202e${owned}\"'&amp;"


def test_a_hostile_release_runs_nothing_and_stays_inside_its_folders(screen_of, page_of, article, tmp_path):
    body = f"“{HOSTILE}” {HOSTILE}"
    quote = Quote(
        HOSTILE, 1, 1 + len(HOSTILE), (Part(1, 1 + len(HOSTILE)),), "direct", HOSTILE, None, None, None, None, 0.5
    )
    at = body.rindex(HOSTILE)
    evil = replace(
        article(), headline=HOSTILE + "h" * 900, source=HOSTILE, authors=(HOSTILE,), body=body, quotes=(quote,),
        entities=(Entity(HOSTILE, at, len(body), "PER", HOSTILE, None, 0.5),), word_count=9,
        provenance=replace(article().provenance, path="raw/../../evil.txt"),
    )  # fmt: skip
    (tmp_path / "deep").mkdir()
    release = open_release(page_of(tmp_path / "deep" / "release", [evil]).parent)
    session = Session(release, tmp_path / "deep" / "corrections", "../../Ida", ("confidence", None), [])
    with serving(session) as server:
        page = screen_of(server.address).open()
        assert page.texts("#text mark.quote") == [HOSTILE]
        assert page.ask("document.querySelectorAll('img, iframe, object').length") == 0
        page.type("w")
        page.wait("document.querySelector('#refused').checkVisibility()")
        assert "leads out of its folder" in page.texts("#refused")[0]
        assert session.journal.acts() == []
        assert page.ask("window.owned") is None
        page.driver.get_log("browser")
    assert sorted(path.name for path in tmp_path.rglob("*evil*")) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep"]
