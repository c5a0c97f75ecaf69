"""Every rule of the contract fires exactly where it should, and nowhere else."""

import copy
from datetime import UTC, date, datetime

import polars
import pytest

from toolkit.contract.pandera_model import polars_schema
from toolkit.validation.row_checks import check


@pytest.fixture(scope="module")
def failures(contract):
    """Return row, rule and path of every failure in a table of rows."""

    def run(*rows, record="article"):
        kind = contract.record(record)
        frame = polars.DataFrame(list(rows), schema=polars_schema(contract, kind), orient="row")
        return [(item.row, item.failure.rule, item.failure.path) for item in check(frame, contract, kind)]

    return run


@pytest.fixture(scope="module")
def changed(row):
    """Return a good row with one value changed: `changed("quotes[1].end", 5)`."""

    def run(path, value, **columns):
        made = copy.deepcopy(row(**columns))
        location = made
        *steps, last = path.replace("[", ".").replace("]", "").split(".")
        for step in steps:
            location = location[int(step) if step.isdigit() else step]
        location[int(last) if last.isdigit() else last] = value
        return made

    return run


@pytest.fixture(scope="module")
def together(failures):
    """Check many rows in one frame, which is faster, and return rule and path of the failures of each."""

    def run(rows):
        rows = [{**item, "id": f"{number:024x}"} for number, item in enumerate(rows)]
        result = failures(*rows)
        return [[(rule, path) for row, rule, path in result if row == number] for number in range(len(rows))]

    return run


def test_a_good_article_breaks_nothing(failures, row):
    assert failures(row()) == []


NULLABLE = (
    "source", "agency", "source_domain", "url", "date_not_before", "date_not_after", "dateline_place", "headline",
    "standfirst", "language", "entities",
)  # fmt: skip
NEEDED = (
    "authors", "date_precision", "body", "quotes", "word_count", "group", "rights", "provenance", "evidence",
    "removed", "added_in",
)  # fmt: skip
LISTS = ("quotes", "evidence", "removed", "authors")


def test_an_empty_list_breaks_nothing(together, row):
    assert together(row(**{column: []}) for column in LISTS) == [[] for _ in LISTS]


def test_what_cannot_be_known_may_be_null(together, row):
    assert together(row(**{column: None}) for column in NULLABLE) == [[] for _ in NULLABLE]


def test_what_must_be_known_may_not_be_null(together, row):
    result = together(row(**{column: None}) for column in NEEDED)
    assert [("not_nullable", column) in item for column, item in zip(NEEDED, result, strict=True)] == [
        True for _ in NEEDED
    ]


def test_an_id_may_not_be_null(failures, row):
    assert failures(row(id=None)) == [(0, "not_nullable", "id")]


FIELD_RULES = [
    ("source", "", "min_length"),
    ("source", "x" * 201, "max_length"),
    ("agency", "", "min_length"),
    ("source_domain", "www courier", "pattern"),
    ("source_domain", "Courier.example", "pattern"),
    ("url", "courier.example/ferry", "pattern"),
    ("url", "https://courier.example/a b", "pattern"),
    ("authors", ["Ida Brandt", ""], "item_min_length"),
    ("authors", ["x" * 201], "item_max_length"),
    ("dateline_place", "", "min_length"),
    ("headline", "", "min_length"),
    ("headline", "x" * 1001, "max_length"),
    ("headline", "Two\nlines", "one_line"),
    ("standfirst", "x" * 5001, "max_length"),
    ("language", "English", "pattern"),
    ("word_count", 0, "minimum"),
    ("group", "none", "pattern"),
    ("added_in", "1.0", "pattern"),
    ("quotes[1].kind", "shouted", "values"),
    ("quotes[1].speaker", "", "min_length"),
    ("quotes[0].confidence", 1.01, "maximum"),
    ("quotes[0].confidence", -0.01, "minimum"),
    ("entities[2].type", "PERSON", "values"),
    ("entities[1].name", "", "min_length"),
    ("entities[1].entity_id", "", "min_length"),
    ("entities[0].confidence", 2.0, "maximum"),
    ("rights.status", "free", "values"),
    ("provenance.sha256", "abc", "pattern"),
    ("provenance.path", "", "min_length"),
    ("provenance.record", -1, "minimum"),
    ("provenance.line", 0, "minimum"),
    ("provenance.media_type", "text", "pattern"),
    ("provenance.toolkit_version", "", "min_length"),
    ("evidence[2].method", "guessed", "values"),
    ("evidence[0].field", "", "min_length"),
    ("evidence[1].start", -1, "minimum"),
    ("removed[0].start", -5, "minimum"),
    ("removed[0].end", 0, "minimum"),
    ("removed[0].reason", "", "min_length"),
]


