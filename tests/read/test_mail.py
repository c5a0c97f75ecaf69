"""E-mail and mailboxes."""

import hashlib
from email import message_from_bytes, policy
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
    result = read_bytes(name, box(mail(encoding="8bit"), mail(), mail()))
    assert [(item.record, item.text.strip()) for item in result] == [(number, STORY.strip()) for number in range(3)]


def test_the_line_is_that_on_which_a_message_starts(read_bytes):
    raw = box(mail(), mail())
    assert [item.line for item in read_bytes("a.mbox", raw)] == [
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
    result = list(reader(Source("a.eml", "a.eml", "mail", 0), iter(parts), ReadOptions()))
    assert result
    assert {type(item) for item in result} <= {Document, Rejection}


TWO_STORIES = """Here is the news of the week, put together for you.

----------------------------------------
BEES MOVE INTO A TRAM

Ravensholm Agency, Ravensholm
June 3, 2019

A swarm of bees that had settled in the bell of tram number seven was taken in by its drivers on Sunday morning,
and the depot has ordered two hives for them.

----------------------------------------
LIBRARY LENDS UMBRELLAS

By Orla Finch
June 5, 2019

The library of Pellworth lends umbrellas since Tuesday, because its roof cannot be mended before the autumn comes
and every reader was getting wet.

----------------------------------------
To leave this list write to us.
"""


def test_what_a_mailing_list_writes_below_a_mail_is_left_out(read_bytes):
    footer = "_______________________________________________\nharbour mailing list\nharbour@list.example\nhttps://list.example/\n"
    (document,) = read_bytes("a.eml", mail(text=f"{STORY}\n{footer}"))
    assert document.text.strip() == STORY.strip()


def test_a_rule_above_a_paragraph_is_no_footer(read_bytes):
    text = f"Summary of the week\n______________________\n\n{STORY}"
    (document,) = read_bytes("a.eml", mail(text=text))
    assert document.text == text


def test_every_story_of_a_digest_is_a_document_with_its_head(read_bytes):
    first, second = read_bytes("a.eml", mail(subject="Digest of the week", text=TWO_STORIES))
    assert (first.given["headline"], first.given["source"]) == ("BEES MOVE INTO A TRAM", "Ravensholm Agency")
    assert (first.given["date"], first.record) == ("2019-06-03", 0)
    assert (second.given["authors"], second.record) == (["Orla Finch"], 1)
    assert second.given["date_not_after"].startswith("2023-04-03")


def test_the_outlet_right_below_a_headline_is_no_part_of_it(read_bytes):
    story = (
        "Café reopens in town\nThe Ormsund Post\nBy Ada Quill\n3 June 2019\n\n"
        + "It opens at six on every day of the week. " * 5
    )
    text = f"{story}\n\n{'-' * 70}\n\n{story}\n"
    first, second = read_bytes("a.eml", mail(subject="Digest", text=text))
    assert (first.given["headline"], first.given["source"]) == ("Café reopens in town", "The Ormsund Post")
    assert second.given["authors"] == ["Ada Quill"]


def test_a_rule_inside_of_one_story_does_not_divide_it(read_bytes):
    text = (
        STORY * 6 + "-" * 40 + "\nBen Orr, the desk of the harbour news, writes to you every week about ferries.\n" * 3
    )
    assert len(read_bytes("a.eml", mail(text=text))) == 1


def test_every_message_of_a_mailman_digest_is_a_document(read_bytes):
    head = "Message: {n}\nDate: Mon, 0{n} Apr 2023 10:00:00 +0000\nFrom: a@x.example\nSubject: [l] News {n}\n\n"
    part = f"\n{'-' * 30}\n\n{head}"
    text = "Topics:\n\n 1. News\n" + "".join(part.format(n=n) + STORY for n in (1, 2)) + "\n" + "-" * 30 + "\n\nEnd\n"
    first, second = read_bytes("a.eml", mail(text=text))
    assert (first.given["headline"], second.given["headline"]) == ("News 1", "News 2")
    assert second.given["date_not_after"] == "2023-04-02T10:00:00+00:00"


def test_the_messages_of_a_mime_digest_are_documents(read_bytes):
    digest = EmailMessage()
    digest["Subject"] = "Digest"
    digest.add_attachment(message_from_bytes(mail(subject="One"), policy=policy.default))
    digest.add_attachment(message_from_bytes(mail(subject="Two"), policy=policy.default))
    raw = digest.as_bytes().replace(b"multipart/mixed", b"multipart/digest")
    assert [document.given["headline"] for document in read_bytes("a.eml", raw)] == ["One", "Two"]


def test_text_before_and_behind_a_picture_is_read(read_bytes):
    message = EmailMessage()
    message["Subject"] = "Café reopens"
    message.set_content("The café reopens.\n")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", disposition="inline")
    message.add_attachment("It opens at six.\n", disposition="inline")
    (document,) = read_bytes("a.eml", message.as_bytes())
    assert document.text == "The café reopens.\n\nIt opens at six.\n"


def test_an_attached_text_is_no_part_of_the_article(read_bytes):
    message = EmailMessage()
    message.set_content(STORY)
    message.add_attachment("Invoice\n", filename="a.txt")
    (document,) = read_bytes("a.eml", message.as_bytes())
    assert document.text == STORY


def test_a_file_of_a_news_group_is_a_message(read_bytes):
    raw = f"Newsgroups: alt.trams\nFrom: ben@post.example (Ben)\nSubject: Re: Bees\nLines: 9\n\n{STORY}".encode()
    for name in ("53068", "53068.txt"):
        (document,) = read_bytes(name, raw)
        assert (document.given["headline"], document.text) == ("Bees", STORY)


def test_a_subject_whose_words_stand_in_a_sentence_is_given(read_bytes):
    (document,) = read_bytes("a.eml", mail(text=STORY.replace("café in Ormsund reopens", "small café reopens today")))
    assert document.given["headline"] == "Café reopens"


def test_what_a_mail_quotes_of_another_is_no_part_of_it(read_bytes):
    own = "The café will open at six from now on, and on Sundays at nine, as its keeper asked, with bread."
    (document,) = read_bytes("a.eml", mail(text=f"On Monday Ben Orr wrote:\n> Will it open?\n>> Yes.\n\n{own}\n"))
    assert document.text.strip() == own


def test_a_mail_that_only_quotes_is_read_without_the_marks(read_bytes):
    quoted = "".join(f"> {line}\n" for line in STORY.splitlines())
    (document,) = read_bytes("a.eml", mail(text=f"See below.\n\n{quoted}"))
    assert "From now on it opens at six" in document.text
    assert ">" not in document.text
