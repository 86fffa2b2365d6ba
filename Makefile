# Two commands are meant for people: `make run` and `make test`. Each has its own virtual environment.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
RUN := .venv
TEST := .venv-test
EXAMPLE := examples/suedkaukasus
LESART_PORT ?= 8450
export LESART_PORT
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test browser clean

run: $(RUN)/.installed
	@$(RUN)/bin/lesart compile $(EXAMPLE)/articles --published-from $(EXAMPLE)/published.tsv \
	  --configuration $(EXAMPLE)/dossier.yaml --dossier suedkaukasus.lesart
	@$(RUN)/bin/lesart serve --dossier suedkaukasus.lesart --port $(LESART_PORT) --open

test: $(TEST)/.installed browser
	$(TEST)/bin/ruff check .
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/mypy
	$(TEST)/bin/lint-imports
	$(TEST)/bin/pytest

# What a machine needs besides Python: a Chromium for the browser tests. Installed where that is allowed, else named.
browser:
	@if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq chromium; \
	  else \
	    echo "The browser tests need Chromium: sudo apt-get install chromium"; exit 1; \
	  fi; \
	fi

$(RUN)/.installed: pyproject.toml
	@echo "Setting up $(RUN) with $(PYTHON) (once; a minute or two)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "lesart needs Python 3.11 or newer; name one with: make run PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(RUN) || { echo "No venv module: sudo apt-get install python3-venv"; exit 1; }
	@$(RUN)/bin/pip install --quiet -e .
	@touch $@

$(TEST)/.installed: pyproject.toml
	@echo "Setting up $(TEST) with $(PYTHON) (once; a minute or two)"
	@$(PYTHON) -m venv $(TEST) || { echo "No venv module: sudo apt-get install python3-venv"; exit 1; }
	@$(TEST)/bin/pip install --quiet -e '.[dev]'
	@touch $@

clean:
	rm -rf $(RUN) $(TEST) suedkaukasus.lesart suedkaukasus.lesart-*
