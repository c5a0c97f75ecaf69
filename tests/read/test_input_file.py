"""One input file and its rejection."""

from toolkit.read.input_file import Source, refuse

SOURCE = Source("/wire/a.jsonl", "wire/a.jsonl", "jsonl", 9)


def test_two_records_of_a_file_are_refused_under_two_ids():
    first, second = (refuse(SOURCE, "invalid_record", "No.", record=record) for record in (0, 1))
    assert first.id != second.id


def test_the_id_is_24_hexadecimal_digits():
    assert len(bytes.fromhex(refuse(SOURCE, "empty", "Nothing.").id)) == 12