@pytest.fixture(scope="module")
def field_failures(together, changed):
    return together(changed(path, value) for path, value, _ in FIELD_RULES)


@pytest.mark.parametrize(
    "case", range(len(FIELD_RULES)), ids=[f"{path}={value!r:.20}" for path, value, _ in FIELD_RULES]
)
def test_a_rule_of_a_field_fires_at_the_field(field_failures, case):
    path, _, rule = FIELD_RULES[case]
    assert field_failures[case] == [(rule, path)]


@pytest.mark.parametrize("identifier", ["ABC", "0123456789abcdef0123456", "0123456789ABCDEF01234567"])
def test_an_id_of_another_form_is_found(failures, row, identifier):
    assert failures(row(id=identifier)) == [(0, "pattern", "id")]


def test_a_confidence_that_is_no_number_is_found(failures, changed):
    assert (0, "maximum", "quotes[0].confidence") in failures(changed("quotes[0].confidence", float("nan")))


NESTED = (
    "quotes[1].text", "quotes[0].parts[1].start", "entities[0].text", "rights.status", "evidence[2].field",
    "provenance.sha256", "removed[0].reason",
)  # fmt: skip


def test_a_null_inside_a_nested_record_is_found_at_its_place(together, changed):
    result = together(changed(path, None) for path in NESTED)
    assert [("not_nullable", path) in item for path, item in zip(NESTED, result, strict=True)] == [True for _ in NESTED]


@pytest.mark.parametrize(
    "path", ["quotes[1]", "quotes[0].parts[1]", "entities[0]", "evidence[2]", "removed[0]", "authors[1]"]
)
def test_a_null_item_of_a_list_is_found_at_its_place(failures, changed, path):
    assert (0, "not_nullable", path) in failures(changed(path, None))


def test_a_body_with_blanks_around_it_is_found(failures, row):
    assert (0, "trimmed", "body") in failures(row(body=row()["body"] + "\n"))


def test_a_body_of_nothing_is_found(failures, row):
    assert failures(row(body="", quotes=[], entities=[])) == [(0, "min_length", "body")]


DATES = [
    # date, published_at known, edtf, precision, not before, not after, failures
    ("2024-03-05", False, "2024-03-05", "day", None, None, []),
    ("2024-03-05", True, "2024-03-05", "time", None, None, []),
    (None, False, "2024-03", "month", None, None, []),
    (None, False, "2024", "year", None, None, []),
    (None, False, "XXXX-03-05", "month_day", "2021-03-05", None, []),
    (None, False, None, "unknown", None, None, []),
    ("2024-03-05", False, "2024-03-06", "day", None, None, ["edtf_agrees"]),
    ("2024-03-05", False, "2024-03", "month", None, None, ["edtf_agrees"]),
    ("2024-03-05", False, None, "day", None, None, ["edtf_agrees"]),
    ("2024-03-05", False, None, "unknown", None, None, ["edtf_agrees"]),
    (None, False, "2024-03-05", "day", None, None, ["edtf_agrees"]),
    (None, False, "2024", "month", None, None, ["edtf_agrees"]),
    (None, False, "2024-03", "unknown", None, None, ["edtf_agrees"]),
    (None, False, "XXXX-03-05", "day", None, None, ["edtf_agrees"]),
    (None, False, "2024-03-05", "month_day", None, None, ["edtf_agrees"]),
    ("2024-03-05", True, "2024-03-05", "day", None, None, ["time_has_day"]),
    ("2024-03-05", False, "2024-03-05", "time", None, None, ["time_has_day"]),
    ("2024-03-05", False, "2024-03-05", "day", "2024-03-05", "2024-03-05", []),
    ("2024-03-05", False, "2024-03-05", "day", "2024-03-06", None, ["within_bounds"]),
    ("2024-03-05", False, "2024-03-05", "day", None, "2024-03-04", ["within_bounds"]),
    (None, False, "2024", "year", "2024-06-01", "2024-05-31", ["bounds_ordered"]),
    ("2024-03-05", False, "2024-3-5", "day", None, None, ["pattern"]),
    (None, False, "2024-13", "month", None, None, ["pattern"]),
    (None, False, "XXXX-09-32", "month_day", None, None, ["pattern"]),
    (None, False, None, "decade", None, None, ["values"]),
]
PLACES = {
    "edtf_agrees": "date_edtf", "pattern": "date_edtf", "values": "date_precision", "within_bounds": "date",
    "bounds_ordered": "date_not_after", "time_has_day": "published_at",
}  # fmt: skip


