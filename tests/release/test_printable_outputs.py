"""Control and invisible characters of articles and file names never reach what people read unescaped."""

import json

import pytest

from toolkit.contract import load
from toolkit.contract.row_conversion import flatten, to_table
from toolkit.errors import printable
from toolkit.release.options import DatasetOptions, PackageOptions
from toolkit.release.release_folder import MANIFEST, open_release
from toolkit.release.writer import Content, write_release
from toolkit.storage.hashing import digest_text, logical_digest
from toolkit.validation.formats import FORMATS
from toolkit.validation.result import Validation, Violation

HOSTILE = "a" + "".join(map(chr, (0x1B, 7, 1, 0x7F, 0x9B, 0x202E, 0x2066, 0x200B, 0xFEFF, 0xAD, 0x2028, 0xE0041))) + "b"


@pytest.fixture(scope="module")
def release(article, tmp_path_factory):
    """Write a release whose article and description hold such characters wherever a text may stand."""
    contract = load()
    hostile = article(source=HOSTILE, headline=f"Ferry {HOSTILE}", authors=(HOSTILE,))
    rows = to_table([hostile], contract, contract.record("article"))
    flat = {name: flatten(rows, contract, contract.record(name)) for name in ("quote", "entity")}
    tables = {"articles": rows, "quotes": flat["quote"], "entities": flat["entity"]}
    content = Content(
        articles=[("train", rows)],
        rejections=[],
        digests={table: digest_text(logical_digest(part)) for table, part in tables.items()},
        inputs={"documents": 1, "digest": "0" * 64},
        balance={"read": 1, "published": 1, "quarantined": 0, "duplicates": 0, "withheld": 0},
        options={},
        created="2024-03-05",
    )
    folder = tmp_path_factory.mktemp("hostile") / "release"
    dataset = DatasetOptions(title=HOSTILE, description=HOSTILE, authors=(HOSTILE,), notes={"uses": HOSTILE})
    write_release(content, folder, dataset, PackageOptions(), lambda _: None)
    return folder


def test_no_text_file_of_a_release_holds_them(release):
    texts = [path for path in release.rglob("*") if path.is_file() and path.suffix != ".parquet"]
    assert len(texts) > 10
    for path in texts:
        text = path.read_text(encoding="utf-8")
        assert printable(text) == text, path.name


def test_the_manifest_keeps_their_meaning(release):
    assert open_release(release).manifest["title"] == HOSTILE
    assert json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["title"] == HOSTILE
    assert (release / MANIFEST).is_file()


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_holds_them(form):
    fault = Violation(HOSTILE, 3, HOSTILE, "values", f"quotes[0].{HOSTILE}", HOSTILE, HOSTILE, raw_path=HOSTILE)
    text = FORMATS[form](Validation(HOSTILE, {HOSTILE: 1}, (fault,)))
    assert printable(text) == text
