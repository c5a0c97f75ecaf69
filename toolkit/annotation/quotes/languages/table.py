"""The table of a language: reporting verbs, word order and closed word classes, read from tables/xx.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from toolkit.annotation.quotes.languages.word_forms import WordForms, capitals
from toolkit.annotation.quotes.reporting_verbs import reporting_verbs

SPACED, CHINESE, JAPANESE, KOREAN = "spaced", "chinese", "japanese", "korean"
SUBJECT_FIRST, VERB_FIRST = "subject_first", "verb_first"
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """What the attribution rules know of one language; all words are in lower case."""

    tag: str
    script: str
    order: str
    """After a quotation: `verb_first`, `subject_first` or `both`."""
    cased: bool
    """True if names begin with a capital letter."""
    dash_speech: bool
    """True if a dash at the start of a line opens direct speech."""
    verb_second: bool
    """True if the subject follows the verb where another phrase opens the main clause."""
    reversed_guillemets: bool
    """True if » can open a quotation."""
    single_marks: bool
    """True if single marks of the outer level are usual: ‘...’."""
    topic_comma: bool
    """True if a comma sets the subject at the head of a sentence apart from its object clause."""
    colon: str
    """Characters that, at the end of the reporter's words, introduce a quotation."""
    particles: frozenset[str]
    """Words that may separate a verb from the subject behind it."""
    before_verb: frozenset[str]
    """Auxiliaries and reflexives that may be between a quotation and its verb: `s'est réjoui`, `je dejala`."""
    first_person: frozenset[str]
    """Pronouns by which speech goes on behind the reporter's words; empty where that is no custom of the language."""
    inner_insertion: bool
    """True if the reporter's insertion is inside the marks: « ..., souligne-t-elle. ... »."""
    verbs: WordForms
    """Matches one word (or, without blanks between words, a stem) that reports speech."""
    not_alone: frozenset[str]
    """Forms that report only together with another verb, such as auxiliaries."""
    citing: WordForms
    """Matches a verb whose subject passes on what its object said: `цитирует газета мэра`."""
    according: WordForms
    """Matches a phrase that precedes its source: `laut`, `selon`."""
    according_prefix: WordForms
    """The same where its last letter is a prefix of the source: Arabic `وفقا ل`."""
    according_after: WordForms
    """Matches a phrase that follows its source: `zufolge`, `mukaan`."""
    oblique_endings: tuple[str, ...]
    """Endings of the dative, which no subject has: Hungarian `nak`."""
    source_clauses: frozenset[str]
    """Words that open a clause whose subject is the source of the quotation behind it: `wie X sagte, ...`."""
    source_prepositions: frozenset[str]
    """Words between a verb in the plural and the body that speaks: `сообщили в министерстве`."""
    plural_endings: tuple[str, ...]
    """Endings of such verbs."""
    source_of_report: re.Pattern[str]
    """Matches a source between a preposition and a noun for its words, as in Arabic `عن مصدر قوله`; group 1 is it."""
    according_pronoun: re.Pattern[str]
    """Matches a phrase whose first group is the pronoun of the source: `à ses yeux`, `за його словами`."""
    subject_suffixes: tuple[str, ...]
    pronouns: frozenset[str]
    impersonal: frozenset[str]
    """Pronouns that stand for nobody: `heißt es in dem Brief`."""
    articles: frozenset[str]
    stops: frozenset[str]
    """Function words, which end a noun phrase and are no names at the start of a sentence."""
    titles: frozenset[str]
    role_endings: tuple[str, ...]
    """Endings of capitalised nouns that name a role: `Bürgermeisterin`."""
    roles: frozenset[str]
    """Words for persons by what they do, in the singular, and definite where that is an ending: `alcaldesa`."""
    indefinite: frozenset[str]
    """Articles of persons who were not named before."""
    family_name_first: bool
    """True if the family name precedes the given one."""
    past_endings: tuple[str, ...]
    """Endings of verbs that may open a sentence before their subject: `приехал Ян Вестеров`."""
    adjectives_follow: bool
    """True if a noun is before its adjectives."""
    base_endings: tuple[str, ...]
    """Endings of names in the nominative."""
    base_ending_required: bool
    """True if a name without such an ending is no nominative, even where it is the shortest form."""
    name_cases: tuple[tuple[tuple[str, str], ...], ...]
    """Endings of names in other cases and in the nominative: of the given name, then of last names."""
    naming: WordForms
    """Matches a verb that names or judges something: `nannte`. One word between marks behind it is a quotation."""
    naming_links: frozenset[str]
    """Words between such a verb and the mark: `nannte ihn einen „...“`, `als „...“ bezeichnet`."""
    reported_mood: frozenset[str]
    """Verb forms of indirect speech: `sei`. Beside one, few words between marks inside a sentence are a quotation."""
    prepositions: frozenset[str]
    """Words whose noun phrase is no subject; where there are none, all function words count as such."""
    title_words: frozenset[str]
    """Words that introduce titles, names and slogans rather than speech: `Motto`."""
    noun_capitals: bool
    """True if every noun begins with a capital letter; the keys below are read only then."""
    conjunctions: frozenset[str]
    """Words that join two phrases or lead into a sentence without being part of it."""
    subordinators: frozenset[str]
    oblique: frozenset[str]
    """Articles and possessives that are never nominative."""
    ambiguous: frozenset[str]
    """Articles whose noun or adjective decides about the case."""
    feminine_endings: tuple[str, ...]
    body_endings: tuple[str, ...]
    """Endings of nouns for bodies that make statements: `Landesregierung`."""
    abstract_endings: tuple[str, ...]


