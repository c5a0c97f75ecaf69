"""The headline is chosen among the likely lines."""

import pytest

from toolkit.normalisation.headline_choice import choose_headline, find_candidates


@pytest.mark.parametrize(
    ("lines", "chances", "chosen"),
    [
        (["Owl seen in the old town", "Share"], [0.8, 0.01], 0),
        (["Owl seen in the old town - The Harbour Post", "Owl seen in the old town"], [0.8, 0.4], 1),
        (["Home > News > Owl seen in the old town", "Owl seen in the old town"], [0.7, 0.4], 1),
        (["By Ada Fenn of the Post", "Owl seen in the old town"], [0.5, 0.4], 1),
        (["Owls", "Owl seen in the old town"], [0.5, 0.4], 1),
        (["Little Harbour", "Owl seen in the old town hall"], [0.94, 0.83], 1),
        (["Share", "Print"], [0.05, 0.02], None),
        (["The Harbour Bulletin", "Owl seen in the old town once more"], [0.95, 0.2], 1),
        (["The Harbour Bulletin", "Share"], [0.95, 0.001], 0),
        ([], [], None),
    ],
)
def test_the_printed_headline_is_chosen_among_the_likely_lines(lines, chances, chosen):
    assert choose_headline(lines, chances, [None] * len(lines), first_body=5) == chosen


def test_of_two_likely_lines_the_one_whose_words_the_body_uses_is_chosen():
    lines = [
        "Museum opens late on Sundays this year",
        "Owl seen in the old belfry",
        "An owl was seen in the old belfry.",
    ]
    labels = ["headline", "headline", "body"]
    assert choose_headline(lines, [0.5, 0.45, 0.01], labels, first_body=2) == 1


def test_candidates_come_with_their_signs():
    lines = ["Owl seen in the old belfry", "By Ada Fenn"]
    (first, _) = find_candidates(lines, [0.8, 0.1], ["headline", "byline"], first_body=2)
    assert {"five words", "byline or date below", "first above the body"} <= {name for name, _ in first.signs}


def test_unlikely_lines_are_no_candidates():
    assert find_candidates(["Share", "Print"], [0.05, 0.02], [None, None], first_body=2) == []


@pytest.mark.parametrize(
    ("link", "headline", "body"),
    [
        ("Музей открыт каждое воскресенье", "Сова замечена на старой колокольне", "Сову заметили на колокольню."),
        ("博物馆今年每个星期日开放", "老钟楼上发现一只灰色猫头鹰", "一只灰色猫头鹰在老钟楼上被发现。"),
    ],
)
def test_the_words_of_the_body_may_have_other_endings_or_no_blanks_around_them(link, headline, body):
    lines = [link, headline, body]
    assert choose_headline(lines, [0.5, 0.4, 0.01], ["headline", "headline", "body"], first_body=2) == 1
