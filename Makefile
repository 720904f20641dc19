# Two commands: `make run` and `make test`. `make check` looks the code over; `make bench` measures.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run test coverage check bench load faults mutants format setup setup-dev demo

run: setup demo
	@DEMO=true BASIS_URL=http://localhost:$(PORT) exec $(PY) manage.py start --port $(PORT)

setup: $(VENV)/.run assets

setup-dev: $(VENV)/.dev assets

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Er is Python 3.11 of nieuwer nodig. Kies er een met: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "De virtuele omgeving kon niet worden gemaakt. Op Debian: apt install python3-venv"; exit 1; }

$(VENV)/.run: $(PY) requirements/run.txt
	@echo "Pakketten installeren ..."
	@$(PIP) -r requirements/run.txt || { echo "De pakketten konden niet worden geïnstalleerd. Is de pakketbron bereikbaar? Probeer het opnieuw."; exit 1; }
	@touch $@

$(VENV)/.dev: $(PY) requirements/dev.txt
	@echo "Pakketten voor de tests installeren ..."
	@$(PIP) -r requirements/dev.txt || { echo "De pakketten konden niet worden geïnstalleerd. Is de pakketbron bereikbaar? Probeer het opnieuw."; exit 1; }
	@touch $@ $(VENV)/.run

.PHONY: assets
assets: $(PY)
	@$(PY) bin/assets.py

demo: export DEMO = true
demo:
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@$(PY) manage.py prepare --verbosity 0 || { echo "De database kon niet worden bijgewerkt. Gooi var/ weg om opnieuw te beginnen (de demo gaat dan verloren)."; exit 1; }
	@$(PY) manage.py laad_demo

test: setup-dev
	@$(PY) -m pytest $(ARGS)

# The same under coverage, with branches and the lines of templates. What decides who may and sees what, and what changes
# something, is met for at least this many percent; templates stand at 95.4. What no test meets is printed.
GEDEKT = */services/*,*/services.py=95 */permissions.py=95 */zicht.py=95 templates/*=94
coverage: setup-dev
	@$(PY) -m coverage run -m pytest $(ARGS)
	@set -f; for part in $(GEDEKT); do echo "-- $$part"; \
		$(PY) -m coverage report --include="$${part%=*}" --fail-under="$${part##*=}" || exit 1; done

check: setup-dev
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/djangofmt --check --quiet templates
	@! grep -nE '.{121}' static/css/*.css || { echo "Eén declaratie per regel: breek deze regels."; exit 1; }
	@! git grep -nE 'raise (RegelOvertreden|Verouderd)' -- '*.py' ':!regels' ':!tests' || { echo "Een regel hoort in regels/: zeg nee met een Oordeel en eis."; exit 1; }
	@! git grep -nE 'Functie\.[A-Z]+|functie(__in)?=\[?"' -- '*.py' ':!regels' ':!tests' ':!bench' ':!demo' ':!*/migrations/*' || { echo "Vraag regels/functies.py naar een kenmerk, niet naar een functie bij naam."; exit 1; }
	DEMO=true $(VENV)/bin/mypy .
	$(VENV)/bin/lint-imports
	DEMO=true $(PY) manage.py makemigrations --check --dry-run
	SECRET_KEY=$$(head -c 48 /dev/urandom | base64 | tr -d '\n') BASIS_URL=https://basisteam.example ALLOWED_HOSTS=basisteam.example \
		$(PY) manage.py check --deploy --fail-level WARNING

format: setup-dev
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .
	-$(VENV)/bin/djangofmt --quiet templates

# The nightly size of what looks for rare faults: 2,000 random histories of 80 steps, 16 rivals at once, and a storm of
# 200 kills while 10,000 reminders fall due. Ends with one line: lost N, double N, kills N. The histories take hours; FAULTS_HISTORIES
# says how many, for one who waits.
faults: export FAULTS = 1
faults: setup-dev
	@report=$$(mktemp); FAULTS_REPORT=$$report $(PY) -m pytest tests/processen/test_storm.py tests/casuistiek/test_toestand.py \
		tests/casuistiek/test_rivalen.py -s $(ARGS); \
		status=$$?; awk '{l += $$1; d += $$2; k += $$3} END {printf "lost %d, double %d, kills %d\n", l, d, k}' $$report; \
		rm -f $$report; exit $$status

# Each rule with one thing changed in it: half an hour. What survives is printed; look at one with `mutmut show`.
mutants: setup-dev
	@$(PIP) -r requirements/mutants.txt
	@$(PY) -m mutmut run && $(PY) -m mutmut results | grep -c survived; $(PY) -m mutmut results | grep survived

bench: setup-dev
	@$(PY) bench/run.py $(ARGS)

load: setup-dev
	@$(PY) bench/load.py
