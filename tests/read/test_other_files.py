"""Programs, settings and databases are refused with what to do."""

import pytest

from toolkit.read.other_files import describe_other

MYSQL = b"-- MySQL dump 10.13\n/*!40101 SET NAMES utf8 */;\n\nDROP TABLE IF EXISTS `posts`;\nCREATE TABLE `posts` (\n"
POSTGRES = (
    b"--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\nCOPY public.stories (id, title) FROM stdin;\n"
)


@pytest.mark.parametrize("name", ["mail.py", "site/style.CSS", "settings.yaml", "a.zip!b/main.rs", "query.js.gz"])
def test_the_suffix_of_a_program_is_enough(name):
    assert "is a program or settings" in describe_other(name, b"The mill opens on Friday.")


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (MYSQL, "dump of a database in SQL"),
        (POSTGRES, "dump of a database in SQL"),
        (b"BEGIN TRANSACTION;\nCREATE TABLE posts (id);\n", "dump of a database in SQL"),
        (b"INSERT INTO posts VALUES (1,'Mill opens');\n", "dump of a database in SQL"),
        (b"SQLite format 3\x00\x10\x00", "SQLite database"),
        (b"PGDMP\x01\x0e", "PostgreSQL database"),
    ],
)
def test_the_first_bytes_tell_a_database(start, words):
    description = describe_other("export", start)
    assert words in description
    assert "Export its table of articles" in description


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("story", b"Set the table for nine, said the cook of the ferry."),
        ("wire.log", b"OLDMERE, March 5 - The mill opens on Friday."),
        ("story.nu", b"Create a stir, insert a coin: the mill opens on Friday."),
        ("dash", b"-- The mill opens on Friday --\n\nUse the bridge, the council said (it is new).\n"),
    ],
)
def test_anything_else_may_hold_an_article(name, start):
    assert describe_other(name, start) is None
