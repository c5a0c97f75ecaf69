"""Usual names of fields in records."""

from dataclasses import fields

from toolkit.contract.records import Article, Rights
from toolkit.read.field_names import RIGHTS_NAMES, USUAL_NAMES


def test_every_field_is_one_of_the_article_or_a_whole_document():
    known = {field.name for field in fields(Article)} | {"raw", "html"}
    assert set(USUAL_NAMES) <= known


def test_no_key_stands_for_two_fields():
    keys = [key for table in (USUAL_NAMES, RIGHTS_NAMES) for names in table.values() for key in names]
    assert len(keys) == len(set(keys))


def test_every_field_of_the_rights_has_names():
    said_by_the_policy = {"extent"}
    assert set(RIGHTS_NAMES) == {field.name for field in fields(Rights)} - said_by_the_policy
