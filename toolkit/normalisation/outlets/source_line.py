"""The line below a Chinese, Japanese or Korean headline that names the outlet: "2024年03月05日08:15 来源：..."."""

import re

_TIME = r"[\d年月日时時分秒/.:\-\s]{4,30}(?:[星期周曜一二三四五六日월화수목금토일년시분\s()（）]{0,12})"
_PUBLISHED = r"(?:(?:发布|發布|发表|更新)?(?:时间|時間|日期)\s*[:：]\s*)?"
_LABEL = r"(?:(?:文章|信息|新闻|稿件)?来源|(?:文章|新聞|資料)?來源|稿源|出典|引用元|출처)"
_OTHER = r"(?:作者|记者|記者|编辑|編輯|责任编辑|責任編輯|责编|責編|字号|字號|分享|浏览|阅读|阅读量|打印|评论)"
_LINE = re.compile(
    rf"\W*{_PUBLISHED}(?:{_TIME})?\W*{_LABEL}\s*[:：]\s*(?P<name>[^\s|｜:：,，;；()（）]{{2,30}}(?:\s[A-Z][\w.]{{0,20}}){{0,3}})"
    rf"(?:[\s|｜,，;；(（)）]+(?:{_TIME}|{_OTHER}\s*[:：]?[^\n]{{0,40}}))?\W*"
)
_EDITOR = re.compile(
    r"\s*[（(](?:责编|責編|责任编辑|責任編輯|编辑|編輯|校对|審核|审核|完)(?:\s*[:：][^（）()]{1,60})?[）)]\s*$"
)
_LONGEST = 120


def source_span(line: str) -> tuple[int, int] | None:
    """Return where a line that holds nothing but time, outlet and editor names the outlet; null for any other line.

    >>> source_span("2024年03月05日08:15 来源：北港晚报")
    (20, 24)
    """
    match = _LINE.fullmatch(line) if len(line) <= _LONGEST else None
    return match.span("name") if match else None


def without_editor(paragraph: str) -> str:
    """Return a paragraph without the names of its editors, which end a text in brackets.

    >>> without_editor("渡轮再次起航。（责编：张三、李四）")
    '渡轮再次起航。'
    """
    return _EDITOR.sub("", paragraph)
