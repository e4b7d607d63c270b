# `make demo` and `make test` need Python 3.11 or newer, git and make; they set up .venv themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

export BLOG_CORPORA ?= $(abspath $(wildcard ../shared/corpora))
export BLOG_DATA ?= $(abspath $(wildcard ../shared/data))
export BLOG_SEED ?= $(abspath $(wildcard ../shared/seed))

# Modules are compiled once, not anew by each of the many processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check verify bench soak format clean lock
.DEFAULT_GOAL := test

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "blog needs Python 3.11 or newer; say which one with PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: $(READY)
	@scripts/demo

test: $(READY)
	$(BIN)/pytest -q -n auto --dist worksteal

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

verify: $(READY)
	@scripts/verify

bench: $(READY)
	$(BIN)/python -m benchmarks $(ARGS)

soak: $(READY)
	$(BIN)/python scripts/soak.py

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	scripts/lock

clean:
	rm -rf build $(VENV)
