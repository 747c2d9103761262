#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The long run of the crash test of the whole server: tests/web/crash_long.sh [TIMES [BUILD]], on both engines, with another seed each
# time. tests/store/crash.sh does so for the store alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
times=${1:-300} build=${2:-build-test}
for engine in sqlite postgresql; do
	seed=$((RANDOM * 32768 + RANDOM + 1))
	echo "$engine, seed $seed"
	nice /usr/bin/python3 tests/web/e2e_crash.py "$PWD/$build/dais" examples "$times" "$seed" "$engine" || [ $? -eq 77 ]
done
