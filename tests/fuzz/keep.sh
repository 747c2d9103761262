#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Takes from what run.sh has found the fewest and shortest inputs that reach code which no seed
# reaches, into corpus/TARGET/: tests/fuzz/keep.sh TARGET... An input has at most FUZZ_KEEP_LEN
# bytes (default 1024), so that the corpora stay small.
set -euo pipefail
cd "$(dirname "$0")/../.."
most=${FUZZ_KEEP_LEN:-1024}
[ $# -gt 0 ] || { echo "usage: tests/fuzz/keep.sh TARGET..." >&2; exit 2; }
for t in "$@"; do
	short=$(mktemp -d)
	trap 'rm -rf "$short"' EXIT
	find "build-fuzz/found/$t" -type f -size -"$((most + 1))"c -exec cp -t "$short" {} +
	before=$(find "tests/fuzz/corpus/$t" -type f | wc -l)
	# Edges of the code alone count, not how often each was passed: else hundreds would be kept.
	"build-fuzz/tests/fuzz/fuzz_$t" -set_cover_merge=1 -use_counters=0 -rss_limit_mb=2048 -timeout=10 \
		"tests/fuzz/corpus/$t" "$short" 2>"build-fuzz/$t.keep.log"
	echo "$t: $before seeds, $(find "tests/fuzz/corpus/$t" -type f | wc -l) now"
	rm -rf "$short"
done
