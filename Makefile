# Every target is one script in ci/, so that it runs the same at home and in CI.

STAGE ?= default

.DEFAULT_GOAL := help
.PHONY: help up test bench build fmt lint golden audit deploy clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 13

up: ## a room on this machine; prints its address; ARGS="-store memory" needs no Java
	@ci/up.sh $(ARGS)

test: ## everything that must hold; ends with the count
	@ci/test.sh

bench: ## this project and its rivals under the same load; writes the tables and plots (16 minutes)
	@ci/bench.sh

build: ## the functions for Lambda, into build/
	@ci/build.sh

fmt: ## format Go and TypeScript
	@ci/fmt.sh

lint: ## vet, staticcheck, tsc, biome, shellcheck
	@ci/lint.sh

golden: ## write infra/expanded.json anew
	@ci/golden.sh

audit: ## ask for known faults in what we use; needs the network
	@ci/audit.sh

deploy: ## build and deploy; STAGE=prod for the other stage
	@ci/deploy.sh $(STAGE)

clean: ## remove what was built
	@ci/clean.sh

# What sam build calls, once for every function of template.yaml.
build-%Function:
	@ci/function.sh -sam $(ARTIFACTS_DIR) $*
