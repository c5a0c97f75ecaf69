"""Which paragraphs open with a dateline, and what it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.normalisation.dates.dateline import find_dateline

STORY = (
    "The harbour council has opened a new footbridge over the old canal, and some two hundred people crossed it on the "
    "first morning, the mayor among them."
)

SHAPES = {
    "ATLANTA -- ": ("ATLANTA", None, None),
    "LONDON _ ": ("LONDON", None, None),
    "KYIV, Ukraine, Sept 3 (AP) _ ": ("KYIV, Ukraine", "AP", (None, 9, 3)),
    "ORMSUND--": ("ORMSUND", None, None),
    "LITTLE HARBOUR, Norland -- ": ("LITTLE HARBOUR, Norland", None, None),
    "Ormsund, Norland, March 5, 2024 -- ": ("Ormsund, Norland", None, (2024, 3, 5)),
    "Ormsund, Norland, March 5, 2024 (AFP) - ": ("Ormsund, Norland", "AFP", (2024, 3, 5)),
    "TALLAHASSEE, Fla. (AP) — ": ("TALLAHASSEE, Fla.", "AP", None),
    "BATTLE CREEK — ": ("BATTLE CREEK", None, None),
    "LITTLE HARBOUR — ": ("LITTLE HARBOUR", None, None),
    "CLEVELAND, Ohio – ": ("CLEVELAND, Ohio", None, None),
    "ST. LOUIS — ": ("ST. LOUIS", None, None),
    "RYE, N.H. - ": ("RYE, N.H.", None, None),
    "RAFAH, Gaza Strip (AP) — ": ("RAFAH, Gaza Strip", "AP", None),
    "VATICAN CITY (RNS) — ": ("VATICAN CITY", "RNS", None),
    "CLEAR LAKE, Iowa, Dec 23 (Reuters) - ": ("CLEAR LAKE, Iowa", "Reuters", (None, 12, 23)),
    "KYIV, Dec 24 (Reuters) - ": ("KYIV", "Reuters", (None, 12, 24)),
    "March 4 (Reuters) - ": (None, "Reuters", (None, 3, 4)),
    "(Reuters) — ": (None, "Reuters", None),
    "(CNN) ": (None, "CNN", None),
    "Hong Kong (CNN Business) ": ("Hong Kong", "CNN Business", None),
    "HEMPSTEAD, N.Y., Sept. 26 (UPI) — ": ("HEMPSTEAD, N.Y.", "UPI", (None, 9, 26)),
    "NEW JERSEY  (WABC) -- ": ("NEW JERSEY", "WABC", None),
    "HONOLULU, Hawaii (IslandNewsNow) - ": ("HONOLULU, Hawaii", "IslandNewsNow", None),
    "Beirut (AFP) – ": ("Beirut", "AFP", None),
    "Kiel (dpa) - ": ("Kiel", "dpa", None),
    "Berlin/Wien (dpa/lnw) - ": ("Berlin/Wien", "dpa/lnw", None),
    "PARIS, 3 mars (AFP) - ": ("PARIS", "AFP", (None, 3, 3)),
    "MADRID, 3 Mar. (EUROPA PRESS) - ": ("MADRID", "EUROPA PRESS", (None, 3, 3)),
    "Madrid, 3 mar (EFE).- ": ("Madrid", "EFE", (None, 3, 3)),
    "(ANSA) - ROMA, 03 MAR - ": ("ROMA", "ANSA", (None, 3, 3)),
    "BRASÍLIA, 3 (ANSA) - ": ("BRASÍLIA", "ANSA", (None, None, 3)),
    "MOSCOW, May 24. /TASS/. ": ("MOSCOW", "TASS", (None, 5, 24)),
    "MOSCOW. May 24 (Interfax) - ": ("MOSCOW", "Interfax", (None, 5, 24)),
    "SANTO DOMINGO, Nov 16 (Reuters) - ": ("SANTO DOMINGO", "Reuters", (None, 11, 16)),
    "HILO. May 24 (Interfax) - ": ("HILO", "Interfax", (None, 5, 24)),
    "SHANGRI-LA, June 12 — ": ("SHANGRI-LA", None, (None, 6, 12)),
    "NEW YORK, March 3, 2024 /PRNewswire/ -- ": ("NEW YORK", "PRNewswire", (2024, 3, 3)),
    "NEW YORK--(BUSINESS WIRE)--": ("NEW YORK", "BUSINESS WIRE", None),
    "KYIV, Ukraine, Sept 3, 2023 (AP) — ": ("KYIV, Ukraine", "AP", (2023, 9, 3)),
    "PUTRAJAYA, Nov 22 — ": ("PUTRAJAYA", None, (None, 11, 22)),
    "CHICAGO, Friday, March 3 — ": ("CHICAGO", None, (None, 3, 3)),
    "TOKYO, Sept. 25, Kyodo - ": ("TOKYO", "Kyodo", (None, 9, 25)),
    "NEW DELHI: ": ("NEW DELHI", None, None),
    "NEW DELHI, Mar 3: ": ("NEW DELHI", None, (None, 3, 3)),
    "New Delhi, Mar 3 (PTI) ": ("New Delhi", "PTI", (None, 3, 3)),
    "Mumbai: ": ("Mumbai", None, None),
    "LONDON/PARIS (Reuters) - ": ("LONDON/PARIS", "Reuters", None),
    "WASHINGTON and BEIJING — ": ("WASHINGTON and BEIJING", None, None),
    "Springfield, Ill. — ": ("Springfield, Ill.", None, None),
    "Indianapolis – ": ("Indianapolis", None, None),
    "LOS ALTOS OLD MILL, N.M.—": ("LOS ALTOS OLD MILL, N.M.", None, None),
    "МОСКВА, 25 сен — РИА Новости. ": ("МОСКВА", "РИА Новости", (None, 9, 25)),
    "МОСКВА, 25 сентября. /ТАСС/. ": ("МОСКВА", "ТАСС", (None, 9, 25)),
    "PUERTO CALMO.- ": ("PUERTO CALMO", None, None),
    "ТИХИЙ БЕРЕГ, 25 сентября. ": ("ТИХИЙ БЕРЕГ", None, (None, 9, 25)),
    "PORT CALM, Sept. 25. ": ("PORT CALM", None, (None, 9, 25)),
    "(서울=연합뉴스) 홍길동 기자 = ": ("서울", "연합뉴스", None),
    "【ワシントン時事】": ("ワシントン", "時事", None),
    "新华社北京9月25日电 ": ("北京", "新华社", (None, 9, 25)),
}


def stated(dateline):
    date = dateline.date
    return dateline.place, dateline.agency, (date.year, date.month, date.day) if date else None


@pytest.mark.parametrize(("opening", "expected"), SHAPES.items())
def test_a_dateline_is_read(opening, expected):
    dateline = find_dateline(opening + STORY)
    assert dateline is not None
    assert stated(dateline) == expected


@pytest.mark.parametrize("opening", SHAPES)
def test_cutting_the_dateline_leaves_the_first_sentence(opening):
    paragraph = opening + STORY
    dateline = find_dateline(paragraph)
    assert dateline is not None
    assert paragraph[: dateline.start] + paragraph[dateline.end :] == STORY


@pytest.mark.parametrize(
    "paragraph",
    [
        "Obama - the president of the club - was here on Monday. " + STORY,
        "Obama - He was the president of the club. " + STORY,
        "Mara Lindqvist — The former mayor said that it was fine. " + STORY,
        "Mara Lindqvist (Green) — The former mayor said that it was fine. " + STORY,
        "Jane Doe / Harbour Gazette / Sep 2, 2024, 17:07 IST",
        "EXCLUSIVE – Ann Roe: Do not trust the bridge. " + STORY,
        "BREAKING — The bridge is open. " + STORY,
        "AP: The bridge is open, and nobody knows why it took so long to open.",
        "Note: The bridge is open. " + STORY,
        "Paris: The best ten bridges",
        "Paris: the city of bridges, and of much else besides, has a new one. " + STORY,
        "From October 3–November 17, 2023, the council held an open call. " + STORY,
        "LOS ANGELES, CALIFORNIA - MAY 03: Actor Ann Roe attends the opening of the bridge.",
        "Home / Bridges / The new footbridge is open to the public now",
        "New Orleans - LA, Baton Rouge - LA, Shreveport - LA, Lafayette - LA, Monroe - LA",
        "ROUTER -- Assign names to every bridge of the net",
        "The Associated Press (AP) — A news agency said that the bridge is open. " + STORY,
        STORY,
        "",
    ],
)
def test_an_ordinary_opening_is_no_dateline(paragraph):
    assert find_dateline(paragraph) is None


def test_the_date_stands_where_it_says():
    paragraph = "CLEAR LAKE, Iowa, Dec 23 (Reuters) - " + STORY
    dateline = find_dateline(paragraph)
    assert dateline is not None
    assert dateline.date is not None
    assert paragraph[dateline.date.start : dateline.date.end] == "Dec 23"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ABCabc ,.-—/():123", max_size=400))
def test_any_text_gives_a_range_inside_it_or_nothing(paragraph):
    dateline = find_dateline(paragraph)
    assert dateline is None or 0 == dateline.start < dateline.end <= len(paragraph)


@pytest.mark.parametrize("opening", ["Hamburg, (05.03.2024). ", "WASHINGTON (March 5, 2024) — "])
def test_a_whole_day_in_brackets_ends_a_dateline(opening):
    dateline = find_dateline(opening + STORY)
    assert dateline.end == len(opening)
    assert (dateline.date.year, dateline.date.month, dateline.date.day) == (2024, 3, 5)


def test_a_day_in_brackets_behind_a_name_is_no_dateline():
    assert find_dateline("Ada Quill (March 5, 2024) — " + STORY) is None
