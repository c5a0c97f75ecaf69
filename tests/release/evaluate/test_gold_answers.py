"""Reading gold answers."""

from pathlib import Path

from toolkit.release.evaluate.gold_answers import read_gold

SEEDS = Path(__file__).parents[3] / "seeds"


def test_the_sample_answers_are_read():
    answers = read_gold(SEEDS)
    assert len({(answer.path, answer.record) for answer in answers}) == len(answers)
    assert any(answer.rejected for answer in answers)
    assert "wire/lift-bridge-reopens" in {answer.path for answer in answers}


def test_one_file_is_a_folder_of_its_own():
    (answer,) = read_gold(SEEDS / "wire" / "lift-bridge-reopens.gold.json")
    assert (answer.path, answer.record, answer.rejected) == ("lift-bridge-reopens", None, False)
