"""Words that say what a date is of."""

import pytest

from toolkit.normalisation.dates.cues import role_of


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("Published: ", "published"),
        ("Posted by Ann Roe on ", "published"),
        ("Ann Roe · Harbour Gazette · Posted: ", "published"),
        ("Veröffentlicht am ", "published"),
        ("Mis en ligne le ", "published"),
        ("公開日：", "published"),
        ("입력 ", "published"),
        ("Last updated on ", "updated"),
        ("Published 3 May, last modified ", "updated"),
        ("Mis à jour le ", "updated"),
        ("Güncelleme : ", "updated"),
        ("最終更新：", "updated"),
        ("Copyright © ", "other"),
        ("Born on ", "other"),
        ("© Harbour Gazette | ", None),
        ("Photo: A. Fenn | Posted ", "published"),
        ("ΔΗΜΟΣΙΕΥΘΗΚΕ: ", "published"),
        ("Termin: ", "other"),
        ("By Ann Roe ", None),
        ("", None),
    ],
)
def test_the_last_cue_before_a_date_names_its_role(before, role):
    assert role_of(before) == role


def test_a_cue_far_away_does_not_count():
    assert role_of("Published " + "x" * 100) is None


def test_a_cue_is_a_whole_word():
    assert role_of("the disposted standard ") is None
