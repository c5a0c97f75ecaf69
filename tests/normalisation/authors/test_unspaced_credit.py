"""Tests of Chinese and Japanese credits; all people are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.normalisation.authors.unspaced_credit import read_unspaced_credit


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("作者：李晓明", ["李晓明"]),
        ("本报记者 李晓明", ["李晓明"]),
        ("记者 李晓明、王小红", ["李晓明", "王小红"]),
        ("记者李晓明 通讯员王小红", ["李晓明", "王小红"]),
        ("（记者 李晓明）", ["李晓明"]),
        ("文/李晓明", ["李晓明"]),
        ("李晓明/中国青年报", ["李晓明"]),
        ("記者李曉明／台北報導", ["李曉明"]),
        ("聯合報╱記者李曉明／台北報導", ["李曉明"]),
        ("【記者李曉明台北報導】", ["李曉明"]),
        ("来源：某某网 作者：李晓明 责编：王小红", ["李晓明"]),
        ("執筆 山田太郎", ["山田太郎"]),
        ("文・山田太郎", ["山田太郎"]),
        ("文｜某刊 李晓明", ["李晓明"]),
        (
            "某网讯 实习生李晓明、记者王小红报道：昨日，市政府在新桥旁举行了开放仪式，许多市民前来参观并走过了这座桥。",
            ["李晓明", "王小红"],
        ),
    ],
)
def test_a_credit_gives_its_reporters(line, names):
    assert read_unspaced_credit(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：李晓明",
        "来源：某某网",
        "摄影：王小红",
        "记者从市政府了解到",
        "记者于昨日在现场看到，许多市民前来参观新桥，并且走过了这座桥，他们都说这座桥十分漂亮，以后还会再来看一看，也会带家人来。",
        "By Jane Roe",
        "",
    ],
)
def test_other_lines_give_none(line):
    assert read_unspaced_credit(line) == []


@given(st.text(alphabet="记者李明、／/ 報導台北文：（）", max_size=40))
def test_every_name_is_part_of_its_line(line):
    assert all(name in line for name in read_unspaced_credit(line))
