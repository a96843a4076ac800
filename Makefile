# steersim. `make demo` runs the main job, `make test` the whole check; each first installs what is missing.
GO  ?= go
OUT ?= bin
FUZZTIME ?= 20s
export GO OUT FUZZTIME

PROGRAMS := ./cmd/steersim ./cmd/cockpit

.DEFAULT_GOAL := help
.PHONY: help demo test deps build check bench fuzz window net

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## record, train, learn from mistakes, drive unseen roads; table, video, loss.png and traces go to demo/
	@bash .ci/demo

test: deps check ## everything that must pass: what is missing installed, then make check

deps: ## install the system packages that are missing
	@bash .ci/deps

build: deps ## build the programs into bin/, or make build OUT=DIR
	@mkdir -p "$(OUT)"
	$(GO) build -o "$(OUT)/" $(PROGRAMS)

check: ## format, vet, staticcheck, tests
	@bash .ci/format
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) test ./...

bench: build ## measure training, inference, the painter and the loop
	"$(OUT)/steersim" bench

fuzz: deps ## fuzz every reader for FUZZTIME (20s) each
	@bash .ci/fuzz

window: ## test the window program, on a virtual display if there is no other
	@bash .ci/window

net: build ## the net in assets again, from nothing
	@bash .ci/net
