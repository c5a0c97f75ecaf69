"""Quotations with their speakers."""

import random
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.annotation.quotes.find_quotes import find_quotes


def said(body, **options):
    return [(quote.text, quote.speaker) for quote in find_quotes(body, language="en", **options)]


@pytest.mark.parametrize(
    ("body", "speaker", "mention", "cue"),
    [
        ('"We open the bridge today," said Ada Byte, the mayor.', "Ada Byte", "Ada Byte", "said"),
        ('"We open the bridge today," Ada Byte said.', "Ada Byte", "Ada Byte", "said"),
        ('Ada Byte told Tom Reed: "We open the bridge today."', "Ada Byte", "Ada Byte", "told"),
        ('Mayor Ada Byte smiled. "We open the bridge today," she said.', "Ada Byte", "she", "said"),
        ('Ada Byte: "We open the bridge today."', "Ada Byte", "Ada Byte", None),
        ('The report says "the bridge will need new cables within ten years".', "report", "The report", "says"),
        ('According to Ada Byte, the bridge is "safe and open to all".', "Ada Byte", "Ada Byte", "according to"),
        ("''We open the bridge today,'' Ms. Byte said.", "Byte", "Ms. Byte", "said"),
        ('Ada Byte, who built it, said: "We open the bridge today."', "Ada Byte", "Ada Byte", "said"),
        ('Ada Byte, who spoke in Lowhill, said: "We open the bridge today."', "Ada Byte", "Ada Byte", "said"),
    ],
)
def test_a_quote_names_its_speaker_mention_and_cue(body, speaker, mention, cue):
    (quote,) = find_quotes(body, language="en")
    assert (speaker, mention, cue) == (quote.speaker, quote.speaker_text, quote.cue)


@pytest.mark.parametrize(
    "body",
    [
        'Tom "Ace" Reed won the race on Sunday.',
        'She spoke in an interview with "Morning Harbour" on Channel 9, Ada Byte said.',
        'The so-called "smart bridge" was opened on Monday by the mayor.',
        'The word "hygge" means comfort.',
        'Tom Reed wrote the novel "The Last Ferry to Lowhill" in two years, his wife said.',
    ],
)
def test_titles_nicknames_and_scare_quotes_are_no_quotations(body):
    assert find_quotes(body, language="en") == ()


def test_an_interrupted_quote_is_one_quote_with_parts():
    body = '"The ferry," Ada Byte said, "will leave at nine."'
    (quote,) = find_quotes(body, language="en")
    assert [body[part.start : part.end] for part in quote.parts] == ["The ferry,", "will leave at nine."]


def test_a_quote_over_two_paragraphs_is_one_quote_with_parts():
    body = 'Ada Byte met reporters.\n\n"The bridge is safe.\n\n"It will stay open for good," she said.'
    (quote,) = find_quotes(body, language="en")
    assert (len(quote.parts), quote.speaker) == (2, "Ada Byte")


def test_a_letter_quoted_over_paragraphs_goes_to_who_wrote_it():
    body = (
        "Tom Reed, the harbour master, wrote to residents on Friday.\n\n“We have been through a hard winter.\n\n"
        "“The ice broke the piers.\n\n“Thank you for your patience.”\n\nThe letter was read aloud."
    )
    (quote,) = find_quotes(body, language="en")
    assert (quote.speaker, len(quote.parts)) == ("Tom Reed", 3)


def test_each_answer_in_a_dialogue_has_its_own_speaker():
    body = '"Is the bridge safe?" asked Tom Reed. "It certainly is," Ada Byte replied.'
    assert said(body) == [("Is the bridge safe?", "Tom Reed"), ("It certainly is,", "Ada Byte")]


def test_a_few_words_in_the_sentence_of_the_reporter_are_a_fragment():
    (quote,) = find_quotes('Ada Byte called the bridge "a small wonder of our time" on Monday.', language="en")
    assert (quote.kind, quote.speaker) == ("fragment", "Ada Byte")


def test_a_whole_paragraph_of_speech_stays_when_nobody_is_named():
    assert said('"We open the bridge today and nobody will have to wait."') == [
        ("We open the bridge today and nobody will have to wait.", None)
    ]


def test_the_headline_completes_a_name():
    body = '"We open the bridge today," Byte said.'
    assert said(body, headline="Mayor Ada Byte opens bridge") == [("We open the bridge today,", "Ada Byte")]


def test_a_name_inside_a_quote_is_never_its_mention():
    body = '"Ada Byte said the bridge is safe," Tom Reed told reporters.'
    assert said(body) == [("Ada Byte said the bridge is safe,", "Tom Reed")]


def test_other_languages_go_by_their_own_rules():
    body = "Der Wärter sagte: „Die Brücke bleibt heute offen.“"
    assert [(quote.text, quote.speaker_text) for quote in find_quotes(body, language="de")] == [
        ("Die Brücke bleibt heute offen.", "Der Wärter")
    ]


def test_a_language_without_a_table_gives_spans_without_speakers():
    body = "Mlinzi alisema: «Daraja litabaki wazi leo mchana.»"
    assert [(quote.text, quote.speaker) for quote in find_quotes(body, language="sw")] == [
        ("Daraja litabaki wazi leo mchana.", None)
    ]


def test_an_unknown_language_is_guessed():
    body = "Le maire a dit : « Le pont est sûr et restera ouvert. » La ville est contente de son vieux pont."
    assert [quote.speaker for quote in find_quotes(body)] == [None]


