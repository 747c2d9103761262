/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The public header alone, as strict C17 (and, through test_headers.cc, as C++), and the shared
 * library behind it.
 */
#include <dais/dais.h>

#include <stdio.h>
#include <string.h>

static void
count(void *ctx, const struct dais_finding *finding)
{
	size_t *n = (size_t *)ctx;

	if (finding->rule && finding->message[0])
		(*n)++;
}

/* Whether the last character of @s is whole. */
static bool
ends_whole(const char *s)
{
	size_t n = strlen(s), at = n;

	while (at > 0 && ((unsigned char)s[at - 1] & 0xC0u) == 0x80)
		at--;
	if (at == 0)
		return n == 0;
	return at == n ? (unsigned char)s[n - 1] < 0x80
		       : n - at == ((unsigned char)s[at - 1] < 0xE0u ? 1u : 2u);
}

/* What does not fit is cut between characters. */
static int
try_long_names(void)
{
	char path[600];

	for (size_t n = 100; n + 3 < sizeof(path); n++) {
		struct dais_failure failure = { "", "" };

		path[0] = '/';
		for (size_t i = 1; i < n; i++)
			path[i] = "\xD0\xB6"[(i - 1) % 2];
		path[n | 1u] = '\0';
		if (n % 2 == 0)
			path[n] = '\xB6';
		if (dais_document_check(path, NULL, NULL, NULL, &failure) || !failure.message[0] ||
		    !ends_whole(failure.message) || !ends_whole(failure.hint))
			return 10;
	}
	return 0;
}

/* A document, here any text, is read in a child; what is not there or no document is told. */
static int
try_document(const char *package)
{
	struct dais_failure failure = { "", "" };
	char path[4096];
	size_t found = 0;

	if (dais_document_check("/nonexistent", NULL, count, &found, &failure) ||
	    !failure.message[0] || dais_document_check(package, NULL, count, &found, &failure) ||
	    found)
		return 6;
	(void)snprintf(path, sizeof(path), "%s/meeting.yaml", package);
	if (dais_document_check(path, "xx", count, &found, &failure) ||
	    !strstr(failure.message, "language"))
		return 7;
	if (!dais_document_check(path, "en", count, &found, &failure) || !found)
		return 8;
	/* Nothing is overwritten. */
	return dais_document_read(path, "en", package, count, &found, &failure) ? 9 : 0;
}

int
main(int argc, char **argv)
{
	struct dais_package *package = NULL;
	struct dais_failure failure;
	size_t found = 0, total;

	if (argc < 2 || strcmp(dais_version(), "") == 0)
		return 1;
	if (!dais_symbol_is_valid("CTOC/COP/WG.3/2022/2") || dais_symbol_is_valid("nothing"))
		return 2;
	if (dais_package_open("/nonexistent", count, &found, &package, &failure) ||
	    !failure.message[0])
		return 3;
	if (!dais_package_open(argv[1], count, &found, &package, &failure)) {
		(void)fprintf(stderr, "%s\n", failure.message);
		return 4;
	}
	total = dais_package_check(package, count, &found);
	dais_package_close(package);
	if (total == 0 || found < total)
		return 5;
	return try_long_names() ? 10 : try_document(argv[1]);
}
