"""Titles and roles: the words that are before or after a person's name and can stand for it."""

import re
from functools import cache, lru_cache

_HONORIFICS = {
    "m": (
        "mr mister sir lord king prince emperor sheikh sultan father brother baron alhaji shri sri tun mallam herr "
        "señor monsieur datuk"
    ),
    "f": ("mrs ms miss dame lady queen princess empress sister baroness madame alhaja smt begum puan frau señora mme"),
    "": (
        "dr sen rep gov gen lt col capt cmdr adm sgt maj prof rev hon messrs st pfc cpl pvt det insp supt engr barr "
        "dato ven comrade"
    ),
}
"""Titles by the gender they tell: m, f, or neither."""
_ROLES = {
    "m": (
        "spokesman chairman congressman businessman councilman assemblyman salesman policeman fireman fisherman "
        "alderman craftsman cameraman gunman nobleman clergyman statesman anchorman actor waiter host father son "
        "brother husband boy man grandfather uncle nephew duke count priest monk widower groom"
    ),
    "f": (
        "spokeswoman chairwoman congresswoman businesswoman councilwoman assemblywoman policewoman stateswoman "
        "anchorwoman actress waitress hostess mother daughter sister wife girl woman grandmother aunt niece duchess "
        "countess nun widow bride heroine ballerina"
    ),
    "": (
        "president vice-president premier minister chancellor secretary undersecretary ambassador envoy diplomat "
        "consul spokesperson official officer leader chief head boss executive ceo cfo coo director manager chair "
        "chairperson senator representative congressperson lawmaker legislator governor mayor councillor councilor "
        "councilmember delegate commissioner speaker whip majority minority deputy aide adviser advisor strategist "
        "pollster analyst economist expert scientist researcher professor lecturer scholar historian academic "
        "author writer novelist poet columnist journalist reporter correspondent editor publisher anchor "
        "commentator pundit blogger moderator presenter candidate nominee frontrunner contender challenger "
        "incumbent hopeful politician democrat republican conservative liberal attorney lawyer counsel barrister "
        "solicitor prosecutor judge justice magistrate detective inspector sheriff constable sergeant captain "
        "lieutenant major colonel general admiral commander commandant marshal soldier veteran pilot astronaut "
        "engineer architect designer developer programmer founder co-founder cofounder owner entrepreneur investor "
        "banker trader tycoon mogul billionaire millionaire magnate doctor physician surgeon nurse neurosurgeon "
        "psychologist therapist dentist vet pharmacist biologist chemist physicist astronomer geologist "
        "meteorologist ecologist botanist gardener farmer baker chef cook brewer fisher miner worker driver "
        "conductor teacher principal headteacher headmaster student pupil graduate dean provost rector librarian "
        "curator artist painter sculptor photographer filmmaker producer musician singer songwriter rapper composer "
        "pianist violinist guitarist drummer dancer choreographer comedian coach trainer player striker goalkeeper "
        "midfielder defender forward quarterback pitcher batsman bowler golfer runner sprinter swimmer cyclist "
        "skier rower boxer champion referee umpire athlete activist campaigner organizer organiser volunteer "
        "advocate critic supporter opponent protester witness resident neighbor neighbour bishop archbishop "
        "cardinal pope pastor reverend rabbi imam ayatollah monsignor chaplain treasurer auditor comptroller "
        "registrar clerk coordinator consultant fellow member partner associate counselor counsellor user narrator "
        "caller tourist visitor passenger customer shopkeeper grower ranger warden forester keeper beekeeper sailor "
        "skipper harbourmaster harbormaster co-author coauthor co-chair mp mep pm qc phd md"
    ),
}
"""Roles by the gender they tell."""
_FAMILIES = """
leader president premier minister chancellor king queen pm chairman chairwoman governor mayor
official spokesman spokeswoman spokesperson minister secretary undersecretary commissioner director officer deputy
official ambassador chief president envoy diplomat aide adviser head administrator
spokesperson spokesman spokeswoman
lawmaker senator congressman congresswoman representative mp legislator mep sen rep
politician senator congressman congresswoman governor mayor minister president candidate lawmaker gov sen rep mp
senator sen
governor gov
congressman rep representative
congresswoman rep representative
representative rep congressman congresswoman
general gen
professor prof
academic professor prof lecturer scholar
scientist researcher professor biologist physicist chemist geologist ecologist
researcher scientist professor author
doctor dr physician surgeon
lawyer attorney counsel barrister solicitor prosecutor
attorney lawyer counsel prosecutor
premier minister pm
executive ceo chief president chairman chairwoman director
chief ceo director head officer executive
boss chief ceo head manager director
head director chief chairman chairwoman president
chairman chair
chairwoman chair
diplomat ambassador envoy consul minister secretary
envoy ambassador
adviser advisor aide strategist
advisor adviser aide strategist
aide adviser advisor strategist spokesman spokeswoman
nominee candidate
candidate nominee contender hopeful
mogul tycoon magnate billionaire businessman developer
businessman tycoon mogul magnate billionaire entrepreneur developer
billionaire businessman tycoon mogul magnate investor
player striker goalkeeper midfielder defender forward captain quarterback pitcher
manager coach
coach manager trainer
journalist reporter correspondent editor columnist
reporter journalist correspondent
writer author novelist columnist poet
author writer novelist
"""
"""A role a line, then the roles it may stand for: "the leader" can be a president."""


@cache
def gender_of_title(word: str) -> str | None:
    """Return the gender of a lower-case title or role: `m`, `f`, or empty for either; null if it is unknown."""
    return _titles().get(word.rstrip("."))


@cache
def related_roles(role: str) -> frozenset[str]:
    """Give the roles that a role noun may stand for, itself among them."""
    related = {role}
    for family in _FAMILIES.strip().splitlines():
        first, *others = family.split()
        if first == role:
            related.update(others)
    return frozenset(related)


def is_role(word: str) -> bool:
    """True if a lower-case noun names what a person is or does."""
    return word in _roles()


@lru_cache(maxsize=4096)
def is_occupation(word: str) -> bool:
    """True if a lower-case word tells what somebody does and is hardly a first name: a role, or made as such words are.

    >>> is_occupation("goalkeeper"), is_occupation("dockworker"), is_occupation("organist"), is_occupation("dean")
    (True, True, True, False)
    """
    if len(word) < _SHORTEST:
        return False
    tails = (word[start:] for start in range(_STEM, len(word) - _SHORTEST + 1))
    return is_role(word) or _FORMED.fullmatch(word) is not None or any(map(is_role, tails))


_SHORTEST, _STEM = 5, 3
"""Letters of the shortest occupation, and of the shortest word before one in a compound: "dockworker"."""
_FORMED = re.compile(r"[a-z-]{3,}(?:(?<!qu)(?<!chr)ist|ician|arian|woman|maker|fighter)")


@cache
def _roles() -> frozenset[str]:
    return frozenset(word for printed in _ROLES.values() for word in printed.split())


@cache
def _titles() -> dict[str, str]:
    titles: dict[str, str] = {}
    for table in (_ROLES, _HONORIFICS):
        for gender, printed in table.items():
            titles.update(dict.fromkeys(printed.split(), gender))
    return titles
