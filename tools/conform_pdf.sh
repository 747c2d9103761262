#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Validates PDF files against PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) with veraPDF.
# Needs Java 17 and Maven; the first run fetches veraPDF from Maven Central into the cache
# folder ($XDG_CACHE_HOME/dais or ~/.cache/dais). Neither ./run nor ./test needs this.
#
#   tools/conform_pdf.sh FILE.pdf...
#
# Exit status: 0 all conform, 1 some do not, 2 the validator could not be had.
set -eu

version=1.26.1
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dais/verapdf-$version

if [ $# -eq 0 ]; then
	echo "usage: conform_pdf.sh FILE.pdf..." >&2
	exit 2
fi
for tool in java mvn; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "conform_pdf.sh: $tool is not installed" >&2
		exit 2
	fi
done

if [ ! -e "$cache/complete" ]; then
	mkdir -p "$cache"
	cat >"$cache/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>dais</groupId><artifactId>conform-pdf</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.verapdf</groupId><artifactId>validation-model</artifactId>
    <version>$version</version>
  </dependency></dependencies>
</project>
POM
	mvn -q -B -Dstyle.color=never -f "$cache/pom.xml" dependency:copy-dependencies \
	    -DoutputDirectory="$cache/jars" >&2 || {
		echo "conform_pdf.sh: veraPDF could not be fetched" >&2
		exit 2
	}
	touch "$cache/complete"
fi

exec java -cp "$cache/jars/*" "$here/conform_pdf/Conform.java" "$@"
