"""Where a fault can be mended."""

from toolkit.validation.formats.fault_location import Location, by_rule, counted, location_of, one_line, row_of, verdict


def test_the_raw_document_comes_before_the_finished_row(validation):
    places = [location_of(fault) for fault in validation.faults]
    assert places == [
        Location("raw/a ferry.txt", 7), Location("raw/tram.jsonl", 1), Location("raw/tram.jsonl", 2),
        Location("data/quotes/train-0.parquet", 1), Location("rows.jsonl", 9),
    ]  # fmt: skip


def test_a_row_is_named_with_what_is_known_of_it(validation):
    rows = [row_of(fault) for fault in validation.faults]
    assert rows[0] == f"data/articles/train-0.parquet row 3 {'f' * 24} quotes[1].text"
    assert rows[3:] == ["data/quotes/train-0.parquet end", "rows.jsonl row 5"]


def test_groups_come_worst_first(validation):
    assert [rule for _, rule, _ in by_rule(validation.faults)] == ["cuts_text", "json", "type", "one_spelling"]


def test_numbers_are_told_in_words(validation):
    assert verdict(validation.faults) == "4 errors, 1 warning"
    assert (counted(1, "row"), counted(1200, "row")) == ("1 row", "1,200 rows")


def test_a_line_is_one_line():
    assert one_line("a\n b\x07\tc", 20) == "a b  c"
    assert one_line("abcdef", 4, before="  ") == "  abc…"
