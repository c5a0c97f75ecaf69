"""The records that flow through the pipeline."""

import ast
import dataclasses
import inspect
import pickle
from pathlib import Path

import pytest

from toolkit.contract import records

KINDS = [kind for _, kind in inspect.getmembers(records, dataclasses.is_dataclass)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_record_cannot_be_changed(kind):
    assert kind.__dataclass_params__.frozen
    assert hasattr(kind, "__slots__")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_record_says_what_it_is(kind):
    assert kind.__doc__.endswith(".")


def test_an_article_travels_between_processes(article):
    assert pickle.loads(pickle.dumps(article())) == article()


def test_equal_articles_have_equal_hashes(article):
    assert hash(article()) == hash(article())


def test_the_good_article_s_spans_cut_its_body(article):
    good = article()
    assert [good.body[span.start : span.end] for span in (*good.quotes, *good.entities)] == [
        span.text for span in (*good.quotes, *good.entities)
    ]


def test_the_module_imports_the_standard_library_and_its_summaries_only():
    tree = ast.parse(Path(records.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    summaries = {"toolkit.contract.notebook_html", "toolkit.contract.record_summaries"}
    assert imported <= {"collections.abc", "dataclasses", "datetime"} | summaries
