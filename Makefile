# Every target sets itself up. The work is in tasks.py, which Windows runs as `py tasks.py run`.
PYTHON ?= python3
# Another port: make run PORT=8502
PORT ?=

# One platform of several: make bundle PLATFORM=linux-aarch64
PLATFORM ?=

.PHONY: run dev test quick check data screenshots bench lock wheels bundle bundle-check
run dev:
	@$(PYTHON) tasks.py $@ $(PORT)
test quick check data screenshots bench lock wheels bundle-check:
	@$(PYTHON) tasks.py $@
bundle:
	@$(PYTHON) tasks.py $@ $(PLATFORM)
