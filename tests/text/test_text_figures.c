/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Days in figures, and what looks like them: symbols, versions, numbers of sections, telephone
 * numbers, addresses of machines, decimals.
 */
#include "sentences.h"

static void
describe(void *ctx, const struct dais_fact *f)
{
	struct dais_buf *b = ctx;

	if (f->kind == DAIS_FACT_ORDINAL || f->kind == DAIS_FACT_TIME)
		return;
	dais_buf_printf(b, "%04d-%02d-%02d", f->from.year, f->from.month, f->from.day);
	if (f->kind == DAIS_FACT_RANGE)
		dais_buf_printf(b, "..%04d-%02d-%02d", f->to.year, f->to.month, f->to.day);
	dais_buf_put_char(b, ' ');
}

/* Days and ranges, each followed by a space. */
static const struct sentence rows[] = {
	/* days */
	{ DAIS_LANG_EN, "on 15.3.2021, 2021-03-16 and 17/03/2021",
	    "2021-03-15 2021-03-16 2021-03-17 " },
	{ DAIS_LANG_EN, "from 15.03-19.03.2021", "2021-03-15..2021-03-19 " },
	{ DAIS_LANG_EN, "15-19/3/2021", "2021-03-15..2021-03-19 " },
	{ DAIS_LANG_EN, "2021-03-15 to 2021-03-19", "2021-03-15..2021-03-19 " },
	{ DAIS_LANG_EN, "issued (2021-03-15).", "2021-03-15 " },
	{ DAIS_LANG_FR, "du 15/03/2021 au 19/03/2021", "2021-03-15..2021-03-19 " },
	{ DAIS_LANG_FR, "le 3/4/2021", "2021-04-03 " },
	{ DAIS_LANG_RU, "15.03.2021 г., 16.03.2021г. и 17.03.2021",
	    "2021-03-15 2021-03-16 2021-03-17 " },
	{ DAIS_LANG_ES, "15/03/2021", "2021-03-15 " },
	{ DAIS_LANG_AR, "في 15/3/2021", "2021-03-15 " },
	{ DAIS_LANG_ZH, "于2021-03-15在日内瓦", "2021-03-15 " },
	{ DAIS_LANG_ZH, "2021/3/15，2021年3月19日", "2021-03-15 2021-03-19 " },
	/* either order */
	{ DAIS_LANG_EN, "on 3/4/2021 or 12/10/2021", "" },
	{ DAIS_LANG_EN, "3/13/2021 to 4/5/2021", "2021-03-13..2021-04-05 " },
	{ DAIS_LANG_EN, "13/3/2021 to 5/4/2021", "2021-03-13..2021-04-05 " },
	{ DAIS_LANG_EN, "4/4/2021 to 5/4/2021", "2021-04-04 " },
	{ DAIS_LANG_EN, "15 March 2021 to 5/4/2021", "2021-03-15 " },
	{ DAIS_LANG_EN, "on 12/25/2021 and 4/4/2021", "2021-12-25 2021-04-04 " },
	/* symbols */
	{ DAIS_LANG_EN, "FCCC/CP/2021/12/Add.1, A/76/13/10/2021, CRP.13/10/2021", "" },
	{ DAIS_LANG_EN, "CRP-2021-03-15, WG_2021/3/15, v1.2.2021, rev1.2.2021", "" },
	{ DAIS_LANG_EN, "ISO 8601-2021-03-15", "" },
	{ DAIS_LANG_RU, "Док-15.03.2021, A-15.03.2021", "" },
	{ DAIS_LANG_ZH, "文件CRP-2021-03-15、A/2021/3/15", "" },
	/* numbers */
	{ DAIS_LANG_EN, "version 31.12.2021.4, section 3.4.2, 192.168.1.1, 10.12.2021.1", "" },
	{ DAIS_LANG_EN, "tel. +41 22 917 12 34, 022.917.12.34, 01 23 45 67 89", "" },
	{ DAIS_LANG_EN, "3.14, 15.9, 26.5 and 35.8 per cent in 2021", "" },
	{ DAIS_LANG_EN, "1.5-2.5 million, 12.10-13.20 dollars, ratio 1/2/3", "" },
	{ DAIS_LANG_EN, "15.13.2021, 0.3.2021, 15/0/2021, 2021-13-15", "" },
	{ DAIS_LANG_FR, "3,14 ; 15.9 ; 26.5-35.8 ; 1/2 et 3/4", "" },
	{ DAIS_LANG_EN, "99/02/2021, 2021-02-32, 0/2/2021, ISBN 978-92-1-2021-02-30", "" },
	{ DAIS_LANG_EN, "15.3.", "" },
	{ DAIS_LANG_EN, "2021-03-", "" },
	{ DAIS_LANG_EN, "15/", "" },
};

static void
read_row(const struct sentence *s, struct dais_buf *ret)
{
	dais_text_find_facts(s->l, dais_str_from(s->text), describe, ret);
}

static void
test_figures(void **state)
{
	(void)state;
	assert_sentences(rows, sizeof(rows) / sizeof(*rows), read_row);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
