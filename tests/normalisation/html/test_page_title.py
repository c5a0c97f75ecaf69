"""Choosing the headline of a page."""

import pytest

from toolkit.normalisation.html.page_title import choose_title, printed_part, strip_line, strip_site

FERRY = "The ferry to Ormsund runs again"


@pytest.mark.parametrize(
    "title",
    [
        f"{FERRY} - Ormsund Post",
        f"{FERRY} | Ormsund Post",
        f"{FERRY} – Ormsund Post",
        f"{FERRY} | World news | Ormsund Post",
        f"{FERRY} - ormsundpost.example",
        f"Ormsund Post: {FERRY}".replace(": ", " | "),
        f"{FERRY} — The Ormsund Post",
        f"{FERRY} » Ormsund Post",
        f"{FERRY} :: Ormsund Post",
    ],
)
def test_the_name_of_the_site_is_cut(title):
    assert choose_title([], [title], None, ["Ormsund Post", "ormsundpost.example"]) == FERRY


@pytest.mark.parametrize(
    "title",
    [
        "Bell, quay - and a boat that never came",
        "Ormsund - a town by the sea",
        "Post-winter blues: a survey",
        "The bell | A story in four parts of which this is the first",
        "Quill/Orr win the race",
    ],
)
def test_dashes_inside_a_title_stay(title):
    assert choose_title([], [title], None, ["Ormsund Post"]) == title


def test_a_printed_heading_tells_where_a_title_ends():
    assert choose_title(["Bell found"], [], "Bell found - Harbour Gazette", []) == "Bell found"


def test_the_printed_heading_wins_over_a_title_that_was_cut():
    assert choose_title([FERRY], ["The ferry to Ormsund ..."], None, []) == FERRY


def test_the_heading_that_agrees_with_the_title_is_chosen_among_several():
    assert choose_title(["Ormsund Post", "Most read", FERRY], [f"{FERRY} today"], None, ["Ormsund Post"]) == FERRY


def test_a_stated_title_wins_over_a_heading_about_something_else():
    assert choose_title(["News"], [FERRY], None, []) == FERRY


def test_without_titles_the_heading_is_the_headline():
    assert choose_title([FERRY], [], None, []) == FERRY


def test_a_page_without_any_title_has_none():
    assert choose_title([], [], None, ["Ormsund Post"]) is None
    assert choose_title(["Ormsund Post"], ["Ormsund Post"], "Ormsund Post", ["Ormsund Post"]) is None


def test_a_title_of_absurd_length_is_not_read():
    assert choose_title([], ["a - " * 50_000], None, []) is None


def test_titles_in_scripts_without_spaces_agree():
    assert choose_title(["渡轮恢复运行"], ["渡轮恢复运行_海港报"], None, []) == "渡轮恢复运行"


def test_stripping_twice_changes_nothing():
    once = strip_site(f"{FERRY} | News | Ormsund Post", ["ormsundpost"])
    assert strip_site(once, ["ormsundpost"]) == once


@pytest.mark.parametrize(
    ("heading", "title", "chosen"),
    [
        ("Shipping The ferry runs again", "The ferry runs again", "The ferry runs again"),
        ("Shipping: The ferry runs again", "The ferry runs again", "Shipping: The ferry runs again"),
        ("The ferry runs againBoats are back", "The ferry runs again", "The ferry runs again"),
        ("The ferry runs again after the storm", "The ferry runs again", "The ferry runs again after the storm"),
        ("THE FERRY RUNS AGAIN", "The ferry runs again", "The ferry runs again"),
        ("THE FERRY RUNS AGAIN", "THE FERRY RUNS AGAIN", "THE FERRY RUNS AGAIN"),
    ],
)
def test_a_heading_loses_what_its_markup_glues_to_it(heading, title, chosen):
    assert choose_title([heading], [title], None, []) == chosen


def test_a_title_that_was_cut_in_a_word_gives_way_to_the_whole_one():
    whole = (
        "The ferry runs again after the storm, and everybody came down to the quay to see it leave for the first time"
    )
    assert len(whole) > 105
    assert choose_title([], [whole[:105], f"{whole} - Ormsund Post"], None, ["Ormsund Post"]) == whole


def test_the_name_of_the_site_before_a_colon_is_cut():
    assert choose_title([], [], "Ormsund Post: The ferry runs again", ["Ormsund Post"]) == "The ferry runs again"
    assert choose_title([], ["Ormsund Post: ten dishes"], None, ["Ormsund Post"]) == "Ormsund Post: ten dishes"
    assert choose_title([], [], "Storm: The ferry runs again", ["Ormsund Post"]) == "Storm: The ferry runs again"


def test_the_section_between_headline_and_site_is_cut():
    title = "The ferry runs again - World - Ormsund Post"
    assert choose_title([], [title], None, ["Ormsund Post"], sections=["World"]) == "The ferry runs again"
    news = "The ferry runs again - good news"
    assert choose_title([], [news], None, ["Ormsund Post"], sections=["News"]) == news


