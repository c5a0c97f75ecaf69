"""Vocabulary: closed classes of words, written as one would read them out."""


def words(printed: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(printed.split())


PARTICLES = words("da de di du dal del della der van von bin ibn al el la le")
"""Small words inside names."""
POSTNOMINALS = words("jr sr ii iii iv jr. sr.")
DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = words("January February March July September October November December")
"""Months that are no first names."""
NOBODIES = words("nobody none nothing no-one")
REPLIES = words("yes yeah no nope ok okay last next thanks hello sorry please welcome")
"""Words that have a capital at the start of a sentence and name nobody."""
NUMBERS = words(
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundreds thousands millions half"
)
DEPENDENT = words("her his its my your our their the a an every no")
"""Determiners that, without a noun, are objects or nothing: "answered her"."""
INVERTING = words("said says asked added replied wrote writes answered continued recalled explained noted")
"""Verbs that begin a sentence before their subject: "Said Ada Byte: ..."."""
PARTICIPLES = words(
    "asked questioned pressed quizzed contacted reached quoted told born based raised armed dressed seated backed "
    "flanked surrounded founded established built faced given taken seen known led driven located confronted "
    "challenged addressed compared combined coupled followed buoyed stung angered pleased invited elected appointed"
)
"""Past forms that begin a sentence before its subject: "Asked whether the gate was open, she laughed"."""
MEDIA = words(
    "interview program programme show series episode film movie documentary book novel memoir song album single track "
    "magazine newspaper journal podcast blog column article essay poem play musical opera exhibition exhibit painting "
    "report paper study channel tv television radio host anchor author titled entitled named called dubbed nicknamed "
    "known game section segment speech campaign project operation hashtag slogan"
)
"""Works, broadcasts, and what introduces their titles and other labels."""
UTTERANCES = words(
    "claim statement remark remarks comment comments assertion declaration suggestion promise pledge description tweet "
    "tweets post speech argument accusation allegation allegations warning call demand response reply answer message "
    "words phrase slogan motto letter note view view belief insistence contention admission"
)
"""Nouns for what somebody said, whose owner said it."""
TURNS = words("Q A Question Answer")
"""Labels of the turns of an interview, which name nobody."""
WORKS = words(
    "novel book film movie song album series documentary memoir poem play musical opera painting podcast magazine "
    "show program programme episode titled entitled name labelled labeled nickname pseudonym username alias"
)
"""What is just before the title of a work or a made-up name."""
OPENERS = words(
    "the a an but and or as if when while for in on at after before by with from to of that this so yet now then "
    "he she it they we i his her its their our my also both even once former monday tuesday wednesday thursday "
    "friday saturday sunday january february march april june july august september october november december "
    "earlier later meanwhile however according asked during since because although though there here what "
    "who how why where not no yes well like unlike again still only just last next"
)
"""Words that have a capital at the start of a sentence and begin no name."""
PORTFOLIOS = words(
    "state defense defence education health justice treasury interior labor labour transportation transport energy "
    "agriculture commerce finance trade security foreign home environment culture"
)
"""What a secretary or minister may be of."""
STYLES = words("pope king queen prince princess lord lady sir dame sister father emperor sheikh")
"""Titles that stay with a single name."""
PAST_VERBS = words("went took made came began gave left held got won ran met spoke stood sat rose fell grew saw")
"""Frequent verbs whose past tense does not end in -ed."""
SMALL_WORDS = words("of the a an and in on to for at with")
"""Words that titles of works print small."""
ORGANISATIONS = words(
    "party committee house senate court university college school institute department ministry office agency bureau "
    "council commission board bank union association federation foundation society church club team company "
    "corporation corp inc ltd group network news times post journal herald tribune gazette guardian telegraph press "
    "magazine radio television tv channel airlines airport hospital museum library center centre forum alliance "
    "coalition congress parliament assembly army navy police states kingdom republic nations city county state "
    "province district street avenue road park river lake sea ocean island islands mountains valley beach bay hall "
    "tower building bridge station stadium award prize cup league games olympics festival conference summit treaty "
    "agreement act bill law war revolution project program programme campaign service services authority "
    "administration government reserve fund trust treasury exchange market wikinews twitter facebook google "
    "microsoft apple reuters tass internet"
)
"""Last or only words of names that are no person, in lower case."""
