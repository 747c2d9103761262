/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers of things and lengths of time. Source of the forms: CLDR, language plural rules, for
 * whole numbers (doc/sources.md#plurals).
 */
#include "base/err.h"
#include "text/tables_priv.h"

/* Which of the forms of the language @n takes, in the order of CLDR: one, two, few, many, other.
 * ICU has these rules, too, and would open a resource bundle for each number. */
static unsigned
russian(unsigned n)
{
	unsigned ten = n % 10, hundred = n % 100;

	if (ten == 1 && hundred != 11)
		return 0;
	return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? 1 : 2;
}

static unsigned
arabic(unsigned n)
{
	unsigned hundred = n % 100;

	if (n == 1 || n == 2)
		return n - 1;
	if (hundred >= 3 && hundred <= 10)
		return 2;
	return hundred >= 11 ? 3 : 4;
}

static unsigned
form_of(enum dais_lang l, unsigned n)
{
	switch (l) {
	case DAIS_LANG_AR:
		return arabic(n);
	case DAIS_LANG_RU:
		return russian(n);
	case DAIS_LANG_FR:
		return n < 2 ? 0 : 1;
	case DAIS_LANG_EN:
	case DAIS_LANG_ES:
		return n == 1 ? 0 : 1;
	case DAIS_LANG_ZH:
	case DAIS_LANG_COUNT:
	default:
		return 0;
	}
}

struct dais_str
dais_text_count(struct dais_arena *a, enum dais_lang l, const char *key, unsigned n)
{
	struct dais_str rest = dais_text_phrase(l, key), form = rest;
	unsigned wanted = form_of(l, n);

	/* A phrase with fewer forms uses its last for the rest: "{n} min". */
	for (unsigned i = 0; i <= wanted && dais_str_next(&rest, '|', &form); i++)
		;
	return dais_text_fill_template(a, form,
	    (const struct dais_slot[]){
		{ "n", dais_text_number(a, l, n) }, { NULL, DAIS_STR_NONE } });
}

struct dais_str
dais_text_duration(struct dais_arena *a, enum dais_lang l, unsigned minutes)
{
	unsigned hours = minutes / 60, rest = minutes % 60;

	if (hours == 0)
		return dais_text_count(a, l, "count-minutes", rest);
	if (rest == 0)
		return dais_text_count(a, l, "count-hours", hours);
	return dais_text_fill(a, l, "format-duration",
	    (const struct dais_slot[]){ { "hours", dais_text_count(a, l, "count-hours", hours) },
		{ "minutes", dais_text_count(a, l, "count-minutes", rest) },
		{ NULL, DAIS_STR_NONE } });
}
