# Every target sets itself up. The work is in tasks.py, which Windows runs as `py tasks.py run`.
PYTHON ?= python3
# Another port: make run PORT=8502
PORT ?=

.PHONY: run dev test quick check data screenshots bench lock wheels
run dev:
	@$(PYTHON) tasks.py $@ $(PORT)
test quick check data screenshots bench lock wheels:
	@$(PYTHON) tasks.py $@
