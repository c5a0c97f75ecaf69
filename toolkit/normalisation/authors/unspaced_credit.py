"""Reads Chinese and Japanese credits, whose names have no blanks around them: "记者李晓明、王小红", "文／山田太郎"."""

import re

from toolkit.normalisation.authors.surnames import SURNAMES

_LONGEST_LINE, _OPENING = 70, 60
"""Characters of a line that is a credit, and of the opening of a paragraph that may be one."""
_CUE = re.compile(
    r"(?P<role>(?:本报|本報|本刊|本网|本網|本台|特约|特約|实习|實習|首席)?(?:通讯员|通訊員|实习生|實習生|特派员|特派員|評論員|评论员"
    r"|(?:记者|記者|作者)(?!协会|協會|节|節|会|會|站|团|團|问|問|从|從)|撰文|撰稿|執筆|著者|筆者|供稿|(?<![\u3400-\u9fff])文(?=\s*[/／｜|:：・])))"
    r"\s*[/／｜|:：・]?\s*"
)
_NOT_WRITING = re.compile(
    r"(?:编辑|編輯|责编|責編|责任编辑|責任編輯|校对|摄影|攝影|翻译|翻譯|来源|來源|图|圖)\s*[/／｜|:：]?\s*"
)
_PAPER_BEFORE = re.compile(r"文\s?[/／｜|:：]\s?[\u3400-\u9fff]{2,6}\s(?P<name>[\u3400-\u9fff]{2,3})")
_CHINESE_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_JAPANESE_NAME = re.compile(r"[\u3400-\u9fff々]{1,4}[\u3040-\u30ff\u3400-\u9fff々ー]{1,5}")
_REPORTED = re.compile(r"[\u3400-\u9fff]{0,8}?(?:报道|報導|報道|采写|採訪|摄|攝|电|電|撰|文)")
_JOINED_PLACE = re.compile(
    r"(?P<name>[\u3400-\u9fff]{2,3})[\u3400-\u9fff]{2,3}?(?:綜合|综合|专电|專電)?(?:报道|報導|報道)"
)
_BETWEEN = re.compile(r"\s*[、，,&和与與・]\s*|\s+")
_END = re.compile(r"\s*(?:[/／╱｜|)）】\]（(〕;；。:：—–\-@＠\d]|\s|$)")
_PAPER_BEHIND = re.compile(
    r"(?P<name>[\u3400-\u9fff]{2,3})\s?[/／]\s?[\u3400-\u9fff]{2,8}(?:报|報|网|網|社|新闻|新聞|周刊|週刊)"
)


def read_unspaced_credit(text: str) -> list[str]:
    """Return the names of the reporters or writers that a line says to be so; none for any other line.

    >>> read_unspaced_credit("記者李曉明／台北報導"), read_unspaced_credit("本报记者 李晓明 王小红")
    (['李曉明'], ['李晓明', '王小红'])
    """
    whole = text.strip()
    if len(whole) <= _LONGEST_LINE:
        bare = whole.strip("()（）[]【】")
        paper = _PAPER_BEHIND.fullmatch(bare) or _PAPER_BEFORE.fullmatch(bare)
        if paper is not None and _is_name(paper["name"]):
            return [paper["name"]]
    names: list[str] = []
    for cue in _CUE.finditer(whole[: _LONGEST_LINE if len(whole) <= _LONGEST_LINE else _OPENING]):
        names += [name for name in _names_from(whole, cue.end(), firm=len(whole) <= _LONGEST_LINE) if name not in names]
    return names


def _names_from(text: str, start: int, *, firm: bool) -> list[str]:
    """Return the names from an offset on; unless `firm`, only if the text says that they report."""
    names: list[str] = []
    position = start
    while True:
        name, position = _name_at(text, position)
        if name is None:
            break
        names.append(name)
        between = _BETWEEN.match(text, position)
        if between is None or _CUE.match(text, between.end()) or _NOT_WRITING.match(text, between.end()):
            break
        position = between.end()
    reported = _REPORTED.match(text, position) is not None or text[position : position + 1] in ")）】"
    return names if firm or reported else []


def _name_at(text: str, start: int) -> tuple[str | None, int]:
    """Return the name that begins at an offset and where it ends; null and the offset where none does."""
    joined = _JOINED_PLACE.match(text, start)
    if joined is not None and _is_name(joined["name"]):
        return joined["name"], joined.end("name")
    for length in (3, 2, 4):
        run = _CHINESE_NAME.match(text, start, start + length)
        if run is None or len(run[0]) != length or not _is_name(run[0]):
            continue
        if _END.match(text, run.end()) or _BETWEEN.match(text, run.end()) or _REPORTED.match(text, run.end()):
            return run[0], run.end()
    run = _JAPANESE_NAME.match(text, start)
    if run is not None and _END.match(text, run.end()) and len(run[0]) > 2 and not _NOT_WRITING.match(text, start):
        is_japanese = re.search(r"[\u3040-\u30ff々]", text) is not None or text[:start].rstrip(" :：・/／").endswith(
            ("執筆", "著者", "筆者", "文")
        )
        return (run[0], run.end()) if is_japanese else (None, start)
    return None, start


def _is_name(text: str) -> bool:
    """Return True if a run of two to four signs begins with a surname."""
    return text[:2] in SURNAMES or (len(text) < 4 and text[0] in SURNAMES)
