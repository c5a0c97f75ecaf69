"""Training of the entity recogniser on gold files of one's own, as a newsroom does it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.annotation.entities import ner
from toolkit.annotation.entities.model_weights import read_weights

TRAINING = Path(__file__).parents[2] / "training"
CLUBS = ("Tamwell", "Orrin", "Kestle", "Dunmar", "Vasset")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PLAYERS = ("Ilse Brandt", "Tomás Okafor", "Mara Lindqvist", "Jonas Adeyemi", "Rana Castellan")


def gold_lines():
    """Invented match reports in which every club is an organisation, though its name says nothing."""
    for number, club in enumerate(CLUBS * 8):
        player, day = PLAYERS[number % 4], DAYS[number % 7]
        text = f"On {day} {player} joined {club} for good.\nThe coach of {club} praised {player} again."
        spans = [(player, "PER"), (club, "ORG")]
        ents = [
            [start, start + len(name), kind, kind]
            for name, kind in spans
            for start in range(len(text))
            if text.startswith(name, start)
        ]
        yield json.dumps({"id": str(number), "text": text, "ents": ents}, ensure_ascii=False)


@pytest.fixture(scope="module")
def train(tmp_path_factory):
    data = tmp_path_factory.mktemp("gold")
    (data / "reports.jsonl").write_text("\n".join(gold_lines()) + "\n", encoding="utf-8")

    def run(*options):
        out = tmp_path_factory.mktemp("weights") / "own.npz"
        command = [sys.executable, TRAINING / "train_entities.py", data, "--out", out, *options]
        subprocess.run(command, check=True, capture_output=True)
        return out.read_bytes()

    run.data = data
    return run


def test_a_newsroom_can_train_on_its_own_gold(train):
    weights = read_weights(train())
    body = "Then Rana Castellan joined Vasset for good.\nThe coach of Orrin praised Rana Castellan again."

    result = ner.find_mentions(body, ner.Recogniser(weights))

    assert [(mention.text, mention.type) for mention in result] == [
        ("Rana Castellan", "PER"),
        ("Vasset", "ORG"),
        ("Orrin", "ORG"),
        ("Rana Castellan", "PER"),
    ]


@pytest.mark.slow
def test_training_twice_gives_the_same_bytes(train):
    plain = ["--plain", train.data / "reports.jsonl", "--teachers", "1", "--epochs", "2"]

    assert train(*plain) == train(*plain)
