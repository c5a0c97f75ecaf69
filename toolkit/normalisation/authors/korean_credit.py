"""Reads Korean credits, names before the word for a reporter: "김하늘 기자", "[항구일보 김하늘 기자]"."""

import re

_LONGEST_LINE, _OPENING = 90, 60
"""Characters of a line that is a credit, and of the opening of a paragraph that may be one."""
_SURNAMES = frozenset(
    "가간갈감강견경계고공곽구국권금기길김나남노뇌단당도동두라류마맹명모목묘문민박반방배백변복봉부빈사서석선설섭성소손송승시신심"
    "안양어엄여연염예오옥온왕용우원위유육윤은음이인임장전정제조종주지진차채천초최추탁탄태판팽편평표피하한함허현형호홍황"
)
"""The first syllable of a name; compound surnames begin with one of these, too."""
_NO_NAMES = frozenset(
    [
        *("전문", "인턴", "선임", "수습", "객원", "담당", "현장", "시민"),
        *("본지", "본보", "정치", "경제", "사회", "문화", "국제", "전국"),
    ]
)
_NO_NAME_ENDS = ("부", "팀", "일보", "신문", "뉴스", "방송", "통신", "전문")
"""How desks and papers end, which stand before the word for a reporter as names do."""
_NAMES = r"[가-힣]{2,4}(?:\s?[·,/]\s?[가-힣]{2,4}){0,5}"
_RANK, _ROLE = "(?:선임|수습|인턴|객원|전문|대)", "(?:기자|특파원|논설위원)"
_CREDIT = re.compile(
    rf"(?<![가-힣])(?P<names>{_NAMES})\s?(?:{_RANK}\s?)?{_ROLE}"
    r"(?P<end>\s*(?:[\])=|/,·:]|[\w.+-]{1,64}@|입력|수정|승인|등록|\d|$))"
)
_ALONE = re.compile(
    rf"[\[(]?\s?(?:[가-힣]{{2,8}}\s)?{_NAMES}\s?{_RANK}?\s?{_ROLE}"
    r"\s?(?:[\w.+-]{1,64}@[\w.-]{1,64})?\s?[\])]?"
)
_BETWEEN = re.compile(r"\s?[·,/]\s?")


def read_korean_credit(text: str) -> list[str]:
    """Return the names of the reporters that a line says to be so; none for any other line.

    In the opening of a paragraph a sign such as "=" or a bracket must end the credit.

    >>> read_korean_credit("[항구일보 김하늘·박바다 기자]"), read_korean_credit("정치부 기자")
    (['김하늘', '박바다'], [])
    """
    whole = text.strip()
    is_line = len(whole) <= _LONGEST_LINE
    names: list[str] = []
    for match in _CREDIT.finditer(whole[: _LONGEST_LINE if is_line else _OPENING]):
        if is_line or match["end"].strip() in ("=", "]", ")"):
            names += [name for name in _BETWEEN.split(match["names"]) if _is_name(name) and name not in names]
    return names


def is_korean_credit(text: str) -> bool:
    """Return True if a paragraph is a credit and nothing else."""
    return len(text) <= _LONGEST_LINE and _ALONE.fullmatch(text) is not None and bool(read_korean_credit(text))


def _is_name(text: str) -> bool:
    return text[0] in _SURNAMES and text not in _NO_NAMES and not text.endswith(_NO_NAME_ENDS)
