# `make help` lists what there is. Everything is kept in this folder: uv in .uv, the packages in .venv.

BIN := .venv/bin
# Two processes suit a small machine; more would each start a PostgreSQL of their own.
WORKERS ?= 2
PYTEST := -m pytest --numprocesses=$(WORKERS) --dist=loadfile
SET_UP := @PYTHON="$(PYTHON)" sh tools/set_up.sh

define step
@printf '\n== %s\n' '$(1)'
endef

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check bench soak docs lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s%s\n", $$1, $$2 }' Makefile

run: ## set up, then the bot; without BOT_TOKEN, on a phone in the browser
	$(SET_UP) run
	@exec $(BIN)/python -m bot run

test: ## set up, then every test
	$(SET_UP) check
	@exec $(BIN)/python $(PYTEST)

check: ## set up, then all that must hold before a change goes in
	$(SET_UP) check
	$(call step,Format: ruff format)
	@$(BIN)/ruff format --check
	$(call step,Lint: ruff check)
	@$(BIN)/ruff check
	$(call step,Types: mypy --strict)
	@$(BIN)/mypy
	$(call step,Layers: import-linter)
	@$(BIN)/lint-imports --no-logo
	$(call step,Dockerfile: hadolint)
	@$(BIN)/hadolint Dockerfile
	$(call step,YAML: yamllint)
	@$(BIN)/yamllint --strict .
	$(call step,Shell scripts: sh -n)
	@sh -n tools/set_up.sh
	@bash -n .ci/run
	$(call step,Generated pages are fresh: tools/docs.py)
	@PYTHONPATH=. $(BIN)/python tools/docs.py --check
	$(call step,Translations are complete: tools/translations.py)
	@PYTHONPATH=. $(BIN)/python tools/translations.py --check
	$(call step,Tests: pytest)
	@$(BIN)/coverage erase
	@$(BIN)/coverage run $(PYTEST)
	$(call step,Coverage: 100 % of conversations)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --include='conversations/*' --fail-under=100
	$(call step,Coverage: 95 % of everything)
	@$(BIN)/coverage report --fail-under=95

bench: ## set up, then the benchmarks
	$(SET_UP) check
	@for script in benchmarks/[a-z]*.py; do \
		printf '\n== %s\n' "$$script"; \
		PYTHONPATH=. $(BIN)/python "$$script" || exit 1; \
	done

soak: ## set up, then deaths of the process, many more than in the tests
	$(SET_UP) check
	@PYTHONPATH=. $(BIN)/python tools/soak.py

docs: ## write anew what is generated: docs/flows, docs/schema.md, the settings and pictures in README.md, the lists to translate
	$(SET_UP) check
	@PYTHONPATH=. $(BIN)/python tools/docs.py
	@PYTHONPATH=. $(BIN)/python tools/tour.py
	@PYTHONPATH=. $(BIN)/python tools/translations.py

# Pinned versions stay as they are unless UPGRADE=1 is given. The larger set is resolved first and binds the smaller:
# what runs is what was tested.
COMPILE := UV_CACHE_DIR="$${UV_CACHE_DIR:-.uv/cache}" UV_CUSTOM_COMPILE_COMMAND="make lock" \
	.uv/tool/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

lock: ## resolve requirements/*.in into requirements/*.txt (UPGRADE=1: to the newest versions)
	$(SET_UP) uv
	@$(COMPILE) requirements/uv.in --output-file requirements/uv.txt
	@$(COMPILE) requirements/check.in --output-file requirements/check.txt
	@$(COMPILE) --constraint requirements/check.txt requirements/run.in --output-file requirements/run.txt

clean: ## remove what can be made again; the database and .env stay
	@rm -rf .uv .venv .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
