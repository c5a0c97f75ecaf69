"""Training on gold of one's own."""

import json

import pytest

from toolkit import api
from toolkit.annotation import annotate
from toolkit.annotation.entities.model_weights import read_about
from toolkit.annotation.options import AnnotateOptions
from toolkit.errors import ConfigError

CLUBS = ("Tamwell", "Orrin", "Kestle", "Dunmar", "Vasset")
PLAYERS = ("Ilse Brandt", "Tomás Okafor", "Mara Lindqvist", "Jonas Adeyemi")


@pytest.fixture(scope="module")
def gold(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gold")
    lines = []
    for number, club in enumerate(CLUBS * 12):
        player = PLAYERS[number % 4]
        text = f"On day {number} {player} joined {club} for good.\nThe coach of {club} praised {player} again."
        ents = [
            [start, start + len(name), kind]
            for name, kind in ((player, "PER"), (club, "ORG"))
            for start in range(len(text))
            if text.startswith(name, start)
        ]
        lines.append(json.dumps({"text": text, "ents": ents}, ensure_ascii=False))
    (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_command_prints_how_well_held_out_names_are_found(command, gold, tmp_path):
    done = command("train", "entities", gold, "--out", tmp_path / "ours.npz")

    assert done.code == 0
    assert "F1 100.0 on" in done.out


@pytest.mark.parametrize("language", ["en", pytest.param("sv", marks=pytest.mark.slow)])
def test_weights_of_ones_own_find_the_names_of_the_gold(gold, tmp_path, language):
    api.train_entities(gold, tmp_path / "ours.npz", language=language, report=len)
    options = AnnotateOptions(recogniser=f"own:{tmp_path}/ours.npz", entity_languages=(language,))

    entities = annotate("Mara Lindqvist joined Vasset for good.", language=language, options=options).entities

    assert [(entity.text, entity.type) for entity in entities] == [("Mara Lindqvist", "PER"), ("Vasset", "ORG")]


def test_training_again_gives_the_same_bytes(gold, tmp_path):
    for name in ("one.npz", "two.npz"):
        api.train_entities(gold, tmp_path / name, epochs=2, report=len)

    content = (tmp_path / "one.npz").read_bytes()
    assert content == (tmp_path / "two.npz").read_bytes()
    assert read_about(content)["epochs"] == "2"


def test_a_file_that_cannot_be_written_is_named(gold, tmp_path):
    with pytest.raises(ConfigError, match=r"name a file \.npz in a folder that is there"):
        api.train_entities(gold, tmp_path / "nowhere" / "ours.npz")
