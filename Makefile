# What a developer or a curious user runs. Every target sets up what it needs, once.
.DEFAULT_GOAL := help
.PHONY: help run test test-windows lint bench shot package package-test clean

VENV ?= .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
SETUP := sh packaging/dev/setup.sh $(VENV)

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/' | expand -t 15

run: ## set up and open the scanner on a sample library
	@$(SETUP) run
	@sh packaging/dev/run.sh $(BIN)

test: ## run every test
	@$(SETUP) dev
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(ARGS)

test-windows: ## run every test under Windows semantics: Debian 12, as root, with Wine
	@nice $(or $(PYTHON311),python3.11) packaging/dev/wine/run_tests.py $(ARGS)

lint: ## style, types, import directions, spelling
	@$(SETUP) dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/codespell
	@$(BIN)/python packaging/dev/public_names.py --check
	@$(BIN)/python packaging/dev/check_words.py
	@$(BIN)/python packaging/dev/check_messages.py

docs: ## the site of the documentation, into build/site; fails on broken links
	@$(SETUP) docs
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --clean -f packaging/docs/mkdocs.yml

bench: ## measure speed against peers; results in build/bench.json
	@$(SETUP) bench
	@mkdir -p build
	@$(BIN)/formula-scan bench --json build/bench.json $(ARGS)

shot: ## screenshots of the app into ./screenshots
	@$(SETUP) dev
	@sh packaging/dev/shot.sh $(BIN) $(or $(TO),screenshots)

package: ## what users install on this system, into ./dist: .deb, Windows setup or macOS image
	@$(SETUP) package
	@$(BIN)/python packaging/build.py package

package-test: ## install, use, upgrade and remove what 'make package' made (Linux: as root)
	@$(SETUP) package-test
	@$(BIN)/python -m pytest -o addopts="-ra --strict-markers --import-mode=importlib" \
		-o faulthandler_timeout=0 \
		tests/packaging $(ARGS)

clean: ## remove the virtual environment and build products
	rm -rf $(VENV) build dist screenshots .pytest_cache .mypy_cache .ruff_cache
