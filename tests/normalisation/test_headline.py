"""One line is the headline."""

import pytest

from toolkit.normalisation.headline import find_headline, headline_range, is_notice, without_number
from toolkit.normalisation.lines.line import Line


def line(text, label, probability, start):
    return Line(start, start + len(text), text, label, probability)


def test_the_most_probable_candidate_wins():
    lines = [line("Owl seen in town", "headline", 0.7, 0), line("Owl", "headline", 0.4, 20)]
    assert find_headline(lines) == (lines[0],)


def test_of_two_equal_candidates_the_later_is_the_printed_one():
    lines = [
        line("Owl seen", "headline", 0.7, 0),
        line("Share", "share", 0.9, 10),
        line("Owl seen", "headline", 0.7, 20),
    ]
    assert find_headline(lines) == (lines[2],)


def test_a_document_without_a_candidate_has_no_headline():
    assert find_headline([line("Owl seen", "body", 0.9, 0), line("Share", "share", 0.9, 20)]) == ()


def test_lines_that_were_judged_together_are_one_headline():
    lines = [line("Owl seen", "headline", 0.7, 0), line("in town", "headline", 0.7, 9), line("Body.", "body", 0.9, 20)]
    assert find_headline(lines) == tuple(lines[:2])


@pytest.mark.parametrize(
    "text",
    [
        "We'll notify you here with news about the harbour",
        "Veröffentlicht von Ada Fenn am 23. Februar 2020",
        "Publié le jeudi 24 décembre 2020 à 07h47",
        "Text & Fotos: Ada Fenn 0 337",
        "Home | News | Sport | Weather | Islands",
        "Ferry desk: desk@harbour.example",
        "Jan 10, 2025 | 4:32 PM EST",
        "本页位置： 首页 → 新闻中心",
        "Forgot your username and password?",
    ],
)
def test_what_a_page_says_of_itself_is_no_headline(text):
    assert is_notice(text)


@pytest.mark.parametrize(
    "text", ["Ferry sails again on May 3, 2024", "Stand der Fähre wird erneuert", "Harbour posts a record year"]
)
def test_a_headline_is_no_notice(text):
    assert not is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Home » Islands » Ferry sails again after winter",
        "1. Februar 2022 Ferry sails again after winter",
        "Ferry sails again after winter [Video]",
        "You are here: Home / Islands / Ferry sails again after winter",
    ],
)
def test_path_date_and_label_are_cut_from_a_headline(text):
    start, end = headline_range(text)
    assert text[start:end] == "Ferry sails again after winter"


def test_a_headline_with_a_date_inside_stays_whole():
    text = "May 3 is the day the ferry sails"
    assert headline_range("The ferry sails on May 3, 2024") == (0, 30)
    assert headline_range(text)[1] == len(text)


@pytest.mark.parametrize("text", ["ORMSUND, FRIDAY, MAY 3, 1912.", "ORMSUND, 3 MAI 1912"])
def test_the_line_below_the_name_of_a_newspaper_is_no_headline(text):
    assert is_notice(text)


@pytest.mark.parametrize("text", ["OWL, 3, SEEN IN BELFRY", "Court spares owl, 3, of 1912"])
def test_a_headline_with_a_number_stays_one(text):
    assert not is_notice(text)


@pytest.mark.parametrize(
    ("text", "above", "body", "start"),
    [
        ("3. Ferry sails again after winter", ["1. Home", "2. Islands"], "The ferry sails.", 3),
        ("4. Ferry sails again after winter", [], "The ferry sails.", 3),
        ("3. Liga starts again after winter", [], "The clubs of the 3. Liga met.", 0),
        ("1. FC Ormsund wins after the winter", [], "The club won.", 0),
        ("3. Ferry sails again after winter", ["News"], "The ferry sails.", 0),
        ("Ferry sails again after winter", [], "The ferry sails.", 0),
    ],
)
def test_the_number_in_a_printed_path_is_no_part_of_the_headline(text, above, body, start):
    assert without_number(text, above, body) == start


@pytest.mark.parametrize(
    "text",
    [
        "首页 新闻 海岛 社会 财经 娱乐 体育 视频",
        "Политика Экономика Острова Погода Культура Спорт Афиша",
        "NewsIslandsWeatherCultureSportOpinionPeople",
        "Новости островов // Понедельник, 4 марта 2024 г.",
        "See more stories in: Islands, Ferries",
        "Ver más de las islas",
        "Другие новости по этой теме",
    ],
)
def test_a_menu_or_a_section_with_a_day_is_no_headline(text):
    assert is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "渡轮再次起航 岛民终于回家过年了",
        "Ada Quill Says Harbour’s Old Ferry Sails Again",
        "Паром «Сова» снова вышел в море, сообщает Порт Ормсунда",
        "Seen in the McGregor house: MacLeod and iPhone",
    ],
)
def test_a_title_with_capitals_or_blanks_is_one(text):
    assert not is_notice(text)