def _on(text):
    return None if text is None else date.fromisoformat(text)


@pytest.fixture(scope="module")
def date_failures(together, row):
    return together(
        row(
            date=_on(day),
            published_at=datetime(2024, 3, 5, 10, tzinfo=UTC) if timed else None,
            date_edtf=edtf,
            date_precision=precision,
            date_not_before=_on(before),
            date_not_after=_on(after),
        )
        for day, timed, edtf, precision, before, after, _ in DATES
    )


@pytest.mark.parametrize("case", range(len(DATES)), ids=lambda case: "-".join(map(str, DATES[case][:-1])))
def test_the_fields_of_the_date_agree(date_failures, case):
    assert sorted(date_failures[case]) == sorted((rule, PLACES[rule]) for rule in DATES[case][-1])


SPANS = [
    # path, value, the failures
    ("quotes[1].text", "We rang it thrice", [("cuts_text", "quotes[1].text")]),
    ("quotes[0].speaker_text", "Mara", [("speaker_cuts_text", "quotes[0].speaker_text")]),
    ("quotes[0].speaker_text", None, [("speaker_cuts_text", "quotes[0].speaker_text")]),
    ("quotes[0].speaker_start", None, [("speaker_cuts_text", "quotes[0].speaker_text")]),
    ("quotes[0].parts", [], [("parts_inside", "quotes[0].parts")]),
    ("entities[0].text", "Lindhaven", [("cuts_text", "entities[0].text")]),
]


@pytest.fixture(scope="module")
def span_failures(together, changed):
    return together(changed(path, value) for path, value, _ in SPANS)


@pytest.mark.parametrize("case", range(len(SPANS)), ids=[f"{path}={value!r}" for path, value, _ in SPANS])
def test_a_rule_over_several_fields_fires_at_its_field(span_failures, case):
    assert span_failures[case] == SPANS[case][-1]


def test_a_quote_that_ends_before_it_begins_is_found_and_nothing_else_is(failures, changed, row):
    assert failures(row(id="f" * 24), changed("quotes[1].end", 5)) == [(1, "in_range", "quotes[1].end")]


def test_a_mention_that_ends_before_it_begins_is_found_and_nothing_else_is(failures, changed, row):
    result = failures(row(id="f" * 24), changed("quotes[0].speaker_end", 5))
    assert {(index, rule) for index, rule, _ in result} == {(1, "speaker_cuts_text")}


@pytest.mark.parametrize("list_name", ["quotes", "entities"])
def test_a_span_beyond_the_body_is_found(failures, changed, list_name):
    result = failures(changed(f"{list_name}[1].end", 10_000))
    assert (0, "in_range", f"{list_name}[1].end") in result


@pytest.mark.parametrize("list_name", ["quotes", "entities"])
def test_an_empty_span_is_found(failures, row, list_name):
    made = copy.deepcopy(row())
    made[list_name][1]["end"] = made[list_name][1]["start"]
    assert (0, "in_range", f"{list_name}[1].end") in failures(made)


@pytest.mark.parametrize("list_name", ["quotes", "entities"])
def test_spans_in_another_order_are_found_at_the_one_that_comes_too_late(failures, row, list_name):
    made = row()
    made[list_name] = list(reversed(made[list_name]))
    places = [f"{list_name}[{index}].start" for index in range(1, len(made[list_name]))]
    assert failures(made) == [(0, "ordered", location) for location in places]


