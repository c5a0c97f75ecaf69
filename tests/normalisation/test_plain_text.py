"""Plain text becomes an article; every raw line is accounted for."""

import hashlib
import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract.records import Article, Document, Rejection
from toolkit.normalisation import NormaliseOptions, normalise_document
from toolkit.normalisation.text_cleaning import clean

HEADLINE = "Harbour town opens new reading room after twelve years"
STANDFIRST = "The old library was flooded, and the new one stands on a hill, which the mayor calls a lesson learnt"
PARAGRAPHS = (
    (
        "The library of Little Harbour opened its new reading room on Friday, twelve years after the old one was "
        "flooded, mayor Tomas Egli said at a ceremony that drew half the town."
    ),
    (
        "“It smells of paint and of paper,” said the librarian, Ada Fenn, who has been carrying boxes for eleven "
        "weeks. “I would not have it any other way, and neither would the children who come here after school.”"
    ),
    (
        "The building cost four million crowns, half of which came from a lottery. The council paid the rest, after a "
        "vote in which nobody spoke against the plan."
    ),
    (
        "Readers may borrow up to ten books at a time. The room is open from nine in the morning until eight in the "
        "evening, and on Sundays the choir of the sailors' school will sing in the hall."
    ),
)


def document(text, **fields):
    return Document("a.txt", text, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), "text/plain", **fields)


def article_of(text, **fields):
    article = normalise_document(document(text, **fields))
    assert isinstance(article, Article), article
    return article


def uncovered_lines(raw, article):
    """Return the raw lines that show something and that neither evidence nor removal touches."""
    ranges = [(item.start, item.end) for item in (*article.evidence, *article.removed) if item.start is not None]
    missing, position = [], 0
    for line in re.split(r"(\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029)", raw):
        start, end = position, position + len(line)
        position = end
        if clean(line).text.strip() and not any(first < end and last > start for first, last in ranges):
            missing.append(line)
    return missing


@pytest.mark.parametrize("divider", ["\n", "\n\n"])
def test_headline_and_body_are_found_with_and_without_blank_lines(divider):
    article = article_of(divider.join((HEADLINE, *PARAGRAPHS)))
    assert article.headline == HEADLINE
    assert article.body == "\n\n".join(PARAGRAPHS)


def test_paragraphs_are_separated_by_one_blank_line():
    article = article_of("\n\n\n\n".join((HEADLINE, *PARAGRAPHS)))
    assert article.body.split("\n\n") == list(PARAGRAPHS)


def test_wrapped_copy_gives_the_same_body():
    wrapped = "\n\n".join((HEADLINE, *(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)))
    assert article_of(wrapped).body == "\n\n".join(PARAGRAPHS)


def test_the_dateline_leaves_the_body_and_stays_as_fields():
    text = "\n".join((HEADLINE, f"OSLO, May 3. /TASS/. {PARAGRAPHS[0]}", *PARAGRAPHS[1:]))
    article = article_of(text)
    assert article.body.startswith("The library of Little Harbour opened")
    assert (article.dateline_place, article.date_edtf) == ("OSLO", "XXXX-05-03")
    location = next(item for item in article.evidence if item.field == "dateline_place")
    assert text[location.start : location.end].startswith("OSLO, May 3. /TASS/.")


def test_a_sentence_above_the_dateline_is_the_standfirst():
    text = "\n".join((HEADLINE, STANDFIRST, f"OSLO, May 3. /TASS/. {PARAGRAPHS[0]}", *PARAGRAPHS[1:]))
    article = article_of(text)
    assert article.standfirst == STANDFIRST
    assert STANDFIRST not in article.body


def test_a_byline_is_no_standfirst():
    article = article_of(
        "إغلاق جسر الميناء للصيانة\n\nكتب: أحمد سالم\n\nالثلاثاء 12 مارس 2024 - 10:15 ص\n\n"
        "أعلنت البلدية أن جسر الميناء سيغلق يوم الاثنين لأعمال الصيانة.\n\n"
        "وقال المهندس توماس فيلد: «ليس لدينا خيار آخر».\n\n"
        "بني الجسر عام 1931 وتعبره تسعة آلاف سيارة كل يوم.\n"
    )
    assert (article.authors, article.standfirst) == (("أحمد سالم",), None)


def test_what_is_absent_is_null():
    article = article_of("\n".join((HEADLINE, *PARAGRAPHS)))
    assert article.standfirst is None
    assert article.date is None
    assert article.authors == ()
    assert article.dateline_place is None


@pytest.mark.parametrize(
    "line",
    [
        "READ | Mayor opens bridge over the old canal",
        "Subscribe to our newsletter",
        "Share this article",
        "Advertisement",
    ],
)
def test_lines_that_are_no_article_are_removed_with_a_reason(line):
    text = "\n\n".join((HEADLINE, *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]))
    article = article_of(text)
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert [text[item.start : item.end] for item in article.removed if item.reason] == [line]


