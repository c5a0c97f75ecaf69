"""Whatever is changed in a release is found, also by someone who redoes the checksums."""

import json
import shutil

import pyarrow.parquet
import pytest

from toolkit.errors import ReleaseError
from toolkit.release.checksums import CHECKSUMS, write_checksums
from toolkit.release.options import dataset_options
from toolkit.release.release_folder import CARD, MANIFEST, open_release
from toolkit.release.verify import verify


def _found(folder):
    return [item.file for item in verify(open_release(folder))]


def test_a_release_is_what_was_built(sample):
    assert verify(open_release(sample.folder)) == []


def test_a_copy_at_another_place_is_what_was_built(sample_copy):
    assert verify(open_release(sample_copy)) == []


def _names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_changed_byte_is_found_in_any_file(sample_copy):
    for name in _names(sample_copy):
        if name in (CHECKSUMS, MANIFEST):
            continue
        path = sample_copy / name
        content = path.read_bytes()
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        assert _found(sample_copy) == [name]
        path.write_bytes(content)
    assert _found(sample_copy) == []


def test_a_changed_manifest_is_found(sample_copy):
    path = sample_copy / MANIFEST
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert _found(sample_copy) == [MANIFEST]


def test_a_removed_file_is_found(sample_copy):
    for name in _names(sample_copy):
        if name in (CHECKSUMS, MANIFEST):
            continue
        content = (sample_copy / name).read_bytes()
        (sample_copy / name).unlink()
        assert _found(sample_copy) == [name]
        (sample_copy / name).write_bytes(content)


@pytest.mark.parametrize("missing", [CHECKSUMS, MANIFEST])
def test_a_folder_without_its_lists_is_no_release(sample_copy, missing):
    (sample_copy / missing).unlink()
    with pytest.raises(ReleaseError, match=missing):
        _found(sample_copy)


@pytest.mark.parametrize(
    "name",
    [
        "extra.txt",
        ".hidden",
        "data/articles/train-00001-of-00001.parquet",
        f"data/{CHECKSUMS}",
        "contract/extra.toml",
        "a\nb",
        "Fähre 🚲.txt",
    ],
)
def test_an_added_file_is_found(sample_copy, name):
    (sample_copy / name).write_bytes(b"more")
    assert _found(sample_copy) == [name]


def test_an_added_folder_of_files_is_found(sample_copy):
    shutil.copytree(sample_copy / "data" / "quotes", sample_copy / "data" / "sayings")
    assert {name.split("/")[1] for name in _found(sample_copy)} == {"sayings"}


@pytest.mark.parametrize("line", ["no digest", "\x00", "abc  "])
def test_a_malformed_list_of_checksums_is_an_error_or_a_finding(sample_copy, line):
    (sample_copy / CHECKSUMS).write_text(line + "\n", encoding="utf-8")
    try:
        assert _found(sample_copy)
    except ReleaseError as error:
        assert CHECKSUMS in str(error)  # noqa: PT017 - either way it must not pass


def _numbers(value, path=()):
    """Yield the place of every number of a manifest that says something about the data."""
    if isinstance(value, dict):
        for key, item in value.items():
            if path or key not in ("options", "libraries"):
                yield from _numbers(item, (*path, key))
    elif isinstance(value, list):
        for index in {0, len(value) - 1} if value else ():  # of all files, two will do
            yield from _numbers(value[index], (*path, index))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield path


def _put(manifest, path, change):
    for key in path[:-1]:
        manifest = manifest[key]
    manifest[path[-1]] = change(manifest[path[-1]])


def _rewrite(folder, manifest):
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    write_checksums(folder)


@pytest.fixture(params=["small", pytest.param("sample", marks=pytest.mark.slow)])
def release_copy(request, tmp_path, benches):
    """Give a copy of a small release, which is quick to verify, and of the sample."""
    folder = benches["1.0.0"] if request.param == "small" else request.getfixturevalue("sample").folder
    return shutil.copytree(folder, tmp_path / folder.name)


def test_every_number_of_the_manifest_is_checked_against_the_data(release_copy):
    original = json.loads((release_copy / MANIFEST).read_text(encoding="utf-8"))
    places = list(_numbers(original))
    assert len(places) > 15
    unnoticed = []
    for location in places:
        manifest = json.loads(json.dumps(original))
        _put(manifest, location, lambda number: number + 1)
        _rewrite(release_copy, manifest)
        if not _found(release_copy):
            unnoticed.append(location)
    assert unnoticed == []


