# Everything a person types. Each target sets up what is missing first.
PORT ?= 8000
PYTHON := .venv/bin/python
SERVICES := $(PYTHON) -m chamber.embedded with portal
MANAGE := $(SERVICES) $(PYTHON) manage.py
# Starting programs is what chamber.embedded is for, waits may be guessed, and names of fields are
# no passwords; the rest of bandit's rules stand.
UNASKED := B105,B311,B404,B603,B606,B607
PACKAGES := chamber partners clusters citizens missions
# What `check --deploy` should find on a well kept server.
DEPLOYED := PORTAL_DEMO=0 PORTAL_DEBUG=0 PORTAL_URL=https://portal.example.org \
	ALLOWED_HOSTS=portal.example.org TRUSTED_PROXIES=1 MAIL_FROM=portal@chamber.example \
	EMAIL_URL=smtp+tls://portal:secret@mail.chamber.example:587 SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(64))")

.PHONY: help setup tools demo run test lint bench soak shell backup restore messages

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing (TESTS=1: also what the tests need)
	@python3 bin/setup $(if $(TESTS),--tests)

tools:
	@python3 bin/setup --tests

demo: setup ## start the portal with demonstration data (PORT=8000)
	@exec $(PYTHON) manage.py demo --port $(PORT)

run: setup ## start the development server (PORT=8000)
	@PORTAL_DEBUG=1 STATIC_MANIFEST=0 PORTAL_URL=http://localhost:$(PORT) $(SERVICES) sh -c \
		"$(PYTHON) manage.py migrate --verbosity 0 && exec $(PYTHON) manage.py runserver $(PORT)"

test: tools ## run the whole test suite (ARGS="tests/mail -n0")
	@$(PYTHON) -m pytest $(ARGS)

lint: tools ## check style, layers, types, migrations, settings and known faults
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports
	$(PYTHON) -m mypy
	$(MANAGE) makemigrations --check --dry-run
	$(DEPLOYED) $(MANAGE) check --deploy --fail-level WARNING
	$(PYTHON) -m bandit -q -r --skip $(UNASKED) $(PACKAGES)

bench: setup ## measure mail, pages, brief and import, one JSON line each
	@set -e; for name in mail pages brief "partner_import --rows 20000"; do $(PYTHON) -m benchmarks.$$name; done

soak: setup ## send 2,000 invitations while the workers are killed three times
	@$(PYTHON) -m benchmarks.soak

shell: setup ## open a Python shell on the portal's data
	@$(MANAGE) shell

backup: setup ## write a backup of database and files
	@$(MANAGE) backup

restore: setup ## bring a backup back: make restore FILE=... (FORCE=1: over what is there)
	@test -n "$(FILE)" || { echo "Say which backup: make restore FILE=path"; exit 2; }
	@$(MANAGE) restore "$(FILE)" $(if $(FORCE),--force)

messages: tools ## collect and compile the translations
	@$(PYTHON) manage.py makemessages -l nl -l fr -l uk --no-obsolete --add-location file --ignore .venv --ignore var --ignore tests --ignore benchmarks
	@$(PYTHON) manage.py compilemessages --ignore .venv --ignore var