@cache
def tags() -> tuple[str, ...]:
    """Return the primary language subtags that have a table, sorted."""
    folder = files(__package__) / "tables"
    return tuple(sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml")))


def language_of(tag: str | None) -> Language | None:
    """Return the table of a BCP-47 tag, null where there is none."""
    if tag is None:
        return None
    primary = {"iw": "he", "in": "id", "sh": "sr"}.get(subtag := tag.lower().split("-")[0], subtag)
    return _load(primary) if primary in tags() else None


@cache
def _load(tag: str) -> Language:
    content = tomllib.loads((files(__package__) / "tables" / f"{tag}.toml").read_text(encoding="utf-8"))
    script = content.get("script", SPACED)
    return Language(
        tag=tag,
        script=script,
        order=content["order"],
        cased=content.get("cased", True),
        dash_speech=content.get("dash_speech", False),
        verb_second=content.get("verb_second", False),
        reversed_guillemets=content.get("reversed_guillemets", False),
        single_marks=content.get("single_marks", False),
        topic_comma=content.get("topic_comma", False),
        colon=content.get("colon", ":：՝`"),
        particles=_set(content, "particles"),
        before_verb=_set(content, "before_verb"),
        first_person=_set(content, "first_person"),
        inner_insertion=content.get("inner_insertion", False),
        verbs=WordForms(
            _verb_forms(content),
            bounded=script == SPACED,
            folded=not content.get("noun_capitals", False),
            without=_set(content, "not_verbs"),
        ),
        not_alone=_set(content, "not_alone"),
        citing=WordForms(str(content.get("citing", "")).split(), bounded=script == SPACED),
        according=WordForms(content.get("according", []), bounded=script == SPACED),
        according_prefix=WordForms(content.get("according_prefix", []), bounded=False),
        according_after=WordForms(content.get("according_after", []), bounded=script == SPACED),
        oblique_endings=_endings(content, "oblique_endings"),
        source_clauses=_set(content, "source_clauses"),
        source_prepositions=_set(content, "source_prepositions"),
        plural_endings=_endings(content, "plural_endings"),
        source_of_report=_enclosed(content.get("source_of_report", {})),
        according_pronoun=_phrases(content.get("according_pronoun", [])),
        subject_suffixes=tuple(content.get("subject_suffixes", ())),
        pronouns=_set(content, "pronouns"),
        impersonal=_set(content, "impersonal"),
        articles=_set(content, "articles"),
        stops=_set(content, "stops"),
        titles=_set(content, "titles"),
        role_endings=_endings(content, "role_endings"),
        roles=_set(content, "roles"),
        indefinite=_set(content, "indefinite"),
        family_name_first=content.get("family_name_first", False),
        past_endings=_endings(content, "past_endings"),
        adjectives_follow=content.get("adjectives_follow", False),
        base_endings=_endings(content, "base_endings"),
        base_ending_required=content.get("base_ending_required", False),
        name_cases=tuple(
            tuple((old, new) for old, _, new in (pair.partition(">") for pair in rule.split()))
            for rule in content.get("name_cases", [])
        ),
        naming=WordForms(str(content.get("naming", "")).split(), bounded=script == SPACED),
        naming_links=_set(content, "naming_links"),
        reported_mood=_set(content, "reported_mood"),
        title_words=_set(content, "title_words"),
        noun_capitals=content.get("noun_capitals", False),
        prepositions=_set(content, "prepositions"),
        conjunctions=_set(content, "conjunctions"),
        subordinators=_set(content, "subordinators"),
        oblique=_set(content, "oblique"),
        ambiguous=_set(content, "ambiguous"),
        feminine_endings=_endings(content, "feminine_endings"),
        body_endings=_endings(content, "body_endings"),
        abstract_endings=_endings(content, "abstract_endings"),
    )


def _verb_forms(content: dict[str, object]) -> list[str]:
    """Return the forms of the verbs; `+` at the end of a stem stands for each of the endings of the language."""
    if "verb_bases" in content:
        return list(reporting_verbs())
    endings = _endings(content, "verb_endings")
    forms = (
        [form[:-1] + ending for ending in endings] if form.endswith("+") else [form]
        for form in str(content["verbs"]).split()
    )
    return [form for group in forms for form in group]


def _phrases(phrases: list[str]) -> re.Pattern[str]:
    """Compile phrases with the alternatives of a pronoun between brackets: `à (ses|leurs) yeux`.

    A pronoun at the end counts only if no name follows: Romanian `potrivit lui Ion`.
    """
    if not phrases:
        return _NOTHING
    parts = (re.split("[()]", phrase) for phrase in phrases)
    patterns = (
        rf"{re.escape(before)}({pronouns}){re.escape(after)}" + ("" if after else rf"(?!\s(?-i:[{capitals()}]))")
        for before, pronouns, after in parts
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def _enclosed(words: dict[str, str]) -> re.Pattern[str]:
    """Compile the words of one key of a table, up to six words, and those of another."""
    if not words:
        return _NOTHING
    before, behind = ("|".join(map(re.escape, words[key].split())) for key in ("before", "behind"))
    return re.compile(rf"(?<!\w)(?:{before})\s(\S+(?:\s\S+){{0,5}}?)\s(?:{behind})(?!\w)")


def _endings(content: dict[str, object], key: str) -> tuple[str, ...]:
    return tuple(str(content.get(key, "")).split())


def _set(content: dict[str, object], key: str) -> frozenset[str]:
    return frozenset(str(content.get(key, "")).replace("_", " ").split())
