"""The house stays tidy."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "toolkit"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = [module.relative_to(ROOT).as_posix() for module in MODULES]
SOURCES = {name: module.read_text(encoding="utf-8") for name, module in zip(NAMES, MODULES, strict=True)}
TREES = {name: ast.parse(source) for name, source in SOURCES.items()}

HOMES = (
    *("pandera", "datasets", "trafilatura", "ftfy", "py3langid", "resiliparse", "rensa"),
    *("spacy", "gliner", "transformers", "torch"),
)
"""Each of these has one home module."""
SPACY_FILES = "toolkit/curation/exchange/spacy_docs.py"
"""Writes files of spaCy and runs no pipeline of it."""
HEAVY = (*HOMES, "polars", "pyarrow", "lxml", "pandas", "sklearn", "pycrfsuite", "yaml", "rich", "babel", "courlan")
"""None of these is imported when a module is imported."""
PURE = ("normalisation", "annotation", "group")
NOT_PURE = (
    "annotation/names/",
    *(
        "compliance/takedown.py",
        "compliance/ledger_file.py",
        "compliance/licence_check.py",
        "compliance/standoff_join.py",
    ),
    *(
        "validation/validate_target.py",
        "validation/row_batches.py",
        "validation/source_lines.py",
        "validation/formats/",
    ),
    "validation/rule_plugins.py",
)
"""Modules of compliance and validation that read or write files."""


def _imports(tree, *, everywhere=True):
    """Yield the names of imported modules; without those that only type checkers see."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not everywhere:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."
        else:
            yield from _imports(node, everywhere=everywhere)


IMPORTED = {name: {item.split(".")[0] for item in _imports(tree)} for name, tree in TREES.items()}


def test_a_module_has_at_most_400_lines():
    assert [name for name, source in SOURCES.items() if len(source.splitlines()) > 400] == []


def _length(function):
    """Return the lines of a function's body; a call that names more than three arguments counts as one line."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call) and len(node.keywords) > 3)
    folded = {line for call in calls for line in range(call.lineno + 1, call.end_lineno + 1)}
    return len(set(range(body[0].lineno, body[-1].end_lineno + 1)) - folded) if body else 0


def test_a_function_has_at_most_40_lines():
    functions = [
        (name, node) for name, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    ]
    assert [f"{name}:{node.name}" for name, node in functions if _length(node) > 40] == []


def test_a_module_says_in_its_first_line_what_it_is_about():
    assert [name for name, source in SOURCES.items() if not re.match(r'"""\S.{10,}', source)] == []
    first = {name: ast.get_docstring(tree).splitlines()[0] for name, tree in TREES.items()}
    assert [name for name, line in first.items() if not line.endswith((".", ":"))] == []


def test_no_module_is_a_drawer_for_everything():
    assert [name for name in NAMES if re.search(r"util|helper|common|misc|shared|stuff", name)] == []


