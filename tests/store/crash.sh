#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The long run of the crash test: tests/store/crash.sh [TIMES [BUILD]], on both engines, with another seed each time.
set -euo pipefail
cd "$(dirname "$0")/../.."
times=${1:-500} build=${2:-build-test}
for engine in sqlite postgresql; do
	seed=$((RANDOM * 32768 + RANDOM + 1))
	echo "$engine, seed $seed"
	"$build/tests/store/store_crash" "$engine" "$times" "$seed" || [ $? -eq 77 ]
done
