"""The script of report.html: small modules in one scope, nothing that could run text, right on their own in Node."""

import json
import re
import shutil
import subprocess

import pytest

from toolkit.release.report.script_bundle import MODULES, module_text, script

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="Node.js is not on this machine")
TEXTS = {name: module_text(name) for name in MODULES}
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
IMPORTED = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)


@pytest.fixture
def evaluate(tmp_path):
    """Import modules in Node and return the JSON of an expression over their exports."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.mjs").write_text(text.replace('.js";', '.mjs";'), encoding="utf-8")

    def run(expression, *modules):
        imports = "".join(f"import * as {name} from './{name}.mjs';\n" for name in modules)
        (tmp_path / "run.mjs").write_text(f"{imports}console.log(JSON.stringify({expression}));", encoding="utf-8")
        done = subprocess.run([NODE, "run.mjs"], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_no_module_is_longer_than_300_lines():
    assert {name: len(text.splitlines()) for name, text in TEXTS.items() if len(text.splitlines()) > 300} == {}


def test_a_module_says_in_its_first_line_what_it_is_about():
    assert [name for name, text in TEXTS.items() if not re.match(r"// [A-Z].{20,}", text)] == []


def test_nothing_makes_markup_or_code_of_text_or_asks_the_network():
    never = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setTimeout\(\s*[\"'`]"
        r"|\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|localStorage|import\(|createContextualFragment"
    )
    assert [(name, match[0]) for name, text in TEXTS.items() for match in never.finditer(text)] == []


def test_no_two_modules_declare_the_same_name():
    declared = [match for text in TEXTS.values() for match in DECLARED.findall(text)]
    assert sorted({name for name in declared if declared.count(name) > 1}) == []


def test_a_module_imports_what_there_is_from_those_before_it_and_uses_it():
    faults = []
    for position, (name, text) in enumerate(TEXTS.items()):
        rest = IMPORTED.sub("", text)
        for names, source in IMPORTED.findall(text):
            faults += [f"{name} imports {source}, which comes later"] if source not in MODULES[:position] else []
            exports = re.findall(r"^export (?:async )?(?:function\*?|const|let) (\w+)", TEXTS[source], re.MULTILINE)
            for imported in names.split(", "):
                faults += [] if imported in exports else [f"{source} does not export {imported}"]
                faults += [] if re.search(rf"\b{imported}\b", rest) else [f"{name} does not use {imported}"]
    assert faults == []


def test_every_declared_name_is_used():
    whole = script()
    names = {name for text in TEXTS.values() for name in DECLARED.findall(text)}
    assert sorted(name for name in names if len(re.findall(rf"\b{name}\b", whole)) < 2) == []


@needs_node
def test_the_joined_script_is_valid(tmp_path):
    (tmp_path / "script.js").write_text(script(), encoding="utf-8")
    done = subprocess.run([NODE, "--check", tmp_path / "script.js"], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert not re.search(r"^\s*(import|export) ", script(), re.MULTILINE)


@needs_node
@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("CAFÉ", "cafe"),
        ("cafe\u0301", "cafe"),
        ("ﾊｰﾊﾞｰ", "ハーバー"),
        ("Ｆｅｒｒｙ", "ferry"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("ΟΔΟΣ", "οδοσ"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("हिन्दी", "हिन्दी"),
        ("가나", "가나"),
        ("“so”\n\nit  is", '"so" it is'),
    ],
)
def test_texts_are_folded(evaluate, text, folded):
    assert evaluate(f"fold.fold({json.dumps(text)})", "fold") == folded
    assert evaluate(f"fold.foldWithOffsets({json.dumps(text)}).folded", "fold") == folded


@needs_node
def test_an_offset_leads_back_to_the_text(evaluate):
    result = evaluate('fold.foldWithOffsets("Zoe\u0308 ißt 🚲")', "fold")
    assert result["folded"] == "zoe isst 🚲"
    assert result["offsets"] == [0, 1, 2, 4, 5, 6, 6, 7, 8, 9, 9, 11]


@needs_node
@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("Ferry bell", [[None, "ferry", False], [None, "bell", False]]),
        ('"the  old bell" -new', [[None, "the old bell", False], [None, "new", True]]),
        ('speaker:"Mara Tveit" before:2024', [["speaker", "mara tveit", False], ["before", "2024", False]]),
        ("https://x.example/a", [[None, "https://x.example/a", False]]),
        ('"never closed', [[None, "never closed", False]]),
        ("", []),
        ("-", []),
    ],
)
def test_a_search_line_becomes_terms(evaluate, line, terms):
    result = evaluate(f"query.parseQuery({json.dumps(line)})", "query")
    assert [[term["field"], term["text"], term["exclude"]] for term in result] == terms


@needs_node
def test_an_address_gives_back_its_state(evaluate):
    made = (
        "address.writeAddress({...address.emptyState(), view: 'quotes', query: 'a&b=c #', from: '2024-01',"
        " sort: '-date', article: 'x y', facets: new Map([['speaker', new Set(['Å & B', 'C'])]])})"
    )
    again = f"((state) => ({{...state, facets: [...state.facets].map(([name, set]) => [name, [...set]])}}))(address.readAddress({made}, ['speaker']))"  # noqa: E501
    assert evaluate(again, "address") == {
        "view": "quotes", "query": "a&b=c #", "from": "2024-01", "to": "", "sort": "-date", "article": "x y",
        "facets": [["speaker", ["Å & B", "C"]]],
    }  # fmt: skip


@needs_node
@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_would_be_a_formula_is_made_harmless(evaluate, cell):
    row = json.dumps([{"a": cell}])
    assert evaluate(f"export_rows.toCsv(['a'], {row})", "export_rows").replace('"', "").startswith("a\r\n'")


@needs_node
def test_differences_put_together_are_the_two_texts(evaluate):
    left, right = "The old bell rang twice today.", "The new bell rang today, twice."
    pieces = evaluate(f"differences.differences({json.dumps(left)}, {json.dumps(right)})", "differences")
    assert "".join(text for kind, text in pieces if kind != "right") == left
    assert "".join(text for kind, text in pieces if kind != "left") == right
    assert ["left", "old"] in pieces


@needs_node
@pytest.mark.parametrize(("number", "label"), [(0, "0"), (1, "1-4"), (4, "1-4"), (5, "5+"), (99, "5+")])
def test_a_number_is_put_into_its_range(evaluate, number, label):
    assert evaluate(f"facets.binLabel({number}, [0, 1, 5])", "facets") == label