def test_overlapping_entities_are_found(failures, row):
    made = row()
    made["entities"] = [*made["entities"], made["entities"][-1]]
    assert failures(made) == [(0, "ordered", "entities[3].start")]


def test_order_is_not_asked_for_across_articles(failures, row):
    assert failures(row(), row(id="f" * 24)) == []


PARTS = [
    (
        "a part that is cut short at the end of the quote",
        lambda parts: [parts[0], {**parts[1], "end": parts[1]["end"] - 1}],
    ),
    ("a part that begins after the quote", lambda parts: [{**parts[0], "start": parts[0]["start"] + 1}, parts[1]]),
    ("parts in another order", lambda parts: [parts[1], parts[0]]),
    ("parts that overlap", lambda parts: [parts[0], {**parts[1], "start": parts[0]["end"] - 1}]),
    (
        "an empty part between the others",
        lambda parts: [parts[0], {"start": parts[0]["end"], "end": parts[0]["end"]}, parts[1]],
    ),
]


@pytest.mark.parametrize(("change"), [change for _, change in PARTS], ids=[name for name, _ in PARTS])
def test_parts_lie_in_order_and_reach_both_ends(failures, row, change):
    made = copy.deepcopy(row())
    made["quotes"][0]["parts"] = change(made["quotes"][0]["parts"])
    assert (0, "parts_inside", "quotes[0].parts") in failures(made)


def test_a_mention_inside_a_part_is_found(failures, row):
    made = copy.deepcopy(row())
    start = made["body"].index("bell")
    made["quotes"][0] |= {"speaker_text": "bell", "speaker_start": start, "speaker_end": start + 4}
    assert failures(made) == [(0, "speaker_outside", "quotes[0].speaker_start")]


def test_a_mention_that_touches_the_first_letter_of_a_part_is_found(failures, row):
    made = copy.deepcopy(row())
    start = made["quotes"][0]["start"] - 1
    made["quotes"][0] |= {
        "speaker_text": made["body"][start : start + 2],
        "speaker_start": start,
        "speaker_end": start + 2,
    }
    assert failures(made) == [(0, "speaker_outside", "quotes[0].speaker_start")]


def test_a_quote_without_a_speaker_is_good(failures, row):
    made = copy.deepcopy(row())
    made["quotes"][0] |= dict.fromkeys(["speaker", "speaker_text", "speaker_start", "speaker_end", "cue"])
    assert failures(made) == []


@pytest.mark.parametrize("unit", ["utf-8", "utf-16-le"])
def test_offsets_count_code_points_and_nothing_else(failures, row, unit):
    made = copy.deepcopy(row())
    for entity in made["entities"]:
        for side in ("start", "end"):
            entity[side] = len(made["body"][: entity[side]].encode(unit)) // (2 if "16" in unit else 1)
    assert {rule for _, rule, path in failures(made) if path.startswith("entities")} == {"cuts_text"}


def test_empty_and_null_lists_do_not_shift_positions(failures, changed, row):
    rows = [
        row(id="a" * 24, quotes=[], entities=None),
        row(id="b" * 24),
        row(id="c" * 24, quotes=[], entities=[], removed=[]),
        changed("quotes[1].kind", "shouted", id="d" * 24),
        row(id="e" * 24, entities=None),
        changed("entities[2].type", "PERSON", id="f" * 24),
    ]
    assert failures(*rows) == [(3, "values", "quotes[1].kind"), (5, "values", "entities[2].type")]


def test_one_bad_row_among_two_thousand_is_found_alone(failures, row, changed):
    rows = [
        row(
            id=f"{number:024x}",
            entities=None if number % 3 else row()["entities"],
            quotes=[] if number % 2 else row()["quotes"],
        )
        for number in range(2000)
    ]
    rows[1234] = changed("quotes[0].parts[1].end", 1, id=f"{1234:024x}")
    assert failures(*rows) == [(1234, "parts_inside", "quotes[0].parts")]


def test_an_id_that_occurs_twice_is_found_in_the_row_that_is_one_too_many(failures, row):
    assert failures(row(), row(id="f" * 24), row()) == [(2, "field_uniqueness", "id")]


def test_failures_come_by_row(failures, row):
    rows = [row(id="a" * 24, word_count=0), row(id="b" * 24, source=""), row(id="c" * 24, word_count=0)]
    assert [index for index, _, _ in failures(*rows)] == [0, 1, 2]


