# Every task has one name here; CI calls the same ones.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip install --quiet --require-hashes
# The environment's own Python may be the one that builds: a distribution's often has no pip.
SAM := SAM_CLI_TELEMETRY=0 PATH="$(CURDIR)/$(BIN):$$PATH" $(VENV)/sam/bin/sam
RUNTIME ?= python3.13
ARCH ?= arm64
BUILD_DIR ?= .aws-sam/build

.PHONY: help setup run stop test simulate screenshots lint types messages bench train build deploy clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

setup: $(VENV)/.run ## make the environment, with the heed command in it

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else f"Heed needs Python 3.11 or later; this is {sys.version.split()[0]}. Name another one: make PYTHON=python3.12 setup")'
	@echo 'Making the environment: a minute or two, most of it for downloading.'
	@$(PYTHON) -m venv $(VENV) || { echo 'Python cannot make an environment: install its venv module (on Debian: apt-get install python3-venv).'; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.run: $(BIN)/uv infra/requirements/run.txt infra/requirements/emulator.txt Makefile
	@$(UV) --python $(BIN)/python -r infra/requirements/run.txt
	@test -x $(VENV)/emulator/bin/python || $(PYTHON) -m venv --without-pip $(VENV)/emulator
	@$(UV) --python $(VENV)/emulator/bin/python --compile-bytecode -r infra/requirements/emulator.txt
	@printf '#!%s\nimport sys\nsys.path.insert(0, "%s")\nfrom infra.cli import main\nif __name__ == "__main__":\n    main()\n' "$(CURDIR)/$(BIN)/python" "$(CURDIR)" > $(BIN)/heed && chmod +x $(BIN)/heed
	@touch $@

$(VENV)/.development: $(VENV)/.run infra/requirements/development.txt
	@$(UV) --python $(BIN)/python -r infra/requirements/development.txt
	@touch $@

run: $(VENV)/.run ## start everything on this machine, deliver samples, serve the desk
	@$(BIN)/heed up

stop: ## stop the emulator and the stand-in platforms
	@test ! -x $(BIN)/heed || $(BIN)/heed stop

test: $(VENV)/.development $(VENV)/.sam lint types ## lint, types, all tests, and the simulator
	@$(BIN)/python -m pytest -n auto
	@$(MAKE) --no-print-directory simulate

simulate: $(VENV)/.run ## 2,000 hostile runs, every death of one mention, each guard taken out, 20,000 odd deliveries
	@$(BIN)/heed simulate --seeds 2000
	@$(BIN)/heed simulate --deaths
	@$(BIN)/heed simulate --guards
	@$(BIN)/heed simulate --fuzz 20000

lint: $(VENV)/.development
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.development
	@$(BIN)/pyright

$(VENV)/.sam: $(BIN)/uv infra/requirements/sam.txt
	@test -x $(VENV)/sam/bin/python || $(PYTHON) -m venv --without-pip $(VENV)/sam
	@$(UV) --python $(VENV)/sam/bin/python -r infra/requirements/sam.txt
	@touch $@

build: $(VENV)/.sam ## build for AWS; where python3.13 is absent: make RUNTIME=python3.11 build
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(RUNTIME) -m pip --version >/dev/null 2>&1 || { echo '$(RUNTIME) with pip is not on PATH: install it, or name one that is, as in: make RUNTIME=python3.11 build'; exit 1; }
	@$(SAM) build --config-file $(CURDIR)/infra/samconfig.toml --build-dir $(BUILD_DIR) --parameter-overrides PythonRuntime=$(RUNTIME) Arch=$(ARCH)

deploy: build ## deploy to the AWS account of your credentials; asks for the parameters
	@$(SAM) deploy --guided --config-file $(CURDIR)/infra/samconfig.toml --template-file $(BUILD_DIR)/template.yaml --parameter-overrides PythonRuntime=$(RUNTIME) Arch=$(ARCH)

messages: $(VENV)/.development ## gather what people read at the desk and compile its catalogues; says what is not translated
	@$(BIN)/python -m infra.messages

screenshots: $(VENV)/.development ## every page of the desk as a picture, into .heed/screenshots; needs Chromium
	@$(BIN)/python -m tests.desk.screenshots

bench: $(VENV)/.run ## CPU of one delivery: our handler beside a plain one
	@$(BIN)/python -m infra.bench

$(VENV)/.train: $(BIN)/uv infra/requirements/train.txt
	@test -x $(VENV)/train/bin/python || $(PYTHON) -m venv --without-pip $(VENV)/train
	@$(UV) --python $(VENV)/train/bin/python -r infra/requirements/train.txt
	@touch $@

train: $(VENV)/.train ## train the classifier again, from the data sets beside the project
	@OMP_NUM_THREADS=1 $(VENV)/train/bin/python -m infra.train

clean: stop ## stop and remove everything that was made here
	@rm -rf $(VENV) .heed .aws-sam .pytest_cache .ruff_cache
