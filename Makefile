# `make` lists the commands. Each makes .venv by itself, from the pins in constraints.txt.
PYTHON ?= python3
RUN := .venv/bin
PIP := $(RUN)/python -m pip --quiet --disable-pip-version-check
STAMP := .venv/.installed
RIVALS := .venv/.rivals-installed
LOADER := .venv/load/.installed
WORKERS ?= 2

.PHONY: help demo test nightly fuzz storm lint format train bench bench-answers bench-ranking bench-web feature-table model-card pins sbom clean

help:  ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

$(STAMP): constraints.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("auditmatch needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r constraints.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(STAMP)

$(RIVALS): constraints-bench.txt $(STAMP)
	$(PIP) install --require-hashes --no-deps -r constraints-bench.txt
	@touch $(RIVALS)

# apart from all else: a load tool brings a plugin for pytest and its own event loop
$(LOADER): constraints-load.txt $(STAMP)
	$(PIP) install --require-hashes --no-deps --upgrade --target .venv/load -r constraints-load.txt
	@touch $(LOADER)

demo: $(STAMP)  ## Run the whole product with invented data on http://127.0.0.1:8000 (PORT=… for another)
	$(RUN)/auditmatch demo

test: $(STAMP)  ## Run the tests, on SQLite, PostgreSQL and in a browser where there is one
	$(RUN)/pytest -n $(WORKERS) --dist worksteal $(PYTEST_ARGS)

nightly: $(STAMP)  ## Run the sweeps that are too long for each time: journeys on a narrow screen, a storm of kills
	$(RUN)/pytest -n $(WORKERS) --dist worksteal -m nightly $(PYTEST_ARGS)

fuzz: $(STAMP)  ## Spoil thousands of files, forms and bodies (AUDITMATCH_FUZZ_FILES, AUDITMATCH_FUZZ_REQUESTS of each kind)
	AUDITMATCH_FUZZ_FILES=$(or $(AUDITMATCH_FUZZ_FILES),2000) $(RUN)/pytest -n $(WORKERS) tests/fuzz
	AUDITMATCH_FUZZ_REQUESTS=$(or $(AUDITMATCH_FUZZ_REQUESTS),100) $(RUN)/pytest tests/web/test_every_form.py tests/api/test_every_body.py

storm: $(STAMP)  ## Kill web and worker processes for longer while they work (AUDITMATCH_STORM_KILLS=… of them)
	AUDITMATCH_STORM_KILLS=$(or $(AUDITMATCH_STORM_KILLS),60) $(RUN)/pytest -m "" tests/data/crashes

lint: $(STAMP)  ## Check style and types
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy

format: $(STAMP)  ## Put the code into shape
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

train: $(STAMP)  ## Learn the answer engine's artefacts anew from the question bank (about five minutes)
	$(RUN)/python -m questionnaires.answering.training

bench: $(STAMP)  ## Measure speed, as ratios against named rivals
	$(RUN)/python -m bench

bench-answers: $(STAMP)  ## Measure how right the answers are (BENCH_DATA=FOLDER for a company of your own)
	$(RUN)/python -m bench.answers

bench-ranking: $(RIVALS)  ## Measure how the ranking learns beside named rivals, into docs/ranking-results.md (FULL=1 to 20,000)
	OMP_NUM_THREADS=2 $(RUN)/python -m bench.ranking $(if $(FULL),--full) $(BENCH_ARGS)

bench-web: $(LOADER)  ## Measure pages under load, into docs/load-results.md (SECONDS, CLIENTS, DATABASE=sqlite or postgresql)
	$(RUN)/python -m bench.web --seconds $(or $(SECONDS),300) --clients $(or $(CLIENTS),32) $(if $(DATABASE),--database $(DATABASE)) $(BENCH_ARGS)

feature-table: $(STAMP)  ## Write the table of docs/features.md from the features
	$(RUN)/python -m bench.features

model-card: $(STAMP)  ## Write docs/model-card.md from the expert prior
	$(RUN)/python -m bench.card

pins: $(STAMP)  ## Write the pins of deploy/ out of constraints.txt
	$(RUN)/python -m deploy.pins

sbom: $(STAMP)  ## Write what is in auditmatch as CycloneDX, into dist/sbom.cdx.json
	@mkdir -p dist
	$(RUN)/python -m deploy.sbom > dist/sbom.cdx.json

clean:  ## Remove what the commands made, but for the instance folder
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache build dist