def test_no_rows_break_nothing(failures):
    assert failures() == []


def test_a_failure_names_value_and_rule_in_words(contract, changed):
    frame = polars.DataFrame(
        [changed("quotes[1].kind", "shouted")], schema=polars_schema(contract, contract.record("article")), orient="row"
    )
    (result,) = check(frame, contract, contract.record("article"))
    assert (result.failure.value, result.failure.message) == ("shouted", "must be one of direct, fragment, indirect")


@pytest.mark.parametrize("column", ["rights", "id", "quotes"])
def test_the_value_of_what_is_missing_is_null(contract, row, column):
    frame = polars.DataFrame(
        [row(**{column: None})], schema=polars_schema(contract, contract.record("article")), orient="row"
    )
    assert [item.failure.value for item in check(frame, contract, contract.record("article"))] == [None]


def test_a_long_value_is_cut(contract, row):
    frame = polars.DataFrame(
        [row(standfirst="x" * 6000)], schema=polars_schema(contract, contract.record("article")), orient="row"
    )
    (result,) = check(frame, contract, contract.record("article"))
    assert len(result.failure.value) == 200


def _frame(contract, rows, record="article"):
    return polars.DataFrame(rows, schema=polars_schema(contract, contract.record(record)), orient="row")


def test_a_missing_column_fails_the_whole_frame(contract, row):
    result = check(_frame(contract, [row()]).drop("body"), contract, contract.record("article"))
    assert (None, "column_in_dataframe", "body") in [
        (item.row, item.failure.rule, item.failure.path) for item in result
    ]


def test_a_column_too_many_fails_the_whole_frame_and_the_rows_are_checked_all_the_same(contract, changed):
    frame = _frame(contract, [changed("quotes[1].kind", "shouted")]).with_columns(colour=polars.lit("red"))
    result = check(frame, contract, contract.record("article"))
    assert [(item.row, item.failure.rule, item.failure.path) for item in result] == [
        (None, "column_in_schema", "colour"),
        (0, "values", "quotes[1].kind"),
    ]


def test_a_column_of_another_type_fails_the_whole_frame(contract, row):
    frame = _frame(contract, [row()]).with_columns(polars.col("word_count").cast(polars.String))
    result = check(frame, contract, contract.record("article"))
    assert ("type", "word_count") in [(item.failure.rule, item.failure.path) for item in result]
    assert all(item.row is None for item in result if item.failure.path == "word_count")


QUOTE_CHANGES = [
    ({"kind": "shouted"}, "values", "kind"),
    ({"position": -1}, "minimum", "position"),
    ({"article_id": "x"}, "pattern", "article_id"),
    ({"text": None}, "not_nullable", "text"),
]


@pytest.mark.parametrize(("change", "rule", "path"), QUOTE_CHANGES)
def test_rows_of_a_flattened_table_are_checked_too(failures, row, change, rule, path):
    carried = {"article_id": "f" * 24, "position": 0, "source": None, "date": date(2024, 3, 5), "group": "f" * 24}
    good = {**carried, **row()["quotes"][0]}
    assert failures(good, {**good, "position": 1}, record="quote") == []
    assert failures(good, {**good, **change}, record="quote") == [(1, rule, path)]


def test_parts_of_a_flattened_quote_are_checked(failures, row):
    carried = {"article_id": "f" * 24, "position": 0, "source": None, "date": None, "group": "f" * 24}
    bad = {**carried, **row()["quotes"][0], "parts": [{"start": -1, "end": 3}]}
    assert (0, "minimum", "parts[0].start") in failures(bad, record="quote")


def test_a_rejection_is_checked(failures):
    good = {
        "id": "f" * 24, "stage": "read", "reason": "empty", "detail": "", "path": "raw/a.txt", "record": None,
        "line": None, "sha256": None, "media_type": None, "size": None, "raw": b"\xff", "failures": [],
    }  # fmt: skip
    bad = {**good, "reason": "boring", "failures": [{"rule": "", "path": "", "value": None, "message": ""}]}
    assert failures(good, bad, record="rejection") == [(1, "values", "reason"), (1, "min_length", "failures[0].rule")]
