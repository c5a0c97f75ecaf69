"""Tests of finding the authors; all people and outlets without a profile are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.normalisation.authors.byline import find_authors
from toolkit.normalisation.lines.line import LABELS, Line

BODY = "The town council opened the new bridge and everybody was invited to cross it for free that afternoon."
HEAD = ("headline", "Bridge opens in Examplia")


def page(*labelled):
    """Make a text and its lines from (label, text) pairs; a text alone is body."""
    text, lines = "", []
    for item in labelled:
        label, content = ("body", item) if isinstance(item, str) else item
        lines.append(Line(len(text), len(text) + len(content), content, label, 0.9))
        text += content + "\n"
    return text, lines


def names(*labelled, **options):
    return find_authors(page(*labelled)[1], **options).names


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("by jane Roe", ("Jane Roe",)[:0]),
        ("By Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("By Jane Roe, John Doe and Ann Q. Public", ("Jane Roe", "John Doe", "Ann Q. Public")),
        ("By JANE ROE & JOHN MCDOE", ("Jane Roe", "John McDoe")),
        ("BY JANE ROE AND JOHN MCDOE", ("Jane Roe", "John McDoe")),
        ("Local, News | Published: 5 hours ago | Written by Jane Roe", ("Jane Roe",)),
        ("By Jane RoeWriterPhotographer", ("Jane Roe",)),
        ("By Key Takeaways", ()),
        ("By Fact Checked", ()),
        ("By Jane Roe, Political Editor", ("Jane Roe",)),
        ("By Roe Hui Min", ("Roe Hui Min",)),
        ("von Jana Roe Twitter Account von Jana Roe", ("Jana Roe",)),
        ("Autor: Rechtsanwältin Jana Roe", ("Jana Roe",)),
        ("Datum: 13. April 2017 Autor: leserin7 2 Kommentare", ("leserin7",)),
        ("Date: May 3, 2023 | Author: reader7 | Filed under: Islands", ("reader7",)),
        ("Por Jornal Examplia", ()),
        ("Aus Examplia", ()),
        ("By Jane Roe, Staff Writer, and John Doe in Paris", ("Jane Roe", "John Doe")),
        ("By Jane Roe in Washington and John Doe in Paris", ("Jane Roe", "John Doe")),
        ("By Jane Roe for The Examplia Herald", ("Jane Roe",)),
        ("By Jane Roe Senior Correspondent", ("Jane Roe",)),
        ("By Jane Roe Fox News", ("Jane Roe",)),
        ("By Jane Roe | 2 May 2023 10:15 am", ("Jane Roe",)),
        ("By Jane Roe Published May 2, 2023", ("Jane Roe",)),
        ("By Jane Roe - The Washington Times - Thursday, December 21, 2023", ("Jane Roe",)),
        ("By Jane Roe jane.roe@herald.example @janeroe", ("Jane Roe",)),
        ("By Jane Roe with files from John Doe", ("Jane Roe",)),
        ("By Dr. Jane Roe, Ph.D.", ("Jane Roe",)),
        ("By Jane Roe (Examplia)", ("Jane Roe",)),
        ("By Jean-Luc d'Exemple", ("Jean-Luc d'Exemple",)),
        ("By Ludwig van der Beispiel", ("Ludwig van der Beispiel",)),
        ("By Colin I. Roe Jr.", ("Colin I. Roe Jr",)),
        ("ByJane Roe", ("Jane Roe",)),
        ("Written by Jane Roe", ("Jane Roe",)),
        ("Photos and story by Jane Roe", ("Jane Roe",)),
        ("Author: Jane Roe", ("Jane Roe",)),
        ("2 May 2023 10:15 | By Jane Roe", ("Jane Roe",)),
        ("Von Jana Beispiel und Jörg Müster", ("Jana Beispiel", "Jörg Müster")),
        ("Ein Kommentar von Jana Beispiel", ("Jana Beispiel",)),
        ("Par Élodie Exemple", ("Élodie Exemple",)),
        ("Por José Ejemplo y María Muestra", ("José Ejemplo", "María Muestra")),
        ("Di Giulia Esempio", ("Giulia Esempio",)),
        ("Door Jan Voorbeeld", ("Jan Voorbeeld",)),
        ("Av Åsa Exempel", ("Åsa Exempel",)),
        ("Autor: Jan Příklad", ("Jan Příklad",)),
        ("Автор: Иван Примеров", ("Иван Примеров",)),
        ("Oleh Budi Contoh", ("Budi Contoh",)),
        ("von Lena Muster am 29. Mai 2017 , 14:14 Uhr", ("Lena Muster",)),
        ("By Jane Roe On 12. Dezember 2022", ("Jane Roe",)),
        ("Posted by Jane Roe at 2:33 PM", ("Jane Roe",)),
        ("ByJ.R. Quill", ("J.R. Quill",)),
        ("Autor Lena Muster:", ("Lena Muster",)),
        ("durch Lena Muster", ("Lena Muster",)),
        ("Von Lena Muster Kategorien: Mode", ("Lena Muster",)),
        ("von Lena Muster Lesezeit: 4 Min.", ("Lena Muster",)),
        ("By Jane Roe For Mailonline", ("Jane Roe",)),
        ("Von Lena Muster mit AP", ("Lena Muster",)),
        ("Veröffentlicht vonKarl Muster 28. Februar 2016", ("Karl Muster",)),
        ("von Feder_Kiel Veröffentlicht am 11. Juni 2019", ("Feder_Kiel",)),
        ("by reader on December 4, 2006", ("reader",)),
        ("von luchs7 am 26/05/14, 07:41 am", ("luchs7",)),
        ("Posted on July 1, 2024 by inkwell", ("inkwell",)),
        ("Tekst Anna Hansen", ("Anna Hansen",)),
        ("Tekst: Anna Hansen Foto: Ole Berg", ("Anna Hansen",)),
        ("Piše: Ivan Horvat", ("Ivan Horvat",)),
        ("Του Γιώργου Παπαδόπουλου", ("Γιώργου Παπαδόπουλου",)),
        ("Հեղինակ՝ Արամ Պետրոսյան", ("Արամ Պետրոսյան",)),
        ("מאת יוסי כהן ודנה לוי", ("יוסי כהן", "דנה לוי")),
        ("लेखक: राम शर्मा", ("राम शर्मा",)),
        ("By Anna Rossi Fellwick Telegram & Gazette", ("Anna Rossi",)),
        ("By Anna Rossi China Correspondent", ("Anna Rossi",)),
        ("記者李曉明／台北報導", ("李曉明",)),
        ("Copyright © 2020 by Karl Muster - Alle Rechte vorbehalten!", ()),
        ("By Admin on May 3, 2020", ()),
    ],
)
def test_a_credit_line_names_its_people(line, expected):
    assert names(HEAD, ("share", line), BODY, BODY, BODY) == expected


@pytest.mark.parametrize(
    "line",
    [
        *("By Staff", "By Staff Writer", "By Admin", "By Newsroom", "Watermark feed", "By Watermark feed"),
        *("Email The Author", "Follow us", "Guest contributor", "By Guest Contributor", "By The Editorial Board"),
        *(
            "Photo by Jane Roe",
            "Jane Roe/Getty Images",
            "Getty Images",
            "Illustration by Jane Roe",
            "Edited by Jane Roe",
        ),
        *("By using this site you agree to our terms", "By the numbers", "Share this article", "Jane's Bridge Opens"),
        *(
            "Premier League",
            "Latest News",
            "Social Links",
            "New York",
            "The Examplia Herald",
            "Medically reviewed by Jane Roe",
        ),
    ],
)
def test_what_is_no_person_is_no_author(line):
    assert names(HEAD, ("share", line), ("date", "2 May 2023"), BODY, BODY, BODY) == ()


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By AP", "Associated Press"),
        ("By Associated Press", "Associated Press"),
        ("Reuters staff", "Reuters"),
        ("By Reuters Staff", "Reuters"),
        ("AFP", "Agence France-Presse"),
        ("Von dpa", "dpa"),
    ],
)
def test_an_agency_is_no_person(line, agency):
    result = find_authors(page(HEAD, ("byline", line), ("date", "2 May 2023"), BODY, BODY, BODY)[1])
    assert (result.names, result.agency) == ((), agency)


def test_a_person_and_an_agency_share_a_byline():
    result = find_authors(page(HEAD, ("byline", "By Jane Roe, Associated Press"), BODY, BODY, BODY)[1])
    assert (result.names, result.agency) == (("Jane Roe",), "Associated Press")


def test_the_name_may_stand_beneath_its_cue():
    assert names(HEAD, ("byline", "Written By"), ("share", "Jane Roe"), BODY, BODY, BODY) == ("Jane Roe",)


def test_names_beneath_a_cue_end_where_the_page_goes_on():
    lines = [("byline", "von"), ("share", "Jana Beispiel"), ("share", "und"), ("share", "Jörg Müster")]
    assert names(HEAD, *lines, ("share", "Jetzt anhören"), BODY, BODY, BODY) == ("Jana Beispiel", "Jörg Müster")


@pytest.mark.parametrize(
    "lines",
    [
        [("share", "Jane Roe"), ("date", "2 May 2023")],
        [("share", "Jane Roe"), ("share", "Senior Reporter")],
        [("share", "Jane Roe @janeroe")],
        [("share", "2 May 2023 / Jane Roe")],
        [("byline", "Jane Roe")],
        [("source", "JANE ROE"), ("share", "Updated May 2, 2023 10:15")],
    ],
)
def test_a_name_alone_is_a_byline_where_a_byline_stands(lines):
    assert names(HEAD, *lines, BODY, BODY, BODY) == ("Jane Roe",)


def test_who_is_in_the_headline_is_not_the_author():
    assert (
        names(("headline", "Jane Roe opens bridge"), ("share", "Jane Roe"), ("date", "2 May 2023"), BODY, BODY, BODY)
        == ()
    )


def test_bylines_of_related_stories_are_not_taken():
    related = [("related", "Dam closes in Examplia"), ("related", "By John Doe")]
    assert names(HEAD, ("byline", "By Jane Roe"), BODY, BODY, BODY, *related) == ("Jane Roe",)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Jane Roe in Examplia; Editing by John Doe",
        "(Reporting by Jane Roe, writing by others)",
        "by Jane Roe",
        "More from Jane Roe",
        "View all posts by Jane Roe",
        "Jane Roe is a senior reporter at the Examplia Herald.",
        "Jane Roe can be reached at jane@herald.example",
        "Contact Jane Roe at jane@herald.example",
    ],
)
def test_the_last_lines_may_name_the_author(line):
    assert names(HEAD, BODY, BODY, BODY, ("note", line)) == ("Jane Roe",)


def test_a_note_on_the_author_names_the_author():
    assert names(
        HEAD, BODY, BODY, BODY, ("share", "About the author"), ("share", "Jane Roe writes about bridges.")
    ) == ("Jane Roe",)


def test_the_signature_of_a_forwarder_is_no_byline():
    assert names(HEAD, BODY, BODY, BODY, ("signature", "John Doe")) == ()


def test_reporters_count_only_without_a_byline_above():
    lines = [HEAD, ("byline", "By Jane Roe"), BODY, BODY, BODY, ("note", "Additional reporting by John Doe")]
    assert names(*lines) == ("Jane Roe",)


def test_a_repeated_name_is_given_once():
    assert names(HEAD, ("byline", "By Jane Roe"), ("byline", "By JANE ROE and John Doe"), BODY, BODY) == (
        "Jane Roe",
        "John Doe",
    )


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["Jane  Roe", "Jane Roe", "", 3], ("Jane Roe",)),
        ("Jane Roe", ("Jane Roe",)),
        ([], ("John Doe",)),
        (7, ("John Doe",)),
    ],
)
def test_authors_that_the_container_states_win(stated, expected):
    assert names(HEAD, ("byline", "By John Doe"), BODY, BODY, BODY, given={"authors": stated}) == expected


def test_stated_authors_are_metadata():
    result = find_authors([], given={"authors": ["Jane Roe"]})
    assert [(item.method, item.start) for item in result.evidence] == [("metadata", None)]


def test_evidence_cuts_the_printed_names_out_of_the_text():
    text, lines = page(HEAD, ("byline", "By JANE ROE and John Doe, Associated Press"), BODY, BODY, BODY)
    spans = [text[item.start : item.end] for item in find_authors(lines).evidence]
    assert spans == ["JANE ROE", "John Doe", "Associated Press"]


def test_no_lines_give_nobody():
    assert find_authors([]).names == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.text(min_size=1, max_size=60).map(lambda t: t.strip() or "x")),
        max_size=12,
    )
)
def test_evidence_always_lies_inside_the_text(labelled):
    text, lines = page(*labelled)
    result = find_authors(lines)
    assert all(0 <= item.start < item.end <= len(text) for item in result.evidence)


@pytest.mark.slow
def test_many_bylines_take_linear_time():
    assert names(HEAD, *[("byline", "By the way")] * 100_000) == ()


def test_one_long_line_takes_linear_time():
    assert names(("headline", "By " * 500_000), ("byline", "By " + "Jane Roe, " * 200_000), BODY) == ()


def test_reporters_who_sign_one_a_line_are_all_named():
    lines = [
        ("share", "김하나 기자"),
        ("share", "hana@paper.example"),
        ("share", "박두리 기자"),
        ("share", "d@paper.example"),
    ]
    assert names(HEAD, *lines, ("date", "2025-06-04"), BODY) == ("김하나", "박두리")


def test_names_behind_a_cue_and_a_dash_are_read():
    assert names(HEAD, ("byline", "By —"), ("byline", "Jane Roe, Associated Press"), BODY) == ("Jane Roe",)


def test_a_name_that_cannot_be_read_does_not_end_a_list():
    lines = [("source", "By"), ("byline", "Jane Roe,"), ("byline", "Xi You0,"), ("byline", "John Doe")]
    assert names(HEAD, *lines, BODY) == ("Jane Roe", "John Doe")


@pytest.mark.parametrize(
    "date", ["December 22, 2023 at 8:00 AM EST", "Publicerad 22:31", "-Aktualisiert am 28.04.2023"]
)
def test_a_byline_beside_a_date_is_believed_far_from_the_headline(date):
    menu = [("section", f"Menu {letter}") for letter in "abcdefghijklmnopqrstuvwxyzabcdefgh"]
    assert names(HEAD, *menu, ("share", "By Jane Roe"), ("date", date), BODY, BODY, BODY) == ("Jane Roe",)
    assert names(HEAD, *menu, ("share", "By Jane Roe"), ("share", "Share"), BODY, BODY, BODY) == ()


def test_a_sure_byline_beside_a_date_needs_no_word_before_the_name():
    summary = [("body", BODY)] * 6
    lines = [("byline", "Jane Roe"), ("date", "30. Juni 2025,")]
    assert names(HEAD, *summary, *lines, *summary) == ("Jane Roe",)


def test_a_photographer_may_write():
    assert names(HEAD, ("byline", "Jane RoeWriterPhotographer"), ("date", "Dec 20, 2023"), BODY) == ("Jane Roe",)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("As told to Jane Roe", ("Jane Roe",)),
        ("John Doe as told to Jane Roe", ("Jane Roe",)),
        ("Guest author Jane Roe", ("Jane Roe",)),
        ("Written by jane roe · 99 Comments", ("Jane Roe",)),
        ("by harbour roe · 99 Comments", ()),
        ("von Jane Roe Foto: © Examplia", ("Jane Roe",)),
        ("© by Jane Roe", ()),
        ("5. März 2024 Kommentare Lesezeichen", ()),
        ("17:06 - 17 Янв, 2012 г. Статистика", ()),
        ("Example Gazette/John Doe via REUTERS", ()),
        ("Jan FEB May", ()),
    ],
)
def test_more_shapes_of_a_line_are_read(line, expected):
    assert names(HEAD, ("byline", line), BODY) == expected


def test_a_rubric_may_end_in_the_word_before_the_names_of_the_next_line():
    assert names(HEAD, ("byline", "Debate By"), ("byline", "Jane Roe"), BODY) == ("Jane Roe",)
    assert names(("section", "Presented By"), HEAD, BODY) == ()


def test_a_caption_that_credits_text_and_pictures_names_the_author():
    assert names(("caption", "Text & Fotos: Jane Roe 0 337"), HEAD, BODY) == ("Jane Roe",)


@pytest.mark.parametrize(
    "line", ["Text by Jane Roe", "Posted by Jane Roe at 2:33 PM", "Eingestellt von Jane Roe um 21:11"]
)
def test_a_line_behind_the_body_that_signs_it_counts_whatever_its_label(line):
    assert names(HEAD, BODY, BODY, BODY, ("related", line)) == ("Jane Roe",)


def test_the_author_is_named_below_a_line_that_says_so():
    assert names(HEAD, BODY, BODY, ("signature", "Autor*in"), ("signature", "Jane Roe (Redaktion)")) == ("Jane Roe",)
