"""Names in languages other than English."""

from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.annotation.entities.languages import MODELS
from toolkit.annotation.entities.model_weights import load_language, load_shared, read_about
from toolkit.annotation.entities.ner import embedded, find_entities

BODIES = {
    "bg": "Президентът Иван Петров пристигна в София. Той се срещна с министъра на Германия.",
    "cs": "Prezident Jan Novák přijel do Prahy. V Německu se setkal s ministrem.",
    "da": "Statsminister Lars Jensen rejste til København. Han talte i Tyskland.",
    "de": "Bundeskanzler Peter Schmidt reiste nach Berlin. In Frankreich sprach er mit Anna Weber.",
    "es": "El presidente José García llegó a Madrid. En Francia habló con María López.",
    "et": "President Toomas Tamm saabus Tallinna. Ta kohtus Saksamaal ministriga.",
    "fi": "Presidentti Matti Virtanen matkusti Helsinkiin. Hän puhui Ruotsissa.",
    "fr": "Le président Jean Dupont est arrivé à Paris. Il a parlé en Allemagne.",
    "hi": "प्रधानमंत्री राजेश शर्मा दिल्ली पहुंचे। वे भारत के नेता हैं।",
    "hr": "Predsjednik Ivan Horvat stigao je u Zagreb. U Njemačkoj je razgovarao s ministrom.",
    "hu": "Kovács János miniszterelnök Budapestre érkezett. Németországban tárgyalt.",
    "id": "Presiden Joko Santoso tiba di Jakarta. Dia berbicara di Indonesia.",
    "it": "Il presidente Mario Rossi è arrivato a Roma. In Francia ha parlato con Anna Bianchi.",
    "ja": "田中太郎首相は東京で演説した。彼は中国を訪問した。",
    "ko": "김민수 대통령은 서울에서 연설했다. 그는 미국을 방문했다.",
    "no": "Statsminister Kari Hansen reiste til Oslo. Hun talte i Sverige.",
    "pl": "Prezydent Jan Kowalski przyjechał do Warszawy. W Niemczech rozmawiał z ministrem.",
    "pt": "O presidente João Silva chegou a Lisboa. Em França falou com Maria Santos.",
    "ro": "Președintele Ion Popescu a ajuns la București. În Germania a vorbit cu Maria Ionescu.",
    "ru": "Президент Иван Петров прибыл в Москву. Он встретился с министром Германии.",
    "sl": "Predsednik Janez Novak je prišel v Ljubljano. V Nemčiji je govoril.",
    "sr": "Predsednik Ivan Petrović stigao je u Beograd. U Nemačkoj je razgovarao.",
    "sv": "Statsminister Erik Johansson reste till Stockholm. Han talade i Tyskland.",
    "sw": "Rais Juma Hassan aliwasili Nairobi. Alizungumza nchini Tanzania.",
    "tr": "Başbakan Mehmet Yılmaz Ankara'ya geldi. Almanya'da konuştu.",
    "uk": "Президент Іван Петренко прибув до Києва. Він зустрівся з міністром Німеччини.",
    "zh": "总统王小明抵达北京。他访问了美国。",
}
"""Two invented sentences in each language, with a person and a place."""


@pytest.mark.parametrize("language", sorted(MODELS))
def test_persons_and_places_are_found_in_every_language(language):
    body = BODIES[language]
    entities = find_entities(body, language)

    assert {"PER", "LOC"} <= {entity.type for entity in entities}
    assert all(body[entity.start : entity.end] == entity.text for entity in entities)
    assert [entity.start for entity in entities] == sorted(entity.start for entity in entities)


@pytest.mark.parametrize(
    ("language", "body", "name"),
    [
        ("pl", "Oldmere Energia pracowała nocą.", "Oldmere Energia"),
        ("pl", "Unia Portowa podpisało umowę.", "Unia Portowa"),
        ("es", "Según fuentes, la Comisión Portuaria anunció hoy.", "Comisión Portuaria"),
        ("es", "Según fuentes, la Compañía Oldmere estará situada.", "Compañía Oldmere"),
    ],
)
def test_an_unknown_name_does_not_take_the_verb(language, body, name):
    assert [entity.text for entity in find_entities(body, language)] == [name]


def test_a_language_without_weights_is_refused():
    with pytest.raises(KeyError):
        find_entities("Rais alifika Nairobi.", "xx")


def test_reading_a_text_again_gives_the_same():
    assert find_entities(BODIES["de"], "de") == find_entities(BODIES["de"], "de")


def test_only_the_types_of_the_gold_are_found():
    kinds = {entity.type for language in MODELS for entity in find_entities(BODIES[language], language)}
    assert kinds <= {"PER", "ORG", "LOC"}


def test_the_weights_of_all_languages_are_small():
    folder = files("toolkit.annotation.entities") / "weights"
    sizes = [
        len(path.read_bytes()) for path in (*folder.iterdir(), *(folder / "languages").iterdir()) if path.is_file()
    ]
    assert sum(sizes) < 20_000_000


@pytest.mark.parametrize("name", ["words", "characters"])
def test_weights_say_what_they_were_trained_with(name):
    about = read_about((files("toolkit.annotation.entities") / "weights" / f"{name}.npz").read_bytes())
    assert {"command", "train_multilingual.py"} <= about.keys()
    assert any(file.endswith("-train.jsonl") for file in about)


def test_a_language_adds_to_what_all_share():
    weights = load_language("words", {"sv": 1}, 1, "sv")
    assert len(weights.vectors) > len(load_shared("words").vectors)
    assert min(weights.own.values()) == len(load_shared("words").vectors)


def test_a_borrowing_language_has_its_own_words_and_the_vectors_of_its_relatives():
    czech, serbian = embedded("cs").weights, embedded("sr").weights
    assert czech.own.keys() > serbian.own.keys()
    assert czech.lexicon != serbian.lexicon


def test_languages_in_cyrillic_letters_read_relatives_in_both_scripts():
    ukrainian = embedded("uk").weights.own
    assert {"w=Москва", "w=Hrvatska"} <= ukrainian.keys()


def test_of_several_relatives_the_mean_is_read():
    one, other = (load_language("words", {name: 1}, 1, name) for name in ("hr", "ro"))
    both = load_language("words", {"hr": 1, "ro": 1}, 2, "cs")
    name = next(name for name in one.own if name in other.own)
    mean = (one.vectors[one.own[name]].astype(int) + other.vectors[other.own[name]]) / 2
    assert both.own.keys() == one.own.keys() | other.own.keys()
    assert np.abs(both.vectors[both.own[name]] - mean).max() <= 0.5


@pytest.mark.parametrize("language", ["hi", "it", "ru", "sv", "uk", "zh"])
@settings(max_examples=30, deadline=None)
@given(
    body=st.text(max_size=120)
    | st.lists(st.sampled_from([*BODIES.values(), "\n", "\u2028", "’", "( "]), max_size=4).map("".join)
)
def test_spans_of_any_text_are_clean(language, body):
    entities = find_entities(body, language)
    assert all(body[entity.start : entity.end] == entity.text == entity.text.strip() != "" for entity in entities)
    assert all(len(entity.text.splitlines()) == 1 for entity in entities)
    assert all(before.end <= after.start for before, after in pairwise(entities))
