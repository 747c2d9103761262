#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Measures the quality on the shared documents beside this repository and renews doc/quality.md and
# bench/results/quality.json: bench/quality/run.sh DAIS [--misses]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=${SHARED:-$root/../shared}
python3 "$root/bench/quality/measure.py" "$1" "$shared/corpus/truth" "$shared/corpus" \
	--file "CTOC-COP-WG.2-2022-1_CTOC-COP-WG.3-2022-1_annotated_fr.txt=$shared/seed/annotated-agendas-2022-fr.txt" \
	--doc "$root/doc/quality.md" --json "$root/bench/results/quality.json" --heading corpus "${@:2}"
python3 "$root/bench/quality/measure.py" "$1" "$root/tests/read/data/styles" "$root/tests/read/data/styles" \
	--doc "$root/doc/quality.md" --json "$root/bench/results/quality.json" --heading styles "${@:2}"
python3 "$root/bench/quality/slips.py" "$1" --doc "$root/doc/quality.md" --json "$root/bench/results/quality.json" "${@:2}"
