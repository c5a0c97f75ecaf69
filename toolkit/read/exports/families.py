"""The table of families, and which of them a text belongs to."""

from toolkit.read.exports.ebsco import EBSCO
from toolkit.read.exports.europresse import EUROPRESSE
from toolkit.read.exports.factiva import FACTIVA
from toolkit.read.exports.family import Family
from toolkit.read.exports.newsbank import NEWSBANK
from toolkit.read.exports.nexis import NEXIS
from toolkit.read.exports.pressreader import PRESSREADER
from toolkit.read.exports.proquest import PROQUEST
from toolkit.read.exports.reuters_sgml import REUTERS_SGML
from toolkit.read.exports.ris import RIS
from toolkit.read.exports.wires import AP_WIRE, IPTC_WIRE, REUTERS_BULLETS, XINHUA_WIRE
from toolkit.read.exports.wiso import WISO

FAMILIES = (
    *(RIS, REUTERS_SGML, NEXIS, FACTIVA, PROQUEST, EBSCO, PRESSREADER, WISO, EUROPRESSE, NEWSBANK),
    *(IPTC_WIRE, AP_WIRE, XINHUA_WIRE, REUTERS_BULLETS),
)
"""Every family, the most certain marks first."""
DATABASES = (NEXIS, FACTIVA, PROQUEST, EBSCO, PRESSREADER, WISO, EUROPRESSE, NEWSBANK)
"""Those that send their exports by mail, too."""
_CLOSED = (NEXIS, FACTIVA, EUROPRESSE, WISO)
"""Those whose marks no article of another family holds."""
SNIFFED = 65536
"""Characters of a file that are looked at."""


def find_family(sample: str) -> Family | None:
    """Return the family whose marks the beginning of a text bears; null for any other text."""
    start = sample[:SNIFFED].replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    likely = (family for family in FAMILIES if any(hint in start for hint in family.hints))
    return next((family for family in likely if family.marks.search(start)), None)


def find_other(text: str, family: Family) -> Family | None:
    """Return another family whose marks a piece of an export bears: two exports were put into one file."""
    if not family.is_stated:
        return None
    likely = (other for other in _CLOSED if other is not family and any(hint in text for hint in other.hints))
    return next((other for other in likely if other.marks.search(text.replace("\r\n", "\n"))), None)
