"""The line that names the outlet below a headline."""

import pytest

from toolkit.contract.records import Document
from toolkit.normalisation import normalise_document
from toolkit.normalisation.outlets.source_line import source_span, without_editor


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("2024年05月03日08:15 来源：北港晚报", "北港晚报"),
        ("来源：北港晚报 作者：王芳", "北港晚报"),
        ("发布时间：2024-05-03 08:15:22 来源: 北港晚报 | 责任编辑：张三", "北港晚报"),
        ("(2024/05/03 來源：北港晚報)", "北港晚報"),
        ("출처: 북항일보", "북항일보"),
    ],
)
def test_the_outlet_of_such_a_line_is_found(line, name):
    start, end = source_span(line)
    assert line[start:end] == name


@pytest.mark.parametrize(
    "line", ["来源：", "据报道，信息来源：多家媒体的记者在现场看到了渡轮再次起航。", "Source: Ormsund Post"]
)
def test_no_other_line_names_an_outlet(line):
    assert source_span(line) is None


def test_editors_in_brackets_leave_the_last_paragraph():
    assert without_editor("渡轮再次起航。(责任编辑：张三)") == "渡轮再次起航。"
    assert without_editor("渡轮再次起航（据市长说）") == "渡轮再次起航（据市长说）"


def test_a_page_is_of_the_outlet_that_it_names_below_the_headline():
    paragraphs = ["奥姆松的渡轮星期一再次起航，灯塔守护人在码头上对记者说，第一天有四十人渡过了海峡。"] * 2
    paragraphs[1] += "市长补充说，去年冬天重新铸造的钟将在月底之前挂起来。（责编：张三）"
    page = "<html><body><article><h1>渡轮再次起航</h1><p>2024年05月03日08:15 来源：北港晚报</p>"
    page += (
        "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        + "</article><footer>© 2026 Post</footer></body></html>"
    )
    article = normalise_document(Document("a.html", page, "0" * 64, "text/html"))
    assert article.source == "北港晚报"
    assert article.body.startswith("奥姆松的渡轮")
    assert article.body.endswith("挂起来。")
