# Every target sets itself up. The work is in tasks.py, which Windows runs as `py tasks.py run`.
PYTHON ?= python3

.PHONY: run dev test check data screenshots bench
run dev test check data screenshots bench:
	@$(PYTHON) tasks.py $@
