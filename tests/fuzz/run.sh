#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Builds the fuzz targets with clang's libFuzzer, AddressSanitizer and UBSan, and runs one after
# the other: tests/fuzz/run.sh [SECONDS [TARGET...]], SECONDS of processor time each, so that a run
# on a busy machine tries as much as one on an idle machine. What is found stays in
# build-fuzz/found/TARGET, crashes in build-fuzz/crashes/. Exit code 1 when a target crashed.
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# -gt 0 ] && shift
clang=$(command -v clang-19 || command -v clang) || { echo "clang is not installed" >&2; exit 77; }
if [ ! -f build-fuzz/build.ninja ]; then
	CC=$clang CXX=${clang/clang/clang++} meson setup build-fuzz -Dfuzz=true -Ddebug_arena=true -Dbuildtype=debugoptimized \
		-Db_sanitize=address,undefined -Db_lundef=false -Db_pie=false -Dwerror=false \
		-Dc_args="-fsanitize=fuzzer-no-link" >build-fuzz.log 2>&1 || { cat build-fuzz.log; exit 2; }
	rm -f build-fuzz.log
fi
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
	for f in tests/fuzz/fuzz_*.c; do
		f=${f##*/fuzz_}
		targets+=("${f%.c}")
	done
fi
ninja -C build-fuzz --quiet "${targets[@]/#/tests/fuzz/fuzz_}" >build-fuzz/ninja.log 2>&1 ||
	{ cat build-fuzz/ninja.log; exit 2; }
mkdir -p build-fuzz/crashes
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
symbolizer=$(command -v llvm-symbolizer-19 || command -v llvm-symbolizer) &&
	export ASAN_SYMBOLIZER_PATH=$symbolizer
# Tells process $1 to end when it has used $2 seconds of processor time.
end_after() {
	local used
	while used=$(ps -o cputimes= -p "$1") && [ "${used:-0}" -lt "$2" ]; do
		sleep 1
	done
	kill -INT "$1" 2>/dev/null
}

status=0
for t in "${targets[@]}"; do
	mkdir -p "build-fuzz/found/$t"
	more=()
	[ -d "tests/read/$t/data" ] && more=("tests/read/$t/data")
	dict=()
	[ -f "tests/fuzz/$t.dict" ] && dict=("-dict=tests/fuzz/$t.dict")
	echo "== $t, $seconds s"
	"build-fuzz/tests/fuzz/fuzz_$t" "build-fuzz/found/$t" "tests/fuzz/corpus/$t" "${more[@]}" "${dict[@]}" \
		-timeout=10 -rss_limit_mb=2048 -max_len="${FUZZ_MAX_LEN:-16384}" \
		-artifact_prefix="build-fuzz/crashes/$t-" -print_final_stats=1 2>"build-fuzz/$t.log" &
	end_after $! "$seconds"
	wait $!
	case $? in
	0 | 72) ;; # 72: it was told to end
	70)
		# The clock of libFuzzer goes on while others have the processor: what took long is asked once more, by processor time.
		late=$(grep -oE 'build-fuzz/crashes/[^ ]*-timeout-[0-9a-f]+' "build-fuzz/$t.log" | tail -n 1)
		if (ulimit -t 10; "build-fuzz/tests/fuzz/fuzz_$t" -timeout=600 "$late") >"build-fuzz/$t.again.log" 2>&1; then
			echo "it was the machine that was slow: $late"
			rm -f "$late"
		else
			status=1
			tail -n 5 "build-fuzz/$t.again.log"
		fi
		;;
	*)
		status=1
		grep -m1 -A12 -E 'ERROR|runtime error|assert' "build-fuzz/$t.log"
		;;
	esac
	grep -E 'number_of_executed_units|SUMMARY|Test unit written' "build-fuzz/$t.log"
	grep -oE 'cov: [0-9]+ ft: [0-9]+' "build-fuzz/$t.log" | tail -n 1
done
exit $status