def test_no_two_modules_have_the_same_name():
    names = [module.name for module in MODULES if module.name not in ("__init__.py", "options.py", "interface.py")]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_folder_of_the_package_is_a_package():
    folders = {module.parent for module in MODULES}
    assert [folder.name for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_a_heavy_library_has_one_home():
    homes = {
        library: [name for name, imported in IMPORTED.items() if library in imported and name != SPACY_FILES]
        for library in HOMES
    }
    assert {library: names for library, names in homes.items() if len(names) > 1} == {}


def test_heavy_libraries_are_imported_where_they_are_used():
    early = {
        (name, module)
        for name, tree in TREES.items()
        for module in _imports(tree, everywhere=False)
        if module.split(".")[0] in HEAVY
    }
    assert early == set()


def test_the_command_line_imports_nothing_of_the_stages_early():
    trees = [tree for name, tree in TREES.items() if name.startswith("toolkit/cli/")]
    early = {item for tree in trees for item in _imports(tree, everywhere=False) if item.startswith("toolkit")}
    assert {item for item in early if not item.startswith("toolkit.cli")} == {
        "toolkit._version",
        "toolkit.contract.records",
        "toolkit.errors",
        "toolkit.progress",
    }


VAGUE = {"place", "each", "found", "told"}


def _defined_names(tree):
    """Yield the names of parameters, local variables, functions and classes; fields of records are left out."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    fields = {id(field.target) for node in classes for field in node.body if isinstance(field, ast.AnnAssign)}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in fields:
            yield node.id, node.lineno
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name, node.lineno


def test_no_name_of_the_package_is_vague():
    lines = {
        f"{name}:{line}: {defined}"
        for name, tree in TREES.items()
        for defined, line in _defined_names(tree)
        if defined in VAGUE
    }
    assert sorted(lines) == []


def test_no_name_beside_the_package_is_vague():
    folders = ("hub_emulator", "training", "benchmarks", "fuzz", "tests", "docs")
    paths = [path for folder in folders for path in ROOT.glob(f"{folder}/**/*.py")]
    lines = {
        f"{path.name}:{line}: {defined}"
        for path in paths
        for defined, line in _defined_names(ast.parse(path.read_text(encoding="utf-8")))
        if defined in VAGUE
    }
    assert (len(paths) > 20, sorted(lines)) == (True, [])


FILE_WORK = {
    "open",
    "write_text",
    "write_bytes",
    "read_text",
    "read_bytes",
    "mkdir",
    "unlink",
    "rename",
    "exists",
    "glob",
    "iterdir",
    "urlopen",
    "getenv",
}


def _file_work(tree):
    """Yield calls that touch files, but for the loading of what is packed with the module."""
    packed = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef) and "files(" in ast.unparse(outer)
        for node in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in FILE_WORK and id(node) not in packed:
                yield f"{called} in line {node.lineno}"


PURE_MODULES = [
    name
    for name in NAMES
    if name.split("/")[1] in (*PURE, "compliance", "validation")
    and not name.startswith(tuple(f"toolkit/{path}" for path in NOT_PURE))
]


def test_a_pure_module_touches_no_file():
    pure = [*PURE_MODULES, "toolkit/contract/records.py", "toolkit/errors.py"]
    assert [(name, call) for name in pure for call in _file_work(TREES[name])] == []


SYSTEM = {"time", "random", "os", "sys", "socket", "subprocess", "tempfile", "locale"}
CLOCKS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "hash", "id"}


def test_a_pure_module_asks_neither_clock_nor_chance_nor_system():
    modules = [(name, module) for name in PURE_MODULES for module in _imports(TREES[name])]
    assert [
        (name, module) for name, module in modules if module.split(".")[0] in SYSTEM or module == "urllib.request"
    ] == []
    nodes = [(name, node) for name in PURE_MODULES for node in ast.walk(TREES[name]) if isinstance(node, ast.Call)]
    assert [(name, node.lineno) for name, node in nodes if ast.unparse(node.func) in CLOCKS] == []


def test_every_fault_that_is_caught_whatever_it_is_says_why():
    lines = [
        f"{name}:{number}"
        for name, source in SOURCES.items()
        for number, line in enumerate(source.splitlines(), start=1)
        if re.search(r"except (Base)?Exception\b|except:", line)
        and not re.search(r"# (noqa: BLE001 - )?(?!noqa)\w", line)
    ]
    assert lines == []


def test_nothing_is_left_to_be_done():
    marks = re.compile(r"TODO|FIXME|XXX(?!X)\b(?!-)|HACK|NotImplementedError")
    assert [(name, mark) for name, source in SOURCES.items() for mark in marks.findall(source)] == []


def test_no_absolute_path_of_a_machine_stands_in_the_project():
    result = [
        path.relative_to(ROOT).as_posix()
        for folder in ("toolkit", "schema", "benchmarks")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".toml", ".md")
        and re.search(r"/(work|home|root|Users)/\w", path.read_text(encoding="utf-8"))
    ]
    assert result == []


def test_no_address_of_a_package_index_stands_in_the_project():
    paths = [ROOT / "pyproject.toml", ROOT / "Makefile", *ROOT.glob("requirements*.lock"), *ROOT.glob("docs/**/*.md")]
    index = re.compile(r"--(?:extra-)?index-url +\S|pypi\.org|https?://\S*simple")
    assert [path.name for path in paths if index.search(path.read_text(encoding="utf-8"))] == []


def test_what_is_installed_for_running_is_what_the_tests_run_with():
    def pins(name):
        content = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"^([\w.-]+==[^ ;\\]+)", content, re.MULTILINE))

    assert pins("requirements.lock")
    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()
