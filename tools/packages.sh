# SPDX-License-Identifier: LGPL-2.1-or-later
# Debian 12 packages; read by ./run and ./test. Nothing but bash, apt and a network is assumed.
build_packages="gcc g++ libc6-dev meson ninja-build pkgconf python3 python3-yaml
 libharfbuzz-dev libicu-dev libyaml-dev libcmark-dev libxml2-dev libzip-dev libsodium-dev liboath-dev zlib1g-dev
 coinor-libcbc-dev coinor-libclp-dev libcadical-dev
 libgmime-3.0-dev libcurl4-openssl-dev
 libsqlite3-dev libpq-dev libstemmer-dev
 libmicrohttpd-dev libgnutls28-dev libcjose-dev libqrencode-dev libzxcvbn-dev nettle-dev
 libseccomp-dev libjansson-dev libgumbo-dev libpoppler-private-dev poppler-data
 fonts-noto-core fonts-noto-cjk"
test_packages="$build_packages ca-certificates git libcmocka-dev libical-dev
 poppler-utils qpdf libxml2-utils mandoc clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev
 python3-jsonschema python3-docx zsh fish
 clasp python3-aiosmtpd postgresql systemd-container nginx-light nodejs npm chromium default-jre-headless libreoffice-writer-nogui"

# install PACKAGE...: those that are missing, as root or through sudo.
install() {
	local missing=() p sudo=
	for p in "$@"; do
		dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing+=("$p")
	done
	[ ${#missing[@]} -eq 0 ] && return 0
	[ "$(id -u)" -eq 0 ] || sudo=sudo
	echo "Installing: ${missing[*]}"
	$sudo apt-get update -qq
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
