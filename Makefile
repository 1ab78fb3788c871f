# make demo    read a sample page and print its claims; ends with the command that opens the desk on a sample record
# make sample  the sample record, of the invented pages in samples/record
# make web     build the pages of the desk, where their sources are newer
# make test    everything that must hold: style, types, tests
# make score   claims gained and lost since the last commit; with ARGS="--against COMMIT" since another
# make bench   the figures of the README
# make kills   200 kills at random moments while reports are added, on SQLite and PostgreSQL: some ten minutes
# make train   learn the weights that the package ships, anew: two days on two cores, an hour with a graphics card; needs the development data
# make lock    pin the requirements anew
# make docs    write what is made from the code: the data dictionary, the output of the README's commands
# make figures the same, and measure the README's figures

PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN = .venv/bin
SAMPLE = .cache/sample.db
READY = .venv/.ready
PAGES = src/onrecord/desk/static/index.html
PAGES_FROM = $(shell find web -name node_modules -prune -o -type f -not -path 'web/tests/*' -print)

.PHONY: setup web demo sample test score bench kills postgres chromium pages train lock docs figures clean

setup: $(READY)

$(READY): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or later found; name one with: make PYTHON=/path/to/python3"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -c 'from onrecord.facts.gazetteer import open_gazetteer; open_gazetteer()'
	@touch $@

web: $(PAGES)

$(PAGES): web/node_modules/.ready $(PAGES_FROM)
	cd web && npm run --silent build -- --logLevel warn

web/node_modules/.ready: web/package-lock.json
	@command -v npm >/dev/null || { echo "make: the desk's pages need Node 20.19 or later and npm"; exit 1; }
	cd web && npm ci --silent
	@touch $@

demo: setup
	@$(BIN)/onrecord read samples/strike.html
	@echo 'The same report, damaged by whoever copied it: $(BIN)/onrecord read samples/strike-damaged.html'
	@$(MAKE) --no-print-directory sample
	@echo 'The desk on a record of 52 invented reports: $(BIN)/onrecord desk $(SAMPLE)'

# Run again, it adds what is new among the pages and leaves the rest as it is.
sample: setup
	@mkdir -p $(dir $(SAMPLE))
	@$(BIN)/onrecord add samples/record --into $(SAMPLE)

# The tests start a PostgreSQL server of their own where its programs are installed; root gets them where they are not.
postgres:
	@ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null || test "$$(id -u)" != 0 || \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y postgresql >/dev/null; } || \
		echo 'make: no PostgreSQL here, and none to be had; the tests that need it are skipped'

# The desk is tested in a real browser; root gets one where there is none.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || test "$$(id -u)" != 0 || \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null; } || \
		echo 'make: no Chromium here, and none to be had; the tests that need it are skipped'

# The pages' own style, types and tests. They need Node, which a user of the built pages does not.
pages:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory web && cd web && npm run --silent check && npm run --silent test; \
		else echo 'make: no Node here; the pages of the desk are neither built nor tested'; fi

test: setup postgres chromium pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

score: setup
	@$(BIN)/python -m bench score $(ARGS)

bench: setup
	@for name in claims voices tolls places times pages speed; do echo "$$name"; $(BIN)/python -m bench $$name || exit 1; done

kills: setup postgres
	$(BIN)/python -m bench kills

train: setup
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-train.txt
	for name in voices events tolls event_location links untold settle word_layers; do $(BIN)/python -m train $$name $(ARGS) || exit 1; done

# Where packages come from is each machine's own affair: the lines that name it are left out of the pins.
lock:
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --extra dev --strip-extras --allow-unsafe --no-header --no-annotate --output-file .venv/pins.txt pyproject.toml
	sed -e '/^--/d' -e '/^ *$$/d' .venv/pins.txt > requirements.txt
	@echo 'requirements.txt is pinned anew; requirements-train.txt adds what the extra "train" of pyproject.toml asks for, pinned by hand'

docs: setup
	$(BIN)/python docs/refresh.py

figures: setup
	$(BIN)/python docs/refresh.py --figures

clean:
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
