"""The marks under which wire agencies sign in datelines and bylines."""

from functools import cache

_AGENCIES = """
    ap | the associated press | associated press | afp | agence france-presse | reuters | upi | tass |
    itar-tass | interfax | ria novosti | sputnik | xinhua | pti | ani | ians | uni | app | dpa | dpa/tmn
    | dpa-afx | afx | kna | epd | sid | apa | sda | keystone-sda | ats | ansa | agi | adnkronos |
    askanews | italpress | lapresse | efe | europa press | ep | lusa | belga | anp | ritzau | ntb | tt |
    stt | pap | ctk | čtk | tasr | mti | agerpres | mediafax | bta | hina | tanjug | beta | fena |
    ana-mpa | ana | amna | anadolu | anadolu agency | aa | dha | iha | irna | isna | mehr | fars | wafa
    | petra | spa | wam | qna | kuna | bna | ina | mena | map | tap | aps | saba | nna | yonhap | kyodo
    | kyodo news | jiji | jiji press | kcna | cna | bernama | antara | pna | vna | tna | unb | bss | rss
    | azertac | trend | apa.az | armenpress | arka | kazinform | uza | ukrinform | unian | belta |
    moldpres | baltic news service | bns | elta | leta | nan | gna | shabait | ena | sapa | angop |
    inforpress | telam | télam | notimex | andina | prensa latina | abi | avn | agencia brasil | agência
    brasil | estadão conteúdo | folhapress | canadian press | the canadian press | cp | aap | nzpa | pa
    | pa media | press association | bloomberg | dow jones | dow jones newswires | cnn | cnn business |
    cnbc | jta | rns | cns | bbc | thomson reuters | reuters health | business wire | prnewswire | pr
    newswire | globe newswire | globenewswire | accesswire | newswire | einpresswire | ein presswire |
    cision | marketwired | тасс | итар-тасс | риа новости | интерфакс | укринформ | уніан | белта | рбк
    | ria | dpo | csm | states newsroom | the center square | stacker | zenger news | news service of
    florida | oneindia | interfax.ru | казинформ | бта | танјуг | ари | интерфакс-украина | reuters news | ttxvn | tthvn
    | nova | agenzia nova | ntb-ritzau | dpa-infocom | interpressnews | interpress | ინტერპრესნიუსი | armenpress.am
    | արմենպրես | արմինֆո | ایرنا | ایسنا | وام | واس | أ ش أ | قنا | كونا | بترا | وفا | رويترز | أ ف ب | भाषा |
    वार्ता | एएनआई | 연합뉴스 | 뉴시스 | 뉴스1 | απε-μπε | απε | hinanet | tanjug/beta | spa.gov
"""
"""Marks in small letters."""


def is_agency(mark: str) -> bool:
    """Return True if a mark is a known agency's, alone or joined with others ("AP/Reuters", "dpa/lnw").

    >>> is_agency("Reuters")
    True
    """
    folded = " ".join(mark.lower().strip(" .").split())
    if folded in _marks():
        return True
    first = folded.replace("|", "/").partition("/")[0].strip()
    return "/" in folded and first in _marks()


def printed_marks() -> frozenset[str]:
    """Return the marks of all known agencies, in small letters."""
    return _marks()


@cache
def _marks() -> frozenset[str]:
    return frozenset(" ".join(mark.split()) for mark in _AGENCIES.split("|"))
