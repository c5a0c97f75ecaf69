"""Decides between languages that are close to each other, by the function words that only one of them has."""

from collections.abc import Mapping
from functools import cache

_MARKS = ".,;:!?()[]«»“”„\"'‘’…।–—-"
_LEAST = 2
"""So many function words of one language, and twice as many as of the next, decide."""
_RARE = frozenset({"an", "ext", "oc", "fo", "fy", "li", "jv", "sa"})
"""Languages of few outlets: function words decide for one only where the identifier names it first."""

_IJEKAVIAN = (
    "gdje vrijeme vremena mjesto mjesta mjesec mjeseca dijete djeca djece prije poslije uvijek ovdje sljedeći sljedeće "
    "riječ riječi rijeke cijeli cijela dio dijela rješenje rješenja promjena promjene izvješće izvješću vijeće vijeća "
    "svijet svijeta svijetu dvije vrijednost posjet zahtjev zahtjeva ljeto nedjelja nedjelju ponedjeljak ponedjeljka "
    "srijeda srijedu predsjednik predsjednika predsjednica sjednici sjednica lijepo vjerojatno bolje mjere mjera"
)
_EKAVIAN = (
    "gde vreme vremena mesto mesta mesec meseca dete deca dece pre posle uvek ovde sledeći sledeće reč reči reke ceo "
    "cela celo deo dela rešenje rešenja promena promene izveštaj izveštaju savet saveta veće veća svet sveta svetu "
    "svetski svetske dve vrednost poseta poseti zahtev zahteva leto nedelja nedelju ponedeljak ponedeljka sreda sredu "
    "predsednik predsednika predsednica sednici sednica lepo verovatno mere mera hteo takođe obezbedi bezbednost "
    "bezbednosti odeljenje poslednjih poslednje primenu ne-Srba uvedena"
)
_WESTERN = (
    "tko tjedan tjedna tjedana tisuća tisuće glede tijekom priopćenju priopćio europske europski europska "
    "europskoj europskog eu-a europi europu siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna "
    "listopada studenoga studenog prosinca tvrtka tvrtke tvrtki uopće povijest povijesti povijesni suradnja suradnje "
    "suradnju postotak djelatnik gospodarstvo gospodarski gospodarske gospodarstva sigurnost sigurnosti izvješću "
    "financijski financijske financija kaznenog nogomet unatoč kazao izvijestio točno tek obitelj općenito postaja "
    "susret susreta sustav sustava uvjet uvjeti uvjete vlak zrakoplov kruh tajnik glasnogovornik"
)
_EASTERN = (
    "ko hiljada hiljade evropske evropski evropska evropskoj evropskog evropu evropi evropa saopštenju saopštio uslov "
    "uslovi uslove januara februara marta aprila maja juna jula avgusta augusta septembra oktobra novembra decembra "
    "saradnja saradnje saradnju istorija istorije finansijski finansijske finansija odsto procenat procenata preduzeće "
    "preduzeća privreda privrede privredni fudbal uopšte tačno opšte opštine opština porodica porodice sistem sistema "
    "voz avion hleb hljeb sekretar portparol organizovati sedmica sedmice nedjelje"
)

