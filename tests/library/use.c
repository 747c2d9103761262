/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A program of somebody else that uses the installed library: use PACKAGE OUT DOCUMENT
 */
#include <dais/dais.h>
#include <stdio.h>
#include <string.h>

static void
say(void *ctx, const struct dais_finding *finding)
{
	size_t *n = ctx;

	(*n)++;
	if (!finding->rule[0] || !finding->message[0])
		(void)printf("an empty finding\n");
}

static int
fail(const char *doing, const struct dais_failure *failure)
{
	(void)printf("%s: %s %s\n", doing, failure->message, failure->hint);
	return 1;
}

int
main(int argc, char **argv)
{
	const struct dais_build build = { "fr", "html,pdf", false, false, -1 };
	struct dais_failure failure = { "", "" };
	struct dais_package *package = NULL;
	char nowhere[4096];
	size_t n = 0, m = 0;

	if (argc != 4)
		return 2;
	(void)snprintf(nowhere, sizeof(nowhere), "%s/none", argv[1]);
	if (dais_package_open(nowhere, NULL, NULL, &package, &failure) || !failure.message[0])
		return fail("a package that is not there was opened", &failure);
	if (!dais_package_open(argv[1], say, &n, &package, &failure))
		return fail("opening", &failure);
	if (dais_package_check(package, say, &m) != m)
		return fail("counting", &failure);
	if (!dais_package_build(package, argv[2], &build, &failure))
		return fail("building", &failure);
	dais_package_close(package);
	if (!dais_document_check(argv[3], NULL, say, &n, &failure))
		return fail("checking", &failure);
	if (!dais_symbol_is_valid("CTOC/COP/WG.3/2022/2") || dais_symbol_is_valid("CTOC//2"))
		return fail("symbols", &failure);
	(void)printf("%s %zu\n", dais_version(), m);
	return 0;
}
