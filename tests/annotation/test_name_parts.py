"""Names and titles."""

import pytest

from toolkit.annotation.name_parts import core_name, title_gender


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Ada Byte", "Ada Byte"),
        ("Lowhill spokesman Tom Reed", "Tom Reed"),
        ("Lowhill's Harbour Secretary Ada Byte", "Ada Byte"),
        ("President of Lowhill Ada Byte", "Ada Byte"),
        ("Secretary of State Ada Byte", "Ada Byte"),
        ("CEO of the Harbour Council Ada Byte", "Ada Byte"),
        ("Dockworker Ada Byte", "Ada Byte"),
        ("Organist Byte", "Organist Byte"),
        ("head of the Organist Society of Lowhill", ""),
        ("Mr. Reed", "Reed"),
        ("Prime Minister", ""),
        ("Ludwig van Marsh", "Ludwig van Marsh"),
        ("But Reed", "Reed"),
        ("Tom Reed Jr.", "Tom Reed"),
        ("Reed’s", "Reed"),
    ],
)
def test_titles_come_off_a_name(text, name):
    assert name == " ".join(core_name(text))


@pytest.mark.parametrize(("text", "gender"), [("Mr. Reed", "m"), ("spokeswoman Ada Byte", "f"), ("Dr. Byte", "")])
def test_titles_tell_the_gender(text, gender):
    assert gender == title_gender(text)