_GROUPS: tuple[Mapping[str, str], ...] = (
    {
        "id": "karena bahwa bisa saat usai sementara uang polisi ketika namun tersebut ujar jika kata mengatakan hal "
        "pihaknya warga sebagai menjadi sudah seperti agar serta yakni rupiah senin selasa rabu kamis jumat minggu",
        "ms": "kerana bahawa iaitu manakala sekiranya polis wang semasa selepas turut berkata beliau ketua mengenai "
        "kementerian negeri sini ringgit isnin khamis jumaat ahad rm dijangka supaya pelbagai kes susulan",
        "jv": "lan ing iki kang saka ora iku karo uga marang dadi wong",
    },
    {
        "hr": f"{_IJEKAVIAN} {_WESTERN}",
        "sr": f"{_EKAVIAN} {_EASTERN}",
        "bs": f"{_IJEKAVIAN} {_EASTERN} općina općine historija historije lahko kahva saopćenju saopćio uposlenika",
    },
    {
        "da": "af efter blev uden hvad meget sig noget nogle lige bliver igen vores op mod selv siger ud ham også har "
        "hvordan mellem dansk danske deres så blandt været skulle kunne gør flere kun nu fået ind hele sammen",
        "no": "av etter ble noen uten hva mye seg noe blir igjen vår våre opp mot sier ut også "
        "har hvordan mellom norsk "
        "norske deres så blant vært skulle kunne gjør flere bare nå fått inn hele sammen ikkje eg frå dei ein eit meir "
        "vert vart noko berre korleis kva sjølv òg ho hennar vere seier fleire mellom dette",
        "sv": "och är från inte att av efter blev utan vad mycket sig något några precis igen vår mot själv säger han "
        "också hur mellan svensk svenska deras så bland varit skulle kunde gör flera bara nu fått hela",
        "fo": "og ikki hevur eru tað frá við fyri eisini sum",
    },
    {
        "cs": "že jsem jsou při také ještě řekl ve pro nebo již až jako podle který která "
        "které tento byl byla bylo se ze "
        "před kdyby může však který není jeho jejich mezi proti roce jen ani už",
        "sk": "že som sú pri tiež ešte povedal vo pre alebo už až ako podľa ktorý ktorá ktoré "
        "tento bol bola bolo sa zo "
        "pred keby môže však nie jeho ich medzi proti roku len ani prečo preto keď čo aj",
    },
    {
        "pt": "não uma um com dos das ao aos são foi mais em ele ela pelo pela também isso mas os as na no nas nos até "
        "muito já seu sua segundo disse está",
        "gl": "non unha un cos polo pola dos das ao máis tamén foi ata xunta isto pero os as "
        "na no nas nos moi xa seu súa "
        "segundo dixo está galicia concello onde cando sobre hai estes ser eu",
        "es": "no una un con los las el y del más fue según pero también hasta muy ya su dijo está por esto para sobre "
        "cuando donde hay este ese lo le",
        "ca": "no una un amb els les el i del dels més va segons però també fins molt ja seu seva dit està per això "
        "sobre quan hi aquest aquesta lo li és ha són",
        "oc": "los las lo e de del dels mai foguèt segon mas tanben fins plan ja son sa dich es per aquò sus quand i a "
        "aqueste amb una un",
        "an": "o a os as y d'o d'a d'os en con una un fue más pero tamién dica ya suyo dixo ye por isto ta sobre quan",
        "ext": "el la lus las y nu una un con del enas al pol más tamién ata mu ya su",
    },
    {
        "nl": "het een van de en is niet met voor dat zijn ook werd door naar hij deze worden "
        "aan bij uit nog meer wordt",
        "af": "die het 'n van en is nie met vir dat sy ook was deur na hy hierdie word aan by "
        "uit nog meer sal kan haar",
        "fy": "it in fan de en is net mei foar dat syn ek waard troch nei hy dizze wurde oan by út noch mear",
        "li": "'t 'n van de en is neet mit veur det zien ouch waerd door nao hae dees waere aan biej oet nog mie",
    },
    {
        "hi": "है हैं के में की को से का और ने यह पर भी था थी कि लिए",
        "mr": "आहे आहेत आणि या ते हा ही हे नाही होते होता केली केले त्यांनी मध्ये असून",
        "ne": "छ छन् र मा हो भएको गरेको गर्न पनि यो भने थियो लागि बताए",
        "sa": "अस्ति च एव इति तत् सः न भवति",
    },
)
"""Function words by language, of languages that the identifier confuses."""


def close_to(code: str) -> frozenset[str]:
    """Return the languages that are close to one, itself among them; of most that is itself alone."""
    return next((frozenset(group) for group in _GROUPS if code in group), frozenset({code}))


def decide(text: str, first: str) -> str | None:
    """Return which one of the languages close to `first` a text is in, by function words; null when none prevails.

    `first` is what the identifier names first. Words that the two likeliest languages share count for neither.

    >>> decide("Warga mengatakan bahwa jalan itu rusak karena banjir.", "ms")
    'id'
    """
    words = [word.strip(_MARKS) for word in text.lower().split()]
    vocabularies = {code: _words(code) for code in close_to(first) if code == first or code not in _RARE}
    if len(vocabularies) < 2:
        return None
    counts = sorted(
        ((sum(word in vocabulary for word in words), code) for code, vocabulary in vocabularies.items()), reverse=True
    )
    best, second = vocabularies[counts[0][1]], vocabularies[counts[1][1]]
    own, other = (sum(word in listed for word in words) for listed in (best - second, second - best))
    return counts[0][1] if own >= _LEAST and own >= 2 * other else None


@cache
def _words(code: str) -> frozenset[str]:
    """Return the function words of a language."""
    return frozenset(word for group in _GROUPS for word in group.get(code, "").split())
