"""Conditions in SQL: expressions over one row, never queries."""

import http.server
import threading

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import ConfigError
from toolkit.validation.custom_rules import from_option
from toolkit.validation.options import AddedRule
from toolkit.validation.sql_condition import condition, find_fault

FRAME = polars.DataFrame({"body": ["one two", "three"], "date": ["2024-03-05", "2024-03-06"], "select": [1, 2]})
QUERIES = [
    "EXISTS (SELECT * FROM read_csv('{file}'))",
    "body IN (SELECT line FROM read_csv('{file}'))",
    "(SELECT count(*) FROM '{file}') > 0",
    "body = (FROM read_csv('{file}'))",
    "body in (table x)",
    "length(body) > (with a as (select 1) select * from a)",
    "trim((FROM '{file}'))",
    "read_text('{file}') is not null",
    "READ_CSV('{file}') is not null",
    "\"read_csv\"('{file}') = (/**/select 1)",
    "body = any (values ('a'))",
    "glob('{file}') is null",
    "body = 'a' -- ' or (select 1)",
    "$$a$$ = body",
    "body = 'a'; select 1",
    "body = E'a\\' ' or (select 1) > 'b'",
    "body = 'a\\' or (select 1) > 'b'",
]


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_is_refused_before_a_file_is_read(text, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("line\nhunter2\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="The rule long") as caught:
        from_option(AddedRule("long", text.format(file=secret), "body"))
    assert "hunter2" not in str(caught.value)


def test_no_request_is_sent(tmp_path):
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/x.parquet"
        with pytest.raises(ConfigError):
            from_option(AddedRule("far", f"exists (select 1 from read_parquet('{address}'))", "body"))
        server.shutdown()
    assert asked == []


@pytest.mark.parametrize(
    "text",
    [
        "length(body) >= 3",
        "body NOT LIKE '%select%' OR body LIKE '%from --%'",
        "trim(both ' ' from body) = body",
        "body IN ('one two', 'three')",
        '"select" BETWEEN 1 AND 2',
        "CASE WHEN length(body) > 2 THEN true ELSE false END",
        "NOT (body IS NULL) AND length(body) % 2 <> 9",
        "upper(body) = upper(body)",
    ],
)
def test_an_expression_is_computed(text):
    assert FRAME.select(condition(text, "rule").alias("held"))["held"].to_list() == [True, True]


def test_what_is_no_sql_is_named_with_its_rule():
    with pytest.raises(ConfigError, match="The rule long cannot be read as SQL"):
        condition("length(body", "long")


@pytest.mark.parametrize("text", ["(" * 200 + "1" + ")" * 200, "1 + " * 2000 + "1"])
def test_a_condition_that_no_person_wrote_is_refused(text):
    assert find_fault(text) is not None


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_select_outside_of_text_is_always_found(before, after):
    assert find_fault(f"({before.replace(chr(39), '')}) (SELECT {after}") is not None or '"' in before or "`" in before
