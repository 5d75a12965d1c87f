# Each target runs one script of ci/, so that it runs the same locally and in CI.

STAGE ?= default

.DEFAULT_GOAL := help
.PHONY: help up demo test bench build fmt lint golden audit deploy destroy import smoke clean

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 13

up: ## start a room on this machine and print its address; ARGS="-store disk" needs no Java
	@ci/up.sh $(ARGS)

demo: ## start a room, and open two people in it beside a meter of what they cost (docs/demo.md)
	@ci/demo.sh $(ARGS)

test: ## run all checks and tests; prints the number of tests at the end
	@ci/test.sh

bench: ## measure this project and its alternatives under the same load; write the tables and plots (25 minutes, on an idle machine)
	@ci/bench.sh

build: ## build the functions for Lambda into build/
	@ci/build.sh

fmt: ## format Go and TypeScript
	@ci/fmt.sh

lint: ## run vet, staticcheck, tsc, biome and shellcheck
	@ci/lint.sh

golden: ## regenerate infra/expanded.json
	@ci/golden.sh

audit: ## check the dependencies for known vulnerabilities; needs the network
	@ci/audit.sh

deploy: ## build and deploy; STAGE=prod for the other stage, CI=1 to ask nothing
	@ci/deploy.sh $(STAGE)

destroy: ## delete a stage except its data; prints what stays and what it costs
	@ci/destroy.sh $(STAGE)

smoke: ## check a deployed stage and measure it; deploys and deletes a stage that does not exist
	@ci/smoke.sh $(STAGE)

import: ## make a stage from a table and a bucket that stayed; TABLE=… BUCKET=…
	@ci/import.sh $(STAGE) $(TABLE) $(BUCKET)

clean: ## delete the built files
	@ci/clean.sh

# sam build runs this target for every function of template.yaml.
build-%Function:
	@ci/function.sh -sam $(ARTIFACTS_DIR) $*