@pytest.mark.parametrize(
    ("line", "outlet", "headline"),
    [
        ("The ferry runs again", None, "The ferry runs again"),
        ("• The ferry runs again", None, "The ferry runs again"),
        ("The ferry runs again - Ormsund Post", "Ormsund Post", "The ferry runs again"),
        ("The ferry runs again - at last", "Ormsund Post", "The ferry runs again - at last"),
        ("Let the ferry run again | Opinion", None, "Let the ferry run again"),
        ("Ormsund Post", "Ormsund Post", "Ormsund Post"),
        ("•", None, "•"),
    ],
)
def test_a_printed_line_is_cut_to_its_headline(line, outlet, headline):
    start, end = strip_line(line, outlet)
    assert line[start:end] == headline


@pytest.mark.parametrize(
    "glued",
    ["by Ada Quill | 10:49 am", "Rates of the day in Norvik 06.01.12 08:46", "12 March 2024"],
)
def test_a_byline_or_a_date_that_is_glued_to_a_heading_is_cut(glued):
    title = "The ferry to Ormsund runs again"
    assert choose_title([f"{title} {glued}"], [title], None, []) == title


def test_the_label_of_an_advertisement_before_a_heading_is_cut():
    title = "The ferry to Ormsund runs again"
    assert choose_title([f"Sponsored by {title}"], [], f"{title} - Travel - Ormsund Post", []) == title


def test_a_stated_name_of_the_site_that_is_the_headline_is_no_name():
    title = "The ferry to Ormsund runs again"
    assert choose_title([title], [title], f"{title} | Ormsund Post", [title]) == title


def test_a_title_without_blanks_is_cut_where_the_page_prints_it_so():
    window = "渡船周一恢复通航-渡船|周一-北港新闻网"
    assert choose_title([], [], window, [], shown=["首页", "渡船周一恢复通航", "北港新闻网"]) == "渡船周一恢复通航"


def test_a_kicker_that_only_the_heading_has_stays():
    heading = "Exclusive: The ferry to Ormsund runs again"
    assert choose_title([heading], ["The ferry to Ormsund runs again"], None, []) == heading


@pytest.mark.parametrize("suffix", [" | Norvik Agency of Ferries", " :: Norvik Today", " 06.01.12 08:49"])
def test_what_a_heading_adds_to_the_stated_title_is_cut(suffix):
    assert choose_title([FERRY + suffix], [FERRY], None, []) == FERRY


def test_a_short_heading_that_opens_a_title_before_a_bar_is_the_headline():
    title = "Ferrywinter | norvik.example | The magazine of all the ferries"
    assert choose_title(["Ferrywinter"], [title], None, []) == "Ferrywinter"


def test_a_host_name_is_cut_off_a_title():
    assert choose_title([], [], f"NORVIK.COM|{FERRY}", []) == FERRY


def test_a_printed_title_of_the_window_beats_a_heading_of_a_few_words_or_of_a_class():
    menu = "Two boats and a bell were seen in the bay of Norvik"
    assert choose_title(["Boats & Bells"], [], FERRY, [], shown=[FERRY]) == FERRY
    assert choose_title([menu], [], FERRY, [], shown=[FERRY], marked={menu}) == FERRY
    assert choose_title([menu], [], FERRY, [], shown=[FERRY]) == menu


def test_of_two_headings_that_titles_name_the_longer_is_the_headline():
    assert choose_title(["News", FERRY], [FERRY], "News - Norvik", []) == FERRY
    assert choose_title(["Norvik & Sons", FERRY], [], f"Norvik & Sons | Islands | {FERRY}", []) == FERRY


@pytest.mark.parametrize("title", [f"{FERRY}, Norvik Latest News", f"NORVIK TIMES: {FERRY}", f"Norvik : Sea : {FERRY}"])
def test_a_printed_line_that_is_most_of_a_title_is_the_headline(title):
    assert choose_title([], [], title, [], shown=["Norvik Latest News of the day", FERRY]) == FERRY


def test_a_printed_line_that_is_the_title_goes_before_a_heading_of_a_section():
    assert choose_title(["Boats, Bells & Bridges"], [], FERRY, [], shown=[FERRY]) == FERRY


def test_a_path_before_a_title_in_its_heading_is_cut():
    assert choose_title([f"You are here: Home > Islands > {FERRY}"], [], FERRY, []) == FERRY


@pytest.mark.parametrize(
    "lines", [[FERRY, "photo: Quill"], ["Sea traffic in winter:", FERRY], ["Ministry", f":{FERRY}"]]
)
def test_of_a_heading_of_several_lines_the_one_that_is_the_title_is_the_headline(lines):
    assert printed_part(lines, [f"{FERRY} - Norvik Post"], ["Norvik Post"]) == FERRY
    assert printed_part(lines, ["Something else"], []) == " ".join(lines)


def test_a_line_of_a_heading_that_the_title_divides_from_the_rest_is_the_headline():
    assert printed_part([FERRY, "Forty aboard"], [f"Norvik :: {FERRY} / Forty aboard / 1.3.24"], []) == FERRY


def test_sections_and_site_behind_a_title_without_blanks_are_cut():
    assert strip_site("老钟楼上发现一只猫头鹰引来许多市民_国内_北港网", []) == "老钟楼上发现一只猫头鹰引来许多市民"
    assert (
        strip_site("老钟楼上发现一只猫头鹰引来许多市民-专家:这种鸟很少进城", [])
        == "老钟楼上发现一只猫头鹰引来许多市民-专家:这种鸟很少进城"
    )