def test_a_disclaimer_after_the_article_is_removed():
    legal = "Legal Disclaimer:\nThe Harbour Post provides this content as it is and is not liable for any errors in it."
    article = article_of("\n".join((HEADLINE, *PARAGRAPHS, legal)))
    assert article.body == "\n\n".join(PARAGRAPHS)


def test_each_paragraph_of_the_body_has_its_evidence():
    text = "\r\n\r\n".join((HEADLINE, *PARAGRAPHS))
    article = article_of(text)
    shown = [text[item.start : item.end] for item in article.evidence if item.field == "body"]
    assert shown == list(PARAGRAPHS)


def test_stated_fields_win_and_are_marked_as_metadata():
    given = {"headline": "Reading room opens", "language": "en-GB"}
    article = article_of("\n".join((HEADLINE, *PARAGRAPHS)), given=given)
    assert (article.headline, article.language) == ("Reading room opens", "en")
    assert [item.method for item in article.evidence if item.field == "headline"] == ["metadata"]


def test_a_stated_body_is_the_body():
    body = "\n".join(PARAGRAPHS)
    assert article_of(body, given={"body": body}).body == "\n\n".join(PARAGRAPHS)


def test_a_stated_body_that_the_text_does_not_hold_is_taken_as_it_is():
    article = article_of("a scan without text", given={"body": "\n\n".join(PARAGRAPHS)})
    assert article.body == "\n\n".join(PARAGRAPHS)


def test_the_language_can_be_set_for_all_documents():
    options = NormaliseOptions(language="eo")
    assert normalise_document(document("\n".join((HEADLINE, *PARAGRAPHS))), options).language == "eo"


@pytest.mark.parametrize("text", ["", " \n\t\n", "\x00" * 50, "“”" * 200, "a\n" * 400, "\ufeff"])
def test_a_text_without_an_article_is_rejected(text):
    rejection = normalise_document(document(text))
    assert isinstance(rejection, Rejection)
    assert rejection.stage == "normalise"


@pytest.mark.parametrize(
    "text",
    ["word " * 400_000, "a\n" * 60_000, "“" * 400_000, "\x00" * 2_000_000, "a\x00" * 300_000, "- \n" * 30_000],
    ids=["one line", "short lines", "quotation marks", "null characters", "holes", "bullets"],
)
def test_a_huge_text_is_no_obstacle(text):
    assert isinstance(normalise_document(document(text)), Article | Rejection)


LINES = st.one_of(
    st.sampled_from((HEADLINE, STANDFIRST, *PARAGRAPHS, "By Ada Fenn", "May 3, 2024", "Share", "Subscribe", "© 2024")),
    st.text(alphabet=st.sampled_from("aB é“”.—\u00a0\u00ad\u200b\x00,:1"), max_size=30),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]))
def test_every_raw_line_is_in_a_field_or_removed(lines, divider):
    raw = divider.join((*lines, *PARAGRAPHS[:2]))
    article = normalise_document(document(raw))
    if isinstance(article, Article):
        assert uncovered_lines(raw, article) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_ranges_lie_inside_the_raw_text(lines, divider):
    raw = divider.join((*lines, *PARAGRAPHS[:2]))
    article = normalise_document(document(raw))
    if isinstance(article, Article):
        ranges = [(item.start, item.end) for item in (*article.evidence, *article.removed) if item.start is not None]
        assert all(0 <= start < end <= len(raw) for start, end in ranges)


def test_the_same_text_gives_the_same_article():
    text = "\n".join((HEADLINE, "By Ada Fenn", *PARAGRAPHS))
    assert article_of(text) == article_of(text)


def test_a_quote_that_the_standfirst_repeats_stays_in_the_body():
    quote = f"“{PARAGRAPHS[0]}” said the harbour master, who has waited for eleven weeks in the office on the quay."
    text = "\n\n".join((HEADLINE, quote, "By Ada Fenn", "May 3, 2024", *PARAGRAPHS, quote, *PARAGRAPHS))
    assert quote in normalise_document(document(text)).body


@pytest.mark.parametrize("signed", ["रमेश कुमार, लखनऊ", "Ada Quill, Oslo"])
def test_a_name_and_a_city_are_no_standfirst(signed):
    article = article_of(
        f"बंदरगाह का पुराना पुल फिर खुला\n{signed}\n5 मार्च 2024\n\n"
        "नगर निगम ने बताया कि बंदरगाह का पुराना पुल सोमवार को फिर से खोल दिया गया। काम आठ महीने तक चला और इस पर "
        "तीस लाख रुपये खर्च हुए।\n\nअब लोग पैदल द्वीप तक जा सकते हैं, महापौर ने उद्घाटन के दौरान कहा। उन्होंने मजदूरों को धन्यवाद दिया।\n"
    )
    assert (article.headline, article.standfirst) == ("बंदरगाह का पुराना पुल फिर खुला", None)
