"""Markdown files with front matter."""

from datetime import date

import pytest

from toolkit.read.markdown import front_matter, plain_text

BODY = (
    "The bell of Tarnholt\nwas cast *anew* on Monday.\n\n> It rings [well](https://x.example/y), said **Ada Quill**.\n"
)
CLEAN = "The bell of Tarnholt was cast anew on Monday.\n\nIt rings well, said Ada Quill."


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Bell rings again"\ndate: 2024-03-01\nauthor: Ada Quill\n---\n',
        '+++\ntitle = "Bell rings again"\ndate = 2024-03-01\nauthor = "Ada Quill"\n+++\n',
        '{"title": "Bell rings again", "date": "2024-03-01", "author": "Ada Quill"}\n\n',
        "Title: Bell rings again\nDate: 2024-03-01\nAuthor: Ada Quill\n\n",
    ],
)
def test_front_matter_states_the_fields(read_bytes, front):
    (document,) = read_bytes("a.md", (front + BODY).encode())
    assert document.text == CLEAN
    assert document.given["headline"] == "Bell rings again"
    assert document.given["authors"] == "Ada Quill"
    assert document.given["date"] in ("2024-03-01", date(2024, 3, 1))


def test_a_title_with_a_colon_is_read_although_it_is_no_yaml():
    fields, rest = front_matter("---\ntitle: Bell: it rings\nauthor: Ada Quill\n---\nText")
    assert (fields, rest) == ({"title": "Bell: it rings", "author": "Ada Quill"}, "Text")


def test_a_file_without_front_matter_is_a_text(read_bytes):
    (document,) = read_bytes("a.md", f"# Bell rings again\n\n{BODY}".encode())
    assert (document.text, dict(document.given)) == (f"Bell rings again\n\n{CLEAN}", {})


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("![Bell](bell.png)\n\nIt rings.", "It rings."),
        ("It rings.[^1]\n\n---\n\n* One\n* Two", "It rings.\n\nOne\n\nTwo"),
        ("```\ncode\n```\nIt rings.", "It rings."),
        ("{{< video 7 >}}\nIt <em>rings</em> &amp; rings.", "It rings & rings."),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("1\\. no list", "1. no list"),
    ],
)
def test_marks_are_taken_out(markdown, expected):
    assert plain_text(markdown) == expected


@pytest.mark.parametrize(
    ("raw", "reason"), [(b"", "empty"), (b"---\ntitle: Bell\n---\n", "missing_text"), (b"\0\1", "binary")]
)
def test_a_file_without_text_is_refused(read_bytes, raw, reason):
    (refusal,) = read_bytes("a.md", raw)
    assert refusal.reason == reason


def test_a_front_matter_that_would_grow_without_end_is_not_followed():
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert set(front_matter(f"---\n{bomb}title: Bell\n---\nText")[0]) >= {"title"}
