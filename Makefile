# patronage: `make` lists what can be made.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
PORT ?= 5000

# Commands are short-lived: what Python compiles once need not be compiled by each.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help env run ui test check check-slow format lint types packages browser docs \
  repro sound-cache bench lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

env: $(VENV)/.run ## Build .venv with what `make run` needs

run: $(VENV)/.run ## Run the main job; ARGS="source=cdnow" passes overrides
	$(BIN)/python -m pipelines.run $(ARGS)

ui: $(VENV)/.run ## Serve the tracked runs on http://127.0.0.1:5000 (PORT=...)
	$(BIN)/python -m pipelines.ui tracking.port=$(PORT)

test: $(VENV)/.dev ## Run the tests; ARGS="-k name" passes options to pytest
	$(BIN)/python -m pytest -n 2 --dist worksteal \
	  -m "not browser and not slow and not crash and not load" $(ARGS)

check: packages lint types test browser ## Check all that a change must keep: what CI runs

check-slow: $(VENV)/.spark packages ## Run the tests that take minutes, also on Spark
	$(BIN)/python -m pytest -m "slow or crash or load"

format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

browser: $(VENV)/.dev packages ## Drive the MLflow UI in headless Chromium; pictures go to build/
	PATRONAGE_SCREENSHOTS=build/screenshots $(BIN)/python -m pytest -m browser

packages: ## Install the Debian packages that checks need: a browser, PostgreSQL, Java ...
	{ command -v chromium && command -v ss && command -v java && command -v strace \
	  && command -v crontab \
	  && ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 || { apt-get update -qq \
	  && apt-get install -y -qq chromium iproute2 postgresql openjdk-17-jre-headless strace \
	  cron; }

docs: $(VENV)/.dev ## Build the user guide and the API page into site/
	$(BIN)/python -m mkdocs build --strict --quiet
	@echo "open site/index.html, or run $(BIN)/mkdocs serve, which also searches"

repro: $(VENV)/.dev sound-cache ## Run what has changed, stage by stage, with DVC
	$(BIN)/dvc repro $(ARGS)

sound-cache: # DVC trusts files that are write-protected; drop those that have changed
	@find .dvc/cache/files/md5 -type f 2>/dev/null \
	  | sed -E 's|.*/(..)/([0-9a-f]+)(\.dir)?$$|\1\2  &|' \
	  | md5sum --check --quiet 2>/dev/null | sed 's/: FAILED.*//' | xargs -r rm -fv

bench: $(VENV)/.dev ## Measure speed and memory as ratios
	$(BIN)/python -m benchmarks.main_job
	$(BIN)/python -m benchmarks.ingest rows=1e7
	$(BIN)/python -m benchmarks.features rows=1e7 runs=3
	$(BIN)/python -m benchmarks.lifetimes customers=1e6
	$(BIN)/python -m benchmarks.clustering

lock: $(VENV)/.dev ## Renew the lock files from pyproject.toml
	echo "setuptools>=77" | $(BIN)/uv pip compile --quiet --universal --generate-hashes \
	  --python-version 3.11 --no-emit-index-url --no-annotate --no-header --upgrade \
	  pyproject.toml - --output-file requirements.lock
	echo "setuptools>=77" | $(BIN)/uv pip compile --quiet --universal --generate-hashes \
	  --python-version 3.11 --no-emit-index-url --no-annotate --no-header --extra dev \
	  --constraint requirements.lock pyproject.toml - --output-file requirements-dev.lock
	echo "pyspark>=4.3" | $(BIN)/uv pip compile --quiet --universal --generate-hashes \
	  --python-version 3.11 --no-emit-index-url --no-annotate --no-header \
	  --constraint requirements-dev.lock - --output-file requirements-spark.lock

clean: ## Remove the environment, tables and runs (not data/raw, keys or the forgotten)
	rm -rf $(VENV) build outputs runs site data/interim/*/ data/processed/*/
	rm -rf data/published/*/
	rm -rf .dvc/cache .dvc/tmp dvc.lock .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.spark: requirements-spark.lock $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	@touch $@
