"""From mentions to names."""

import pytest

from toolkit.annotation.quotes.find_quotes import find_quotes


def speakers(body):
    return [quote.speaker for quote in find_quotes(body, language="en")]


@pytest.mark.parametrize(
    ("mention", "said"),
    [
        ("Reed", "said"),
        ("he", "said"),
        ("the harbour spokesman", "said"),
        ("the official", "added"),
        ("Mr. Reed", "said"),
    ],
)
def test_a_mention_resolves_to_the_person_introduced_before(mention, said):
    body = f'Harbour spokesman Tom Reed met reporters on Friday.\n\n"The ferry leaves at nine today," {mention} {said}.'
    assert speakers(body) == ["Tom Reed"]


def test_gender_that_the_text_gives_decides_between_two():
    body = 'Mr. Tom Reed met Ms. Ada Byte at the gate.\n\n"The ferry leaves at nine today," she said.'
    assert speakers(body) == ["Ada Byte"]


def test_two_people_of_one_name_are_told_apart_by_their_titles():
    body = 'Mayor Ada Byte and her brother Tom Byte came. "We are so happy today," Mr. Byte said.'
    assert speakers(body) == ["Tom Byte"]


def test_he_is_nobody_named_in_what_he_reports():
    body = (
        'Harbour spokesman Tom Reed met reporters. "The ferry is late again today," Reed said.\n\n'
        'Captain Max Dorn was "a friend to every sailor on the coast", he noted.'
    )
    assert speakers(body) == ["Tom Reed", "Tom Reed"]


def test_an_apposition_names_a_role():
    body = 'The harbour spokesman, Tom Reed, said "the ferry leaves at nine every single day".'
    assert speakers(body) == ["Tom Reed"]


def test_an_organisation_speaks_for_itself():
    body = '"The ferry leaves at nine today", said Lowhill Times. "It will be full as ever", it added.'
    assert speakers(body) == ["Lowhill Times", "Lowhill Times"]


def test_a_role_without_a_name_keeps_its_words():
    assert speakers('"The ferry leaves at nine today," the old ferryman said.') == ["old ferryman"]


def test_a_pronoun_without_anybody_named_is_null():
    assert speakers('"The ferry leaves at nine today," he said.') == [None]


def test_a_role_is_held_by_the_one_whose_words_were_reported_without_marks():
    body = (
        "Harbour spokesman Olle Brandt said on Monday that the port hopes for talks with the council president, "
        "Ida Moor, to keep the ferries running.\n\n"
        'The official noted that nobody should expect "a miracle by the end of the week, or by the end of the year."'
    )
    assert [quote.speaker for quote in find_quotes(body)] == ["Olle Brandt"]


def test_a_pronoun_is_never_a_capital():
    body = (
        '"We will not change the timetable," Olle Brandt said.\n\n'
        "Oslo continues the talks, but there is no agreement, he said.\n\n"
        '"They began on Monday, and they go on," he noted.'
    )
    assert [quote.speaker for quote in find_quotes(body)] == ["Olle Brandt", "Olle Brandt"]


def test_the_name_behind_an_office_of_several_words_is_found():
    body = '"The ferry leaves at nine today," said the head of the harbour office, Tom Reed, who began in 1999.'
    assert speakers(body) == ["Tom Reed"]


@pytest.mark.parametrize("noun", ["Byte's claim", "Mayor Ada Byte's statement", "Her remark"])
def test_words_for_what_was_said_lead_to_their_owner(noun):
    body = f'Mayor Ada Byte opened the gate. {noun} that the bridge was "safe in any storm of our time" drew laughter.'
    assert speakers(body) == ["Ada Byte"]


def test_the_subject_of_the_next_sentence_tells_the_gender():
    body = 'Ada Byte met Tom Reed. She told him that the gate was shut. "I could not believe it at all," he said.'
    assert speakers(body) == ["Tom Reed"]


def test_names_in_capitals_are_brought_to_their_usual_case():
    body = 'Ada Byte opened the gate.\n\nBYTE: "The bridge is open to everybody."'
    assert speakers(body) == ["Ada Byte"]


def test_the_turns_of_an_interview_name_nobody():
    assert speakers('Q: "Is the bridge open to everybody today?"\n\nA: "It is open to everybody."') == [None, None]


def test_a_company_keeps_its_ampersand():
    assert speakers('"The bridge will open in May," Brent & Co said.') == ["Brent & Co"]


def test_nobody_is_he_and_she():
    body = (
        'Ada Byte opened the gate.\n\n"The bridge is open to everybody today," she said.\n\n'
        '"Nobody asked me about it at all," he said.'
    )
    assert speakers(body) == ["Ada Byte", None]


def test_an_age_is_no_part_of_a_name():
    assert speakers('"I have read the first one twice," seven-year-old Orla Finch said.') == ["Orla Finch"]


def test_a_last_name_that_is_a_common_word_names_its_holder():
    body = '"We are ready to go the distance," Last said. Marvin Last, a millwright, heads the union.'
    assert speakers(body) == ["Marvin Last"]


def test_nobody_is_no_last_name():
    assert speakers('"We are ready to go the whole distance," nobody said. Yes, it was quiet in the hall.') != [
        "Nobody"
    ]


def test_somebody_new_is_nobody_who_was_named_before():
    body = 'Minister Ada Byte left early.\n\nA harbour official said the gate was "painfully slow to open".'
    assert speakers(body) == ["harbour official"]


def test_a_pronoun_behind_a_sentence_that_ends_with_a_quotation_may_mean_its_subject():
    body = (
        'Marvin Reed accused the port of stalling. A spokeswoman, Dora Farrow, called that "flatly untrue." '
        '"Our door is always open," she said.'
    )
    assert speakers(body)[-1] == "Dora Farrow"


def test_a_plural_that_opens_its_sentence_is_no_she():
    body = '"It was like a train," recalled Wanda Pike. Neighbors pulled her out. "I owe them my life," she said.'
    assert speakers(body) == ["Wanda Pike", "Wanda Pike"]


def test_a_document_speaks_rather_than_who_obtained_it():
    body = 'A memo obtained by the Harbour Sentinel reads: "Managers should prepare for a long stoppage."'
    assert speakers(body) == ["memo"]
