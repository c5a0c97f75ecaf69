"""Texts that hold several articles in a form that no reader knows."""

import pytest

from toolkit.contract.records import Rejection
from toolkit.read import ReadOptions
from toolkit.read.several_articles import sighting

TEXT = (
    "The library of Pellworth lends umbrellas since Tuesday, because its roof cannot be mended before autumn.\n\n" * 4
)
RULE = "=" * 40
FORMS = {
    "numbered heads": "Article {n} of 2\n\n{text}",
    "closing marks": "Library lends umbrellas\n\n{text}- ends -\n\n",
    "heads with labels": "Title: News {n}\nDate: June {n}, 2019\nSource: The Pellworth Post\n\n{text}",
    "between rules": "{rule}\nLibrary lends many umbrellas\nBy Orla Finch\n\n{text}",
    "headlines above dates": "Library lends many umbrellas\nThe Pellworth Post, {n} June 2019, p. {n}\n\n{text}",
    "datelines": "{rule}\nLibrary lends many umbrellas\n\nPELLWORTH, June {n} (AP) -- {text}",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_sign_that_stands_twice_is_seen(form):
    text = "".join(FORMS[form].format(n=number, text=TEXT, rule=RULE) for number in (1, 2))
    several = sighting(text)
    assert several is not None
    assert form in several.seen


@pytest.mark.parametrize(
    "head",
    [
        "Overskrift: Biblioteket låner ut\nAvis: Pellposten\nDato: 3.6.2019",
        "Заголовок: Новости\nИсточник: Почта\nДата: 3 июня 2019",
        "标题：图书馆\n来源：邮报\n日期：2019年6月3日",
        "제목: 도서관\n언론사: 우편\n일자: 2019-06-03",
        "Başlık: Kütüphane\nKaynak: Posta\nTarih: 3 Haziran 2019",
    ],
)
def test_heads_with_labels_are_seen_in_many_languages(head):
    several = sighting(f"{head}\n\n{TEXT}" * 2)
    assert several is not None
    assert "heads with labels" in several.seen


def test_the_words_of_a_script_without_blanks_are_counted(read_bytes):
    story = "图书馆从星期二开始出借雨伞，因为屋顶要到秋天才能修好。" * 6
    several = sighting("".join(f"标题：新闻{number}\n日期：2019年6月{number}日\n\n{story}\n\n" for number in (3, 4)))
    assert several is not None
    cut = read_bytes("a.txt", f"@@ 1\n{story}\n@@ 2\n{story}\n".encode(), ReadOptions(separator=r"@@ \d+$"))
    assert len(cut) == 2


@pytest.mark.parametrize("form", FORMS)
def test_one_article_with_a_sign_is_no_export(form):
    assert sighting(FORMS[form].format(n=1, text=TEXT, rule=RULE)) is None


@pytest.mark.parametrize("form", ["numbered heads", "closing marks", "between rules"])
def test_the_separator_that_is_proposed_divides_the_text(form, read_bytes):
    text = "".join(FORMS[form].format(n=number, text=TEXT, rule=RULE) for number in (1, 2))
    several = sighting(text)
    assert several is not None
    items = read_bytes("a.txt", text.encode(), ReadOptions(separator=several.separator))
    assert [type(item).__name__ for item in items] == ["Document", "Document"]


def test_a_file_of_several_articles_is_refused_with_what_to_do(read_bytes):
    text = "".join(FORMS["heads with labels"].format(n=number, text=TEXT) for number in (1, 2))
    (rejection,) = read_bytes("a.txt", text.encode())
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "several_articles"
    assert "read.separator" in rejection.detail


def test_an_article_with_related_headlines_and_dates_below_it_is_one():
    related = "Harbour counts its boats\n3 May 2019\n\nThe boats were counted in the harbour at noon. "
    text = f"Library lends umbrellas\n3 June 2019\n\n{TEXT * 4}\n\n{related}{'It rained all day. ' * 12}"
    assert sighting(text) is None
