# Everything a person does here, on a machine that has Python 3.11 or later, git and make. No compiler, nothing by hand.

# The system's own where it will do: it is built to be fast, and one that was built by hand often takes twice as long.
PYTHON ?= $(shell for python in /usr/bin/python3 python3; do $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && exit; done; echo python3)
BUILD := build
PORT ?= 8000
WORKERS ?= 2
# One more than there are processors: many a test waits for a browser, a disk or a child.
TESTERS ?= $(shell expr $(WORKERS) + 1)
MINUTES ?= 30
CHROMIUM ?= chromium

venv := .venv
bin := $(venv)/bin
yusuan := $(bin)/yusuan
pip := $(bin)/python -m pip --disable-pip-version-check -qq

# Documents and file names are Chinese, whatever the machine's own language is.
export PYTHONUTF8 := 1
# Hundreds of short processes run the same code, which is compiled once for all of them. Some containers forbid it.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test thorough lint types static pytest bench mutation defences kills fuzz audit survey lock picture clean distclean

help: ## say what can be made
	@echo "make …"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 13

site: $(venv)/.ready ## build the website into build/site/
	$(yusuan) build --out $(BUILD)

serve: site ## build, then show the site at http://127.0.0.1:8000/ (PORT=… for another)
	@echo "http://127.0.0.1:$(PORT)/  (Ctrl-C ends it)"
	@$(bin)/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(BUILD)/site || test $$? = 130

test: $(venv)/.ready-test ## build, then check style and types and run every test
	@$(MAKE) --no-print-directory --jobs=2 --output-sync site static
	@$(MAKE) --no-print-directory pytest

thorough: $(venv)/.ready-test ## run the tests that take too long for every change (twenty minutes; before a release)
	@$(MAKE) --no-print-directory site
	$(bin)/python -m pytest -n $(TESTERS) --dist worksteal -m thorough

lint: $(venv)/.ready-test ## check style, and that no stage imports a later one
	$(bin)/ruff check --quiet
	$(bin)/ruff format --check --quiet
	@echo $(bin)/lint-imports
	@found=$$($(bin)/lint-imports --no-logo --no-cache) || { echo "$$found" >&2; exit 1; }

types: $(venv)/.ready-test ## check types
	$(bin)/mypy --no-error-summary

# Beside the build, which is over later: in the gaps that it leaves. To list the tests compiles them, once for all workers.
static: $(venv)/.ready-test
	@nice $(MAKE) --no-print-directory --jobs=1 lint types
	@listed=$$(nice $(bin)/python -m pytest --collect-only -qq) || { echo "$$listed" >&2; exit 1; }

pytest: $(venv)/.ready-test
	$(bin)/python -m pytest -n $(TESTERS) --dist worksteal

bench: $(venv)/.ready-test ## time the stages of the build
	$(bin)/python tests/bench.py
	$(bin)/python tests/bench_growth.py
	$(bin)/python tests/bench_warehouse.py
	$(bin)/python tests/bench_checks.py

mutation: $(venv)/.ready-test ## change every printed figure of the first disclosure, and count what the checks notice (minutes)
	@$(bin)/python tests/mutation/measure.py

defences: $(venv)/.ready-test ## take out each defence in a copy of the project, and expect its test to fail (minutes)
	@$(bin)/python tests/safety/defences.py

kills: $(venv)/.ready-test ## kill real builds and first imports at random and at chosen moments, and fill a disk (half an hour, as root)
	@$(bin)/python tests/safety/kills.py

fuzz: $(venv)/.ready-test ## try readers, recogniser and descriptors with made-up input for long (MINUTES=30 each)
	@$(bin)/python tests/safety/fuzz.py --minutes $(MINUTES)

audit: site ## look at the built site with Lighthouse as a phone does, and at its HTML (needs Node, Chromium, Java; skipped without)
	@command -v npm >/dev/null && npm ci --silent --ignore-scripts --prefix tests/audit || true
	@$(bin)/python tests/audit/audit.py

survey: $(venv)/.ready-test ## import every document of a folder and say how well each was read (FOLDER=…)
	@$(bin)/python tests/survey/survey.py "$(FOLDER)" --workers $(WORKERS)

lock: $(venv)/.ready ## pin the newest versions, a week old, that pyproject.toml allows, with hashes (needs uv on the PATH)
	$(lock) --extra build --output-file requirements.txt pyproject.toml
	$(lock) --extra build --extra test --constraint requirements.txt --output-file requirements-test.txt pyproject.toml

# No sandbox, so that it also works as root and in a container: it opens our own page only.
picture: site ## take the READMEs' picture of the site anew (needs Chromium)
	@$(bin)/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(BUILD)/site 2>/dev/null & trap "kill $$!" EXIT; sleep 1; \
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --hide-scrollbars --force-color-profile=srgb \
		--window-size=1280,960 --virtual-time-budget=5000 --screenshot=site_src/assets/screenshot.png \
		http://127.0.0.1:$(PORT)/agencies/changji-sme/2023-budget/ 2>/dev/null

clean: ## remove what was built
	git clean -fdXq $(BUILD)

distclean: clean ## remove what was built and what was installed
	rm -rf $(venv) .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Universal: one file for every system and every Python from 3.11. Wheels only: no compiler is needed.
# A week old: what was published by a thief is mostly found out in that time.
lock = uv pip compile --quiet --upgrade --exclude-newer $$($(PYTHON) -c 'import datetime as d; print(d.date.today() - d.timedelta(7))') --universal --python-version 3.11 --only-binary :all: --no-emit-build-options \
	--generate-hashes --no-emit-index-url --no-emit-find-links --annotation-style line --custom-compile-command "make lock"

# The stamps hold what was installed: a changed list of requirements installs anew, an unchanged one costs nothing.
$(venv)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Yusuan needs Python 3.11 or later; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." \
		"Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making $(venv) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear $(venv) || \
		{ echo "Python's venv module is missing (on Debian and Ubuntu: apt install python3-venv)." >&2; rm -rf $(venv); exit 1; }

$(venv)/.ready: requirements.txt pyproject.toml | $(venv)/bin/python
	@echo "Installing what yusuan needs (hashes checked)"
	@$(pip) install --require-hashes --only-binary :all: --no-deps --requirement requirements.txt
	@$(pip) install --no-build-isolation --no-deps --no-index --editable .
	@touch $@

$(venv)/.ready-test: requirements-test.txt $(venv)/.ready
	@echo "Installing what the tests need (hashes checked)"
	@$(pip) install --require-hashes --only-binary :all: --no-deps --requirement requirements-test.txt
	@touch $@
