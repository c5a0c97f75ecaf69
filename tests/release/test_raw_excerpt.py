"""What of a raw document is shown beside its article."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.release.raw_excerpt import LONGEST, excerpt, whole


def _row(used=(), gone=()):
    return {
        "evidence": [{"field": "body", "start": start, "end": end} for start, end in used],
        "removed": [{"start": start, "end": end, "reason": "navigation"} for start, end in gone],
    }


def _shown(result):
    return "".join(piece for _, _, piece in result["raw"])


def test_a_document_whose_every_line_is_accounted_for_is_shown_whole():
    text = "Home\nThe tram runs again\nIt is green.\n"
    result = excerpt(text, _row(used=[(5, 37)], gone=[(0, 4)]))
    assert result == {"raw": [[0, 1, text]], "raw_length": len(text)}


def test_many_short_stretches_are_all_shown():
    text = "menu\n" * 500 + "The tram runs again.\n" * 500
    gone = [(start, start + 4) for start in range(0, 2500, 5)]
    used = [(start, start + 20) for start in range(2500, 13_000, 21)]
    assert _shown(excerpt(text, _row(used, gone))) == text


def test_the_middle_of_long_markup_is_left_out():
    text = "<" + "a" * 5000 + ">\nThe tram runs again"
    result = excerpt(text, _row(used=[(5003, 5022)]))
    assert [len(piece) for _, _, piece in result["raw"]] == [200, 219]
    assert result["raw"][1][2].endswith(">\nThe tram runs again")


def test_the_middle_of_a_long_removed_stretch_is_left_out():
    result = excerpt("a" * 20_000 + "b", _row(used=[(20_000, 20_001)], gone=[(0, 20_000)]))
    assert [(start, len(piece)) for start, _, piece in result["raw"]] == [(0, 1500), (18_500, 1501)]


def test_what_became_a_field_is_shown_however_long_it_is():
    result = excerpt("b" * 50_000, _row(used=[(0, 50_000)]))
    assert len(_shown(result)) == 50_000


def test_a_piece_knows_its_line():
    result = excerpt("head\n" + "x\n" * 1000 + "body", _row(used=[(2005, 2009)]))
    assert [line for _, line, _ in result["raw"]] == [1, 902]


SPANS = st.lists(
    st.tuples(st.integers(0, 9000), st.integers(1, 4000)).map(lambda item: (item[0], sum(item))), max_size=6
)


@given(st.text(alphabet="ab\n🚲", max_size=50).map(lambda part: part * 200), SPANS, SPANS)
def test_every_piece_stands_at_its_offset_and_none_overlaps_another(text, used, gone):
    result = excerpt(text, _row(used, gone))
    end = -1
    for start, line, piece in result["raw"]:
        assert text[start : start + len(piece)] == piece != ""
        assert line == text[:start].count("\n") + 1
        assert start > end
        end = start + len(piece)


@given(st.integers(LONGEST - 5, LONGEST + 50_000))
def test_no_more_is_shown_than_a_browser_can_lay_out(length):
    assert len(_shown(excerpt("a" * length, _row(used=[(0, length)])))) == min(length, LONGEST)
    assert len(_shown(whole("a" * length))) == min(length, LONGEST)
    assert whole("a" * length)["raw_length"] == length
