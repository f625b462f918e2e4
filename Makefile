# make demo     see it at work: a mailbox, a browser, the extension, a rule server
# make test     everything CI runs
# make          the extension, into dist/chrome and dist/firefox
# make package  what stores take, into dist/package: zips, source, bill of materials
# make worker   the Cloudflare Worker, into worker/build
# make pictures every surface in both languages and themes, into docs/pictures
# make walk     a newcomer's first minutes in both browsers, step by step into docs/walk
# make bench    the figures of the README and docs, measured on this machine
# make format   bring everything into shape
# make clean    remove what was built

# A source archive for reviewers says here what its packages were made with.
-include release/settings.mk

RULES_ROOT ?= build/keys/root.json
RULES_URL  ?= http://127.0.0.1:8787

js       := GOOS=js GOARCH=wasm
js_exec   = $(shell go env GOROOT)/lib/wasm/go_js_wasm_exec
extension = go run ./extension/build -rules-url $(RULES_URL) -rules-root $(RULES_ROOT)

# Debian packages that end-to-end tests and the demo need.
debian := chromium chromium-l10n firefox-esr firefox-esr-l10n-ja fonts-ipafont-gothic roundcube-core roundcube-sqlite3 dovecot-imapd \
	php-cli php-sqlite3 php-mbstring php-intl php-xml php-zip xvfb xdotool scrot

.PHONY: all package zips worker demo test test-go test-core test-js test-e2e lint lint-package stale bench pictures walk format clean help
.DELETE_ON_ERROR:

all: node_modules $(RULES_ROOT)
	$(extension) chrome firefox

package: node_modules $(RULES_ROOT) lint-package
	$(extension) -zip dist/package -source chrome edge firefox

# As above, of a source archive, which has no history to make another one from.
zips: node_modules $(RULES_ROOT)
	$(extension) -zip dist/package chrome edge firefox

# The root of trust is an input. Without one, a machine makes keys of its own.
build/keys/root.json:
	go run ./worker/cmd/publish keys -dir build/keys

node_modules: package.json package-lock.json .npmrc
	npm ci --no-progress
	@touch node_modules

# What the Worker answers with until something is published: the repository that
# RULES_REPO names, or a first one signed here and now by this machine's own keys.
worker:
	rm -rf build/first worker/embedded/*.json
	$(if $(RULES_REPO),,go run ./worker/cmd/publish dev -repo build/first -after '' -kv '')
	go run ./worker/cmd/publish push -repo $(or $(RULES_REPO),build/first) -kv worker/embedded
	go tool workers-assets-gen -mode=go -o worker/build
	$(js) go build -trimpath -ldflags='-s -w' -o worker/build/app.wasm ./worker

test-chrome: node_modules $(RULES_ROOT)
	$(extension) test-chrome

debian:
	tools/need-debian $(debian)

demo: debian node_modules worker test-chrome
	go tool esbuild extension/e2e/demo.ts --bundle --platform=node --format=esm --packages=external --log-level=warning --outfile=build/demo.mjs
	node build/demo.mjs

test: lint stale test-go test-core test-js test-e2e
	@echo "All tests passed."

lint: node_modules lint-package
	test -z "$$(gofmt -l extension wasm worker | tee /dev/stderr)"
	go vet ./...
	$(js) go vet ./wasm ./wasm/cmd/mailfile ./worker
	go tool staticcheck ./...
	npm run --silent types
	npm run --silent lint

# As the store for Firefox does.
lint-package: all
	npx web-ext lint --warnings-as-errors --source-dir dist/firefox --no-config-discovery

# Generated files that are committed must be what generating gives.
stale:
	go generate ./wasm/rules
	go tool tygo generate
	git diff --exit-code -- wasm/rules/baseline.json wasm/rules/book/schema extension/src/types

test-go: worker node_modules
	go test ./...

test-core:
	$(js) go test -exec="$(js_exec)" ./wasm/codec ./wasm/page ./wasm/words ./wasm/host ./wasm/due ./wasm/auth ./wasm/detect ./wasm/shop ./wasm/ledger ./wasm/check ./wasm/rules

# The extension's parts: in node with the real core, and in pages of a real browser.
test-js: debian node_modules
	rm -rf build/test
	go tool esbuild extension/test/*.test.ts --bundle --platform=node --format=esm --packages=external --log-level=warning --outdir=build/test
	node --test build/test/

test-e2e: debian node_modules worker test-chrome
	npm run --silent e2e

bench: debian node_modules worker test-chrome
	$(js) go run -exec="$(js_exec)" ./wasm/cmd/speed 'wasm/testdata/bench/*.eml'
	go run ./wasm/cmd/tashikame bench due --root .
	go run ./worker/cmd/load
	go tool esbuild extension/e2e/bench/main.ts --bundle --platform=node --format=esm --packages=external --log-level=warning --outfile=build/bench.mjs
	node build/bench.mjs

# A newcomer's first minutes, in windows.
walk: debian node_modules worker
	WALK=docs/walk npx playwright test -c extension/e2e specs/walk.spec.ts

# Of a build as people get it: no loopback among its sites, and a rule server with a name.
pictures: debian node_modules worker $(RULES_ROOT)
	go run ./extension/build -rules-url https://rules.tashikame.example -rules-root $(RULES_ROOT) -out build/pictures chrome
	go tool esbuild extension/e2e/pictures/main.ts --bundle --platform=node --format=esm --packages=external --log-level=warning --outfile=build/pictures.mjs
	node build/pictures.mjs $(SURFACES)

format: node_modules
	gofmt -w extension wasm worker
	npm run --silent format

clean:
	rm -rf dist build worker/build test-results

help:
	@sed -n 's/^# \(make.*\)/\1/p' Makefile
