"""Programs, settings and dumps are refused; articles with some symbols are not."""

import pytest

from toolkit.normalisation.program_text import is_program_text

SENTENCE = "The library of Little Harbour opens its new reading room on Friday, twelve years after the flood.\n"


@pytest.mark.parametrize(
    "text",
    [
        "int main(void)\n{\n    int count = 0;\n    while (count < 9) { count += 1; }\n    return count;\n}\n",
        "body, input { margin: 0; }\n.title > a { color: #123; }\n#head { float: left; }\n",
        "INSERT INTO `wp_posts` VALUES (1,'Mill','<p>The mill opens.</p>');\n" * 3,
        "const frames = document.querySelectorAll('div');\nfor (const f of frames) { f.open = true; }\n",
        "PYTHON ?= python3\nbuild: $(READY)\n\t$(BIN)/toolkit build --replace\n",
    ],
    ids=["c", "css", "sql", "javascript", "make"],
)
def test_text_for_machines_is_recognised(text):
    assert is_program_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        SENTENCE * 5,
        SENTENCE * 3 + "Write <a_fenn@library.example>; use the form_3 = new members | old members.\n",
        "Ergebnisse: Rot 3:1 Blau; Grün 2:2 Gelb; Weiß 0:1 Rosa\n" * 9,
        "港の橋は修理のため月曜日から通行止めになる。\n詳細＝市役所｜電話 {0}\n",
    ],
    ids=["nothing", "prose", "address", "results", "japanese"],
)
def test_text_for_people_is_not(text):
    assert not is_program_text(text)


def test_an_article_that_explains_a_program_is_one():
    assert not is_program_text("x = read(); y = x + 1;\n" * 6 + SENTENCE * 3)
