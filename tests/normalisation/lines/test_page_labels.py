"""Lines that pages print around an article are known in many languages."""

import pytest

from toolkit.normalisation.lines.page_labels import label_of_page


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Tags: harbour, ferries, winter", "section"),
        ("Ключевые слова: порт, паром", "section"),
        ("關鍵字: 渡輪 港口", "section"),
        ("Czytaj też: Prom znów pływa", "related"),
        ("延伸閱讀：渡輪復航", "related"),
        ("Weitere Artikel", "related"),
        ("Комментариев (0)", "comment"),
        ("Просмотров: 214", "share"),
        ("Нашли ошибку? Выделите её и нажмите Ctrl+Enter.", "share"),
    ],
)
def test_a_line_of_the_page_has_its_label(line, label):
    assert label_of_page(line) == label


@pytest.mark.parametrize(
    "line",
    [
        "The tags on the crates: red, green and blue.",
        "More news from the harbour came in on Friday: the ferry sails again.",
        "Die Kommentare der Leser waren freundlich.",
        "По теме встречи стороны разошлись.",
    ],
)
def test_a_sentence_has_none(line):
    assert label_of_page(line) is None
