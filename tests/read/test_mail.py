"""E-mail and mailboxes."""

import hashlib
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract.records import Document, Rejection
from toolkit.read import ReadOptions
from toolkit.read.input_file import Source
from toolkit.read.mail import bare_subject, read, read_box

STORY = "The café in Ormsund reopens.\n\nFrom now on it opens at six, said Ada Quill.\n"


def mail(subject="[harbour] Fwd: Café reopens", text=STORY, page=None, charset="utf-8", encoding="quoted-printable"):
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Ben Orr <ben@post.example>"
    message["Date"] = "Mon, 03 Apr 2023 23:15:00 -0500"
    if text is not None:
        message.set_content(text, charset=charset, cte=encoding)
    if page is not None and text is None:
        message.set_content(page, subtype="html")
    elif page is not None:
        message.add_alternative(page, subtype="html")
    return message.as_bytes()


def test_a_message_is_one_document_whose_text_is_a_raw_dump(read_bytes):
    raw = mail()
    (document,) = read_bytes("a.eml", raw)
    assert (document.text, document.media_type, document.record) == (STORY, "text/plain", None)
    assert document.given == {"headline": "Café reopens", "date_not_after": "2023-04-03T23:15:00-05:00"}
    assert document.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_subject_that_the_text_has_is_not_given(read_bytes):
    (document,) = read_bytes("a.eml", mail(text=f"CAFÉ\nREOPENS\n\n{STORY}"))
    assert "headline" not in document.given


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_every_encoding_of_the_text_is_undone(read_bytes, charset, encoding):
    (document,) = read_bytes("a.eml", mail(charset=charset, encoding=encoding))
    assert document.text == STORY


def test_plain_text_goes_before_a_page(read_bytes):
    (document,) = read_bytes("a.eml", mail(page="<p>The page</p>"))
    assert document.text == STORY


def test_a_message_that_is_only_a_page_is_one(read_bytes):
    (document,) = read_bytes("a.eml", mail(text=None, page="Bare <b>page</b> of the café"))
    assert (document.text.strip(), document.media_type) == ("Bare <b>page</b> of the café", "text/html")


def test_an_attachment_is_no_text(read_bytes):
    message = EmailMessage()
    message.set_content("<p>The page</p>", subtype="html")
    message.add_attachment("A list", filename="list.txt")
    (document,) = read_bytes("a.eml", message.as_bytes())
    assert document.text.strip() == "<p>The page</p>"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Re: [harbour] FWD: Ferry", "Ferry"),
        ("AW: WG: Fähre", "Fähre"),
        ("Re[2]: Ferry", "Ferry"),
        ("Ferry: a story [again]", "Ferry: a story [again]"),
        ("Regatta: a story", "Regatta: a story"),
        ("[" * 50_000, "[" * 50_000),
        ("Re:" * 20_000 + " x", "x"),
    ],
)
def test_marks_of_replies_and_lists_are_taken_off(subject, expected):
    assert bare_subject(subject) == expected


def box(*messages):
    envelope = b"From ben@post.example Mon Apr  3 23:15:00 2023\n"
    return b"".join(envelope + message.replace(b"\nFrom now", b"\n>From now") + b"\n" for message in messages)


@pytest.mark.parametrize("name", ["a.mbox", "a.mbox.gz", "a.mbx.zst", "mail"])
def test_a_mailbox_gives_its_messages_one_by_one(read_bytes, name):
    found = read_bytes(name, box(mail(encoding="8bit"), mail(), mail()))
    assert [(each.record, each.text.strip()) for each in found] == [(number, STORY.strip()) for number in range(3)]


def test_the_line_is_that_on_which_a_message_starts(read_bytes):
    raw = box(mail(), mail())
    assert [each.line for each in read_bytes("a.mbox", raw)] == [
        2,
        raw[: raw.rindex(b"From ben@post")].count(b"\n") + 2,
    ]


def test_a_sentence_that_begins_with_from_does_not_part_a_message(read_bytes):
    (document,) = read_bytes("a.mbox", box(mail(text="One.\n\nFrom here we saw the ferry.\n", encoding="8bit")))
    assert "From here" in document.text


def test_a_message_above_the_limit_is_refused_alone(read_bytes):
    raw = box(mail(text="ferry " * 50_000), mail())
    refusal, document = read_bytes("a.mbox", raw, ReadOptions(max_bytes=5000))
    assert (refusal.reason, document.record) == ("too_large", 1)


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.eml", b"", "empty"),
        ("a.mbox", b"", "empty"),
        ("a.eml", b"Subject: Ferry\n\n", "missing_text"),
        ("a.eml", b"Content-Type: image/png\n\nx", "missing_text"),
    ],
)
def test_a_message_without_text_is_refused(read_bytes, name, raw, reason):
    (refusal,) = read_bytes(name, raw)
    assert refusal.reason == reason


def test_an_endless_subject_takes_linear_time(read_bytes):
    (document,) = read_bytes("a.eml", b"Subject: " + b"=?utf-8?q?x?= " * 100_000 + b"\n\nferry")
    assert len(document.given["headline"]) < 4096


HEADS = [
    b"Subject: =?utf-8?q?=ff?=\n",
    b"Subject: =?klingon?b?x?=\n",
    b"Date: 99 Foo 2023\n",
    b'Content-Type: text/plain; charset="\xff"\n',
    b"Content-Type: multipart/mixed\n",
    b"Content-Transfer-Encoding: base64\n",
    b"From x\n",
    b"Content-Disposition: ;;\n",
    b"\n",
    b"\xff\xfe text\n",
    b"From a Mon 2023\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(HEADS)))
@pytest.mark.parametrize("reader", [read, read_box])
def test_any_bytes_are_read_without_an_error(reader, parts):
    found = list(reader(Source("a.eml", "a.eml", "mail", 0), iter(parts), ReadOptions()))
    assert found
    assert {type(each) for each in found} <= {Document, Rejection}
