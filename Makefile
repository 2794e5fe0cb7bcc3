# Everything is reached from here. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test proof conformance bench fidelity check lock templates golden pages fast plain clean

run: $(READY) ## Set up, then do the main job on the sample case
	$(BIN)/inconfidence demo

test: $(READY) ## Set up, then run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal

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
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --group browser -o .ci/browser.txt

templates: $(READY) ## Draw the shipped Word templates again from tools/word_templates
	$(BIN)/python -m tools.word_templates

golden: templates ## Write what every paper says, filled from the sample case, to tests/templates/golden
	$(BIN)/python -m tests.templates.dumping

pages: $(READY) ## Write the pages of docs/ that are made from the matrix, the table of papers and the dictionary
	$(BIN)/python -m tools.pages

proof: $(READY) ## Run the long proofs whole and write their figures to docs/ (an hour and more; Tesseract)
	$(BIN)/python -m tools.proofs
	$(BIN)/python -m tools.attacks
	$(BIN)/python -m tools.attacks.wrong_rules
	$(BIN)/python -m tools.tracing
	INCONFIDENCE_TESTS=whole $(BIN)/python -m pytest -n auto --dist worksteal $$(grep -rl 'from tests.sampling' tests --include='test_*.py')

conformance: $(READY) ## Have veraPDF and page-validation judge every paper; writes docs/conformance.md (needs Java)
	$(BIN)/python -m tools.conformance

bench: build/bench/.ready ## Measure us against our peers and write docs/performance.md (an hour and more; chromium, libreoffice)
	build/bench/venv/bin/python -m benchmarks

build/bench/.ready: requirements.lock benchmarks/requirements.txt
	$(PYTHON) -m venv build/bench/venv
	build/bench/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	build/bench/venv/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	@touch build/bench/.ready

fidelity: $(READY) ## Compare our drawing of Word files with LibreOffice's and write docs/fidelity.md (needs LibreOffice)
	$(BIN)/python -m tools.fidelity

fast: $(READY) plain ## Compile the modules every paper goes through, for whoever makes many (two minutes; a C compiler)
	$(BIN)/python -m tools.compiling

plain: ## Remove what `make fast` compiled
	@find disclosure generator inconfidence signing -name '*.so' -delete
	@rm -f inconfidence/compiled.sha256

clean: plain ## Remove the environment, caches and the demonstration's results
	rm -rf $(VENV) var var.secret build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18