@pytest.mark.parametrize(
    "location",
    [
        ("tables", "articles", "digest"),
        ("tables", "quotes", "digest"),
        ("contract", "digest"),
        ("files", 0, "sha256"),
        ("files", 0, "path"),
        ("inputs", "digest"),
        ("toolkit_version",),
        ("version",),
        ("license",),
    ],
    ids=lambda location: ".".join(map(str, location)),
)
def test_a_changed_text_of_the_manifest_is_found(sample_copy, location):
    manifest = json.loads((sample_copy / MANIFEST).read_text(encoding="utf-8"))
    _put(manifest, location, lambda text: ("8" if text[0] == "9" else "9") + text[1:])
    _rewrite(sample_copy, manifest)
    assert _found(sample_copy)


def test_a_balance_that_was_shifted_is_found_in_the_card_at_least(sample_copy):
    manifest = json.loads((sample_copy / MANIFEST).read_text(encoding="utf-8"))
    manifest["balance"]["quarantined"] -= 1
    manifest["balance"]["withheld"] += 1
    _rewrite(sample_copy, manifest)
    assert _found(sample_copy)


@pytest.mark.parametrize(
    "key", ["balance", "contract", "tables", "files", "reasons", "authors", "created", "inputs", "title"]
)
def test_a_manifest_without_one_of_its_parts_is_an_error_or_a_finding(sample_copy, key):
    manifest = json.loads((sample_copy / MANIFEST).read_text(encoding="utf-8"))
    del manifest[key]
    _rewrite(sample_copy, manifest)
    try:
        assert _found(sample_copy)
    except ReleaseError as error:
        assert MANIFEST in str(error)  # noqa: PT017 - either way it must not pass


@pytest.mark.slow
def test_every_changed_line_of_the_card_is_found(sample_copy):
    path = sample_copy / CARD
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for number in range(0, len(lines), 30):
        path.write_text("".join([*lines[:number], "changed\n", *lines[number + 1 :]]), encoding="utf-8")
        write_checksums(sample_copy)
        (result,) = verify(open_release(sample_copy))
        assert (result.file, result.message) == (CARD, f"line {number + 1} is not what the data says")


@pytest.mark.parametrize("change", ["added", "removed"])
def test_a_line_too_many_or_too_few_at_the_end_of_the_card_is_found(sample_copy, change):
    path = sample_copy / CARD
    content = path.read_text(encoding="utf-8")
    path.write_text(content + "Buy now.\n" if change == "added" else content.rpartition("\n```")[0], encoding="utf-8")
    write_checksums(sample_copy)
    assert _found(sample_copy) == [CARD]


@pytest.mark.parametrize("table", ["quotes", "entities"])
def test_a_flattened_table_that_differs_from_its_articles_is_found(sample_copy, table):
    path = next((sample_copy / "data" / table).glob("train-*"))
    rows = pyarrow.parquet.ParquetFile(path).read()
    column = rows.column_names.index("confidence")
    changed = rows.set_column(column, rows.schema.field("confidence"), pyarrow.array([0.5] * rows.num_rows))
    pyarrow.parquet.write_table(changed, path)
    write_checksums(sample_copy)
    assert f"data/{table}" in _found(sample_copy)


def test_a_changed_contract_is_found_even_with_new_checksums(sample_copy):
    path = sample_copy / "contract" / "quote.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# another\n", encoding="utf-8")
    write_checksums(sample_copy)
    assert "contract" in _found(sample_copy)


def test_a_contract_that_is_changed_between_two_looks_is_found(sample_copy):
    assert _found(sample_copy) == []
    path = sample_copy / "contract" / "quote.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# another\n", encoding="utf-8")
    write_checksums(sample_copy)
    assert "contract" in _found(sample_copy)


def test_the_options_of_the_dataset_come_back_from_the_manifest(sample):
    options = dataset_options(json.loads((sample.folder / MANIFEST).read_text(encoding="utf-8")))
    assert (options.name, options.version, options.authors) == (
        "sample-news",
        "1.0.0",
        ("The news-dataset-toolkit authors",),
    )
