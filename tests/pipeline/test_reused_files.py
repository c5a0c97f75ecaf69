"""A build that follows a release takes over the files of the days that did not change, byte for byte."""

from pathlib import Path

import pytest

from toolkit import api
from toolkit.pipeline import known_tasks

DAYS = ("2024-05-06", "2024-05-07", "2024-05-08")
BODY = (
    "The ferry {name} reached the quay of Oldmere at noon, an hour late, and left again before the tide had turned. "
    "“The {name} needs another pump,” said Ines Okafor, who leads the harbour office of Oldmere. Some {number} people "
    "had waited in the rain, and most of them went home by bus when the second crossing of the {name} was called off."
)
NAMES = ("Sunniva", "Torhild", "Alvhild", "Ragna", "Borghild", "Solveig", "Gyda", "Ingunn")


def _night(folder, number):
    """Write the articles of a night: most of its day, one of the day before."""
    folder.mkdir(parents=True)
    for location, name in enumerate(NAMES):
        day = DAYS[number] if location or not number else DAYS[number - 1]
        text = BODY.format(name=f"{name} {number + 1}", number=17 * location + 40)
        head = f"{name} {number + 1} comes late to Oldmere\n\nBy Ida Brandt\n\n{day}\n\n"
        (folder / f"{location}.txt").write_text(f"{head}{text}\n", encoding="utf-8")


def _build(root, out, previous, cache):
    options = {"package": {"day_rows": 1}, "annotate": {"entities": False}}
    built = api.build(
        root / "raw",
        out=out,
        name="nights",
        version="auto",
        previous=previous,
        config=options,
        engine="here",
        cache=cache,
    )
    return built.folder


def _content(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """Build three nights, each after the one before; return their releases."""
    root = tmp_path_factory.mktemp("nights")
    releases = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(known_tasks, "UNCERTAIN_SECONDS", -60)  # the files are as old as the test
        for number in range(len(DAYS)):
            _night(root / "raw" / f"night-{number}", number)
            previous = str(releases[-1]) if releases else None
            releases.append(_build(root, root / "nightly", previous, root / "cache"))
    return releases


def test_a_release_made_night_by_night_is_the_release_of_one_build(tmp_path, nights):
    at_once = _build(nights[0].parents[1], tmp_path / "at_once", str(nights[-2]), "off")
    assert _content(at_once) == _content(nights[-1])
    assert api.verify(at_once) == []


def test_files_of_days_that_did_not_change_are_taken_over(nights):
    old, new = (_content(folder) for folder in nights[-2:])
    kept = {content for name, content in old.items() if name.endswith(".parquet")} & set(new.values())
    tables = sorted({Path(name).parts[1] for name, content in new.items() if content in kept})
    assert tables == ["articles", "quotes"]
