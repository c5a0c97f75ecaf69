"""A byline that stands as a paragraph of its own is no part of the body, in any script."""

import pytest

from toolkit import normalise

STORIES = {
    "he": (
        "נורוויק קונה מעבורת שנייה",
        "12 במרץ 2024, 08:30",
        "מאת עדה ברנדט",
        "מועצת הנמל של נורוויק החליטה ביום שלישי, אחרי דיון של ארבע שעות, לקנות מעבורת שנייה לנמל.",
        "הספינה החדשה תישא 120 מכוניות ותגיע בחודש מאי. המתנגדים התלוננו שהעירייה לא שאלה את התושבים.",
    ),
    "vi": (
        "Norvik mua phà thứ hai",
        "12/03/2024 08:30",
        "Tác giả: Nguyễn Văn An",
        "Hội đồng cảng Norvik hôm thứ ba đã quyết định mua phà thứ hai sau bốn giờ tranh luận về giá cả.",
        "Con tàu mới sẽ chở 120 ô tô và đến vào tháng năm. Thành phố đã không hỏi người dân về điều đó.",
    ),
    "th": (
        "นอร์วิกซื้อเรือเฟอร์รีลำที่สอง",
        "12 มีนาคม 2567 08:30 น.",
        "โดย อาดา แบรนดท์",
        "สภาท่าเรือนอร์วิกตัดสินใจเมื่อวันอังคารที่จะซื้อเรือเฟอร์รีลำที่สองหลังจากถกเถียงกันสี่ชั่วโมงเรื่องราคา",
        "เรือลำใหม่จะบรรทุกรถยนต์ได้ 120 คันและจะมาถึงในเดือนพฤษภาคม ผู้คัดค้านบ่นว่าเมืองไม่ได้ถามประชาชน",
    ),
}


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_author_is_read_and_the_byline_is_no_body(language, gap):
    headline, day, byline, *body = STORIES[language]
    article = normalise("\n\n".join([headline, f"{day}{gap}{byline}", *body]), annotate=False)
    assert [name for name in article.authors if byline.endswith(name)]
    assert article.body == "\n\n".join(body)


def test_a_sentence_that_opens_with_such_a_word_stays():
    body = (
        "By Tuesday the council of Norvik had heard all that there was to say about the second ferry and its price.",
        "By and large the harbour master, Ada Brandt, was content with what the council had heard from Olaf Lind.",
    )
    article = normalise("\n\n".join(["Norvik buys a second ferry", "By Ines Veld", *body]), annotate=False)
    assert (article.authors, article.body) == (("Ines Veld",), "\n\n".join(body))
