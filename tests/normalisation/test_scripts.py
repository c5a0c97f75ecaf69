"""Scripts that decide a language, and letters that do."""

import pytest

from toolkit.normalisation.scripts import language_of_script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("市议会决定在冬天之前沿着运河种植四百棵苹果树", "zh"),
        ("市議会は冬までに運河沿いにりんごの木を植える", "ja"),
        ("佢哋話條橋仲未整好，我哋唔知喺邊度行", "yue"),
        ("시의회는 겨울이 오기 전에 다리를 고치기로 했다", "ko"),
        ("Η γέφυρα του λιμανιού άνοιξε ξανά", "el"),
        ("Градско веће је рекло да ће поправити мост и кућу људи", "sr"),
        ("Міська рада відкрила її міст, їхати можна і є час", "uk"),
        ("شہر نے پل کھول دیا ہے اور لوگ ڈاک لے گئے ٹکٹ", "ur"),
        ("นายกเทศมนตรีเปิดสะพานใหม่", "th"),
    ],
)
def test_a_script_or_its_letters_decide(text, language):
    assert language_of_script(text) == language


@pytest.mark.parametrize("text", ["The bridge is open", "Городской совет решил посадить яблони", "", "12 — 14", "λ"])
def test_a_script_of_many_languages_decides_nothing(text):
    assert language_of_script(text) is None


def test_a_foreign_name_does_not_change_the_script():
    assert language_of_script("市议会 Norland Bank 决定在冬天之前沿着运河种植四百棵苹果树") == "zh"