def test_indirect_speech_is_found_only_when_asked_for():
    body = "Ada Byte said that the old bridge would stay open all week."
    assert (
        said(body),
        [quote.kind for quote in find_quotes(body, language="en", indirect=True)],
    ) == ([], ["indirect"])


PIECES = st.sampled_from(
    [
        '"We open today," ',
        "“It is fine.” ",
        "said Ada Byte",
        " he said",
        "Tom Reed, the mayor,",
        ". ",
        "\n\n",
        "''",
        '"',
        "“",
        "”",
        " the spokesman added",
        ": ",
        "a ‘gem’ ",
        "The report",
        " says ",
        "who",
        "(left)",
        "’s",
        "U.S. ",
        "é",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=25), st.booleans())
def test_every_quote_cuts_its_text_and_keeps_its_parts_and_mention_apart(pieces, indirect):
    body = "".join(pieces)
    here = 0
    for quote in find_quotes(body, language="en", indirect=indirect):
        assert body[quote.start : quote.end] == quote.text
        assert here <= quote.start < quote.end <= len(body)
        here = quote.end
        assert (quote.start, quote.end) == (quote.parts[0].start, quote.parts[-1].end)
        assert all(part.start < part.end for part in quote.parts)
        assert all(one.end <= two.start for one, two in zip(quote.parts, quote.parts[1:], strict=False))
        assert 0 <= quote.confidence <= 1
        if quote.speaker_start is not None:
            assert body[quote.speaker_start : quote.speaker_end] == quote.speaker_text
            assert all(part.end <= quote.speaker_start or quote.speaker_end <= part.start for part in quote.parts)


def random_marks(size):
    chance = random.Random(size)
    return "".join(chance.choice("\"“”'«» \n.,aB ") for _ in range(size))


def speech_line(size):
    return " ".join(f'"We will open gate {n}," said Anna{n} Marsh{n}.' for n in range(size // 45))


def plain_paragraph(size):
    return "The old bridge of Lowhill stands. " * (size // 34) + '"It is fine," he said.'


def pronouns(size):
    return '"It is fine," he said, ' * (size // 23)


def steps(body):
    """Count the functions that are called, in Python and below it: unlike time, the same on every machine."""
    count = 0

    def step(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        find_quotes(body, language="en", indirect=True)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("make", [random_marks, speech_line, plain_paragraph, pronouns])
def test_twice_the_text_takes_at_most_two_and_a_fifth_times_the_steps(make):
    find_quotes(make(40_000), language="en", indirect=True)
    assert steps(make(40_000)) <= 2.2 * steps(make(20_000))


@pytest.mark.parametrize("joint", [" ", "\n\n"])
def test_ten_thousand_quotes_are_found(joint):
    body = joint.join(f'"We will open gate {n}," said Anna Marsh.' for n in range(10_000))
    quotes = find_quotes(body, language="en")
    assert (len(quotes), {quote.speaker for quote in quotes}) == (10_000, {"Anna Marsh"})


@pytest.mark.slow
def test_a_paragraph_of_five_megabytes_is_read():
    (quote,) = find_quotes(plain_paragraph(5_000_000), language="en")
    assert quote.text == "It is fine,"


@pytest.mark.parametrize("body", ["", " ", "\n", '"', "The old bridge of Lowhill stands."])
def test_a_body_without_quotes_gives_none(body):
    assert find_quotes(body, language="en", indirect=True) == ()


@settings(deadline=None, max_examples=150)
@given(
    st.text(alphabet="\"“”„‟«»″'`‘’ aB.,:\n\u00a0é—", max_size=120) | st.text(max_size=60),
    st.sampled_from(["en", "de", None]),
)
def test_any_text_in_any_language_gives_quotes_that_cut_it(body, language):
    for quote in find_quotes(body, language=language, indirect=True):
        assert body[quote.start : quote.end] == quote.text
        assert all(quote.start <= part.start < part.end <= quote.end for part in quote.parts)


@pytest.mark.parametrize(
    ("body", "speakers"),
    [
        ('Ada Byte rose to speak. "The horns wake my dogs every night." Nobody answered her.', ["Ada Byte"]),
        ('THE PIER WILL OPEN SOON. "NOBODY WILL WAIT LONG," ITS KEEPER, ADA BYTE, SAID.', ["ADA BYTE"]),
        ('Tom Reed ran twice for the Velton Hawks. "We were slow," he said.', ["Tom Reed"]),
        ('Twenty-two people came. "It was full," said the keeper.', ["keeper"]),
        ('"The gate is shut," the survey said.', ["survey"]),
        ('A user labelled "Gatekeeper" wrote from the so-called "odd gate" on Monday.', []),
    ],
)
def test_what_begins_a_sentence_in_capitals_or_with_an_article_is_no_person(body, speakers):
    assert [quote.speaker for quote in find_quotes(body, language="en")] == speakers


def test_a_quotation_over_two_paragraphs_is_one_of_two_parts():
    (quote,) = find_quotes("“We open the gate in May.\n“We shut it in June,” said Ada Byte.", language="en")
    assert (len(quote.parts), quote.speaker) == (2, "Ada Byte")


def test_a_short_fragment_behind_its_verb_is_a_quotation():
    (quote,) = find_quotes('Ada Byte, the mayor, called the plan "reckless" on Monday.', language="en")
    assert (quote.text, quote.speaker) == ("reckless", "Ada Byte")
