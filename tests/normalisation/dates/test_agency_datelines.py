"""Datelines in the typography of single agencies."""

import pytest

from toolkit.normalisation.dates.dateline import find_dateline

STORIES = {
    "en": "The harbour council has opened a new footbridge over the old canal, and some two hundred people crossed it.",
    "ru": "Городской совет открыл новый мост через старый канал, сообщили в пресс-службе.",
    "zh": "市议会在旧运河上开设了一座新的人行桥，市长也在场，约有两百人走过了这座桥。",
    "ja": "市議会は古い運河に新しい歩道橋を開通させ、市長を含む約二百人が渡った。",
    "ko": "시의회가 옛 운하 위에 새 다리를 열었고 시장을 포함해 이백여 명이 건넜다.",
    "hi": "नगर परिषद ने पुरानी नहर पर एक नया पुल खोल दिया है और दो सौ लोग उसे पार कर गए।",
    "ar": "افتتح مجلس المدينة جسرا جديدا فوق القناة القديمة وعبره نحو مئتي شخص.",
    "hy": "Քաղաքային խորհուրդը բացել է նոր կամուրջ հին ջրանցքի վրա, հայտնում է քաղաքապետարանը։",
    "ka": "საქალაქო საბჭომ გახსნა ახალი ხიდი ძველ არხზე და ორასმა ადამიანმა გადაიარა.",
}
SHAPES = [
    ("NORVIK (Norvège), 5 mars 2024 (AFP) - ", "en", "NORVIK (Norvège)", "AFP", (2024, 3, 5)),
    ("Paris | AFP | ", "en", "Paris", "AFP", None),
    ("Paris | AFP | 5 mars 2024 | ", "en", "Paris", "AFP", (2024, 3, 5)),
    ("Norvik (Norvège) (AFP) – ", "en", "Norvik (Norvège)", "AFP", None),
    ("HALDEN (İHA) - ", "en", "HALDEN", "İHA", None),
    ("【3月5日 AFP】", "ja", None, "AFP", (None, 3, 5)),
    ("【3月5日 AFP＝時事】", "ja", None, "AFP＝時事", (None, 3, 5)),
    ("［東京 ５日 ロイター］ - ", "ja", "東京", "ロイター", (None, None, 5)),
    ("【ワシントン時事】", "ja", "ワシントン", "時事", None),
    ("【ソウル共同】", "ja", "ソウル", "共同", None),
    ("Москва. 5 марта. ИНТЕРФАКС - ", "ru", "Москва", "ИНТЕРФАКС", (None, 3, 5)),
    ("Москва. 5 марта. INTERFAX.RU - ", "ru", "Москва", "INTERFAX.RU", (None, 3, 5)),
    ("МОСКВА, 5 марта. /ТАСС/. ", "ru", "МОСКВА", "ТАСС", (None, 3, 5)),
    ("МОСКВА, 5 мар - РИА Новости. ", "ru", "МОСКВА", "РИА Новости", (None, 3, 5)),
    ("Budapest, 2024. március 5., kedd (MTI) - ", "en", "Budapest", "MTI", (2024, 3, 5)),
    ("（中央社台北5日电）", "zh", "台北", "中央社", (None, None, 5)),
    ("（中央社記者李曉明台北5日電）", "zh", "台北", "中央社", (None, None, 5)),
    ("（中央社東京5日綜合外電報導）", "zh", "東京", "中央社", (None, None, 5)),
    ("新华社北京3月5日电（记者李晓明）", "zh", "北京", "新华社", (None, 3, 5)),
    ("新华社北京3月5日电 ", "zh", "北京", "新华社", (None, 3, 5)),
    ("中新网上海3月5日电 （记者 李晓明）", "zh", "上海", "中新网", (None, 3, 5)),
    ("Baku, Azerbaijan, Mar. 5, Trend: ", "en", "Baku, Azerbaijan", "Trend", (None, 3, 5)),
    ("Trend: ", "en", None, "Trend", None),
    ("BAKU, Azerbaijan, March 5. ", "en", "BAKU, Azerbaijan", None, (None, 3, 5)),
    ("AGI - ", "en", None, "AGI", None),
    ("(AGI) - Roma, 5 mar. - ", "en", "Roma", "AGI", (None, 3, 5)),
    ("BRUSSEL 5/3 - ", "en", "BRUSSEL", None, (None, 3, 5)),
    ("BRUSSEL 5/3 (BELGA) = ", "en", "BRUSSEL", "BELGA", (None, 3, 5)),
    ("(Belga) ", "en", None, "Belga", None),
    ("(CNN) — ", "en", None, "CNN", None),
    ("(CNN)", "en", None, "CNN", None),
    ("London (CNN)", "en", "London", "CNN", None),
    ("London CNN  —  ", "en", "London", "CNN", None),
    ("CNN — ", "en", None, "CNN", None),
    ("नयी दिल्ली, पांच मार्च (भाषा) ", "hi", "नयी दिल्ली", "भाषा", (None, 3, 5)),
    ("मुंबई, 5 मार्च (भाषा) ", "hi", "मुंबई", "भाषा", (None, 3, 5)),
    ("BEIJING, March 5 (Xinhua) -- ", "en", "BEIJING", "Xinhua", (None, 3, 5)),
    ("SEOUL, March 5 (Yonhap) -- ", "en", "SEOUL", "Yonhap", (None, 3, 5)),
    ("(서울=연합뉴스) 김철수 기자 = ", "ko", "서울", "연합뉴스", None),
    ("[서울=뉴시스] 김철수 기자 = ", "ko", "서울", "뉴시스", None),
    ("TOKYO, March 5 (Kyodo) -- ", "en", "TOKYO", "Kyodo", (None, 3, 5)),
    ("Warszawa, 05.03.2024 (PAP) - ", "en", "Warszawa", "PAP", (2024, 3, 5)),
    ("Praha 5. března (ČTK) - ", "en", "Praha", "ČTK", (None, 3, 5)),
    ("STOCKHOLM (TT) ", "en", "STOCKHOLM", "TT", None),
    ("Oslo (NTB): ", "en", "Oslo", "NTB", None),
    ("Oslo (NTB-Ritzau): ", "en", "Oslo", "NTB-Ritzau", None),
    ("København /ritzau/ - ", "en", "København", "ritzau", None),
    ("Helsinki, 5.3. (STT) - ", "en", "Helsinki", "STT", (None, 3, 5)),
    ("Lisboa, 05 mar 2024 (Lusa) - ", "en", "Lisboa", "Lusa", (2024, 3, 5)),
    ("Madrid, 5 mar (EFE).- ", "en", "Madrid", "EFE", (None, 3, 5)),
    ("(ANSA) - ROMA, 05 MAR - ", "en", "ROMA", "ANSA", (None, 3, 5)),
    ("Wien (APA) - ", "en", "Wien", "APA", None),
    ("Wien/Graz (APA/dpa) - ", "en", "Wien/Graz", "APA/dpa", None),
    ("Baku. 5 March. Ada Lind - APA. ", "en", "Baku", "APA", (None, 3, 5)),
    ("DEN HAAG (ANP) - ", "en", "DEN HAAG", "ANP", None),
    ("BEOGRAD, 5. marta (Tanjug) - ", "en", "BEOGRAD", "Tanjug", (None, 3, 5)),
    ("ZAGREB, 5. ožujka 2024. (Hina) - ", "en", "ZAGREB", "Hina", (2024, 3, 5)),
    ("Sofia, March 5 (BTA) - ", "en", "Sofia", "BTA", (None, 3, 5)),
    ("София, 5 март /Ада Линд, БТА/ ", "ru", "София", "БТА", (None, 3, 5)),
    ("București, 5 mar /Agerpres/ - ", "en", "București", "Agerpres", (None, 3, 5)),
    ("YEREVAN, 5 MARCH, ARMENPRESS. ", "en", "YEREVAN", "ARMENPRESS", (None, 3, 5)),
    ("YEREVAN, MARCH 5, ARMENPRESS. ", "en", "YEREVAN", "ARMENPRESS", (None, 3, 5)),
    ("ԵՐԵՎԱՆ, 5 ՄԱՐՏԻ, ԱՐՄԵՆՊՐԵՍ։ ", "hy", "ԵՐԵՎԱՆ", "ԱՐՄԵՆՊՐԵՍ", (None, 3, 5)),
    ("თბილისი, 5 მარტი (ინტერპრესნიუსი) - ", "ka", "თბილისი", "ინტერპრესნიუსი", (None, 3, 5)),
    ("ASTANA. KAZINFORM - ", "en", "ASTANA", "KAZINFORM", None),
    ("АСТАНА. КАЗИНФОРМ – ", "ru", "АСТАНА", "КАЗИНФОРМ", None),
    ("АСТАНА. 5 марта. КАЗИНФОРМ – ", "ru", "АСТАНА", "КАЗИНФОРМ", (None, 3, 5)),
    ("Tehran, March 5, IRNA – ", "en", "Tehran", "IRNA", (None, 3, 5)),
    ("Tehran, IRNA – ", "en", "Tehran", "IRNA", None),
    ("تهران- ایرنا- ", "ar", "تهران", "ایرنا", None),
    ("ABU DHABI, 5th March, 2024 (WAM) -- ", "en", "ABU DHABI", "WAM", (2024, 3, 5)),
    ("أبوظبي في 5 مارس / وام / ", "ar", "أبوظبي", "وام", (None, 3, 5)),
    ("Riyadh, March 5, 2024, SPA -- ", "en", "Riyadh", "SPA", (2024, 3, 5)),
    ("Cairo, March 5 (MENA) - ", "en", "Cairo", "MENA", (None, 3, 5)),
    ("القاهرة في 5 مارس /أ ش أ/ ", "ar", "القاهرة", "أ ش أ", (None, 3, 5)),
    ("New Delhi, Mar 5 (PTI) ", "en", "New Delhi", "PTI", (None, 3, 5)),
    ("Dhaka, March 5 (UNB) - ", "en", "Dhaka", "UNB", (None, 3, 5)),
    ("KUALA LUMPUR, March 5 (Bernama) -- ", "en", "KUALA LUMPUR", "Bernama", (None, 3, 5)),
    ("Jakarta (ANTARA) - ", "en", "Jakarta", "ANTARA", None),
    ("Hanoi (VNA) – ", "en", "Hanoi", "VNA", None),
    ("Hà Nội (TTXVN) - ", "en", "Hà Nội", "TTXVN", None),
    ("MANILA, March 5 (PNA) -- ", "en", "MANILA", "PNA", (None, 3, 5)),
    ("Tokyo, March 5 (Jiji Press)--", "en", "Tokyo", "Jiji Press", (None, 3, 5)),
    ("КИЇВ, 5 березня (Укрінформ) - ", "ru", "КИЇВ", "Укрінформ", (None, 3, 5)),
    ("ΑΘΗΝΑ, 5 Μαρτίου (ΑΠΕ-ΜΠΕ) - ", "en", "ΑΘΗΝΑ", "ΑΠΕ-ΜΠΕ", (None, 3, 5)),
    ("ANKARA (AA) - ", "en", "ANKARA", "AA", None),
    ("Berlin, 5. März (Reuters) - ", "en", "Berlin", "Reuters", (None, 3, 5)),
]


@pytest.mark.parametrize(("opening", "language", "location", "agency", "day"), SHAPES)
def test_an_agency_is_read_in_its_own_typography(opening, language, location, agency, day):
    text = opening + STORIES[language]
    dateline = find_dateline(text)
    assert dateline is not None
    date = dateline.date
    assert (dateline.place, dateline.agency) == (location, agency)
    assert (date and (date.year, date.month, date.day)) == day
    assert text[dateline.end :] == STORIES[language]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told Reuters - which had asked twice - that the bridge would stay closed until the spring.",
        "Ada Lind, a reporter of AFP: I have never seen so many people on one bridge in all of my long life.",
        "CNN has opened an office at the harbour, and some two hundred people came to the first broadcast.",
        "In March 5 percent of all ships (AP) were late, which nobody at the harbour could explain to the council.",
    ],
)
def test_a_sentence_with_the_mark_of_an_agency_has_no_dateline(text):
    assert find_dateline(text) is None
