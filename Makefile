# Everything is reached from here. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test proof check lock templates pages proof clean fidelity

run: $(READY) ## Set up, then do the main job on the sample case
	$(BIN)/inconfidence demo

test: $(READY) ## Set up, then run the tests
	$(BIN)/python -m pytest -n auto

check: $(READY) ## Formatting, lint, types and import rules (the tests are `make test`)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "In Confidence needs Python 3.11 or newer; name it with: make run PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

lock: $(READY) ## Renew requirements.lock from pyproject.toml (needs uv and the package index)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --group dev pyproject.toml -o requirements.lock

templates: $(READY) ## Draw the shipped Word templates again from tools/word_templates
	$(BIN)/python -m tools.word_templates

pages: $(READY) ## Write the pages of docs/ that are made from the matrix, the table of papers and the dictionary
	$(BIN)/python -m tools.pages

proof: $(READY) ## Run the long proofs whole and write their figures to docs/proofs.md (about half an hour)
	$(BIN)/python -m tools.proofs

fidelity: $(READY) ## Compare our drawing of Word files with LibreOffice's and write docs/fidelity.md (needs LibreOffice)
	$(BIN)/python -m tools.fidelity

clean: ## Remove the environment, caches and the demonstration's results
	rm -rf $(VENV) var var.secret build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18
