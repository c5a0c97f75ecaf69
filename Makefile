# `make build` and `make test` need python3 (3.11 to 3.14) with venv, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools
NATIVE := $(VENV)/.native
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: build fuzz fuzz-native style types test test-all test-models test-large docs docs-site docs-reference format lock clean

build: $(READY) $(NATIVE)
	$(BIN)/toolkit build --replace

test: $(TOOLS) $(NATIVE)
	$(MAKE) --jobs 2 style types docs
	$(BIN)/pytest -n auto --dist loadfile

style: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: $(TOOLS)
	$(BIN)/mypy

# What is too slow for every change: the tests marked slow, another pyarrow, recognisers of torch. `make test` ran the rest.
test-all: $(TOOLS)
	$(BIN)/pytest -n auto --dist loadfile -m "slow or installs"
	$(MAKE) test-models
	$(MAKE) test-large

# Recognisers of other makers: torch is too large for the locked environment, which is a constraint on what comes with it.
MODELS := torch==2.13.0 transformers==5.24.0 gliner==0.2.24
test-models: $(TOOLS)
	sed -n 's/^\([A-Za-z0-9._-]*==[^\\]*[^\\ ]\) *\\*$$/\1/p' requirements-dev.lock > $(VENV)/constraints.txt
	@if $(INSTALL) --constraint $(VENV)/constraints.txt $(MODELS); \
	then HF_HUB_OFFLINE=1 $(BIN)/pytest -n 0 tests/annotation/entities/backends; \
	else echo "The recognisers of torch were not tested: $(MODELS) cannot be installed on this machine."; fi

# Ray, which is as large as all of the locked environment, and Lance; they are installed beside it in the same way.
LARGE := ray[client]==2.60.0 pylance==14.0.2
test-large: $(TOOLS)
	sed -n 's/^\([A-Za-z0-9._-]*==[^\\]*[^\\ ]\) *\\*$$/\1/p' requirements-dev.lock > $(VENV)/constraints.txt
	@if $(INSTALL) --constraint $(VENV)/constraints.txt $(LARGE); \
	then $(BIN)/pytest -n 0 tests/pipeline/workers/test_ray_pool.py tests/curation/exchange/test_lance_tables.py; \
	else echo "Ray and Lance were not tested: $(LARGE) cannot be installed on this machine."; fi

# The site; its reference pages are written from the code.
docs: $(TOOLS)
	$(BIN)/sphinx-build -W --keep-going -q -b html docs dist/docs

# The sites of all versions, one folder each, with a list of them; SITES is what is published.
SITES ?= dist/sites
docs-site: $(TOOLS)
	$(BIN)/python docs/versioned_site.py $(SITES)

docs-reference: $(TOOLS)
	$(BIN)/python docs/reference_pages.py

format: $(TOOLS)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# What running needs and nothing else. The environment is made anew when the locked versions or the package's own description
# change. The lock names everything that is needed; older pips, asked to look for more, refuse a package that is pinned here
# and wanted elsewhere with an extra.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14) and "Python 3.11 to 3.14 is needed; name one with make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear $(VENV)
	$(INSTALL) --no-deps --require-hashes --requirement requirements.lock
	TOOLKIT_NATIVE=0 $(INSTALL) --no-deps --no-build-isolation --editable .
	touch $(READY)

# The native core, compiled anew when its source changes; without a compiler the package runs as well, only slower.
$(NATIVE): $(READY) hatch_build.py $(wildcard toolkit/_native/*.[ch])
	$(BIN)/python hatch_build.py
	touch $(NATIVE)

# The tools of the tests and of the documentation, added to it.
$(TOOLS): $(READY) requirements-dev.lock
	$(INSTALL) --no-deps --require-hashes --requirement requirements-dev.lock
	touch $(TOOLS)

# Both locks agree: what running needs has the version with which it is tested.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
  --no-header --no-annotate pyproject.toml
lock:
	$(LOCK) --group dev --output-file requirements-dev.lock
	$(LOCK) --group build --constraint requirements-dev.lock --output-file requirements.lock

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Damaged files for some seconds; every fault that it prints becomes a test.
SECONDS_OF_FUZZING ?= 60
SEED ?= 0
fuzz: $(TOOLS)
	PYTHONPATH=. $(BIN)/python fuzz/run.py --seconds $(SECONDS_OF_FUZZING) --seed $(SEED)

# The same for the native core, compiled with AddressSanitizer, which ends at the first byte read or written outside.
fuzz-native: $(TOOLS)
	$(BIN)/python fuzz/native.py --seconds $(SECONDS_OF_FUZZING) --seed $(SEED)
