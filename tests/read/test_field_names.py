"""Usual names of fields in records."""

from collections import Counter
from dataclasses import fields

from toolkit.contract.records import Article, Rights
from toolkit.read.field_names import RIGHTS_NAMES, USUAL_NAMES, fold_name


def test_every_field_is_one_of_the_article_or_a_whole_document():
    known = {field.name for field in fields(Article)} | {"raw", "html"}
    assert set(USUAL_NAMES) <= known


def test_a_key_stands_for_two_fields_only_where_an_address_tells_them_apart():
    tables = (USUAL_NAMES | RIGHTS_NAMES).items()
    fields = Counter(key for field, names in tables if field != "url" for key in set(map(fold_name, names)))
    assert [key for key, count in fields.items() if count > 1] == []


def test_every_field_of_the_rights_has_names():
    said_by_the_policy = {"extent"}
    assert set(RIGHTS_NAMES) == {field.name for field in fields(Rights)} - said_by_the_policy
