"""Function words decide between languages that an identifier confuses."""

import pytest

from toolkit.normalisation.close_languages import close_to, decide


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Warga mengatakan bahwa jembatan itu ditutup karena banjir, sementara polisi menunggu."),
        ("ms", "Penduduk berkata jambatan itu ditutup kerana banjir, manakala polis menunggu selepas hujan."),
        ("hr", "Gradsko vijeće kazao je da će tvrtka tijekom tjedna popraviti most, gdje je prije bio vlak."),
        ("sr", "Gradska opština saopštila je da će preduzeće posle nedelju dana popraviti most, gde je pre bio voz."),
        ("bs", "Općina je saopćila da će preduzeće u toku sedmice, prije januara, popraviti most, gdje je vijeće."),
        ("da", "Byen har efter mange år fået en bro uden billetter, siger han af glæde, og nogle bliver hjemme."),
        ("no", "Byen har etter mange år fått en bro uten billetter, sier han av glede, og noen blir hjemme."),
        ("cs", "Starosta řekl, že most, který spadl, není ještě hotový a jsou při něm také dělníci."),
        ("sk", "Starosta povedal, že most, ktorý spadol, nie je ešte hotový a sú pri ňom tiež robotníci, keď čo."),
        ("gl", "O concello dixo que a ponte non está lista e que tamén unha rúa foi pechada onde hai moi pouca xente."),
        (
            "pt",
            "A câmara disse que a ponte não está pronta e que também uma rua foi fechada até ao dia em que são feitas.",
        ),
        ("af", "Die stad het nie geld vir die brug nie, maar dit word deur hierdie mense gebou en sy was ook daar."),
    ],
)
def test_a_sentence_tells_its_language_among_its_neighbours(language, text):
    assert decide(text, language) == language


def test_a_text_without_function_words_decides_nothing():
    assert decide("Ada Lind, Bo Berg", "hr") is None


def test_a_language_without_neighbours_is_close_to_itself_only():
    assert close_to("fi") == {"fi"}
    assert decide("Kaupunki avasi uuden sillan.", "fi") is None
