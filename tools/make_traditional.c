/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Traditional Chinese characters and the simplified ones that stand for them, as ICU knows them: a
 * table of constants for src/text/words_traditional.c, made when dais is built, since the rules of
 * ICU take some milliseconds and half a megabyte to open.
 *
 *     make_traditional OUT
 */
#include <stdio.h>
#include <unicode/utrans.h>

#define FIRST 0x3400
#define LAST 0x9FFF

int
main(int argc, char **argv)
{
	static const UChar id[] = u"Traditional-Simplified";
	UErrorCode e = U_ZERO_ERROR;
	UTransliterator *rules = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	FILE *out = argc == 2 ? fopen(argv[1], "w") : NULL;

	if (!out || U_FAILURE(e))
		return 1;
	(void)fputs("/* Made by tools/make_traditional.c. */\n", out);
	for (UChar c = FIRST; c <= LAST; c++) {
		UChar text[4] = { c };
		int32_t n = 1, limit = 1;

		utrans_transUChars(rules, text, &n, 4, 0, &limit, &e);
		if (U_FAILURE(e))
			return 1;
		/* What stands for one as two is left as it is: words are cut by characters. */
		if (n == 1 && text[0] != c && text[0] >= FIRST && text[0] <= LAST)
			(void)fprintf(out, "{ 0x%04X, 0x%04X },\n", (unsigned)c, (unsigned)text[0]);
	}
	utrans_close(rules);
	return fclose(out) == 0 ? 0 : 1;
}
