# Two commands for a fresh machine: `make demo` and `make test`. CI calls the same targets as people do.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
TORCH ?= 2.13.0
UVPIP = $(BIN)/uv pip install -q --python $(VENV)
# Folder with questions.jsonl, docs/, texts/ and score.py, for both benchmarks; seeds lie beside it.
BENCHMARK ?= ../shared/benchmark
TRAINING_DATA ?= ../shared/data
# Passages that `make bench-refresh` indexes; 100000 takes about ten minutes.
SCALE ?= 10000

.PHONY: demo golden test check bench bench-embedding bench-facts bench-lessons bench-refresh bench-telegram bench-web train clean

demo: $(VENV)/.base
	@$(BIN)/python -m ingest refresh corpus
	@$(BIN)/python -m bot demo

golden: $(VENV)/.dev
	$(BIN)/python -m pytest tests/golden
	$(BIN)/python -m bot golden

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench.answers $(BENCHMARK) $(CHAT_MODEL)

bench-embedding: $(VENV)/.dev
	$(BIN)/python -m tests.bench.embedding $(BENCHMARK)

# ERRORS=--errors names what was missed and what was wrong.
bench-facts: $(VENV)/.dev
	$(BIN)/python -m tests.bench.facts $(BENCHMARK) $(ERRORS)
	$(BIN)/python -m tests.bench.facts_speed

bench-lessons: $(VENV)/.dev
	$(BIN)/python -m tests.bench.lessons

bench-refresh: $(VENV)/.dev
	$(BIN)/python -m tests.bench.refresh $(TRAINING_DATA) $(SCALE)

bench-telegram: $(VENV)/.dev
	$(BIN)/python -m tests.bench.telegram

bench-web: $(VENV)/.dev
	$(BIN)/python -m tests.bench.web_chat
	$(BIN)/python -m tests.bench.web_log

train: $(VENV)/.dev
	$(BIN)/python -m ingest.embedding.train $(TRAINING_DATA)

clean:
	rm -rf $(VENV) build *.egg-info

$(VENV)/bin/uv:
	@echo "Omgeving maken in $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Samenwijs heeft Python 3.11 of nieuwer nodig.")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv

# torch comes first and from a CPU build: any other order lets a resolver choose gigabytes of CUDA packages.
$(VENV)/.base: pyproject.toml $(VENV)/bin/uv
	@echo "Pakketten installeren …"
	@$(UVPIP) --compile-bytecode -e .
	@$(BIN)/python -m compileall -q bot ingest
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/bin/uv
	@echo "Pakketten en testgereedschap installeren …"
	@$(UVPIP) $(addprefix --find-links ,$(PIP_FIND_LINKS)) "torch==$(TORCH)+cpu" 2>/dev/null \
	  || $(UVPIP) "torch==$(TORCH)" --torch-backend cpu
	@$(UVPIP) --compile-bytecode -e ".[neural,postgres,cluster,dev]"
	@$(BIN)/python -m compileall -q bot ingest
	@touch $@ $(VENV)/.base
