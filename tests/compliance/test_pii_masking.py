"""Masks in the place of personal data."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.compliance.pii_detection import Finding
from toolkit.compliance.pii_masking import mask, mask_body


def _entity(body, text):
    start = body.index(text)
    return {"text": text, "start": start, "end": start + len(text), "type": "ORG", "name": text}


def _quote(body, text, speaker):
    start, mention = body.index(text), body.index(speaker)
    return {
        "text": text,
        "start": start,
        "end": start + len(text),
        "parts": [{"start": start, "end": start + len(text)}],
        "speaker": speaker,
        "speaker_text": speaker,
        "speaker_start": mention,
        "speaker_end": mention + len(speaker),
    }


BODY = "Halden Hall, 12 Harbour Road: “Write to ida@halden.example today,” said Ida Brandt."


def _found(kind, text):
    return Finding(kind, BODY.index(text), BODY.index(text) + len(text))


def test_quotes_are_cut_out_anew_and_their_speakers_moved():
    row = {"body": BODY, "quotes": [_quote(BODY, "Write to ida@halden.example today,", "Ida Brandt")], "entities": None}
    masked = mask_body(row, [_found("address", "12 Harbour Road"), _found("email", "ida@halden.example")])
    (quote,) = masked["quotes"]
    assert masked["body"] == "Halden Hall, [address]: “Write to [e-mail] today,” said Ida Brandt."
    assert quote["text"] == masked["body"][quote["start"] : quote["end"]] == "Write to [e-mail] today,"
    assert quote["parts"] == [{"start": quote["start"], "end": quote["end"]}]
    assert masked["body"][quote["speaker_start"] : quote["speaker_end"]] == quote["speaker_text"] == "Ida Brandt"


def test_an_entity_inside_a_mask_is_left_out_and_others_move():
    row = {"body": BODY, "quotes": [], "entities": [_entity(BODY, "Harbour Road"), _entity(BODY, "Ida Brandt")]}
    masked = mask_body(row, [_found("address", "12 Harbour Road")])
    assert [item["text"] for item in masked["entities"]] == ["Ida Brandt"]
    assert all(masked["body"][item["start"] : item["end"]] == item["text"] for item in masked["entities"])


def test_a_speaker_whose_mention_is_masked_is_the_mask():
    body = "“We are open,” said ida@halden.example."
    quote = _quote(body, "We are open,", "ida@halden.example")
    start = body.index("ida@")
    masked = mask_body({"body": body, "quotes": [quote], "entities": None}, [Finding("email", start, start + 18)])
    assert masked["quotes"][0]["speaker_text"] == "[e-mail]"


@given(st.data())
def test_every_span_still_cuts_its_text(data):
    body = data.draw(st.text("ab \n🚲", min_size=4, max_size=40))
    borders = sorted(data.draw(st.sets(st.integers(0, len(body)), min_size=2, max_size=8)))
    result = [Finding("phone", *pair) for pair in zip(borders[::2], borders[1::2], strict=False)]
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    entity = {"text": body[start:end], "start": start, "end": end}
    row = {"body": body, "quotes": [], "entities": [entity]}
    masked = mask_body(row, result)
    assert masked["body"] == mask(body, result)
    assert all(
        masked["body"][item["start"] : item["end"]] == item["text"] == entity["text"] for item in masked["entities"]
    )
