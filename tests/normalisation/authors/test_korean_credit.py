"""Korean credits: names before the word for a reporter."""

import pytest

from toolkit import normalise
from toolkit.normalisation.authors.korean_credit import is_korean_credit, read_korean_credit

BODY = (
    "노르빅 항만위원회는 12일 네 시간의 토론 끝에 두 번째 여객선을 사기로 했다고 밝혔다. 새 배는 크다.",
    "항만장 이네스 할보르센은 두 해 전 겨울에 이미 필요했다고 말했다. 낡은 배는 바람이 강하면 출항할 수 없다.",
    "반대하는 주민들은 시가 시민에게 묻지 않았다고 주장했다. 청원에는 일주일 만에 1400명이 서명했다.",
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("김하늘 기자", ["김하늘"]),
        ("김하늘 기자 haneul@post.example", ["김하늘"]),
        ("김하늘 기자 입력 2024.03.12 08:30", ["김하늘"]),
        ("[항구일보 김하늘·박바다 기자]", ["김하늘", "박바다"]),
        (
            "(노르빅=항구뉴스) 김하늘 특파원 = 노르빅 항만위원회는 두 번째 여객선을 사기로 했다고 12일 밝혔다. "
            + "가" * 60,
            ["김하늘"],
        ),
        ("정치부 기자", []),
        ("항구일보 기자", []),
        ("인턴 기자", []),
        ("김하늘 기자는 그날 항구에 없었다", []),
        ("김하늘 기자 등은 " + BODY[0], []),
    ],
)
def test_the_names_of_a_credit(text, names):
    assert read_korean_credit(text) == names


@pytest.mark.parametrize("text", ["김하늘 기자", "[항구일보 김하늘 기자]", "김하늘 기자 haneul@post.example"])
def test_a_paragraph_that_is_a_credit_is_known(text):
    assert is_korean_credit(text)


@pytest.mark.parametrize("text", ["정치부 기자", "김하늘 기자는 말했다.", BODY[0]])
def test_another_paragraph_is_none(text):
    assert not is_korean_credit(text)


@pytest.mark.parametrize("credit", ["[항구일보 김하늘 기자]", "김하늘 기자", "김하늘 기자 haneul@post.example"])
@pytest.mark.parametrize("above", [True, False])
def test_a_story_has_its_author_and_no_credit_in_its_body(credit, above):
    parts = [credit, *BODY] if above else [*BODY, credit]
    article = normalise("\n\n".join(["노르빅, 두 번째 여객선 구입 결정", *parts]), annotate=False)
    assert (article.authors, article.body) == (("김하늘",), "\n\n".join(BODY))
